"""Spelling: a value that is not there in, those of the values that are there and are written much like it out."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

MOST = 3
_ALIKE = 0.6
_LONGEST = 80  # comparing takes the square of the length
CLOSELY = 200
"""So many that share most pairs of letters with the value are compared letter by letter, which takes long."""


class Spelling:
    """The known values of a fact, by the pairs of letters in them."""

    def __init__(self, known: Sequence[str]) -> None:
        """Takes a second or two for a hundred thousand values."""
        self._known = {_folded(one): one for one in reversed(known)}
        self._folded = list(self._known)
        of_pair: dict[str, list[int]] = {}
        for row, folded in enumerate(self._folded):
            for pair in _pairs(folded):
                of_pair.setdefault(pair, []).append(row)
        self._of_pair = {pair: np.array(rows, np.int32) for pair, rows in of_pair.items()}
        self._pairs = np.bincount(_joined(self._of_pair.values()), minlength=len(self._folded))

    def nearest(self, value: str) -> tuple[str, ...]:
        """Up to MOST of the known values, the likest first; letters' case does not matter."""
        asked = _folded(value)
        pairs = _pairs(asked)
        shared = np.bincount(
            _joined(self._of_pair[pair] for pair in pairs & self._of_pair.keys()), minlength=len(self._folded)
        )
        alike = shared / (len(pairs) + self._pairs).clip(min=1)  # Dice 1945
        likely = np.argsort(-alike, kind="stable")[:CLOSELY].tolist()
        close = get_close_matches(asked, [self._folded[row] for row in likely], MOST, _ALIKE)
        return tuple(self._known[folded] for folded in close)


def _folded(text: str) -> str:
    return text.casefold()[:_LONGEST]


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text))}  # the last letter alone, too


def _joined(rows: Iterable[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate([np.empty(0, np.int32), *rows])
