"""Adds up the squares below a number on a Spark cluster, saying how many executors took part."""

import os
import sys

from pyspark.sql import SparkSession


def main(end: int) -> None:
    spark = SparkSession.builder.appName("sum of squares").getOrCreate()
    numbers = spark.sparkContext.parallelize(range(end), 8)
    total = numbers.map(lambda n: n * n).sum()
    # The driver is listed as well.
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
    print(f"total={total} executors={executors} greeting={os.environ['GREETING']}")
    spark.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]))
