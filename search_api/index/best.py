"""The best among many: cosines that are nearly right in, the rows that can be the best out, alone or group by group."""

import numpy as np
from numpy.typing import NDArray

from services.collection.columns import Rows

_BLOCKS = 1024  # parts of the collection of which each names its best row, to begin with


class Best:
    """The best `k` rows so far, by cosines that are off by no more than half a margin."""

    def __init__(self, k: int, margin: float) -> None:
        self.k = k
        self.verified = 0
        self.least = -np.inf
        """Who has less than this can't be among them."""

        self._margin = margin
        self._rows = np.empty(0, np.int64)
        self._cosines = np.empty(0, np.float32)

    def add(self, rows: Rows, cosines: NDArray[np.float32]) -> None:
        """Take in rows that are not among them yet."""
        self.verified += len(rows)
        self._rows = np.concatenate([self._rows, rows])
        self._cosines = np.concatenate([self._cosines, cosines])
        if len(self._cosines) >= self.k:
            place = len(self._cosines) - self.k
            self.least = float(np.partition(self._cosines, place)[place]) - self._margin

    def possible(self) -> Rows:
        """Those of which some are the best."""
        return self._rows[self._cosines >= self.least]


def margin(dimensions: int) -> float:
    """Twice the most by which a float32 sum of so many products of unit vectors can be off."""
    return 2 * (dimensions + 3) * float(np.finfo(np.float32).eps)


def highest(values: NDArray[np.floating], count: int) -> Rows:
    """Where the highest `count` values are, in no order."""
    if count >= len(values):
        return np.arange(len(values))
    return np.argpartition(-values, count)[:count]


def promising(score: NDArray[np.float32], count: int) -> Rows:
    """`count` rows of high score (all, where there are fewer), each once, without sorting all."""
    size = len(score) // _BLOCKS
    if size < 2 or 2 * count > _BLOCKS:
        return highest(score, count)
    tops: Rows = score[: size * _BLOCKS].reshape(_BLOCKS, size).argmax(1) + np.arange(_BLOCKS) * size
    return tops[highest(score[tops], count)]


def possible_of_groups(
    least: NDArray[np.floating], most: NDArray[np.floating], groups: NDArray[np.integer], each: int
) -> Rows:
    """Which rows can be among the `each` best of their group, when the cosine of each lies from `least` to `most`."""
    order = np.lexsort((-least, groups))
    starts = np.flatnonzero(_places(groups[order]) == 0)
    sizes = np.diff(starts, append=len(order))
    needed = least[order][starts + np.minimum(sizes, each) - 1]
    return np.sort(order[most[order] >= np.repeat(needed, sizes)])


def best_of_groups(rows: Rows, cosines: NDArray[np.float64], groups: NDArray[np.integer], each: int) -> Rows:
    """Where the `each` best rows of every group are, groups in order, ties in row order."""
    order = np.lexsort((rows, -cosines, groups))
    return order[_places(groups[order]) < each]


def _places(groups: NDArray[np.integer]) -> Rows:
    """(n,) the place of each in its group, from 0; groups stand together."""
    starts = np.flatnonzero(np.diff(groups, prepend=groups[0] - 1))
    return np.arange(len(groups)) - np.repeat(starts, np.diff(starts, append=len(groups)))
