#!/usr/bin/env bash
# Checks the Python files in version control, new ones included: style, common mistakes, types.
# With --fix it formats them instead and mends what can be mended safely.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard -- '*.py' | sed 's|^|./|')
[ ${#files[@]} -gt 0 ] || exit 0
tools/venvs/install.sh lint
bin=.venvs/lint/bin
if [ "${1:-}" = --fix ]; then
  "$bin/ruff" check --quiet --fix "${files[@]}"
  "$bin/ruff" format --quiet "${files[@]}"
  exit
fi
"$bin/ruff" check --quiet "${files[@]}"
"$bin/ruff" format --quiet --check "${files[@]}"
# One run for each folder, since files of one name in two folders are no modules of one program.
printf '%s\n' "${files[@]}" | xargs -n1 dirname | sort -u | while read -r folder; do
  # shellcheck disable=SC2046 # the names hold no blanks
  "$bin/mypy" --no-error-summary $(printf '%s\n' "${files[@]}" | grep "^$folder/[^/]*$") < /dev/null
done
