"""Measures the time from exec to the first scored answer, with and without the cache: make bench-start."""

import argparse
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from service import ROOT, raw_rows, scoring_service

CACHE = ROOT / "scoring-service" / "target" / "quarkus-app" / "app.aot"
WITHOUT_CACHE = "-XX:AOTMode=off"


@dataclass(frozen=True)
class Start:
    """One start: wall and CPU seconds to the first scored answer, resident MiB then."""

    seconds: float
    cpu_seconds: float
    mebibytes: int


def start(bundle: Path, row: str, java_options: str) -> Start:
    with scoring_service(bundle, java_options) as service:
        seconds = service.await_answer("/predict_proba", row)
        return Start(seconds, service.cpu_seconds(), service.mebibytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=ROOT / ".work" / "demo" / "bundle")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    if not CACHE.is_file():
        sys.exit("bench-start: there is no cache: run 'make aot-cache' first")
    bundle = options.bundle.resolve()
    row = raw_rows(bundle)[0]
    kinds = {"with the cache": "", "without": WITHOUT_CACHE}
    starts: dict[str, list[Start]] = {name: [] for name in kinds}
    load = os.getloadavg()[0]
    for _ in range(options.runs):
        for name, java_options in kinds.items():
            starts[name].append(start(bundle, row, java_options))
    print(f"{os.cpu_count()} cores, load {load:.1f} at the start, median (least to most) of {options.runs} runs\n")
    print("| JVM | exec to first scored answer, s | CPU, s | resident, MiB |")
    print("|---|---|---|---|")
    for name, runs in starts.items():
        seconds = [run.seconds for run in runs]
        cpu = statistics.median(run.cpu_seconds for run in runs)
        memory = statistics.median(run.mebibytes for run in runs)
        print(
            f"| {name} | {statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f}) "
            f"| {cpu:.2f} | {memory:.0f} |"
        )


if __name__ == "__main__":
    main()
