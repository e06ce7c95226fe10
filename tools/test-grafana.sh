#!/usr/bin/env bash
# Type-checks the dashboards' code against Grafana's own types and says whether the JSON in version control is what it
# makes; --write makes it instead. Then the provisioning files against their schema.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if ! cmp -s grafana/package-lock.json grafana/node_modules/installed.lock; then
  npm ci --prefix grafana --silent
  cp grafana/package-lock.json grafana/node_modules/installed.lock
fi
(cd grafana && node_modules/.bin/tsc)
if [ "${1:-}" = --write ]; then
  node grafana/build/generate.js
  exit
fi
node grafana/build/generate.js --check
tools/venvs/install.sh airflow
.venvs/airflow/bin/python -m pytest -q -p no:cacheprovider --junit-xml=.work/tests/reports/test-grafana.xml grafana/tests
