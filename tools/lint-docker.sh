#!/usr/bin/env bash
# Checks the Dockerfiles in version control, new ones included.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools/venvs/install.sh lint
git ls-files --cached --others --exclude-standard -z -- '*Dockerfile*' ':!*.dockerignore' | xargs -0 -r .venvs/lint/bin/hadolint
