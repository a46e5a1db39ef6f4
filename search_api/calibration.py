"""What a cosine means in a collection: features in; for a cosine, the share of random pairs that are less alike, out.

Cosines of one encoder lie close together and those of another don't, so a cosine alone says little. The pairs are drawn
by a fixed random seed: the same collection has the same percentiles everywhere.
"""

import numpy as np
from numpy.typing import NDArray

from search_api.index.found import Index

PAIRS = 20_000
COMMON = 1_000  # works by which the mean is known well enough
CLOSE = 0.99
"""A match is close where it is more alike than this share of random pairs."""


class Calibration:
    """The sorted cosines of PAIRS pairs of different works, and `common` (d,), the mean of works' unit features."""

    def __init__(self, index: Index) -> None:
        random = np.random.default_rng(0)
        count = len(index)
        self.common = (
            index.rows(np.unique(np.linspace(0, count - 1, COMMON).astype(np.int64))).astype(np.float64).mean(0)
        )
        if count < 2:
            self._cosines = np.zeros(0)
            return
        first = random.integers(count, size=PAIRS)
        second = (first + random.integers(1, count, size=PAIRS)) % count
        self._cosines = np.sort(index.cosines_of_pairs(first, second))

    def percentiles(self, cosines: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each cosine the share of random pairs below it, 0 to 1; 0 in a collection of a single work."""
        places = np.searchsorted(self._cosines, cosines, side="left")
        return np.asarray(places / max(1, len(self._cosines)), np.float64)
