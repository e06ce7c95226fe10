"""Makes the rows of bench-training: a simulated bank, cleaned, labelled and turned into features as `train` does it.

Writes two Parquet folders, train and test, with the columns features (vector with ML attributes), numbers (the same as
an array of floats) and labels (one bit a product). Runs in the environment pyspark.
"""

import argparse
import subprocess
from pathlib import Path

from pyspark.ml.functions import vector_to_array
from pyspark.sql import DataFrame, SparkSession
from session import ROOT, start

PARTITIONS = 4
MONTHS = 4


def panel(spark: SparkSession, rows: Path, folder: Path) -> None:
    """Writes the training months (all but the last two with labels) and the newest labelled month."""
    jvm = spark._jvm
    nothing = jvm.java.util.Optional.empty()
    source = jvm.org.bankrs.job.source.Source.of(str(rows), nothing, jvm.java.util.HashMap())
    read = jvm.org.bankrs.job.panel.Panel.read(spark._jsparkSession, source, nothing, PARTITIONS, MONTHS)
    split = jvm.org.bankrs.job.train.Split.of(read.summary().labelledMonths())
    train = read.labelledUpTo(split.lastTrain())
    features = jvm.org.bankrs.job.train.Preprocessing.fit(train, False)
    for name, part in (("train", train), ("test", read.labelled(split.test()))):
        frame = DataFrame(features.transform(part), spark)
        (
            frame.select(
                "features",
                vector_to_array("features", "float32").alias("numbers"),
                frame.acquired.alias("labels"),
            )
            # One file, so that every contender sees the test rows in the same order.
            .coalesce(PARTITIONS if name == "train" else 1)
            .write.mode("overwrite")
            .parquet(str(folder / name))
        )
    read.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rows = options.folder / "rows.csv"
    command = ["bin/bankrs", "generate", "--customers", str(options.customers), "--seed", str(options.seed)]
    subprocess.run([*command, "--out", str(rows)], cwd=ROOT, check=True)  # noqa: S603 - a command of this project
    panel(start("prepare"), rows, options.folder)
    rows.unlink()


if __name__ == "__main__":
    main()
