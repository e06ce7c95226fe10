"""What such a model is usually served with: FastAPI, pandas and CatBoost. MODELS names the folder of the models."""

import json
import os
from pathlib import Path
from typing import Any

import pandas
from catboost import CatBoostClassifier
from fastapi import Body, FastAPI

FOLDER = Path(os.environ["MODELS"])
DESCRIPTION = json.loads((FOLDER / "models.json").read_text(encoding="utf-8"))
NUMBERS: list[str] = DESCRIPTION["numbers"]
CODES: list[str] = DESCRIPTION["codes"]
BASE_RATES: dict[str, float] = DESCRIPTION["baseRates"]
MODELS = {
    product: CatBoostClassifier().load_model(str(FOLDER / f"{product}.cbm"))
    for product in DESCRIPTION["products"]
    if product not in BASE_RATES
}


def score(raw: list[dict[str, Any]]) -> list[dict[str, float]]:
    rows = pandas.DataFrame(raw).reindex(columns=NUMBERS + CODES)
    rows[NUMBERS] = rows[NUMBERS].apply(pandas.to_numeric, errors="coerce")
    rows[CODES] = rows[CODES].fillna("").astype(str)
    columns = {product: model.predict_proba(rows, thread_count=1)[:, 1] for product, model in MODELS.items()}
    answers = []
    for index in range(len(rows)):
        answers.append(BASE_RATES | {product: float(column[index]) for product, column in columns.items()})
    return answers


def status() -> dict[str, str]:
    return {"status": "ready"}


def predict_proba(body: dict[str, Any] | list[dict[str, Any]] = Body()) -> Any:  # noqa: B008 - FastAPI's way
    return score(body) if isinstance(body, list) else score([body])[0]


app = FastAPI()
app.get("/")(status)
app.post("/predict_proba")(predict_proba)
