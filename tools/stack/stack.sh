#!/usr/bin/env bash
# All services as local processes: tools/stack/stack.sh up | down | status.
# One Java process holds them all and ends them when it ends; where they are is in services.env of the stack's folder
# (BANKRS_STACK_FOLDER, .work/stack).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=${BANKRS_STACK_FOLDER:-$PWD/.work/stack}
limit=${BANKRS_STACK_LIMIT:-180} # seconds

process() { # prints the process of the stack, nothing when it does not run
  local pid
  pid=$(cat "$folder/pid" 2> /dev/null || true)
  if [ -n "$pid" ] && grep -qs org.bankrs.testservices.Stack "/proc/$pid/cmdline"; then echo "$pid"; fi
}

up() {
  if [ -n "$(process)" ]; then
    echo "stack: runs already"
    status
    return
  fi
  rm -rf "$folder"
  mkdir -p "$folder/logs"
  local started=$SECONDS
  setsid "$(bin/jdk 17 21)/bin/java" -Xmx128m -Dproject.root="$PWD" -cp "libs/test-services/target/classes:$(cat \
    libs/test-services/target/stack.classpath)" org.bankrs.testservices.Stack "$folder" \
    > "$folder/logs/stack.out" 2> "$folder/logs/stack.err" < /dev/null &
  echo $! > "$folder/pid"
  until [ -f "$folder/services.env" ]; do
    if ! kill -0 "$(cat "$folder/pid")" 2> /dev/null; then
      cat "$folder/logs/stack.err" >&2
      echo "stack: did not start; logs are in $folder/logs" >&2
      exit 1
    fi
    if [ $((SECONDS - started)) -gt $limit ]; then
      echo "stack: not ready after $limit s; logs are in $folder/logs" >&2
      down
      exit 1
    fi
    sleep 0.1
  done
  echo "stack: ready after $((SECONDS - started)) s; set -a; . $folder/services.env; set +a"
  status
}

down() {
  local pid children
  pid=$(process)
  [ -n "$pid" ] || { echo "stack: does not run"; return; }
  # All of them are of the session that setsid began, or children of it.
  kill "$pid"
  for _ in $(seq 300); do
    [ -n "$(process)" ] || break
    sleep 0.1
  done
  children=$(pgrep -s "$pid" || true)
  if [ -n "$children" ]; then
    # shellcheck disable=SC2086 # one process a word
    kill -9 $children 2> /dev/null || true
  fi
  rm -f "$folder/pid" "$folder/services.env"
  echo "stack: ended"
}

missing=0 # services that do not answer

tell() { # NAME ADDRESS EXIT_CODE
  if [ "$3" = 0 ]; then echo "  up    $1  $2"; else
    echo "  DOWN  $1  $2"
    missing=$((missing + 1))
  fi
}

answers() { # NAME ADDRESS
  local code=0
  curl -s -o /dev/null -m 5 "$2" || code=$?
  tell "$1" "$2" "$code"
}

listens() { # NAME ADDRESS: anything://HOST:PORT...
  local code=0 place
  place=$(sed -E 's|.*//([^:/]+):([0-9]+).*|\1/\2|' <<< "$2")
  timeout 5 bash -c ": < /dev/tcp/$place" 2> /dev/null || code=$?
  tell "$1" "$2" "$code"
}

status() {
  if [ -z "$(process)" ]; then
    echo "stack: does not run"
    return 3
  fi
  # shellcheck disable=SC1091 # written by the stack
  . "$folder/services.env"
  answers "airflow    " "$AIRFLOW_URL"
  answers "mlflow     " "$MLFLOW_TRACKING_URI"
  answers "service    " "$SERVICE_URL"
  answers "graphite   " "$GRAPHITE_URL"
  answers "s3         " "$AWS_ENDPOINT_URL"
  listens "spark      " "$SPARK_MASTER"
  listens "postgresql " "$JDBC_URL"
  echo "        logs         $folder/logs"
  [ "$missing" = 0 ]
}

case ${1:-} in
  up | down | status) "$1" ;;
  *)
    echo "usage: stack.sh up | down | status" >&2
    exit 2
    ;;
esac
