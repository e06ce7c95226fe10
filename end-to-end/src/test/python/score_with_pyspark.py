"""Scores feature rows with a saved pipeline, using nothing but PySpark.

Arguments: the pipeline's folder, a JSON Lines file of features, the file to write, the products' codes, and the names
of the features that are categories (both separated by commas). Writes the products' probabilities, a JSON array a row.
"""

import json
import sys
from pathlib import Path

from pyspark.ml import PipelineModel
from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, LongType, StringType, StructField, StructType

# Loading a pipeline is many small jobs: the JVM's second compiler and parallel collector cost more than they give.
SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseSerialGC"


def main(pipeline: str, features: str, out: str, products: list[str], categories: list[str]) -> None:
    rows = [json.loads(line) for line in Path(features).read_text(encoding="utf-8").splitlines()]
    names = list(rows[0])
    fields = [StructField(name, StringType() if name in categories else DoubleType()) for name in names]
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.extraJavaOptions", SHORT_RUN)
        .getOrCreate()
    )
    frame = spark.createDataFrame(
        [(i, *(row[name] for name in names)) for i, row in enumerate(rows)],
        StructType([StructField("place", LongType()), *fields]),
    )
    columns = [f"probability_{product}" for product in products]
    scored = PipelineModel.load(pipeline).transform(frame).select("place", *columns).orderBy("place").collect()
    with Path(out).open("w", encoding="utf-8") as lines:
        for row in scored:
            lines.write(json.dumps([float(row[column][1]) for column in columns]) + "\n")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4].split(","), sys.argv[5].split(","))
