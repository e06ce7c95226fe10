"""The recipes that this project is compared with: rows in, probabilities of validation and test out."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from measures import PRODUCTS, Month

THREADS = os.cpu_count() or 1
SEED = 1
LAST_YEAR = 12
SEASON_WEIGHT = 12.0
"""The published winner counted the rows of the same month a year earlier twelve times."""
KEYS = ("customer", "month", "held", "acquired")
EARLY_STOPPING = 20
MOST_ROUNDS = 300


@dataclass
class Rows:
    """The rows of one part: months, what is held and acquired (rows x products), features by name."""

    month: Any
    held: Any
    acquired: Any
    features: dict[str, Any]

    def outcome(self) -> Month:
        return Month(self.held, self.acquired)

    @staticmethod
    def read(file: Path) -> "Rows":
        table = pq.read_table(file)
        bits = {name: table.column(name).to_numpy().astype(np.int64) for name in ("held", "acquired")}
        flags = {name: np.stack([b >> k & 1 for k in range(PRODUCTS)], axis=1) for name, b in bits.items()}
        features = {}
        for name in table.column_names:
            if name not in KEYS:
                column = table.column(name)
                text = str(column.type) == "string"
                features[name] = column.to_numpy(zero_copy_only=False) if text else column.to_numpy().astype(np.float32)
        return Rows(table.column("month").to_numpy(), flags["held"], flags["acquired"].astype(bool), features)


@dataclass
class Data:
    train: Rows
    validation: Rows
    test: Rows

    @staticmethod
    def read(folder: Path) -> "Data":
        return Data(*(Rows.read(folder / f"{name}.parquet") for name in ("train", "validation", "test")))

    def rates(self, months: Any) -> Any:
        """Acquisitions a non-owner in some of the training months, by product."""
        rows = np.isin(self.train.month, months)
        free = (self.train.held[rows] == 0).sum(axis=0)
        return (self.train.acquired[rows].sum(axis=0) + 0.5) / (free + 1.0)

    def newest_rates(self) -> Any:
        return (self.validation.acquired.sum(axis=0) + 0.5) / ((self.validation.held == 0).sum(axis=0) + 1.0)


@dataclass
class Result:
    """Probabilities of validation and test, and the seconds of training: from features in memory to fitted models."""

    validation: Any
    test: Any
    seconds: float


def is_history(name: str) -> bool:
    """The features of earlier months are those that no raw column and no single row gives."""
    return not (name.startswith("ind_") or name in CURRENT)


CURRENT = {
    *("age", "antiguedad", "renta", "calendar_month", "months_since_joining", "products_held"),
    *("pais_residencia", "sexo", "indrel", "indrel_1mes", "tiprel_1mes", "indresi", "indext", "conyuemp"),
    *("canal_entrada", "indfall", "tipodom", "cod_prov", "segmento"),
}


def codes(train: Any, other: Any) -> Any:
    """Categories by their frequency in training; unknown and missing ones are missing."""
    values, counts = np.unique([v for v in train if v is not None], return_counts=True)
    order = {value: float(i) for i, value in enumerate(values[np.argsort(-counts, kind="stable")])}
    return np.array([order.get(v, np.nan) for v in other], dtype=np.float32)


def matrix(data: Data, rows: Rows, history: bool) -> Any:
    columns = []
    for name, values in rows.features.items():
        if history or not is_history(name):
            columns.append(codes(data.train.features[name], values) if values.dtype == object else values)
    return np.stack(columns, axis=1)


def constant(data: Data) -> Result:
    rates = data.rates(np.unique(data.train.month))
    return everywhere(data, rates)


def popularity(data: Data) -> Result:
    return everywhere(data, data.newest_rates())


def everywhere(data: Data, rates: Any) -> Result:
    shapes = (len(data.validation.month), PRODUCTS), (len(data.test.month), PRODUCTS)
    return Result(np.broadcast_to(rates, shapes[0]), np.broadcast_to(rates, shapes[1]), 0.0)


def original(data: Data) -> Result:
    """The service before this project: CatBoost, 100 iterations, weights 1 to 4, all rows of eight months."""
    from catboost import CatBoostClassifier, Pool  # noqa: PLC0415 - loaded where it is used

    months = np.unique(data.train.month)[-8:]
    recent = np.isin(data.train.month, months)

    def encode(rows: Rows) -> Any:
        columns = []
        for name, values in rows.features.items():
            if is_history(name):
                continue
            known = data.train.features[name][recent]
            if values.dtype != object:
                columns.append(np.log1p(values) if name == "renta" else values)
            elif name in ("canal_entrada", "cod_prov"):
                found, counts = np.unique([v for v in known if v is not None], return_counts=True)
                share = dict(zip(found, counts / len(known), strict=True))
                columns.append(np.array([share.get(v, 0.0) for v in values], dtype=np.float32))
            elif name in ("sexo", "tiprel_1mes", "ind_actividad_cliente", "indext", "segmento"):
                for value in np.unique([v for v in known if v is not None])[1:]:
                    columns.append((values == value).astype(np.float32))
        return np.stack(columns, axis=1)

    train, validation, test = encode(data.train)[recent], encode(data.validation), encode(data.test)
    begin = time.monotonic()
    models = []
    for k in range(PRODUCTS):
        y = data.train.acquired[recent, k]
        if y.any():
            model = CatBoostClassifier(
                iterations=100,
                class_weights=[1, 4],
                random_state=42,
                thread_count=THREADS,
                verbose=False,
                allow_writing_files=False,
            )
            models.append(model.fit(Pool(train, label=y)))
        else:
            models.append(None)
    seconds = time.monotonic() - begin

    def predict(rows: Any) -> Any:
        return np.stack([np.zeros(len(rows)) if m is None else m.predict_proba(rows)[:, 1] for m in models], axis=1)

    return Result(predict(validation), predict(test), seconds)


def one_a_product(data: Data, fit: Callable[[Any, Any, Any, Any, Any], Callable[[Any], Any]], weights: Any) -> Result:
    """One model a product on those who do not hold it; its rounds are chosen on the validation month."""
    train, validation, test = (matrix(data, rows, True) for rows in (data.train, data.validation, data.test))
    rates = data.rates(np.unique(data.train.month))
    answers = [np.empty((len(validation), PRODUCTS)), np.empty((len(test), PRODUCTS))]
    seconds = 0.0
    for k in range(PRODUCTS):
        free = data.train.held[:, k] == 0
        checked = data.validation.held[:, k] == 0
        y, y_checked = data.train.acquired[free, k], data.validation.acquired[checked, k]
        begin = time.monotonic()
        if not y.any() or not y_checked.any():
            for answer in answers:
                answer[:, k] = rates[k]
            continue
        predict = fit(train[free], y, weights[free], validation[checked], y_checked)
        seconds += time.monotonic() - begin
        answers[0][:, k], answers[1][:, k] = predict(validation), predict(test)
    return Result(answers[0], answers[1], seconds)


def winner(data: Data) -> Result:
    """The published second place: XGBoost, all lags, last year's month weighted, probabilities normalised."""
    import xgboost  # noqa: PLC0415 - loaded where it is used

    season = int(data.test.month[0]) - LAST_YEAR
    weights = np.where(data.train.month == season, SEASON_WEIGHT, 1.0)
    parameters = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "max_depth": 8,
        "eta": 0.1,
        "min_child_weight": 10,
        "subsample": 0.9,
        "colsample_bytree": 0.5,
        "nthread": THREADS,
        "seed": SEED,
    }

    def fit(x: Any, y: Any, w: Any, x_checked: Any, y_checked: Any) -> Callable[[Any], Any]:
        train = xgboost.QuantileDMatrix(x, label=y, weight=w, nthread=THREADS)
        checked = xgboost.QuantileDMatrix(x_checked, label=y_checked, ref=train, nthread=THREADS)
        base = {"base_score": float(np.average(y, weights=w))}
        model = xgboost.train(
            {**parameters, **base},
            train,
            MOST_ROUNDS,
            evals=[(checked, "validation")],
            early_stopping_rounds=EARLY_STOPPING,
            verbose_eval=False,
        )
        return lambda rows: model.predict(
            xgboost.DMatrix(rows, nthread=THREADS), iteration_range=(0, model.best_iteration + 1)
        )

    result = one_a_product(data, fit, weights)
    expected = (data.rates([season]) + data.newest_rates()) / 2
    return Result(
        normalised(result.validation, data.validation, data.newest_rates()),
        normalised(result.test, data.test, expected),
        result.seconds,
    )


