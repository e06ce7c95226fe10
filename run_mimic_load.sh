#!/usr/bin/env bash
# Load that looks like a bank's day, for a service that runs: ./run_mimic_load.sh --help.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/bin/bankrs" mimic-load "$@"
