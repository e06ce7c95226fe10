#!/usr/bin/env bash
# Makes the Python environments .venvs/NAME from their locks: tools/venvs/install.sh [NAME...]. When none is named, all
# are made but those of the benchmarks (bench*), which are large.
# An environment whose lock has not changed since is left as it is.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
venvs="$root/.venvs"
# An environment takes a Python that is installed already; none is downloaded.
export UV_PYTHON_DOWNLOADS=never

names_with_a_lock() {
  for lock in "$here"/*.lock; do basename "$lock" .lock; done
}

is_current() { # NAME: was it made from the lock as it is now?
  cmp -s "$here/$1.lock" "$venvs/$1/installed.lock"
}

pythons_for() { # NAME: the versions of Python that its packages run on
  case $1 in
    graphite) echo '>=3.10,<3.12' ;; # carbon 1.1.10 cannot be installed on 3.12 or newer
    airflow) echo '>=3.11' ;; # its Spark provider wants it
    *) echo '>=3.10' ;;
  esac
}

make_uv() {
  echo "Python environment uv: installing"
  rm -rf "$venvs/uv"
  python3 -m venv "$venvs/uv"
  "$venvs/uv/bin/pip" install --quiet --disable-pip-version-check -r "$here/uv.lock"
  cp "$here/uv.lock" "$venvs/uv/installed.lock"
}

make_environment() { # NAME
  echo "Python environment $1: installing"
  rm -rf "${venvs:?}/$1"
  "$venvs/uv/bin/uv" venv --quiet --no-project --python "$(pythons_for "$1")" "$venvs/$1"
  "$venvs/uv/bin/uv" pip sync --quiet --python "$venvs/$1/bin/python" "$here/$1.lock"
  # The marker comes last: an interrupted installation is begun anew.
  cp "$here/$1.lock" "$venvs/$1/installed.lock"
}

if [ $# -eq 0 ]; then
  # shellcheck disable=SC2046 # the names hold no blanks
  set -- $(names_with_a_lock | grep -v '^bench')
fi
for name in "$@"; do
  if [ ! -f "$here/$name.lock" ]; then
    echo "install.sh: no environment is called '$name'; there are: $(names_with_a_lock | xargs)" >&2
    exit 2
  fi
done

mkdir -p "$venvs"
bring_up_to_date() { # NAME
  is_current "$1" && return
  (
    if command -v flock > /dev/null; then
      # Two runs at once would write into the same folder.
      exec 9> "$venvs/.installing-$1"
      flock 9
    fi
    is_current "$1" && exit
    if [ "$1" = uv ]; then make_uv; else make_environment "$1"; fi
  )
}

missing=()
for name in "$@"; do
  is_current "$name" || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0
bring_up_to_date uv
# Beside each other: most of it is waiting for the network or the disk.
running=()
for name in "${missing[@]}"; do
  bring_up_to_date "$name" &
  running+=($!)
done
for process in "${running[@]}"; do
  wait "$process"
done
