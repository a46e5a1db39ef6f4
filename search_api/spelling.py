"""Spelling: a value that is not there and those that are in, the few that are written much like it out."""

from collections.abc import Sequence
from difflib import get_close_matches

MOST = 3
_ALIKE = 0.6
_LONGEST = 80  # comparing takes the square of the length
_COMPARED = 5_000


def nearest(value: str, known: Sequence[str]) -> tuple[str, ...]:
    """Up to MOST of the known values, the likest first; letters' case does not matter."""
    by_folded = {one.casefold()[:_LONGEST]: one for one in reversed(known[:_COMPARED])}
    found = get_close_matches(value.casefold()[:_LONGEST], by_folded, MOST, _ALIKE)
    return tuple(by_folded[folded] for folded in found)
