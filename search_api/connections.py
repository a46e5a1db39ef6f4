"""Connections: two works in, a chain of works from one to the other out, each step close (as X Degrees of Separation).

A step goes from a work to one of its NEIGHBOURS nearest works, or to the goal from one of the goal's. The chain is the
one whose angles add up to least: A* (Hart, Nilsson and Raphael 1968), with the angle to the goal as what is left at
least, which holds because angles obey the triangle inequality.
"""

import heapq
import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search_api.conditions import Condition
from search_api.retrieval import Match, Retrieval
from services.collection.columns import Mask

NEIGHBOURS = 15
MAX_LOOKED_AT = 3_000
"""Works whose neighbours are looked up before it is said that no chain was found."""

_REMEMBERED = 100_000  # works whose neighbours are kept, some 3 kB each
_ROUNDING = 0.04  # a float32 cosine near 1 is off by no more than this as an angle


@dataclass(frozen=True)
class Chain:
    """Works from the start to the goal, each with its cosine to the one before (the start has 1).

    `weakest` is the number of the step that is least close, from 1; without a chain `steps` is empty, and `exhausted`
    says whether there is none, or the search gave up.
    """

    steps: list[Match]
    weakest: int | None
    looked_at: int
    exhausted: bool


def connect(retrieval: Retrieval, start: str, goal: str, condition: Condition) -> Chain:
    """The shortest chain between two works, over works that the condition keeps. Raises NotFound."""
    first, last = retrieval.row(start), retrieval.row(goal)
    keep = condition.mask(retrieval.catalogue.columns)
    keep[[first, last]] = True
    path, looked_at, exhausted = _search(retrieval, first, last, keep)
    if not path:
        return Chain([], None, looked_at, exhausted)
    index = retrieval.index
    cosines = [1.0, *(index.cosine(one, other) for one, other in itertools.pairwise(path))]
    weakest = int(np.argmin(cosines[1:])) + 1 if len(path) > 1 else None
    artworks = retrieval.catalogue.at(path)
    percentiles = retrieval.calibration.percentiles(np.array(cosines))
    steps = [Match(*facts, ()) for facts in zip(artworks, cosines, percentiles.tolist(), strict=True)]
    return Chain(steps, weakest, looked_at, exhausted)


def _search(retrieval: Retrieval, first: int, last: int, keep: Mask) -> tuple[list[int], int, bool]:
    left_at_least = _angles(retrieval.index.rough(retrieval.index.row(last))) - _ROUNDING
    neighbours = _Neighbours(retrieval, None if keep.all() else keep)
    before_goal = dict(neighbours.of(last))
    came_from: dict[int, int | None] = {first: None}
    length = {first: 0.0}
    waiting = [(float(left_at_least[first]), 0.0, first)]
    looked_at = 0
    while waiting:
        _, so_far, here = heapq.heappop(waiting)
        if here == last:
            return _path(came_from, last), looked_at, False
        if so_far > length[here]:  # a shorter way to it was found since
            continue
        if looked_at >= MAX_LOOKED_AT:
            return [], looked_at, False
        looked_at += 1
        steps = neighbours.of(here)
        if here in before_goal:
            steps = [*steps, (last, before_goal[here])]
        for there, angle in steps:
            far = so_far + angle
            if far < length.get(there, np.inf):
                length[there] = far
                came_from[there] = here
                heapq.heappush(waiting, (far + float(left_at_least[there]), far, there))
    return [], looked_at, True


class _Neighbours:
    """The works nearest to a work and the angles to them; without a condition they are kept for all who ask."""

    def __init__(self, retrieval: Retrieval, keep: Mask | None) -> None:
        self._index = retrieval.index
        self._kept = retrieval.neighbours if keep is None else {}
        self._keep = keep

    def of(self, row: int) -> list[tuple[int, float]]:
        known = self._kept.get(row)
        if known is None:
            found = self._index.search(self._index.row(row), NEIGHBOURS, self._keep, leave_out=row)
            known = list(zip(found.rows.tolist(), _angles(found.similarities).tolist(), strict=True))
            if found.exact and len(self._kept) < _REMEMBERED:
                self._kept[row] = known
        return known


def _angles(cosines: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(np.arccos(np.clip(cosines, -1.0, 1.0)), np.float64)


def _path(came_from: dict[int, int | None], last: int) -> list[int]:
    path: list[int] = []
    here: int | None = last
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]
