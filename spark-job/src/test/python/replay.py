"""Scores rows with a saved pipeline by plain PySpark and compares them with expected probabilities.

Usage: replay.py PIPELINE ROWS, where ROWS are Parquet files with the features and an array column "expected" that
holds the probabilities in the order of the pipeline's classifiers. Prints the version of Spark, the number of rows,
the number of different probabilities and the largest difference.
"""

import math
import sys

from pyspark.ml import PipelineModel
from pyspark.ml.classification import GBTClassificationModel
from pyspark.sql import SparkSession

# Loading a pipeline is many small jobs: the JVM's second compiler and parallel collector cost more than they give.
SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC"


def main(pipeline_path: str, rows_path: str) -> None:
    """Replays the rows."""
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", SHORT_RUN)
        .getOrCreate()
    )
    pipeline = PipelineModel.load(pipeline_path)
    columns = [stage.getProbabilityCol() for stage in pipeline.stages if isinstance(stage, GBTClassificationModel)]
    rows = pipeline.transform(spark.read.parquet(rows_path)).select("expected", *columns).collect()
    largest = 0.0
    seen: set[float] = set()
    for row in rows:
        for expected, column in zip(row["expected"], columns, strict=True):
            probability = float(row[column][1])
            seen.add(probability)
            difference = abs(probability - expected)
            largest = math.inf if math.isnan(difference) else max(largest, difference)
    print(spark.version, len(rows), len(seen), largest)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
