#!/usr/bin/env bash
# Makes the secrets that docker-compose.yaml mounts, each random, in secrets/; those that exist stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p secrets
chmod 700 secrets

make_secret() { # FILE BYTES
  # Readable for the containers' users, in a folder that only its owner may enter.
  [ -s "secrets/$1" ] || (od -An -N"$2" -tx1 /dev/urandom | tr -d ' \n' > "secrets/$1" && chmod 444 "secrets/$1")
}

make_secret postgres_password 24
make_secret s3_access_key 10
make_secret s3_secret_key 24
make_secret grafana_password 16
make_secret airflow_secret_key 32
make_secret airflow_jwt_secret 64
if [ ! -s secrets/airflow_passwords.json ]; then
  printf '{"admin": "%s"}\n' "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" > secrets/airflow_passwords.json
  chmod 444 secrets/airflow_passwords.json
fi
echo "secrets are in secrets/; Airflow's user is admin, its password in secrets/airflow_passwords.json"
