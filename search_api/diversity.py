"""Matches that are not all the same: cosines in, an order out (maximal marginal relevance: Carbonell, Goldstein 1998).

Each next match is the one whose likeness to what was asked, less its likeness to the nearest match already taken, is
greatest: (1 - d) × likeness - d × likeness to those taken.
"""

import numpy as np
from numpy.typing import NDArray

POOL = 5
"""So many times the wanted number of nearest works are chosen from."""


def diversified(
    cosines: NDArray[np.floating], features: NDArray[np.floating], count: int, diversity: float
) -> list[int]:
    """Which of n candidates to show, in order: their cosines with the query (n,) and unit features (n, d)."""
    nearest_taken = np.full(len(cosines), -np.inf)
    left = np.ones(len(cosines), np.bool_)
    chosen: list[int] = []
    for _ in range(min(count, len(cosines))):
        penalty = nearest_taken if chosen else np.zeros(len(cosines))
        worth = np.where(left, (1 - diversity) * cosines - diversity * penalty, -np.inf)
        best = int(worth.argmax())  # ties go to the more similar one, which comes first
        chosen.append(best)
        left[best] = False
        nearest_taken = np.maximum(nearest_taken, features @ features[best])
    return chosen
