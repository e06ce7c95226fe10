"""Asks a running service for everything it can do: exercise.py ADDRESS VERIFICATION_ROWS."""
# ruff: noqa: S310 - the address is the user's own

import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

START_LIMIT_SECONDS = 120
ROUNDS = 10


def post(address: str, media_type: str, body: str) -> None:
    request = urllib.request.Request(address, body.encode(), {"Content-Type": media_type})
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


def wait_until_ready(address: str) -> None:
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{address}/q/health/ready", timeout=5):
                return
        except OSError as error:
            if time.monotonic() > deadline:
                sys.exit(f"exercise: {address} is not ready: {error}")
        time.sleep(0.1)


def main() -> None:
    address, rows_file = sys.argv[1:]
    lines = Path(rows_file).read_text(encoding="utf-8").splitlines()
    rows = [json.dumps(json.loads(line)["row"], ensure_ascii=False) for line in lines]
    wait_until_ready(address)
    for path in ("/", "/model", "/schema", "/random", "/q/health"):
        with urllib.request.urlopen(address + path, timeout=60) as answer:
            answer.read()
    for _ in range(ROUNDS):
        for row in rows:
            post(f"{address}/predict_proba", "application/json", row)
        for path in ("/predict", "/predict_proba", "/predict_proba?explain=true"):
            post(address + path, "application/json", f"[{','.join(rows)}]")
            post(address + path, "application/x-ndjson", "\n".join(rows))


if __name__ == "__main__":
    main()
