"""Watches what the service reports; trains anew when the customers are no longer those of the training."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import requests
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import DAG, CronTriggerTimetable, Param, get_current_context, task
from bankrs_job import defaults

DOC = """
### Drift

Every hour Graphite is asked for the last `hours`:

- **scores_arrive** fails when the service answered nobody: nothing can be said about drift then, somebody must look.
- **drifted**: the population stability index of each feature (`<prefix>.drift.<feature>`), as mean over the time. When
  the largest is above `limit`, **retrain** triggers `bank_rs_training`, once a month at most.
"""

HTTP_TIMEOUT = 30


def series(target: str, hours: int) -> dict[str, list[float]]:
    """Graphite's values of a target by name, oldest first, without gaps."""
    answer = requests.get(
        os.environ["GRAPHITE_URL"].rstrip("/") + "/render",
        params={"target": target, "from": f"-{hours}h", "format": "json"},
        timeout=HTTP_TIMEOUT,
    )
    answer.raise_for_status()
    found = {s["target"]: [value for value, _ in s["datapoints"] if value is not None] for s in answer.json()}
    return {name: values for name, values in found.items() if values}


with DAG(
    dag_id="bank_rs_drift",
    description="Trains anew when the scored rows drift away from those of the training",
    doc_md=DOC,
    schedule=CronTriggerTimetable("15 * * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=30),
    default_args=defaults(timedelta(minutes=5)),
    tags=["bank-rs"],
    params={
        "prefix": Param("bank-rs", type="string", minLength=1, description="BANKRS_GRAPHITE_PREFIX of the service"),
        "hours": Param(24, type="integer", minimum=1, maximum=24 * 31, description="How far back to look"),
        "limit": Param(0.25, type="number", exclusiveMinimum=0, description="PSI above which is trained anew"),
        "least_requests": Param(1, type="integer", minimum=0, description="Fewer mean that scores are missing"),
    },
) as dag:

    @task
    def scores_arrive() -> float:
        """How many requests were answered."""
        params: dict[str, Any] = dict(get_current_context()["params"])
        counts = series(f"{params['prefix']}.requests.count", params["hours"])
        # A counter falls to 0 with a restart: only what was added counts.
        answered = sum(max(0.0, after - before) for values in counts.values() for before, after in pairwise(values))
        if answered < params["least_requests"]:
            raise ValueError(
                f"{answered:.0f} requests in {params['hours']} h below {params['prefix']}: "
                f"expected at least {params['least_requests']}; does the service run and reach Graphite?"
            )
        return answered

    @task.short_circuit
    def drifted() -> bool:
        """Whether a feature's mean index is above the limit."""
        params: dict[str, Any] = dict(get_current_context()["params"])
        means = {
            name: sum(values) / len(values)
            for name, values in series(f"{params['prefix']}.drift.*", params["hours"]).items()
        }
        above = {name: round(mean, 4) for name, mean in means.items() if mean > params["limit"]}
        print(f"{len(means)} features; above {params['limit']}: {above or 'none'}")
        return bool(above)

    retrain = TriggerDagRunOperator(
        task_id="retrain",
        trigger_dag_id="bank_rs_training",
        trigger_run_id="drift__{{ dag_run.run_after.strftime('%Y-%m') }}",
        skip_when_already_exists=True,
    )

    scores_arrive() >> drifted() >> retrain
