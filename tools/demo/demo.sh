#!/usr/bin/env bash
# The whole path on this machine: raw bank rows in, a recommendation over HTTP out.
# CUSTOMERS sets the size: 21,000 customers have about 300,000 rows in 17 months. WORK is the folder to fill.
set -euo pipefail
home=$(cd "$(dirname "$0")/../.." && pwd)
cd "$home"
customers=${CUSTOMERS:-21000}
work=${WORK:-.work/demo}
service=

stop_service() {
  if [ -n "$service" ] && kill "$service" 2> /dev/null; then
    wait "$service" || true
  fi
}
trap stop_service EXIT

step() {
  printf '\n== %s\n' "$*"
}

rm -rf "$work"
mkdir -p "$work"

step "1. A simulated bank: $customers customers, 17 months of raw rows"
bin/bankrs generate --customers "$customers" --months 17 --seed 1 --out "$work/rows.csv"

step "2. Training: the newest month tests, the one before validates, older ones train"
bin/bankrs train --source "$work/rows.csv" --out "$work/bundle"

step "3. The service starts and verifies the model"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
tools/demo/serve.sh "$work/bundle" "$port" > "$work/service.log" 2>&1 &
service=$!
python3 tools/demo/ask.py "http://127.0.0.1:$port" "$work/rows.csv"

step "4. Stopped"
stop_service
service=
cat <<EOF
The model's own report:        $work/bundle/report.html
Keep the service up:           make serve
Another customer:              python3 tools/demo/ask.py http://127.0.0.1:8080 $work/rows.csv --customer NUMBER
EOF
