"""This project's trainer and stock MLlib on the prepared rows: sparks.py FOLDER REPLIES. Environment pyspark."""

import functools
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from protocol import DEPTH, LAMBDA, MIN_HESSIAN, PRODUCTS, STEP, TREES, Answer, Contender, serve
from pyspark import StorageLevel
from pyspark.ml.classification import GBTClassificationModel, GBTClassifier
from pyspark.ml.functions import vector_to_array
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from session import start

BINS = 256
DRAWN_ROWS = 50_000
MLLIB_PRODUCTS = (2, 17)  # Current accounts and taxes: both are acquired often enough to grow full trees.


@functools.cache
def load(folder: Path) -> tuple[SparkSession, DataFrame, DataFrame]:
    """The session, the cached training rows in as many parts as there are cores, the test rows."""
    spark = start("bench-training")
    train = spark.read.parquet(str(folder / "train")).select("features", "labels")
    train = train.coalesce(spark.sparkContext.defaultParallelism).persist(StorageLevel.MEMORY_AND_DISK)
    train.count()
    return spark, train, spark.read.parquet(str(folder / "test")).select("features")


class OnSpark:
    def __init__(self, folder: Path) -> None:
        self.spark, self.train_rows, self.test = load(folder)
        self.process = Path("/proc") / str(self.spark._jvm.java.lang.ProcessHandle.current().pid()) / "stat"
        self.products: tuple[int, ...] = tuple(range(PRODUCTS))
        self.models: list[Any] = []

    def cpu_seconds(self) -> float:
        """Of the JVM: user and system ticks, fields 14 and 15."""
        fields = self.process.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def predictions(self) -> Any:
        return self.probabilities(None)

    def probabilities(self, rows: int | None) -> Any:
        frame = self.test if rows is None else self.test.limit(rows)
        for product, model in zip(self.products, self.models, strict=True):
            model.setRawPredictionCol(f"raw_{product}").setProbabilityCol(f"p_{product}")
            model.setPredictionCol(f"prediction_{product}")
            frame = model.transform(frame)
        columns = [vector_to_array(f"p_{product}")[1].alias(f"p_{product}") for product in self.products]
        return np.array(frame.select(*columns).collect(), dtype=np.float64)

    def checksum(self) -> float:
        return round(float(self.probabilities(2000).sum()), 6)


class OnePass(OnSpark):
    """All products at once. The time is that of growing trees; the note says how long it took to bin before."""

    drawn = DRAWN_ROWS
    boosting = "newton"
    leaf_step = "odds"

    def train(self) -> Answer:
        jvm = self.spark._jvm
        names = self.spark.sparkContext._gateway.new_array(jvm.String, PRODUCTS)
        for k in range(PRODUCTS):
            names[k] = f"product_{k}"
        classifier = (
            jvm.org.bankrs.gbt.MultilabelGbtClassifier()
            .setLabelNames(names)
            .setBoosting(self.boosting)
            .setMaxIter(TREES)
            .setMaxDepth(DEPTH)
            .setMaxBins(BINS)
            .setStepSize(STEP)
            .setLeafStep(self.leaf_step)
            .setLambda(LAMBDA)
            .setMinHessianPerNode(MIN_HESSIAN)
            .setSampleSize(self.drawn)
        )
        cpu = self.cpu_seconds()
        model = classifier.fit(self.train_rows._jdf)
        cpu_seconds = self.cpu_seconds() - cpu
        times = model.trainingTimes()
        self.models = [GBTClassificationModel(java_model) for java_model in model.models()]
        binning, boosting = times.binning().toMillis() / 1000, times.boosting().toMillis() / 1000
        # The CPU seconds include the binning; its share is taken off in proportion to the wall time.
        share = boosting / (binning + boosting)
        return Answer(boosting, cpu_seconds * share, PRODUCTS, self.checksum(), f"binning {binning:.1f} s")


class OnePassAllRows(OnePass):
    """Every tree on all rows."""

    drawn = 0


class OnePassNewtonLeaves(OnePass):
    """Leaves of Newton's step, as XGBoost and LightGBM have them."""

    leaf_step = "newton"


class OnePassGradient(OnePassAllRows):
    """MLlib's own trees."""

    boosting = "gradient"
    leaf_step = "newton"


class Mllib(OnSpark):
    """Stock GBTClassifier on a subset of the products, one after another. It bins in each fit, which is timed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.products = MLLIB_PRODUCTS

    def train(self) -> Answer:
        frames = [
            self.train_rows.withColumn(
                "label", f.shiftright("labels", product).bitwiseAND(f.lit(1)).cast("double")
            ).drop("labels")
            for product in self.products
        ]
        begin, cpu = time.monotonic(), self.cpu_seconds()
        self.models = [
            GBTClassifier(maxIter=TREES, maxDepth=DEPTH, maxBins=BINS, stepSize=STEP, seed=1).fit(frame)
            for frame in frames
        ]
        seconds, cpu_seconds = time.monotonic() - begin, self.cpu_seconds() - cpu
        return Answer(seconds, cpu_seconds, len(self.products), self.checksum())


CONTENDERS: dict[str, Callable[[Path], Contender]] = {
    "one-pass": OnePass,
    "one-pass-all-rows": OnePassAllRows,
    "one-pass-newton-leaves": OnePassNewtonLeaves,
    "one-pass-gradient": OnePassGradient,
    "mllib": Mllib,
}

if __name__ == "__main__":
    serve(CONTENDERS, np.save)
