"""Writes what bench-quality compares on: features as this project computes them, or its models' probabilities.

Features: for each of train, validation and test a Parquet file with customer, held, acquired, month and all features
(missing ones null). Probabilities: for each bundle and for validation and test a Parquet file with customer and 24
probabilities. Runs in the environment pyspark.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from pyspark.ml.functions import vector_to_array
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))
from session import start

PARTITIONS = 4
MONTHS = 4
NOT_FEATURES = ("problems", "duplicate", "digest", "raw", "missing", "history", "labelled")


def write(frame: DataFrame, file: Path) -> None:
    """One file, sorted, so that all files of a month have the same order."""
    frame.coalesce(1).sortWithinPartitions("month", "customer").write.mode("overwrite").parquet(str(file))


def features(spark: SparkSession, months: dict[str, Any], folder: Path) -> None:
    jvm = spark._jvm
    for name, part in months.items():
        columns = jvm.org.bankrs.job.panel.HistoryColumns.add(part, jvm.org.bankrs.job.panel.HistoryDepth.FULL)
        write(DataFrame(columns, spark).drop(*NOT_FEATURES), folder / f"{name}.parquet")


def probabilities(spark: SparkSession, months: dict[str, Any], bundles: dict[str, Path], folder: Path) -> None:
    jvm = spark._jvm
    full = jvm.org.bankrs.job.panel.HistoryDepth.FULL
    none = jvm.org.bankrs.job.panel.HistoryDepth.NONE
    pipelines = jvm.org.bankrs.job.train.ModelPipeline
    products = [product.code() for product in jvm.org.bankrs.schema.Product.ALL]
    column = f.array(*[vector_to_array(f"probability_{code}")[1] for code in products]).alias("p")
    for name, bundle in bundles.items():
        pipeline = jvm.org.apache.spark.ml.PipelineModel.load(str(bundle / "pipeline"))
        depths = {name: full}
        if pipelines.readsHistory(pipeline):
            depths[f"{name}, none sent"] = none
        for contender, depth in depths.items():
            for month in ("validation", "test"):
                scored = DataFrame(pipelines.transform(pipeline, months[month], depth), spark)
                write(scored.select("month", "customer", column), folder / f"{contender}.{month}.parquet")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True)
    parser.add_argument("--features", type=Path, metavar="FOLDER")
    parser.add_argument("--probabilities", type=Path, metavar="FOLDER")
    parser.add_argument("--bundle", action="append", default=[], metavar="NAME=DIR")
    options = parser.parse_args()
    spark = start("bench-quality")
    jvm = spark._jvm
    nothing = jvm.java.util.Optional.empty()
    rows = jvm.org.bankrs.job.source.Source.of(options.source, nothing, jvm.java.util.HashMap())
    panel = jvm.org.bankrs.job.panel.Panel.read(spark._jsparkSession, rows, nothing, PARTITIONS, MONTHS)
    split = jvm.org.bankrs.job.train.Split.of(panel.summary().labelledMonths())
    months = {
        "train": panel.labelledUpTo(split.lastTrain()),
        "validation": panel.labelled(split.validation()),
        "test": panel.labelled(split.test()),
    }
    if options.features:
        features(spark, months, options.features)
    if options.probabilities:
        bundles = {name: Path(path) for name, path in (text.split("=", 1) for text in options.bundle)}
        probabilities(spark, months, bundles, options.probabilities)
    panel.close()


if __name__ == "__main__":
    main()
