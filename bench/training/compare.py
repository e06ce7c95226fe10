"""Compares trainers of 24 boosted models on the same simulated rows: make bench-training.

Every contender holds the rows in its own form, quantised where it can be, before anything is timed. Then all train in
turn, round after round, in another order each time. Prints the table in Markdown: medians and spread of wall and CPU
seconds, ratios, and the quality on the rows of a later month, with a checksum of predictions that must not change
from round to round. Environment bench-training.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pyarrow.parquet as pq
from protocol import DEPTH, PRODUCTS, STEP, TREES
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
REFERENCE = "one-pass"


@dataclass
class Worker:
    """A process that hosts contenders."""

    script: str
    environment: str
    folder: Path
    process: "subprocess.Popen[str]" = field(init=False)
    replies: TextIO = field(init=False)

    def __post_init__(self) -> None:
        pipe = Path(tempfile.mkdtemp()) / "replies"
        os.mkfifo(pipe)
        python = ROOT / ".venvs" / self.environment / "bin" / "python"
        self.process = subprocess.Popen(  # noqa: S603 - a script of this folder
            [python, HERE / self.script, self.folder, pipe], stdin=subprocess.PIPE, stdout=sys.stderr, text=True
        )
        self.replies = pipe.open()

    def ask(self, question: str) -> dict[str, Any]:
        assert self.process.stdin is not None  # noqa: S101 - it was opened as a pipe
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        line = self.replies.readline()
        if not line:
            sys.exit(f"{self.script} ended while it was asked to {question}")
        reply: dict[str, Any] = json.loads(line)
        return reply

    def close(self) -> None:
        self.process.communicate()


@dataclass
class Runs:
    """What a contender did in the rounds."""

    name: str
    worker: Worker
    every: int = 1
    answers: list[dict[str, Any]] = field(default_factory=list)
    quality: tuple[float, float, float] | None = None

    def seconds(self, key: str) -> list[float]:
        """Of all products; a subset is extrapolated."""
        return [answer[key] * PRODUCTS / answer["products"] for answer in self.answers]


def quality(predictions: Any, labels: Any) -> tuple[float, float, float]:
    """Micro ROC-AUC, micro PR-AUC and log-loss over all rows and products."""
    truth, p = labels.ravel(), np.clip(predictions.ravel().astype(np.float64), 1e-9, 1 - 1e-9)
    return float(roc_auc_score(truth, p)), float(average_precision_score(truth, p)), float(log_loss(truth, p))


def test_labels(folder: Path) -> Any:
    bits = pq.read_table(folder / "test", columns=["labels"]).column("labels").to_numpy().astype(np.int64)
    return np.stack([bits >> k & 1 for k in range(PRODUCTS)], axis=1)


def prepare(folder: Path, customers: int, seed: int) -> None:
    if not (folder / "test" / "_SUCCESS").exists():
        python = ROOT / ".venvs" / "pyspark" / "bin" / "python"
        command = [str(python), str(HERE / "prepare.py"), "--customers", str(customers), "--seed", str(seed)]
        command += ["--folder", str(folder)]
        subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603 - a script of this folder


def spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"


def print_table(runs: list[Runs]) -> None:
    reference = statistics.median(next(r for r in runs if r.name == REFERENCE).seconds("seconds"))
    print("| contender | wall s | CPU s | wall, ratio | runs | micro ROC-AUC | micro PR-AUC | log-loss | checksum |")
    print("|---|---|---|---|---|---|---|---|---|")
    for run in runs:
        wall, cpu = run.seconds("seconds"), run.seconds("cpu_seconds")
        products = run.answers[0]["products"]
        name = run.name if products == PRODUCTS else f"{run.name} ({products} products, x {PRODUCTS // products})"
        marks = "| | | " if run.quality is None else "| {:.5f} | {:.5f} | {:.6f} ".format(*run.quality)
        checksums = {answer["checksum"] for answer in run.answers}
        checksum = str(checksums.pop()) if len(checksums) == 1 else f"differs: {sorted(checksums)}"
        ratio = statistics.median(wall) / reference
        print(f"| {name} | {spread(wall)} | {spread(cpu)} | {ratio:.2f} | {len(wall)} {marks}| {checksum} |")
    print()
    for run in runs:
        walls = " ".join(f"{value:.1f}" for value in run.seconds("seconds"))
        notes = sorted({answer["note"] for answer in run.answers if answer["note"]})
        print(f"- {run.name}: {walls}" + (f"; {', '.join(notes)}" if notes else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=34_000, help="34,000 have about 400,000 training rows")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-every", type=int, default=5, help="rounds from one run of mllib to the next")
    parser.add_argument("--only", default="", help="contenders, by commas; all when left out")
    options = parser.parse_args()
    folder = ROOT / ".work" / "bench-training" / f"{options.customers}-{options.seed}"
    prepare(folder, options.customers, options.seed)
    labels = test_labels(folder)
    rows = sum(fragment.metadata.num_rows for fragment in pq.ParquetDataset(folder / "train").fragments)
    print(
        f"{rows:,} training rows, {len(labels):,} test rows, {PRODUCTS} products, {TREES} trees of depth {DEPTH}, "
        f"step {STEP}; {os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f} at the start\n"
    )
    names = {
        "sparks.py": ["one-pass", "one-pass-all-rows", "one-pass-gradient", "mllib"],
        "peers.py": ["xgboost-hist", "xgboost-multi", "lightgbm", "lightgbm-goss", "catboost"],
    }
    slow = {"mllib", "one-pass-gradient"}
    runs: list[Runs] = []
    workers = []
    for script, environment in (("sparks.py", "pyspark"), ("peers.py", "bench-training")):
        wanted = [n for n in names[script] if not options.only or n in options.only.split(",")]
        if wanted:
            workers.append(Worker(script, environment, folder))
        for name in wanted:
            seconds = workers[-1].ask(f"prepare {name}")["seconds"]
            print(f"{name} is ready after {seconds:.0f} s", file=sys.stderr)
            runs.append(Runs(name, workers[-1], options.slow_every if name in slow else 1))
    for number in range(options.rounds):
        for run in runs[number % len(runs) :] + runs[: number % len(runs)]:
            if number % run.every == 0:
                run.answers.append(run.worker.ask(f"train {run.name}"))
                print(f"round {number + 1}: {run.name} {run.answers[-1]}", file=sys.stderr, flush=True)
    for run in runs:
        file = folder / f"{run.name}.npy"
        if run.answers[0]["products"] == PRODUCTS:
            run.worker.ask(f"save {run.name} {file}")
            run.quality = quality(np.load(file), labels)
    print_table(runs)
    for worker in workers:
        worker.close()


if __name__ == "__main__":
    main()
