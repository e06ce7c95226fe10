"""Times the features of history in Spark: make bench-features. Environment pyspark.

First the panel is read, cleaned, labelled and cached with each customer's months as bit masks (one shuffle, by
customer), then the over two hundred columns of history are made from it. Prints rows a second and what 13.6 million
rows would take.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from pyspark.sql import DataFrame

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
from session import ROOT, start

PARTITIONS = 8
REAL_ROWS = 13_647_309


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rows = ROOT / ".work" / "bench-features" / f"{options.customers}.csv"
    rows.parent.mkdir(parents=True, exist_ok=True)
    if not rows.exists():
        command = ["bin/bankrs", "generate", "--customers", str(options.customers), "--out", str(rows)]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - a command of this project
    spark = start("bench-features")
    jvm = spark._jvm
    nothing = jvm.java.util.Optional.empty()
    source = jvm.org.bankrs.job.source.Source.of(str(rows), nothing, jvm.java.util.HashMap())
    full = jvm.org.bankrs.job.panel.HistoryDepth.FULL
    print("| step | rows | seconds | rows/s | 13.6 million rows, minutes |\n|---|---|---|---|---|")
    for _ in range(options.rounds):
        begin = time.monotonic()
        panel = jvm.org.bankrs.job.panel.Panel.read(spark._jsparkSession, source, nothing, PARTITIONS, 1)
        count = panel.summary().rows()
        report("read, clean, label, months as masks", count, time.monotonic() - begin)
        begin = time.monotonic()
        columns = DataFrame(jvm.org.bankrs.job.panel.HistoryColumns.add(panel.rows(), full), spark)
        columns.write.format("noop").mode("overwrite").save()
        report(f"{len(columns.columns)} columns with history", count, time.monotonic() - begin)
        panel.close()


def report(step: str, rows: int, seconds: float) -> None:
    rate = rows / seconds
    print(f"| {step} | {rows:,} | {seconds:.1f} | {rate:,.0f} | {REAL_ROWS / rate / 60:.1f} |", flush=True)


if __name__ == "__main__":
    main()
