"""Compares recommendations with the best known recipes on the same rows: make bench-quality.

For each seed a simulated bank (or a user's own file of raw rows) is cleaned, labelled and turned into features by this
project; all recipes train on the same months, choose on the same validation month and are tested on the same test month
with all customers. Prints a table in Markdown. What was measured before is kept in .work/bench-quality and not measured
again, this project as long as its program and options are the same. Environment bench-quality.
"""

import argparse
import hashlib
import itertools
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pictures
import pyarrow.parquet as pq
from measures import OFTEN, measure
from recipes import RECIPES, Data, Result

ROOT = Path(__file__).resolve().parent.parent.parent
WITH_HISTORY = "this project, history"
OURS = {"this project": ["--no-history"], WITH_HISTORY: ["--history"]}
NONE_SENT = "this project, history, none sent"
STAGE = re.compile(r"\[ *([0-9.]+) s\] (.*) \.\.\.")
TRAINING = ("fit preprocessing", "fit products")
TABLE = (
    ("MAP@7", 5),
    ("hits at 5", 5),
    ("micro ROC-AUC", 4),
    ("macro ROC-AUC", 4),
    ("micro PR-AUC", 4),
    ("macro PR-AUC", 4),
    ("log-loss", 5),
    ("calibration error", 5),
    ("worst calibration of a product", 4),
    ("precision", 3),
    ("recall", 3),
    ("F1", 3),
)


