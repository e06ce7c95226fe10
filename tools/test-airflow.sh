#!/usr/bin/env bash
# Reads the DAGs as Airflow does and tests their tasks; needs no server.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools/venvs/install.sh airflow
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export AIRFLOW_HOME="$home" AIRFLOW__CORE__DAGS_FOLDER="$PWD/airflow/dags" AIRFLOW__CORE__LOAD_EXAMPLES=False
tools/airflow/empty-database.sh "$home/airflow.db"
.venvs/airflow/bin/python -m pytest -q -p no:cacheprovider --junit-xml=.work/tests/reports/test-airflow.xml airflow/tests docker/tests
