"""Whole runs by dag.test(): what is submitted, and what a refusal does to the tasks behind it.

spark-submit is a script that writes down its arguments; the end-to-end tests submit to a real cluster.
"""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parents[1] / "dags"
sys.path.insert(0, str(DAGS))
CONF = {"source": "jdbc:postgresql://db/bank", "table": "rows", "month": "2016-05", "trees": 3, "models": "/models"}
MODEL = "/models/2016-05/"


@lru_cache
def training() -> Any:
    # Runs need the DAG as Airflow's database has it.
    bag = DagBag(dag_folder=DAGS, safe_mode=False)
    return bag.dags["bank_rs_training"]


@pytest.fixture
def submitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands that were submitted, a line each; the gate's exit code stands in the file beside it."""
    log = tmp_path / "submitted"
    script = tmp_path / "spark-submit"
    script.write_text(f"""#!/bin/sh
while [ "$1" != /opt/bankrs/bankrs-job.jar ]; do shift; done
shift
echo "$@" >> {log}
if [ "$1" = gate ]; then exit "$(cat {tmp_path}/gate)"; fi
""")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    spark = {"conn_type": "spark", "host": "spark://127.0.0.1", "port": 7077, "extra": {"deploy-mode": "client"}}
    monkeypatch.setenv("AIRFLOW_CONN_SPARK_DEFAULT", json.dumps(spark))
    return log


def run(submitted: Path, gate: int) -> dict[str, str]:
    """The states of the tasks; MLflow is not asked."""
    (submitted.parent / "gate").write_text(str(gate))
    ended = training().test(run_conf=CONF, mark_success_pattern="recorded")
    return {task.task_id: str(task.state) for task in ended.get_task_instances()} | {"": str(ended.state)}


def test_a_better_model_is_promoted(submitted: Path) -> None:
    states = run(submitted, 0)
    assert set(states.values()) == {"success"}
    commands = submitted.read_text().splitlines()
    assert [command.split()[0] for command in commands] == ["months", "train", "verify", "publish", "gate", "promote"]
    assert commands[0] == "months --source=jdbc:postgresql://db/bank --table=rows --require=2016-05"
    assert "--as-of=2016-05-28" in commands[1]
    assert "--trees=3" in commands[1]
    out = next(argument for argument in commands[1].split() if argument.startswith("--out=")).removeprefix("--out=")
    assert out.startswith(MODEL)
    assert ":" not in out
    assert commands[2] == f"verify --files-only --model={out}"
    assert commands[3] == f"publish --model={out}"
    assert "--work" not in commands[4]


def test_a_refused_model_ends_in_a_good_run_without_promotion(submitted: Path) -> None:
    states = run(submitted, 4)
    assert states["gate"] == states["promote"] == "skipped"
    assert states[""] == "success"
    assert not any(line.startswith("promote") for line in submitted.read_text().splitlines())


def test_any_other_failure_of_the_gate_fails_the_run(submitted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training().get_task("gate"), "retries", 0)
    states = run(submitted, 1)
    assert states["gate"] == states[""] == "failed"
    assert states["promote"] == "upstream_failed"
