"""The DAGs as Airflow reads them, without a database or a server."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

DAGS = Path(__file__).parents[1] / "dags"
# As Airflow itself does with the folder of a bundle.
sys.path.insert(0, str(DAGS))


@lru_cache
def read() -> DagBag:
    # Safe mode would pass over a file that does not look like a DAG, and over its faults.
    return DagBag(dag_folder=DAGS, safe_mode=False)


def test_all_files_are_read() -> None:
    assert read().import_errors == {}
    assert set(read().dags) == {"bank_rs_training", "bank_rs_drift"}


def test_the_training_goes_from_a_month_to_a_champion() -> None:
    dag = read().dags["bank_rs_training"]
    order = ["check_month", "train", "verify", "recorded", "publish", "gate", "promote"]
    for before, after in pairwise(order):
        assert after in dag.get_task(before).downstream_task_ids
    assert [asset.name for asset in dag.get_task("check_month").inlets] == ["bank_rs_raw"]
    assert [asset.name for asset in dag.get_task("promote").outlets] == ["bank_rs_champion"]


def test_every_task_has_an_owner_a_limit_and_a_document() -> None:
    for dag in read().dags.values():
        assert dag.doc_md
        assert dag.max_active_runs == 1
        assert dag.catchup is False
        for task in dag.tasks:
            assert task.owner == "bank-rs"
            assert timedelta() < task.execution_timeout <= timedelta(hours=8)


def test_params_have_a_schema() -> None:
    params = read().dags["bank_rs_training"].params
    assert params.get_param("month").schema["pattern"]
    params["month"] = "2016-04"
    params["trees"] = 5
    params.validate()
    with pytest.raises(Exception, match="2016-13"):
        params["month"] = "2016-13"
    with pytest.raises(Exception, match="forest"):
        params["trainer"] = "forest"
    assert json.dumps(params.dump())


def test_a_refusal_is_a_skip_and_any_other_failure_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = read().dags["bank_rs_training"].get_task("gate")
    seen = []

    def ends_with(code: int) -> Callable[[SparkSubmitOperator, object], None]:
        def execute(self: SparkSubmitOperator, context: object) -> None:
            seen.append(self.application_args)
            raise AirflowException(f"Cannot execute: spark-submit --class x. Error code is: {code}.")

        return execute

    gate.application_args = ["gate", "", "--source=x"]
    monkeypatch.setattr(SparkSubmitOperator, "execute", ends_with(4))
    with pytest.raises(AirflowSkipException):
        gate.execute({})
    assert seen == [["gate", "--source=x"]]
    monkeypatch.setattr(SparkSubmitOperator, "execute", ends_with(3))
    with pytest.raises(AirflowFailException, match="code is: 3"):
        gate.execute({})
    monkeypatch.setattr(SparkSubmitOperator, "execute", ends_with(1))
    with pytest.raises(AirflowException, match="code is: 1") as failed:
        gate.execute({})
    assert not isinstance(failed.value, AirflowFailException)
