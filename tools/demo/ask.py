"""Asks the service what one customer of a raw CSV file may newly take, and prints the answer in Russian."""
# ruff: noqa: S310 - the address is the user's own

import argparse
import csv
import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

START_LIMIT_SECONDS = 120
PRODUCT_COLUMN_SUFFIX = "_ult1"
USUAL_PRODUCTS = 2


def wait_until_ready(service: str) -> None:
    """Returns when the service has verified its model; ends the program when it does not in time."""
    deadline = time.monotonic() + START_LIMIT_SECONDS
    last = "no answer"
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{service}/q/health/ready", timeout=5):
                return
        except urllib.error.HTTPError as error:
            last = error.read().decode()
        except OSError as error:
            last = str(error)
        time.sleep(0.1)
    sys.exit(f"ask: {service} is not ready after {START_LIMIT_SECONDS} s: {last}")


def newest_row(source: Path, customer: str | None) -> dict[str, str]:
    """The newest row of a customer; of an active one with two products when none is named."""
    best: dict[str, str] | None = None
    best_rank: tuple[str, int] = ("", -1)
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if customer is not None and row["ncodpers"].strip() != customer:
                continue
            held = [k for k, v in row.items() if k.endswith(PRODUCT_COLUMN_SUFFIX) and v.strip() == "1"]
            active = row["ind_actividad_cliente"].strip() == "1"
            rank = (row["fecha_dato"], 1 if active and len(held) == USUAL_PRODUCTS else 0)
            if rank > best_rank:
                best, best_rank = row, rank
    if best is None:
        sys.exit(f"ask: no row of customer {customer} in {source}")
    return best


def post(address: str, body: dict[str, str]) -> dict[str, float]:
    """The service's JSON answer to a JSON body."""
    request = urllib.request.Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        result: dict[str, float] = json.loads(answer.read())
        return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("service", help="such as http://127.0.0.1:8080")
    parser.add_argument("source", type=Path, help="a raw CSV file of the bank")
    parser.add_argument("--customer", help="a customer's number (ncodpers)")
    options = parser.parse_args()
    wait_until_ready(options.service)
    row = newest_row(options.source, options.customer)
    held = [k for k, v in row.items() if k.endswith(PRODUCT_COLUMN_SUFFIX) and v.strip() == "1"]
    print(
        f"customer {row['ncodpers'].strip()}, {row['fecha_dato']}: age {row['age'].strip()}, "
        f"segment {row['segmento'] or 'unknown'}, holds {', '.join(held) or 'nothing'}"
    )
    print(f"POST {options.service}/predict_proba?threshold=0.001")
    for name, probability in post(f"{options.service}/predict_proba?threshold=0.001", row).items():
        print(f"  {probability:8.4f}  {name}")


if __name__ == "__main__":
    main()
