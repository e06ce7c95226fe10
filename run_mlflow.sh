#!/usr/bin/env bash
# Starts MLflow alone, in the foreground: ./run_mlflow.sh [PORT]. Runs, registry and artifacts stay in .work/mlflow
# (BANKRS_MLFLOW_FOLDER).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
port=${1:-5000}
tools/venvs/install.sh mlflow
folder=${BANKRS_MLFLOW_FOLDER:-$PWD/.work/mlflow}
mkdir -p "$folder/artifacts"
# Without the last it would start seven more processes.
export MLFLOW_DISABLE_TELEMETRY=true DO_NOT_TRACK=true MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false
echo "MLFLOW_TRACKING_URI=http://127.0.0.1:$port"
exec .venvs/mlflow/bin/python -m mlflow server --host 127.0.0.1 --port "$port" --workers 1 \
  --backend-store-uri "sqlite:///$folder/mlflow.db" --artifacts-destination "$folder/artifacts" --serve-artifacts
