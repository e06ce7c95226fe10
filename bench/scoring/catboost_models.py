"""Trains boosted trees of the size of a bundle's, for the service beside ours: catboost_models.py BUNDLE FOLDER.

The answers of these models mean nothing, since their labels are drawn at random. What is compared is the work of
scoring rows by trees of the same number and depth.
"""

import json
import random
import sys
from pathlib import Path

import pandas
from catboost import CatBoostClassifier

THREADS = 2


def main() -> None:
    bundle, folder = Path(sys.argv[1]), Path(sys.argv[2])
    manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    lines = (bundle / "verification.jsonl").read_text(encoding="utf-8").splitlines()
    scored = [json.loads(line) for line in lines]
    rows = pandas.DataFrame([line["row"] for line in scored])
    reference = json.loads((bundle / "reference.json").read_text(encoding="utf-8"))["features"]
    numbers = [name for name in rows.columns if reference.get(name, {}).get("kind") in ("NUMBER", "FLAG")]
    codes = [name for name in rows.columns if reference.get(name, {}).get("kind") == "CATEGORY"]
    rows[numbers] = rows[numbers].apply(pandas.to_numeric, errors="coerce")
    rows[codes] = rows[codes].fillna("").astype(str)
    rows = rows[numbers + codes]
    folder.mkdir(parents=True, exist_ok=True)
    base_rates = {}
    for index, product in enumerate(manifest["products"]):
        if product in manifest["constant"]:
            base_rates[product] = scored[0]["probabilities"][index]
            continue
        draw = random.Random(index)  # noqa: S311 - labels without a meaning
        model = CatBoostClassifier(
            iterations=manifest["trainer"]["trees"],
            depth=manifest["trainer"]["depth"],
            cat_features=codes,
            random_seed=1,
            thread_count=THREADS,
            allow_writing_files=False,
            verbose=False,
        )
        model.fit(rows, [draw.randrange(2) for _ in scored])
        model.save_model(str(folder / f"{product}.cbm"))
    description = {"numbers": numbers, "codes": codes, "baseRates": base_rates, "products": manifest["products"]}
    (folder / "models.json").write_text(json.dumps(description), encoding="utf-8")


if __name__ == "__main__":
    main()
