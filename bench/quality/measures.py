"""How good probabilities are: over all customers of a month and all products that they do not hold."""

from dataclasses import dataclass
from typing import Any

import numpy as np

PRODUCTS = 24
RANKED = 7
HITS = 5
REPLICATES = 200
GROUPS = 64
LIMIT = 16.0
OFTEN = 100
"""Acquisitions of the test month beyond which a product's calibration is looked at by itself."""
ENOUGH = 10
"""A product with fewer acquisitions in validation takes the cut that suits calibrated probabilities."""


@dataclass
class Month:
    """What is known of a month: row by row, sorted by customer."""

    held: Any
    acquired: Any

    @property
    def eligible(self) -> Any:
        return self.held == 0


@dataclass
class Ordered:
    """Pairs of customer and product from the likeliest to the least likely, with the ends of runs of equal ones."""

    customer: Any
    positive: Any
    ends: Any

    @staticmethod
    def of(probabilities: Any, positive: Any, customer: Any) -> "Ordered":
        order = np.argsort(-probabilities, kind="stable")
        ranked = probabilities[order]
        ends = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
        return Ordered(customer[order], positive[order], ends)

    def areas(self, weights: Any = None) -> tuple[float, float]:
        """ROC-AUC (ties count half) and average precision; NaN where there is one class only."""
        weight = np.ones(len(self.positive)) if weights is None else weights[self.customer]
        right = np.cumsum(weight * self.positive)[self.ends]
        all_of_them = np.cumsum(weight)[self.ends]
        wrong = all_of_them - right
        if right[-1] == 0 or wrong[-1] == 0:
            return float("nan"), float("nan")
        new_right, new_wrong = np.diff(right, prepend=0), np.diff(wrong, prepend=0)
        roc = float(np.sum(new_wrong * (right - new_right / 2)) / (right[-1] * wrong[-1]))
        precision = np.divide(right, all_of_them, out=np.zeros_like(right), where=all_of_them > 0)
        return roc, float(np.sum(new_right * precision) / right[-1])


def ranking(probabilities: Any, month: Month) -> tuple[Any, Any]:
    """Of each customer: average precision at 7 as Kaggle defines it, and whether one of the first five is acquired."""
    masked = np.where(month.eligible, probabilities, -1.0)
    order = np.argsort(-masked, axis=1, kind="stable")[:, :RANKED]
    right = np.take_along_axis(month.acquired & month.eligible, order, axis=1)
    ranks = np.arange(1, RANKED + 1)
    precision = np.cumsum(right, axis=1) / ranks
    acquired = month.acquired.sum(axis=1)
    average = (precision * right).sum(axis=1) / np.maximum(1, np.minimum(RANKED, acquired))
    return average, right[:, :HITS].any(axis=1)


def calibration_error(probabilities: Any, positive: Any) -> float:
    """Expected calibration error in groups that are equally wide in log-odds, as this project's reports have it."""
    p = np.clip(probabilities, 1e-12, 1 - 1e-12)
    group = np.clip(np.floor((np.log(p / (1 - p)) + LIMIT) / (2 * LIMIT) * GROUPS), 0, GROUPS - 1).astype(int)
    difference = np.bincount(group, weights=probabilities - positive, minlength=GROUPS)
    return float(np.abs(difference).sum() / len(positive))


def thresholds(probabilities: Any, month: Month) -> Any:
    """One for each product, so that micro F1 is greatest (Dinkelbach's method)."""
    chosen = np.ones(PRODUCTS)
    total = month.acquired.sum()
    f1 = 0.0
    ranked = []
    for k in range(PRODUCTS):
        eligible = month.eligible[:, k]
        p, positive = probabilities[eligible, k], month.acquired[eligible, k]
        order = np.argsort(-p, kind="stable")
        ends = np.append(np.flatnonzero(np.diff(p[order])), len(p) - 1)
        ranked.append((p[order][ends], np.cumsum(positive[order])[ends], ends + 1, positive.sum()))
    while True:
        right = predicted = 0.0
        for k, (cuts, found, counts, positives) in enumerate(ranked):
            if positives >= ENOUGH:
                best = int(np.argmax(2 * found - f1 * counts))
                use = 2 * found[best] - f1 * counts[best] > 0
            else:
                best = int(np.searchsorted(-cuts, -max(f1 / 2, 1e-12), side="right")) - 1
                use = best >= 0
            chosen[k] = cuts[best] if use else np.inf
            right += found[best] if use else 0
            predicted += counts[best] if use else 0
        reached = 2 * right / (predicted + total)
        if reached <= f1 + 1e-12:
            return chosen
        f1 = reached


