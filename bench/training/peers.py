"""XGBoost, LightGBM and CatBoost on the prepared rows: peers.py FOLDER REPLIES. Environment bench-training."""

import functools
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from protocol import DEPTH, LAMBDA, MIN_HESSIAN, PRODUCTS, STEP, TREES, Answer, Contender, serve

THREADS = os.cpu_count() or 1
BINS = 256


@functools.cache
def load(folder: Path, name: str) -> tuple[Any, Any]:
    """Features as floats, rows x features, and labels as 0 and 1, products x rows."""
    table = pq.read_table(folder / name, columns=["numbers", "labels"])
    labels = table.column("labels").to_numpy().astype(np.int64)
    numbers = table.column("numbers").combine_chunks()
    values = numbers.values if hasattr(numbers, "values") else numbers.chunk(0).values
    features = values.to_numpy(zero_copy_only=False).astype(np.float32).reshape(len(labels), -1)
    return features, np.stack([(labels >> k & 1).astype(np.float32) for k in range(PRODUCTS)])


class Peer:
    """Trains one model a product; subclasses say how."""

    def __init__(self, folder: Path) -> None:
        self.features, self.labels = load(folder, "train")
        self.test, _ = load(folder, "test")
        self.models: list[Any] = []
        self.quantise()

    def quantise(self) -> None:
        raise NotImplementedError

    def fit(self, product: int) -> Any:
        raise NotImplementedError

    def probabilities(self, product: int, rows: Any) -> Any:
        raise NotImplementedError

    def fit_all(self) -> list[Any]:
        return [self.fit(product) for product in range(PRODUCTS)]

    def prepare(self) -> None:
        """What a training needs and is not timed."""

    def train(self) -> Answer:
        self.prepare()
        begin, cpu = time.monotonic(), time.process_time()
        self.models = self.fit_all()
        seconds, cpu_seconds = time.monotonic() - begin, time.process_time() - cpu
        few = self.test[:2000]
        checksum = float(sum(np.sum(self.probabilities(k, few), dtype=np.float64) for k in range(PRODUCTS)))
        return Answer(seconds, cpu_seconds, PRODUCTS, round(checksum, 6))

    def predictions(self) -> Any:
        return np.stack([self.probabilities(k, self.test) for k in range(PRODUCTS)], axis=1)


def base_rate(labels: Any) -> float:
    return float(min(max(labels.mean(), 1e-7), 1 - 1e-7))


class Xgboost(Peer):
    def quantise(self) -> None:
        import xgboost  # noqa: PLC0415 - each process loads the library that it measures

        self.library = xgboost
        self.data = xgboost.QuantileDMatrix(self.features, label=self.labels[0], max_bin=BINS, nthread=THREADS)

    def parameters(self) -> dict[str, Any]:
        return {
            "objective": "binary:logistic",
            "tree_method": "hist",
            "max_depth": DEPTH,
            "max_bin": BINS,
            "eta": STEP,
            "lambda": LAMBDA,
            "min_child_weight": MIN_HESSIAN,
            "nthread": THREADS,
        }

    def fit(self, product: int) -> Any:
        self.data.set_label(self.labels[product])
        parameters = {**self.parameters(), "base_score": base_rate(self.labels[product])}
        return self.library.train(parameters, self.data, TREES)

    def probabilities(self, product: int, rows: Any) -> Any:
        return self.models[product].predict(self.library.DMatrix(rows))


class XgboostMulti(Xgboost):
    """One model whose leaves hold a value for each product."""

    def fit_all(self) -> list[Any]:
        parameters = {**self.parameters(), "multi_strategy": "multi_output_tree"}
        parameters["base_score"] = base_rate(self.labels)
        return [self.library.train(parameters, self.data, TREES)]

    def quantise(self) -> None:
        super().quantise()
        self.data = self.library.QuantileDMatrix(self.features, label=self.labels.T, max_bin=BINS, nthread=THREADS)

    def probabilities(self, product: int, rows: Any) -> Any:
        return self.models[0].predict(self.library.DMatrix(rows))[:, product]


class Lightgbm(Peer):
    def quantise(self) -> None:
        import lightgbm  # noqa: PLC0415 - each process loads the library that it measures

        self.library = lightgbm
        self.data = lightgbm.Dataset(
            self.features, label=self.labels[0], params={**self.parameters(), "max_bin": BINS - 1}, free_raw_data=False
        ).construct()

    def parameters(self) -> dict[str, Any]:
        return {
            "objective": "binary",
            "num_leaves": 2**DEPTH,
            "max_depth": DEPTH,
            "learning_rate": STEP,
            "lambda_l2": LAMBDA,
            "min_sum_hessian_in_leaf": MIN_HESSIAN,
            "min_data_in_leaf": 1,
            "num_threads": THREADS,
            "verbosity": -1,
        }

    def fit(self, product: int) -> Any:
        self.data.set_label(self.labels[product])
        return self.library.train(self.parameters(), self.data, TREES)

    def probabilities(self, product: int, rows: Any) -> Any:
        return self.models[product].predict(rows, num_threads=THREADS)


class LightgbmGoss(Lightgbm):
    """With LightGBM's own way to draw rows of large gradients."""

    def parameters(self) -> dict[str, Any]:
        return {**super().parameters(), "data_sample_strategy": "goss"}


class Catboost(Peer):
    def quantise(self) -> None:
        import catboost  # noqa: PLC0415 - each process loads the library that it measures

        self.library = catboost
        self.pools = []
        for product in range(PRODUCTS):
            pool = catboost.Pool(self.features, label=self.labels[product])
            pool.quantize(border_count=BINS - 2)
            self.pools.append(pool)

    def fit(self, product: int) -> Any:
        model = self.library.CatBoostClassifier(
            iterations=TREES,
            depth=DEPTH,
            learning_rate=STEP,
            l2_leaf_reg=LAMBDA,
            boosting_type="Plain",
            boost_from_average=True,
            thread_count=THREADS,
            allow_writing_files=False,
            verbose=False,
        )
        if self.labels[product].min() == self.labels[product].max():
            return None
        return model.fit(self.pools[product])

    def probabilities(self, product: int, rows: Any) -> Any:
        model = self.models[product]
        return np.full(len(rows), 1e-7) if model is None else model.predict_proba(rows)[:, 1]


CONTENDERS: dict[str, Callable[[Path], Contender]] = {
    "xgboost-hist": Xgboost,
    "xgboost-multi": XgboostMulti,
    "lightgbm": Lightgbm,
    "lightgbm-goss": LightgbmGoss,
    "catboost": Catboost,
}

if __name__ == "__main__":
    serve(CONTENDERS, np.save)
