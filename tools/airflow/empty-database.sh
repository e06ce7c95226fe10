#!/usr/bin/env bash
# Puts an empty database of Airflow into a new file: tools/airflow/empty-database.sh FILE
# Airflow takes ten seconds to make one; it is made once for an installed environment, which it lies in, and copied.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
database=$1
template=.venvs/airflow/empty.db

if [ ! -f "$template" ]; then
  home=$(mktemp -d)
  trap 'rm -rf "$home"' EXIT
  AIRFLOW_HOME="$home" AIRFLOW__CORE__LOAD_EXAMPLES=False AIRFLOW__DATABASE__SQL_ALCHEMY_CONN="sqlite:///$home/airflow.db" \
    .venvs/airflow/bin/airflow db migrate > "$home/migrate.log" 2>&1 || { cat "$home/migrate.log" >&2; exit 1; }
  # Renamed when whole: two that make it at once do not disturb each other.
  whole=$(mktemp "$template.XXXXXX")
  cp "$home/airflow.db" "$whole"
  mv "$whole" "$template"
fi
cp "$template" "$database"
