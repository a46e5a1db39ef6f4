"""How well features find what belongs together, pure maths: features and labels in, precision and rank out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.floating]

NEIGHBOURS = 10
"""Precision is taken among so many nearest works, and labels with fewer other works are left aside."""


@dataclass(frozen=True)
class Found:
    """Over `queries` works: the share of the ten nearest with the same label, and the mean average precision."""

    precision_at_10: float
    mean_average_precision: float
    queries: int


def same_label(features: Rows, labels: Sequence[str | None], asked: Sequence[int]) -> Found | None:
    """Ask with the works `asked` (row numbers) among all others; features (n, d) are of unit length.

    None where no label has enough works.
    """
    sizes = Counter(label for label in labels if label)
    known = np.array([label or "" for label in labels])
    precisions, averages = [], []
    for row in asked:
        label = labels[row]
        if not label or sizes[label] <= NEIGHBOURS:
            continue
        order = np.argsort(-(features @ features[row]), kind="stable")
        same = known[order[order != row]] == label
        precisions.append(same[:NEIGHBOURS].mean())
        hits = np.flatnonzero(same)
        averages.append(((np.arange(len(hits)) + 1) / (hits + 1)).mean())
    if not precisions:
        return None
    return Found(float(np.mean(precisions)), float(np.mean(averages)), len(precisions))


def found_first(features: Rows, changed: Rows, rows: Sequence[int]) -> float:
    """The share of changed pictures whose nearest work is the one that was changed: `changed[i]` was `rows[i]`."""
    nearest = (changed @ features.T).argmax(1)
    return float((nearest == np.asarray(rows)).mean())
