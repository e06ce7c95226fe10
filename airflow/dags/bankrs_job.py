"""The project's Spark job as a task, shared by the DAGs of this folder."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

if TYPE_CHECKING:
    from airflow.sdk import Context

DATA_REFUSED = 3
GATE_REFUSED = 4


def defaults(limit: timedelta) -> dict[str, Any]:
    """What the tasks of all DAGs have in common; the pause before a retry is Airflow's own setting.

    :param limit: how long a task may take
    """
    return {"owner": "bank-rs", "retries": 2, "execution_timeout": limit}


class BankrsOperator(SparkSubmitOperator):
    """Runs one command of the job's jar with spark-submit on the cluster of the connection spark_default.

    Credentials (AWS_*, PGUSER, PGPASSWORD, MLFLOW_TRACKING_*) are those of the worker's environment: they stand
    neither in the DAG nor on a command line.

    :param command: the command and its arguments, templated; those that are empty are left out
    :param result: what the task hands on when it succeeds, templated
    """

    application_args: list[str] | None
    template_fields: Sequence[str] = (*SparkSubmitOperator.template_fields, "result")

    def __init__(self, *, command: list[str], result: str = "", **kwargs: Any) -> None:
        super().__init__(
            application=os.environ.get("BANKRS_JOB_JAR", "/opt/bankrs/bankrs-job.jar"),
            java_class="org.bankrs.job.cli.Main",
            application_args=command,
            conn_id="spark_default",
            name="{{ dag.dag_id }}-{{ task.task_id }}",
            **kwargs,
        )
        self.result = result

    def execute(self, context: Context) -> str:
        """Runs the command; a model that the gate refused is a skip, rows that were refused are not tried again."""
        self.application_args = [argument for argument in self.application_args or [] if argument]
        try:
            super().execute(context)
        except AirflowException as error:
            code = exit_code(str(error))
            if code == GATE_REFUSED:
                raise AirflowSkipException("the gate refused the model; the log above says why") from error
            if code == DATA_REFUSED:
                raise AirflowFailException(f"the rows were refused, which no retry changes: {error}") from error
            raise
        return self.result


def exit_code(message: str) -> int | None:
    """The exit code of spark-submit in the provider's words."""
    found = re.search(r"Error code is: (\d+)", message)
    return int(found.group(1)) if found else None