def normalised(probabilities: Any, rows: Rows, rates: Any) -> Any:
    """Scaled so that the mean of those who do not hold a product is the rate that is expected of the month."""
    free = rows.held == 0
    means = (probabilities * free).sum(axis=0) / np.maximum(1, free.sum(axis=0))
    return np.clip(probabilities * (rates / np.maximum(means, 1e-12)), 0, 1)


def lightgbm(data: Data) -> Result:
    """LightGBM with the features that this project has."""
    import lightgbm as library  # noqa: PLC0415 - loaded where it is used

    parameters = {
        "objective": "binary",
        "num_leaves": 31,
        "learning_rate": 0.05,
        "min_data_in_leaf": 50,
        "feature_fraction": 0.5,
        "bagging_fraction": 0.9,
        "bagging_freq": 1,
        "lambda_l2": 1.0,
        "num_threads": THREADS,
        "verbosity": -1,
        "seed": SEED,
    }

    def fit(x: Any, y: Any, w: Any, x_checked: Any, y_checked: Any) -> Callable[[Any], Any]:
        train = library.Dataset(x, label=y, weight=w)
        checked = library.Dataset(x_checked, label=y_checked, reference=train)
        model = library.train(
            parameters,
            train,
            MOST_ROUNDS,
            valid_sets=[checked],
            callbacks=[library.early_stopping(EARLY_STOPPING, verbose=False)],
        )
        return lambda rows: model.predict(rows, num_threads=THREADS)

    return one_a_product(data, fit, np.ones(len(data.train.month)))


RECIPES: dict[str, Callable[[Data], Result]] = {
    "constant": constant,
    "popularity": popularity,
    "original recipe": original,
    "winner's recipe": winner,
    "LightGBM, same features": lightgbm,
}
