"""Compares recommendations with the best known recipes on the same rows: make bench-quality.

For each seed a simulated bank (or a user's own file of raw rows) is cleaned, labelled and turned into features by this
project; all recipes train on the same months, choose on the same validation month and are tested on the same test month
with all customers. Prints a table in Markdown. What was measured before is kept in .work/bench-quality and not measured
again. Environment bench-quality.
"""

import argparse
import itertools
import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pictures
import pyarrow.parquet as pq
from measures import measure
from recipes import RECIPES, Data, Result

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = {"this project": ["--no-history"], "this project, history": ["--history"]}
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


def prepare(folder: Path, source: str, customers: int, seed: int, options: list[str]) -> None:
    """Rows, this project's models with their times, and what they say; nothing when all is there."""
    if (folder / "times.json").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    rows = source or str(folder / "rows.csv")
    if not source:
        command = ["bin/bankrs", "generate", "--customers", str(customers), "--seed", str(seed), "--out", rows]
        run(command, folder / "generate.log")
    times = {}
    bundles = []
    for name, history in OURS.items():
        bundle = folder / name.replace(", ", "-").replace(" ", "-")
        if bundle.exists():
            subprocess.run(["rm", "-r", str(bundle)], check=True)  # noqa: S603, S607
        command = ["bin/bankrs", "train", "--source", rows, "--out", str(bundle), *history, *options]
        times[name] = training_seconds(run(command, folder / f"{name}.log"))
        bundles += ["--bundle", f"{name}={bundle}"]
    python = str(ROOT / ".venvs" / "pyspark" / "bin" / "python")
    export = [python, "bench/quality/export.py", "--source", rows, "--folder", str(folder), *bundles]
    run(export, folder / "export.log")
    times[NONE_SENT] = times["this project, history"]
    (folder / "times.json").write_text(json.dumps(times))
    if not source:
        Path(rows).unlink()


def probabilities(file: Path) -> Any:
    column = pq.read_table(file).column("p").combine_chunks()
    return column.flatten().to_numpy().reshape(len(column), -1)


def compared(folder: Path, seed: int, only: list[str]) -> dict[str, Any]:
    """Measures by recipe; each is kept in a file of its own."""
    results: dict[str, Any] = {}
    data: Data | None = None
    times = json.loads((folder / "times.json").read_text())
    for name in [*RECIPES, *OURS, NONE_SENT]:
        if only and name not in only:
            continue
        kept = folder / f"{name}.json"
        if not kept.exists():
            data = data or Data.read(folder)
            print(f"seed {seed}: {name}", file=sys.stderr, flush=True)
            if name in RECIPES:
                result = RECIPES[name](data)
            else:
                validation, test = (
                    probabilities(folder / f"{name}.{month}.parquet") for month in ("validation", "test")
                )
                result = Result(validation, test, times[name])
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
        ("this project, history", "this project"),
        ("this project, history", "winner's recipe"),
        ("this project, history", "LightGBM, same features"),
        ("this project", "original recipe"),
        (NONE_SENT, "this project"),
    ]
    print("| ratio | MAP@7 | micro PR-AUC | log-loss | training s |\n|---|---|---|---|---|")
    for ours, other in pairs:
        if ours in names and other in names:
            cells = [ratio(measured, name, ours, other) for name in ("MAP@7", "micro PR-AUC", "log-loss")]
            spent = [sum(result["seconds"] for result in measured[name]) for name in (ours, other)]
            print(f"| {ours} / {other} | " + " | ".join(cells) + f" | {spent[0] / spent[1]:.3f} |")


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
    seeds = [1] if options.source else [int(seed) for seed in options.seeds.split(",")]
    further = options.train.split()
    work = ROOT / ".work" / "bench-quality"
    measured: dict[str, list[dict[str, Any]]] = {}
    for seed in seeds:
        bank = Path(options.source).stem if options.source else f"{options.customers}-{seed}"
        folder = work / "-".join([bank, *(word.strip("-") for word in further)])
        source = str(Path(options.source).resolve()) if options.source else ""
        prepare(folder, source, options.customers, seed, further)
        for name, result in compared(folder, seed, only).items():
            measured.setdefault(name, []).append(result)
    customers = ", ".join(f"{result['customers']:,}" for result in next(iter(measured.values())))
    print(f"{customers} customers of the test month, seeds {seeds}; {os.cpu_count()} cores, {platform.machine()}\n")
    print_tables(measured)
    if options.pictures:
        pictures.draw(measured, interval, options.pictures)


if __name__ == "__main__":
    main()
