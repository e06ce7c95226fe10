#!/usr/bin/env bash
# Graphite, the service and load for SECONDS_OF_LOAD (60), then for half a minute with DRIFT (new-channel): prints every
# promised series and draws the panels: watch-demo.sh PICTURES
# MODEL is the bundle to serve; without one a small one is trained. Everything is ended in the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
pictures=${1:?usage: watch-demo.sh PICTURES}
seconds=${SECONDS_OF_LOAD:-60}
drift=${DRIFT:-new-channel}
drift_seconds=30
work="$PWD/.work/watch"
started=()

end_all() {
  for pid in "${started[@]}"; do
    if kill "$pid" 2> /dev/null; then wait "$pid" 2> /dev/null || true; fi
  done
}
trap end_all EXIT

step() {
  printf '\n== %s\n' "$*"
}

mkdir -p "$work"
rm -rf "$work/graphite" "$work/service.log"
if [ ! -f "$work/rows.csv" ]; then
  step "A simulated bank"
  bin/bankrs generate --customers 6000 --months 6 --seed 11 --out "$work/rows.csv"
fi
model=${MODEL:-$work/bundle}
if [ ! -f "$model/manifest.json" ]; then
  step "A small model of it"
  rm -rf "$model"
  bin/bankrs train --source "$work/rows.csv" --out "$model" --min-positives 10
fi

step "Graphite and the service start"
"$(bin/jdk 17)/bin/java" -Xmx64m -Dproject.root="$PWD" -cp "libs/test-services/target/classes:$(cat \
  libs/test-services/target/stack.classpath)" org.bankrs.testservices.GraphiteAlone "$work/graphite" \
  > "$work/graphite.log" 2>&1 &
started+=($!)
until [ -f "$work/graphite/graphite.env" ]; do
  kill -0 "${started[0]}" 2> /dev/null || { cat "$work/graphite.log" >&2; exit 1; }
  sleep 0.2
done
# shellcheck disable=SC1091 # written just now
. "$work/graphite/graphite.env"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
BANKRS_GRAPHITE_ENABLED=true BANKRS_GRAPHITE_HOST=127.0.0.1 BANKRS_GRAPHITE_PORT=$BANKRS_GRAPHITE_PORT \
  BANKRS_GRAPHITE_WEB=$GRAPHITE_URL BANKRS_GRAPHITE_STEP=1s BANKRS_DRIFT_WINDOW=10s \
  tools/demo/serve.sh "$model" "$port" > "$work/service.log" 2>&1 &
started+=($!)
service="http://127.0.0.1:$port"
for _ in $(seq 300); do
  if curl -sf -o /dev/null "$service/q/health/ready"; then break; fi
  sleep 0.2
done

alarms() { # the newest value
  sleep 3
  curl -sf "$GRAPHITE_URL/render?target=bank-rs.drift_alarms&from=-1min&format=csv" | tr -d '\r' \
    | awk -F, '$3 != "" { newest = $3 } END { print newest == "" ? "none known" : int(newest) }'
}

step "$seconds seconds of load without drift"
bin/bankrs mimic-load --url "$service" --rate 100 --duration "${seconds}s"
before=$(alarms)

step "$drift_seconds seconds of load with $drift"
bin/bankrs mimic-load --url "$service" --rate 150 --steady --duration "${drift_seconds}s" --drift "$drift"
after=$(alarms)

step "What Graphite has"
python3 tools/watch/report.py --graphite "$GRAPHITE_URL" --carbon "$BANKRS_GRAPHITE_PORT" \
  --seconds $((seconds + drift_seconds + 10)) --pictures "$pictures"
echo "alarms of drift: $before without it, $after with $drift"
