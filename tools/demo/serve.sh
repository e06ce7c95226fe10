#!/usr/bin/env bash
# Serves a model over HTTP on the loopback address: serve.sh BUNDLE PORT. Ctrl-C stops it. BUNDLE is a folder, or the address of
# a model in the registry of MLFLOW_TRACKING_URI, such as models:/bank-rs@champion, which it then follows.
# BANKRS_JAVA_OPTIONS are given to Java. With an ahead-of-time cache (make aot-cache) it starts several times as fast.
set -euo pipefail
bundle=${1:?usage: serve.sh BUNDLE PORT}
port=${2:?usage: serve.sh BUNDLE PORT}
home=$(cd "$(dirname "$0")/../.." && pwd)
application="$home/scoring-service/target/quarkus-app"
jar="$application/quarkus-run.jar"
cache="$application/app.aot"
if [ ! -f "$jar" ]; then
  echo "serve: the service is not built: run 'make build' first" >&2
  exit 1
fi
if [[ $bundle == models:/* ]]; then
  export BANKRS_MODEL_URI="$bundle"
elif [ -f "$bundle/manifest.json" ]; then
  BANKRS_MODEL_PATH=$(realpath -ms "$bundle")
  export BANKRS_MODEL_PATH
else
  echo "serve: no model bundle at $bundle: run 'make demo' first, or name one with MODEL=DIR" >&2
  exit 1
fi
options=(--enable-native-access=ALL-UNNAMED)
# The cache fits the JDK that made it, and no other build than this one.
if [ -f "$cache" ] && [ "$cache" -nt "$jar" ] && [ -x "$(cat "$cache.jdk")/bin/java" ]; then
  java_home=$(cat "$cache.jdk")
  options+=(-XX:AOTCache="$cache")
else
  java_home=$("$home/bin/jdk" 21)
fi
# shellcheck disable=SC2086 # several options in one variable
exec "$java_home/bin/java" "${options[@]}" ${BANKRS_JAVA_OPTIONS:-} \
  -Dquarkus.http.host=127.0.0.1 -Dquarkus.http.port="$port" -jar "$jar"
