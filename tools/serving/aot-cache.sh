#!/usr/bin/env bash
# Makes the ahead-of-time cache of the built service from a training run with a bundle: aot-cache.sh BUNDLE.
# tools/demo/serve.sh takes it up. It fits this build and this JDK only, and has to be made anew after each build.
set -euo pipefail
bundle=${1:?usage: aot-cache.sh BUNDLE}
home=$(cd "$(dirname "$0")/../.." && pwd)
cache="$home/scoring-service/target/quarkus-app/app.aot"
JAVA_HOME=$("$home/bin/jdk" 25)
export JAVA_HOME
rm -f "$cache" "$cache.jdk"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
log=$(mktemp)
service=
finish() {
  if [ -n "$service" ] && kill "$service" 2> /dev/null; then
    wait "$service" || true
  fi
  rm -f "$log"
}
trap finish EXIT

# serve.sh takes the JDK of JAVA_HOME, since it fits.
BANKRS_JAVA_OPTIONS="-XX:AOTCacheOutput=$cache" "$home/tools/demo/serve.sh" "$bundle" "$port" > "$log" 2>&1 &
service=$!
python3 "$home/tools/serving/exercise.py" "http://127.0.0.1:$port" "$bundle/verification.jsonl"
kill "$service"
# The service writes the cache while it ends.
wait "$service" || true
service=
if [ ! -f "$cache" ]; then
  cat "$log" >&2
  echo "aot-cache: no cache was written" >&2
  exit 1
fi
echo "$JAVA_HOME" > "$cache.jdk"
touch "$cache"
echo "aot-cache: $(du -h "$cache" | cut -f1) in ${cache#"$home"/}; 'make serve' takes it up"
