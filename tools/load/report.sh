#!/usr/bin/env bash
# Gatling's report of a service under load: report.sh BUNDLE RATE SECONDS. Starts a service of its own and stops it.
set -euo pipefail
bundle=${1:?usage: report.sh BUNDLE RATE SECONDS}
rate=${2:?usage: report.sh BUNDLE RATE SECONDS}
seconds=${3:?usage: report.sh BUNDLE RATE SECONDS}
home=$(cd "$(dirname "$0")/../.." && pwd)
cd "$home"
mkdir -p bench/load/target
log=bench/load/target/service.log
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

tools/demo/serve.sh "$bundle" "$port" > "$log" 2>&1 &
service=$!
trap 'kill "$service" 2> /dev/null && wait "$service" || true' EXIT

ready=
for _ in $(seq 300); do
  if ! kill -0 "$service" 2> /dev/null; then
    break
  fi
  if curl -sf -o /dev/null "http://127.0.0.1:$port/q/health/ready"; then
    ready=true
    break
  fi
  sleep 0.2
done
if [ -z "$ready" ]; then
  cat "$log" >&2
  echo "load-report: the service did not get ready" >&2
  exit 1
fi

bin/mvn -B -q -Pload-report -DskipTests -pl bench/load -am verify \
  -Dload.url="http://127.0.0.1:$port" -Dload.rate="$rate" -Dload.seconds="$seconds"
echo "Report: $(ls -td bench/load/target/gatling/*/ | sed -n 1p)index.html"
