"""Measures the path from a simulated bank to a model bundle, stage by stage: make bench-path.

Prints rows a second, seconds, CPU seconds and peak memory. The last line of each run is a checksum: runs of one size
and seed must agree in it.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEBIBYTE = 1024


@dataclass(frozen=True)
class Cost:
    """What a command took: wall and CPU seconds, peak resident memory of its largest process in MiB."""

    seconds: float
    cpu_seconds: float
    peak_mebibytes: int


def run(command: list[str]) -> Cost:
    """Runs a command of the project; its progress goes to the terminal."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - a command of this file
    seconds = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu, after.ru_maxrss // MEBIBYTE)


def line(name: str, value: str) -> None:
    print(f"{name:44} {value}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=70_000, help="70,000 customers have about 1,000,000 rows")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trees", type=int, default=20)
    parser.add_argument("--trainer", default="one-pass", help="one-pass or mllib")
    options = parser.parse_args()
    work = ROOT / ".work" / "bench-path"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    rows_file = work / "rows.csv"
    load = os.getloadavg()[0]
    line("machine", f"{os.cpu_count()} cores, {platform.platform()}, load {load:.1f} at the start")

    generate = ["bin/bankrs", "generate", "--customers", str(options.customers), "--seed", str(options.seed)]
    generated = run([*generate, "--out", str(rows_file)])
    train = ["bin/bankrs", "train", "--source", str(rows_file), "--trees", str(options.trees)]
    train += ["--trainer", options.trainer]
    trained = run([*train, "--out", str(work / "bundle")])
    manifest = json.loads((work / "bundle" / "manifest.json").read_text(encoding="utf-8"))
    record = json.loads((work / "bundle.run" / "run.json").read_text(encoding="utf-8"))
    stages: dict[str, float] = record["seconds"]
    rows: int = manifest["rows"]["source"]
    fitted = len(manifest["products"]) - len(manifest["constant"])

    line("rows", f"{rows:,}")
    line(
        "generate",
        f"{rows / generated.seconds:,.0f} rows/s ({generated.seconds:.1f} s, {generated.cpu_seconds:.1f} CPU s, "
        f"peak {generated.peak_mebibytes:,} MiB)",
    )
    line("read and check", f"{rows / stages['read and check']:,.0f} rows/s ({stages['read and check']:.1f} s)")
    line("fit preprocessing", f"{stages['fit preprocessing']:.1f} s")
    fit = stages["fit products"]
    line("fit products", f"{fit:.1f} s, {fit / fitted:.1f} s for each of {fitted}")
    for name, seconds in stages.items():
        if name not in ("read and check", "fit preprocessing", "fit products"):
            line(name, f"{seconds:.1f} s")
    line(
        "train in all",
        f"{trained.seconds:.1f} s, {trained.cpu_seconds:.1f} CPU s, peak {trained.peak_mebibytes:,} MiB",
    )
    metrics = manifest["metrics"]
    line("quality", f"micro ROC-AUC {metrics['micro_roc_auc']:.4f}, MAP@7 {metrics['map_at_7']:.4f}")
    line("checksum (digest of the cleaned rows)", manifest["dataDigest"])


if __name__ == "__main__":
    main()
