#!/usr/bin/env bash
# Serves a model bundle over HTTP on the loopback address: serve.sh BUNDLE PORT. Ctrl-C stops it.
set -euo pipefail
bundle=$(realpath -m "${1:?usage: serve.sh BUNDLE PORT}")
port=${2:?usage: serve.sh BUNDLE PORT}
home=$(cd "$(dirname "$0")/../.." && pwd)
jar="$home/scoring-service/target/quarkus-app/quarkus-run.jar"
if [ ! -f "$jar" ]; then
  echo "serve: the service is not built: run 'make build' first" >&2
  exit 1
fi
if [ ! -f "$bundle/manifest.json" ]; then
  echo "serve: no model bundle at $bundle: run 'make demo' first, or name one with MODEL=DIR" >&2
  exit 1
fi
export BANKRS_MODEL_PATH="$bundle"
exec "$("$home/bin/jdk" 21)/bin/java" --enable-native-access=ALL-UNNAMED \
  -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port="$port" -jar "$jar"
