"""Trains on the month that closed and promotes the model if it is better than the one in use."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone

import requests
from airflow.sdk import DAG, Asset, CronTriggerTimetable, Param, task
from bankrs_job import BankrsOperator, defaults

DOC = """
### From a closed month to a champion

1. **check_month**: the source has rows of the month, or the run ends here.
2. **train**: a bundle below `models`, recorded in MLflow. Each attempt writes a folder of its own.
3. **verify**: every file by its checksum; the gate scores 200 rows once more.
4. **recorded**: MLflow holds a finished run of exactly this bundle. An exit code alone is not trusted.
5. **publish**: a version in the registry `bank-rs`, alias `challenger`.
6. **gate**: against the champion on the newest labelled month. A refusal is no failure: what follows is skipped, and
   the report lies beside the run in MLflow (`gate/gate.html`).
7. **promote**: moves the alias `champion`; services that follow it take the model over.

A refusal and a promotion leave an event in Graphite, for the dashboards.

`month` is the newest month whose rows are used, by default the one before the run. Back again: `bankrs rollback`.
"""

RAW = Asset(name="bank_rs_raw", uri="bankrs://raw")
CHAMPION = Asset(name="bank_rs_champion", uri="bankrs://models/champion")

MONTH = "{{ params.month or (dag_run.run_after.replace(day=1) - macros.timedelta(days=1)).strftime('%Y-%m') }}"
SOURCE = ["--source={{ params.source }}", "{{ '--table=' ~ params.table if params.table else '' }}"]
AS_OF = f"--as-of={MONTH}-28"
MODEL = "--model={{ ti.xcom_pull(task_ids='train') }}"
HTTP_TIMEOUT = 30


def bundle_folder() -> str:
    """A place that no other run and no other attempt has, without characters that addresses cannot hold."""
    run = "{{ run_id | replace(':', '-') | replace('+', '-') }}"
    return "{{ params.models }}/" + MONTH + "/" + run + "-{{ ti.try_number }}"


with DAG(
    dag_id="bank_rs_training",
    description="Trains on the month that closed; promotes the model if it is better",
    doc_md=DOC,
    schedule=CronTriggerTimetable("0 6 5 * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=12),
    # Every task may simply be repeated: each attempt at a training has its own folder, and one that died leaves none
    # that anybody sees.
    default_args={**defaults(timedelta(hours=1)), "retry_exponential_backoff": True},
    tags=["bank-rs"],
    params={
        "source": Param(
            "s3a://bank/raw/*.csv",
            type="string",
            minLength=1,
            description="CSV or Parquet (s3a://, path, globs) or jdbc:postgresql://HOST/DATABASE",
        ),
        "table": Param(None, type=["null", "string"], description="The table, for a database"),
        "month": Param(
            None,
            type=["null", "string"],
            pattern=r"^\d{4}-(0[1-9]|1[0-2])$",
            description="Newest month whose rows are used; by default the one before the run",
        ),
        "models": Param("s3a://bank/models", type="string", minLength=1, description="Where bundles are put"),
        "trainer": Param("one-pass", type="string", enum=["one-pass", "mllib"]),
        "trees": Param(20, type="integer", minimum=1, maximum=1000, description="Trees a product"),
        "depth": Param(5, type="integer", minimum=1, maximum=14, description="Levels of splits a tree"),
        "min_positives": Param(50, type="integer", minimum=1, description="Below: the product keeps its base rate"),
        "partitions": Param(0, type="integer", minimum=0, description="Parts of the data; 0: two a core"),
        "seed": Param(42, type="integer", description="For everything random"),
        "work": Param(
            None,
            type=["null", "string"],
            description="Where the gate puts both models; every executor must reach it",
        ),
    },
) as dag:
    check_month = BankrsOperator(
        task_id="check_month",
        command=["months", *SOURCE, f"--require={MONTH}"],
        inlets=[RAW],
    )
    train = BankrsOperator(
        task_id="train",
        command=[
            "train",
            *SOURCE,
            AS_OF,
            f"--out={bundle_folder()}",
            "--trainer={{ params.trainer }}",
            "--trees={{ params.trees }}",
            "--depth={{ params.depth }}",
            "--min-positives={{ params.min_positives }}",
            "--partitions={{ params.partitions }}",
            "--seed={{ params.seed }}",
        ],
        result=bundle_folder(),
        execution_timeout=timedelta(hours=8),
    )
    verify = BankrsOperator(task_id="verify", command=["verify", "--files-only", MODEL])

    @task
    def recorded(model: str) -> str:
        """MLflow's finished run of the bundle."""
        server = os.environ["MLFLOW_TRACKING_URI"].rstrip("/") + "/api/2.0/mlflow/"
        experiment = requests.get(
            server + "experiments/get-by-name",
            params={"experiment_name": os.environ.get("MLFLOW_EXPERIMENT_NAME", "bank-rs")},
            timeout=HTTP_TIMEOUT,
        )
        experiment.raise_for_status()
        runs = requests.post(
            server + "runs/search",
            json={
                "experiment_ids": [experiment.json()["experiment"]["experiment_id"]],
                "filter": f"params.out = '{model}' and attributes.status = 'FINISHED'",
                "max_results": 2,
            },
            timeout=HTTP_TIMEOUT,
        )
        runs.raise_for_status()
        found = runs.json().get("runs", [])
        if len(found) != 1:
            raise ValueError(f"MLflow holds {len(found)} finished runs of {model}: expected one")
        return str(found[0]["info"]["run_id"])

    publish = BankrsOperator(task_id="publish", command=["publish", MODEL])
    gate = BankrsOperator(
        task_id="gate",
        command=["gate", *SOURCE, AS_OF, "{{ '--work=' ~ params.work if params.work else '' }}"],
        execution_timeout=timedelta(hours=2),
    )
    promote = BankrsOperator(
        task_id="promote",
        command=["promote"],
        outlets=[CHAMPION],
        execution_timeout=timedelta(minutes=15),
    )

    run = recorded("{{ ti.xcom_pull(task_ids='train') }}")
    check_month >> train >> verify >> run >> publish >> gate >> promote
