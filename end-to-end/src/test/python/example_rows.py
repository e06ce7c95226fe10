"""Writes rows of two features and two labels for the example of multilabel-gbt's README; argument: the file."""

import sys

from pyspark.ml.linalg import Vectors
from pyspark.sql import SparkSession


def main(out: str) -> None:
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    rows = [
        (Vectors.dense(float(i % 10), float(i % 7)), [int(i % 10 > 6), int(i % 7 == 0 or i % 31 == 0)])
        for i in range(2000)
    ]
    spark.createDataFrame(rows, ["features", "labels"]).write.parquet(out)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1])
