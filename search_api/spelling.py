"""Spelling: a value that is not there and those that are in, the few that are written much like it out."""

import heapq
from collections.abc import Sequence
from difflib import get_close_matches

MOST = 3
_ALIKE = 0.6
_LONGEST = 80  # comparing takes the square of the length
_COMPARED = 5_000
CLOSELY = 200
"""So many that share most pairs of letters with the value are compared letter by letter, which takes long."""


def nearest(value: str, known: Sequence[str]) -> tuple[str, ...]:
    """Up to MOST of the known values, the likest first; letters' case does not matter."""
    by_folded = {one.casefold()[:_LONGEST]: one for one in reversed(known[:_COMPARED])}
    asked = value.casefold()[:_LONGEST]
    pairs = _pairs(asked)
    likely = heapq.nlargest(CLOSELY, by_folded, key=lambda folded: _shared(pairs, _pairs(folded)))
    return tuple(by_folded[folded] for folded in get_close_matches(asked, likely, MOST, _ALIKE))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text))}  # the last letter alone, too


def _shared(some: set[str], others: set[str]) -> float:
    """Which share of their pairs two texts have in common (Dice 1945)."""
    return len(some & others) / max(len(some) + len(others), 1)
