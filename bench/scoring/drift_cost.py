"""Measures what counting for drift costs: the same service with and without it, in turns: make bench-drift.

Prints rows a second of arrays and of single rows, processor time of the service for each, and the ratio of both. Rows a
second want a quiet machine, as what is measured is a few percent at most and the load runs on the same cores; processor
time counts the service alone.
"""

import argparse
import os
import shutil
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from load import Request, wrk
from service import ROOT, Service, raw_rows

WORK = ROOT / ".work" / "bench-drift"
PATH = "/predict_proba"
ARRAY_ROWS = 1000
WARM_UP_SECONDS = 15
HEAP = "-Xmx512m"


@dataclass(frozen=True)
class Cost:
    """What a service did under load, and the processor time that it took."""

    rows_per_second: float
    microseconds_per_row: float


def measure(service: Service, request: Request, seconds: int, connections: int, rows: int) -> Cost:
    """The cost of so many seconds, each request of so many rows."""
    before = service.cpu_seconds()
    rate = rows * wrk(service, request, seconds, connections).requests_per_second
    return Cost(rate, 1e6 * (service.cpu_seconds() - before) / (rate * seconds))


def print_table(
    costs: dict[tuple[str, str], list[Cost]], what: str, figure: Callable[[Cost], float], digits: int
) -> None:
    print(f"\n| {what}, median (least to most) | without | counting | counting : without |\n|---|---|---|---|")
    for kind in dict.fromkeys(kind for kind, _ in costs):
        columns = [[figure(cost) for cost in costs[kind, name]] for name in ("without", "counting")]
        spread = [f"{statistics.median(c):,.{digits}f} ({min(c):,.{digits}f} to {max(c):,.{digits}f})" for c in columns]
        ratios = [after / before for before, after in zip(*columns, strict=True)]
        print(
            f"| {kind} | {spread[0]} | {spread[1]} "
            f"| {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f}) |"
        )


def service(bundle: Path, rate: str) -> Service:
    options = {"BANKRS_JAVA_OPTIONS": HEAP, "BANKRS_LIMITS_CONCURRENT": "1000", "BANKRS_DRIFT_RATE": rate}
    return Service(["tools/demo/serve.sh", str(bundle), "{port}"], **options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=ROOT / ".work" / "demo" / "bundle")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--rate", default="1000", help="most rows a second that are counted; 0: what noise alone does")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("bench-drift: wrk is missing: apt-get install wrk")
    bundle = options.bundle.resolve()
    rows = raw_rows(bundle)
    WORK.mkdir(parents=True, exist_ok=True)
    one, many = WORK / "row.json", WORK / "array.json"
    one.write_text(rows[0], encoding="utf-8")
    many.write_text(f"[{','.join(rows[i % len(rows)] for i in range(ARRAY_ROWS))}]", encoding="utf-8")
    kinds = {"one row a request": (Request(PATH, one), 8, 1), "arrays of 1,000": (Request(PATH, many), 2, ARRAY_ROWS)}
    costs: dict[tuple[str, str], list[Cost]] = {}
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; {options.rounds} rounds in turns")
    with service(bundle, "0") as without, service(bundle, options.rate) as counting:
        both = {"without": without, "counting": counting}
        for each in both.values():
            each.await_answer(PATH, rows[0])
            for request, connections, _ in kinds.values():
                wrk(each, request, WARM_UP_SECONDS, connections)
        for turn in range(options.rounds):
            # Another one is first in each round.
            for name, each in sorted(both.items(), reverse=turn % 2 == 1):
                for kind, (request, connections, size) in kinds.items():
                    cost = measure(each, request, options.seconds, connections, size)
                    costs.setdefault((kind, name), []).append(cost)
    print_table(costs, "rows/s", lambda cost: cost.rows_per_second, 0)
    print_table(costs, "processor time of a row, µs", lambda cost: cost.microseconds_per_row, 2)


if __name__ == "__main__":
    main()
