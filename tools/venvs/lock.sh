#!/usr/bin/env bash
# Resolves NAME.in anew into NAME.lock: tools/venvs/lock.sh NAME...
# NAME.overrides, where there is one, says which dependencies of its packages are left out.
# Versions already in the lock are kept as far as they fit; delete the lock first to take the newest of everything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
./install.sh uv
for name in "${@:?usage: lock.sh NAME...}"; do
  # Nothing of this machine goes into the lock: neither its paths nor its package index.
  case $name in airflow) python=3.11 ;; *) python=3.10 ;; esac
  overrides=()
  [ ! -f "$name.overrides" ] || overrides=(--overrides "$name.overrides")
  ../../.venvs/uv/bin/uv pip compile --quiet --universal --python-version "$python" --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "tools/venvs/lock.sh $name" "${overrides[@]}" "$name.in" --output-file "$name.lock"
done
