#!/usr/bin/env bash
# Tests of what runs the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools/venvs/install.sh airflow
.venvs/airflow/bin/python -m pytest -q -p no:cacheprovider --junit-xml=.work/tests/reports/test-tools.xml tools/tests