def measure(validation: tuple[Any, Month], test: tuple[Any, Month], seed: int) -> dict[str, Any]:
    """All measures on the test month, and replicates of some of them by a bootstrap of customers."""
    p, month = test
    customers = np.broadcast_to(np.arange(len(p))[:, None], p.shape)
    eligible = month.eligible
    flat_p, flat_y, flat_c = p[eligible], month.acquired[eligible].astype(float), customers[eligible]
    ordered = Ordered.of(flat_p, flat_y, flat_c)
    average, hit = ranking(p, month)
    cuts = thresholds(*validation)
    chosen = (p >= cuts) & eligible
    clipped = np.clip(p, 1e-15, 1 - 1e-15)
    loss = np.where(month.acquired, -np.log(clipped), -np.log1p(-clipped)) * eligible
    by_product = of_products(p, month)
    rows = {
        "average": average,
        "hit": hit,
        "loss": loss.sum(axis=1),
        "pairs": eligible.sum(axis=1),
        "right": (chosen & month.acquired).sum(axis=1),
        "chosen": chosen.sum(axis=1),
        "positives": month.acquired.sum(axis=1),
    }
    generator = np.random.default_rng(seed)
    replicates: dict[str, list[float]] = {}
    for _ in range(REPLICATES):
        weights = generator.poisson(1.0, len(p)).astype(float)
        for name, value in weighted(rows, ordered, weights).items():
            replicates.setdefault(name, []).append(value)
    often = [b["calibration"] for b in by_product if b["positives"] > OFTEN]
    defined = [b for b in by_product if b["positives"] > 0]
    return {
        **weighted(rows, ordered, np.ones(len(p))),
        "macro ROC-AUC": float(np.mean([b["roc"] for b in defined])),
        "macro PR-AUC": float(np.mean([b["pr"] for b in defined])),
        "calibration error": calibration_error(flat_p, flat_y),
        "worst calibration of a product": max(often, default=0.0),
        "products": by_product,
        "products of validation": of_products(*validation),
        "replicates": replicates,
    }


def of_products(p: Any, month: Month) -> list[dict[str, float]]:
    """Of each product by itself: how many took it, how many were expected to, both areas, calibration error."""
    found = []
    for k in range(PRODUCTS):
        mine = month.eligible[:, k]
        y = month.acquired[mine, k].astype(float)
        roc, pr = Ordered.of(p[mine, k], y, np.flatnonzero(mine)).areas()
        found.append(
            {
                "positives": int(y.sum()),
                "expected": float(p[mine, k].sum()),
                "roc": roc,
                "pr": pr,
                "calibration": calibration_error(p[mine, k], y),
            }
        )
    return found


def weighted(rows: dict[str, Any], ordered: Ordered, weights: Any) -> dict[str, float]:
    total = {name: float(weights @ values) for name, values in rows.items()}
    customers = float(weights.sum())
    roc, pr = ordered.areas(weights)
    precision = total["right"] / total["chosen"] if total["chosen"] else 0.0
    return {
        "MAP@7": total["average"] / customers,
        "hits at 5": total["hit"] / customers,
        "micro ROC-AUC": roc,
        "micro PR-AUC": pr,
        "log-loss": total["loss"] / total["pairs"],
        "precision": precision,
        "recall": total["right"] / total["positives"],
        "F1": 2 * total["right"] / (total["chosen"] + total["positives"]),
    }
