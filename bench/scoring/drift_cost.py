"""Measures what counting for drift costs: the same service with and without it, in turns: make bench-drift.

Prints rows a second of arrays and of single rows, and the ratio of both. The machine must be quiet: what is measured is
a few percent at most.
"""

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path

from load import Request, wrk
from service import ROOT, Service, raw_rows

WORK = ROOT / ".work" / "bench-drift"
PATH = "/predict_proba"
ARRAY_ROWS = 1000
WARM_UP_SECONDS = 15
HEAP = "-Xmx512m"


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
    rates: dict[tuple[str, str], list[float]] = {}
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
                    load = wrk(each, request, options.seconds, connections)
                    rates.setdefault((kind, name), []).append(size * load.requests_per_second)
    print("\n| rows/s, median (least to most) | without | counting | counting : without |\n|---|---|---|---|")
    for kind in kinds:
        columns = [rates[kind, name] for name in both]
        spread = [f"{statistics.median(c):,.0f} ({min(c):,.0f} to {max(c):,.0f})" for c in columns]
        ratio = statistics.median(after / before for before, after in zip(*columns, strict=True))
        print(f"| {kind} | {spread[0]} | {spread[1]} | {ratio:.3f} |")


if __name__ == "__main__":
    main()