def run(command: list[str], log: Path) -> str:
    """Runs a command of this project; what it says goes to a log and comes back."""
    done = subprocess.run(  # noqa: S603 - commands of this project
        command, check=False, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    log.write_text(done.stdout)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return done.stdout


def training_seconds(output: str) -> float:
    """From the beginning of the preprocessing to fitted models, features of history and binning included."""
    stages = [(float(seconds), name) for seconds, name in STAGE.findall(output)]
    following = itertools.pairwise(stages)
    return sum(end - begin for (begin, name), (end, _) in following if name in TRAINING)


def export(log: Path, rows: str, *what: str) -> None:
    """Has Spark write features or probabilities."""
    python = str(ROOT / ".venvs" / "pyspark" / "bin" / "python")
    run([python, "bench/quality/export.py", "--source", rows, *what], log)


@dataclass(frozen=True)
class Bank:
    """Raw rows: a user's file, or where there is none simulated ones; and where results over them are kept."""

    source: str
    customers: int
    seed: int

    @property
    def folder(self) -> Path:
        name = Path(self.source).stem if self.source else f"{self.customers}-{self.seed}"
        return ROOT / ".work" / "bench-quality" / name

    def ours(self, options: list[str]) -> Path:
        """Where this project's results are kept, by its program and the options."""
        with (ROOT / "spark-job" / "target" / "bankrs-job.jar").open("rb") as jar:
            program = hashlib.file_digest(jar, "sha256").hexdigest()[:12]
        return self.folder / "-".join(["ours", program, *(word.strip("-") for word in options)])

    @contextmanager
    def rows(self) -> Iterator[str]:
        """The file of rows; a simulated one is there for as long as it is needed."""
        if self.source:
            yield str(Path(self.source).resolve())
            return
        rows = self.folder / "rows.csv"
        size = ["--customers", str(self.customers), "--seed", str(self.seed)]
        run(["bin/bankrs", "generate", *size, "--out", str(rows)], self.folder / "generate.log")
        yield str(rows)
        rows.unlink()


def prepare(bank: Bank, options: list[str], *, trains: bool) -> None:
    """Features for the peers and, where asked, this project's models and what they say; what is there stays."""
    has_features = (bank.folder / "test.parquet").exists()
    ours = bank.ours(options)
    trains = trains and not (ours / "times.json").exists()
    if has_features and not trains:
        return
    bank.folder.mkdir(parents=True, exist_ok=True)
    with bank.rows() as rows:
        if not has_features:
            export(bank.folder / "export.log", rows, "--features", str(bank.folder))
        if trains:
            ours.mkdir(exist_ok=True)
            (ours / "times.json").write_text(json.dumps(trained(ours, rows, options)))


def trained(ours: Path, rows: str, options: list[str]) -> dict[str, float]:
    """Trains this project's models and has them score; seconds of training by recipe."""
    times = {}
    bundles = []
    for name, history in OURS.items():
        bundle = ours / bundle_name(name)
        if bundle.exists():
            shutil.rmtree(bundle)
        command = ["bin/bankrs", "train", "--source", rows, "--out", str(bundle), *history, *options]
        times[name] = training_seconds(run(command, ours / f"{name}.log"))
        bundles += ["--bundle", f"{name}={bundle}"]
    export(ours / "export.log", rows, "--probabilities", str(ours), *bundles)
    return {**times, NONE_SENT: times[WITH_HISTORY]}


def bundle_name(recipe: str) -> str:
    return recipe.replace(", ", "-").replace(" ", "-")


def probabilities(file: Path) -> Any:
    column = pq.read_table(file).column("p").combine_chunks()
    return column.flatten().to_numpy().reshape(len(column), -1)


def compared(bank: Bank, options: list[str], names: list[str]) -> dict[str, Any]:
    """Measures by recipe; each is kept in a file of its own."""
    folder, ours, seed = bank.folder, bank.ours(options), bank.seed
    results: dict[str, Any] = {}
    data: Data | None = None
    for name in names:
        kept = (folder if name in RECIPES else ours) / f"{name}.json"
        if not kept.exists():
            data = data or Data.read(folder)
            print(f"seed {seed}: {name}", file=sys.stderr, flush=True)
            if name in RECIPES:
                result = RECIPES[name](data)
            else:
                validation, test = (probabilities(ours / f"{name}.{month}.parquet") for month in ("validation", "test"))
                result = Result(validation, test, json.loads((ours / "times.json").read_text())[name])
            outcome = measure((result.validation, data.validation.outcome()), (result.test, data.test.outcome()), seed)
            kept.write_text(json.dumps({**outcome, "seconds": result.seconds, "customers": len(data.test.month)}))
        results[name] = json.loads(kept.read_text())
    return results


def interval(by_seed: list[list[float]]) -> tuple[float, float]:
    """95 % of the replicates of the mean over the seeds."""
    means = np.mean(np.array(by_seed), axis=0)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def cell(name: str, digits: int, of_seeds: list[dict[str, Any]]) -> str:
    text = f"{np.mean([result[name] for result in of_seeds]):.{digits}f}"
    if name not in of_seeds[0]["replicates"]:
        return text
    low, high = interval([result["replicates"][name] for result in of_seeds])
    return f"{text} ({low:.{digits}f} to {high:.{digits}f})"


def ratio(measured: dict[str, list[dict[str, Any]]], name: str, ours: str, other: str) -> str:
    """The ratio of two means, its interval from replicates of the same customers."""

    def values(recipe: str) -> Any:
        return np.mean([result["replicates"][name] for result in measured[recipe]], axis=0)

    def mean(recipe: str) -> float:
        return float(np.mean([result[name] for result in measured[recipe]]))

    low, high = np.percentile(values(ours) / values(other), [2.5, 97.5])
    return f"{mean(ours) / mean(other):.3f} ({low:.3f} to {high:.3f})"


def print_tables(measured: dict[str, list[dict[str, Any]]]) -> None:
    names = list(measured)
    print("| recipe | " + " | ".join(name for name, _ in TABLE) + " | training s |")
    print("|---|" + "---|" * (len(TABLE) + 1))
    for name in names:
        cells = [cell(column, digits, measured[name]) for column, digits in TABLE]
        print(f"| {name} | " + " | ".join(cells) + f" | {np.mean([r['seconds'] for r in measured[name]]):.1f} |")
    print("\n95 % intervals by a bootstrap of customers; means over the seeds.\n")
    pairs = [
        (WITH_HISTORY, "this project"),
        (WITH_HISTORY, "winner's recipe"),
        (WITH_HISTORY, "LightGBM, same features"),
        ("this project", "original recipe"),
        (NONE_SENT, "this project"),
    ]
    print("| ratio | MAP@7 | micro PR-AUC | log-loss | training s |\n|---|---|---|---|---|")
    for ours, other in pairs:
        if ours in names and other in names:
            cells = [ratio(measured, name, ours, other) for name in ("MAP@7", "micro PR-AUC", "log-loss")]
            spent = [sum(result["seconds"] for result in measured[name]) for name in (ours, other)]
            print(f"| {ours} / {other} | " + " | ".join(cells) + f" | {spent[0] / spent[1]:.3f} |")


def print_calibration(of_seeds: list[dict[str, Any]], products: list[str]) -> None:
    """Of each product that is often acquired in every bank: what was expected, what happened, calibration errors."""
    print("\n| product | month | acquired | expected | calibration error | greatest of a bank |")
    print("|---|---|---|---|---|---|")
    for k, product in enumerate(products):
        for month, name in (("validation", "products of validation"), ("test", "products")):
            found = [result[name][k] for result in of_seeds]
            if min(f["positives"] for f in found) > OFTEN:
                acquired, expected = (sum(f[key] for f in found) for key in ("positives", "expected"))
                errors = [f["calibration"] for f in found]
                print(
                    f"| {product} | {month} | {acquired} | {expected:.0f} | {np.mean(errors):.4f} | {max(errors):.4f} |"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--seeds", default="1,2,3", help="of the simulator, by commas")
    parser.add_argument("--source", default="", help="raw rows such as train_ver2.csv, instead of simulated ones")
    parser.add_argument("--only", default="", help="recipes, by semicolons; all when left out")
    parser.add_argument("--train", default="", help="further options of bin/bankrs train")
    parser.add_argument("--pictures", type=Path, help="a folder for the pictures")
    options = parser.parse_args()
    only = [name for name in options.only.split(";") if name]
    names = [name for name in (*RECIPES, *OURS, NONE_SENT) if not only or name in only]
    seeds = [1] if options.source else [int(seed) for seed in options.seeds.split(",")]
    further = options.train.split()
    measured: dict[str, list[dict[str, Any]]] = {}
    for seed in seeds:
        bank = Bank(options.source, options.customers, seed)
        prepare(bank, further, trains=any(name not in RECIPES for name in names))
        for name, result in compared(bank, further, names).items():
            measured.setdefault(name, []).append(result)
    customers = ", ".join(f"{result['customers']:,}" for result in next(iter(measured.values())))
    print(f"{customers} customers of the test month, seeds {seeds}; {os.cpu_count()} cores, {platform.machine()}\n")
    print_tables(measured)
    if WITH_HISTORY in measured:
        manifest = bank.ours(further) / bundle_name(WITH_HISTORY) / "manifest.json"
        print_calibration(measured[WITH_HISTORY], json.loads(manifest.read_text())["products"])
    if options.pictures:
        pictures.draw(measured, interval, options.pictures)


if __name__ == "__main__":
    main()
