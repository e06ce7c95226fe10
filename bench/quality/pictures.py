"""The pictures of docs/quality.md."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "bench-quality"
from matplotlib import pyplot as plt  # noqa: E402 - the backend comes first

Interval = Callable[[list[list[float]]], tuple[float, float]]


def draw(measured: dict[str, list[dict[str, Any]]], interval: Interval, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in (("MAP@7", "quality-map.svg"), ("micro PR-AUC", "quality-pr.svg")):
        recipes = list(measured)[::-1]
        means = [sum(r[name] for r in measured[recipe]) / len(measured[recipe]) for recipe in recipes]
        ends = [interval([r["replicates"][name] for r in measured[recipe]]) for recipe in recipes]
        errors = [
            [m - low for m, (low, _) in zip(means, ends, strict=True)],
            [high - m for m, (_, high) in zip(means, ends, strict=True)],
        ]
        figure, axes = plt.subplots(figsize=(8, 3.6))
        colours = ["#1f6f8b" if recipe.startswith("this project") else "#b8c4c9" for recipe in recipes]
        axes.barh(recipes, means, xerr=errors, color=colours, ecolor="#444444", capsize=3)
        axes.set_xlabel(f"{name} on the test month, all customers; 95 % intervals")
        axes.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        figure.savefig(folder / file, metadata={"Date": None})
        plt.close(figure)
