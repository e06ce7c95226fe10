"""A steady load for the demonstration: rows of a CSV file to /predict and /predict_proba, random ones, mistakes."""
# ruff: noqa: S310 - the address is the user's own

import argparse
import csv
import itertools
import json
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

ROWS = 4000
AT_ONCE = 20
PAUSE_SECONDS = 0.1
RANDOM_EVERY = 5
MISTAKE_EVERY = 17


def answer(request: urllib.request.Request | str) -> int:
    """The status."""
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            response.read()
            status: int = response.status
            return status
    except urllib.error.HTTPError as error:
        return error.code


def post(address: str, body: object) -> int:
    return answer(urllib.request.Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("service", help="such as http://127.0.0.1:8080")
    parser.add_argument("source", type=Path, help="a raw CSV file of the bank")
    parser.add_argument("seconds", type=float)
    options = parser.parse_args()
    with options.source.open(encoding="utf-8", newline="") as lines:
        # Customers follow each other: every so many rows another one.
        rows = list(itertools.islice(csv.DictReader(lines), 0, None, 7))[:ROWS]
    statuses: Counter[int] = Counter()
    end = time.monotonic() + options.seconds
    turn = 0
    while time.monotonic() < end:
        batch = [rows[(turn * AT_ONCE + i) % len(rows)] for i in range(AT_ONCE)]
        statuses[post(f"{options.service}/predict", batch)] += 1
        statuses[post(f"{options.service}/predict_proba", batch[0])] += 1
        if turn % RANDOM_EVERY == 0:
            statuses[answer(f"{options.service}/random")] += 1
        if turn % MISTAKE_EVERY == 0:
            statuses[post(f"{options.service}/predict", {"edad": 1})] += 1
            statuses[answer(f"{options.service}/nowhere")] += 1
        turn += 1
        time.sleep(PAUSE_SECONDS)
    print("answers by status: " + ", ".join(f"{code}: {count}" for code, count in sorted(statuses.items())))


if __name__ == "__main__":
    main()
