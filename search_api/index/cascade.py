"""The index for large collections: exact as a scan of all rows, at a tenth of its cost or less.

A query looks at the first head of every kept row (160 bytes), at the second one of those that can still be among the
best, and at the full features only of those that neither head rules out, most promising first, until the best are
proven. What the heads can be wrong by is known, so nothing is missed. Where a budget of time cuts that short, the
answer says so. Ties stand in row order.
"""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from search_api.conditions import Expression
from search_api.index.files import IndexFiles, Segment, open_files
from search_api.index.found import Found, unit_query
from search_api.index.heads import PARTS, ROUNDING, Asked, Heads, Scores
from services.collection.columns import Mask, Rows

GATHER_SHARE = 4
"""Where fewer than one row in so many is kept, kept ones are gathered; else all are scanned, which costs less a row."""

SCAN_SHARE = 3
"""Where the first head leaves more than one row in so many, all are read, one after another."""

_FEW = 64  # rows that are compared at once rather than ruled out first
_BLOCKS = 512  # parts of the collection of which each names its best row, to begin with
_AT_ONCE = 256  # rows that are verified between two looks at the clock


class CascadeIndex:
    """The index in a folder, as `build_index` wrote it: heads in memory, full features on disk."""

    def __init__(self, files: IndexFiles, budget_ms: float | None = None) -> None:
        """`budget_ms` is what a search may take that names no budget of its own."""
        self._budget_ms = budget_ms
        self._segments = files.segments
        self._axes = files.axes
        self._removed = files.removed
        self._none_removed = not files.removed.any()
        # the most by which a float32 sum of d products of unit vectors can be off, on either side of the last place
        self._margin = 2 * files.axes.shape[1] * float(np.finfo(np.float32).eps)
        self._starts = np.cumsum([0, *(len(segment.rows) for segment in files.segments)])
        self.encoder_sha256 = files.encoder_sha256
        self.version = files.version

    @classmethod
    def open(cls, folder: Path, verify: bool = False, budget_ms: float | None = None) -> "CascadeIndex":
        """The index in `folder`. Raises IndexFileError."""
        return cls(open_files(folder, verify), budget_ms)

    def __len__(self) -> int:
        return int(self._starts[-1])

    @property
    def dimensions(self) -> int:
        """How many numbers a query has."""
        return int(self._axes.shape[1])

    def row(self, row: int) -> NDArray[np.float32]:
        """(d,) the features of one work."""
        features: NDArray[np.float32] = self.rows(np.array([row]))[0]
        return features

    def rows(self, rows: Rows) -> NDArray[np.float32]:
        """(m, d) the features of some works."""
        return self._full(rows).astype(np.float32)

    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        """(n,) the cosines of a unit query (d,) with all works, in float32. Reads all features in full."""
        asked = query.astype(np.float32)
        parts = [self._rough_part(segment, asked) for segment in self._segments]
        return np.concatenate(parts)

    def cosine(self, first: int, second: int) -> float:
        """How alike two works are."""
        return float(self.cosines_of_pairs(np.array([first]), np.array([second]))[0])

    def cosines_of_pairs(self, first: Rows, second: Rows) -> NDArray[np.float64]:
        """(m,) how alike first[i] and second[i] are."""
        parts = []
        for start in range(0, len(first), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            parts.append(np.vecdot(self._full(first[some]), self._full(second[some])))
        cosines: NDArray[np.float64] = np.clip(np.concatenate(parts), -1.0, 1.0)
        return cosines

    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        keep: Mask | None = None,
        leave_out: int | None = None,
        where: Expression | None = None,
        budget_ms: float | None = None,
    ) -> Found:
        """The `k` works (fewer, where fewer are kept) nearest to `query` (d,), among those that `keep` (n,) keeps.

        `leave_out` is a row that is not compared. After `budget_ms` the best so far are given, with `exact` False if
        they are not proven. Raises QueryError for a query of another length, with NaN, or zero.
        """
        budget_ms = self._budget_ms if budget_ms is None else budget_ms
        until = None if budget_ms is None else time.perf_counter() + budget_ms / 1000
        asked = unit_query(query, self.dimensions)
        rows = self._kept(keep, leave_out)
        k = min(k, len(rows))
        if k < 1:
            return Found(np.empty(0, np.int64), np.empty(0, np.float64), len(rows))
        if len(rows) <= max(_FEW, k):
            return self._ordered(rows, asked, k, len(rows), True, len(rows))
        best = _Best(k, self._margin)
        heads = Asked(asked, self._axes)
        scores = self._first(heads, rows)
        begin = rows[_promising(scores.score, k)]
        best.add(begin, self._nearly(begin, asked))
        left = np.flatnonzero(scores.score + scores.slack >= best.least)
        if len(left) * SCAN_SHARE > len(self):  # these features have no axes worth the name
            best = _Best(k, self._margin)
            best.add(rows, self.rough(asked)[rows])
            return self._proven(best, asked, len(rows), True)
        rows_left = rows[left]
        if len(left) > 4 * k + _FEW:
            scores = heads.second(self._heads(rows_left))
        else:  # reading those in full costs less
            scores = Scores(scores.score[left], scores.slack[left])
        waiting = ~np.isin(rows_left, begin)
        upper = np.where(waiting, scores.score + scores.slack, -np.inf)
        done = True
        some = _highest(np.where(waiting, scores.score, -np.inf), k)  # the likeliest first, then what may be best yet
        while len(some := some[upper[some] >= best.least]):
            if until is not None and time.perf_counter() > until:
                done = False
                break
            best.add(rows_left[some], self._nearly(rows_left[some], asked))
            upper[some] = -np.inf
            some = _highest(upper, max(_AT_ONCE, best.verified))
        return self._proven(best, asked, len(rows), done)

    def best_of_groups(
        self,
        query: NDArray[np.floating],
        groups: NDArray[np.integer],
        each: int,
        keep: Mask,
        leave_out: int | None = None,
    ) -> Found:
        """The `each` nearest kept works of every group, groups in order; `groups` (n,) has a number for each row.

        Raises QueryError.
        """
        asked = unit_query(query, self.dimensions)
        rows = self._kept(keep, leave_out)
        kept = len(rows)
        if not kept or each < 1:
            return Found(np.empty(0, np.int64), np.empty(0, np.float64), kept)
        heads = Asked(asked, self._axes)
        scores = self._first(heads, rows)
        left = _possible(scores, groups[rows], each)
        rows, scores = rows[left], heads.second(self._heads(rows[left]))
        rows = rows[_possible(scores, groups[rows], each)]
        exact = self._cosines(rows, asked)
        order = np.lexsort((rows, -exact, groups[rows]))
        shown = order[_place_in_group(groups[rows][order]) < each]
        return Found(rows[shown], np.clip(exact[shown], -1.0, 1.0), kept, scanned=kept, verified=len(rows))

    def _kept(self, keep: Mask | None, leave_out: int | None) -> Rows:
        if keep is None and self._none_removed:
            rows = np.arange(len(self))
        else:
            kept = ~self._removed if keep is None else keep if self._none_removed else keep & ~self._removed
            rows = np.flatnonzero(kept)
        return rows if leave_out is None else rows[rows != leave_out]

    def _first(self, heads: Asked, rows: Rows) -> Scores:
        """The scores of rows, in order, by their first heads."""
        if len(rows) * GATHER_SHARE < len(self):
            return _joined([_first(heads, one.heads, here) for one, here in self._of_segments(rows)])
        scores = _joined([_first(heads, segment.heads) for segment in self._segments])
        return scores if len(rows) == len(self) else Scores(scores.score[rows], scores.slack[rows])

    def _heads(self, rows: Rows) -> Heads:
        """All of the heads of rows in order."""
        parts = [(one.heads, here) for one, here in self._of_segments(rows)]
        return Heads(
            **{name: np.concatenate([getattr(one, name).take(here, 0) for one, here in parts]) for name in PARTS}
        )

    def _proven(self, best: "_Best", asked: NDArray[np.float64], kept: int, done: bool) -> Found:
        """What is best, in the order of its cosines in float64."""
        return self._ordered(best.possible(), asked, best.k, kept, done, best.verified)

    def _ordered(self, rows: Rows, asked: NDArray[np.float64], k: int, kept: int, done: bool, verified: int) -> Found:
        exact = self._cosines(rows, asked)
        order = np.lexsort((rows, -exact))[:k]
        return Found(rows[order], np.clip(exact[order], -1.0, 1.0), kept, done, kept, verified)

    def _cosines(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float64]:
        parts = [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]
        return np.concatenate([np.vecdot(self._full(part), asked) for part in parts])

    def _nearly(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float32]:
        """(m,) the cosines of rows in float32, no further off than the margin."""
        found = np.empty(len(rows), np.float32)
        query = asked.astype(np.float32)
        order = np.argsort(rows, kind="stable")
        at = 0
        for segment, here in self._of_segments(rows[order]):
            for start in range(0, len(here), _AT_ONCE):
                some = here[start : start + _AT_ONCE]
                cosines = (_float32(segment.rows.take(some)) @ query) * segment.over_length[some]
                found[order[at : at + len(some)]] = cosines
                at += len(some)
        return found

    def _full(self, rows: Rows) -> NDArray[np.float64]:
        """(m, d) rows in any order, at unit length."""
        found = np.empty((len(rows), self.dimensions))
        order = np.argsort(rows, kind="stable")
        at = 0
        for segment, here in self._of_segments(rows[order]):
            lengths = segment.over_length[here, None]
            found[order[at : at + len(here)]] = segment.rows.take(here).astype(np.float64) * lengths
            at += len(here)
        return found

    def _of_segments(self, rows: Rows) -> list[tuple[Segment, Rows]]:
        """Rows in order as segments, and the places in each."""
        cuts = np.searchsorted(rows, self._starts)
        return [
            (segment, rows[begin:end] - start)
            for segment, start, begin, end in zip(self._segments, self._starts, cuts, cuts[1:], strict=False)
            if end > begin or len(self._segments) == 1
        ]

    def _rough_part(self, segment: Segment, asked: NDArray[np.float32]) -> NDArray[np.float32]:
        found = np.empty(len(segment.rows), np.float32)
        for start in range(0, len(found), 4 * _AT_ONCE):
            some = slice(start, start + 4 * _AT_ONCE)
            found[some] = (_float32(segment.rows.between(some.start, some.stop)) @ asked) * segment.over_length[some]
        return found


class _Best:
    """The best rows so far, by cosines that are off by no more than a margin."""

    def __init__(self, k: int, margin: float) -> None:
        self.k = k
        self.verified = 0
        self.least = -np.inf
        """Who has less than this can't be among them."""

        self._margin = margin
        self._rows = np.empty(0, np.int64)
        self._cosines = np.empty(0, np.float32)

    def add(self, rows: Rows, cosines: NDArray[np.float32]) -> None:
        self.verified += len(rows)
        self._rows = np.concatenate([self._rows, rows])
        self._cosines = np.concatenate([self._cosines, cosines])
        if len(self._cosines) >= self.k:
            place = len(self._cosines) - self.k
            self.least = float(np.partition(self._cosines, place)[place]) - self._margin

    def possible(self) -> Rows:
        """Those of which some are the best."""
        return self._rows[self._cosines >= self.least]


def _float32(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Half precision widened by torch, which does it ten times as fast as NumPy."""
    wide: NDArray[np.float32] = torch.from_numpy(np.ascontiguousarray(rows)).float().numpy()
    return wide


def _highest(values: NDArray[np.float32], count: int) -> Rows:
    """Where the highest `count` values are, in no order."""
    if count >= len(values):
        return np.arange(len(values))
    return np.argpartition(-values, count)[:count]


def _promising(score: NDArray[np.float32], k: int) -> Rows:
    """At least `k` rows of high score, each once, without sorting all."""
    size = len(score) // _BLOCKS
    if size < 2 or 2 * k > _BLOCKS:
        return _highest(score, 2 * k)
    tops: Rows = score[: size * _BLOCKS].reshape(_BLOCKS, size).argmax(1) + np.arange(_BLOCKS) * size
    return tops[_highest(score[tops], 2 * k)]


def _possible(scores: Scores, groups: NDArray[np.integer], each: int) -> Rows:
    """Which rows can be among the `each` best of their group."""
    least = scores.score - scores.slack
    order = np.lexsort((-least, groups))
    place = _place_in_group(groups[order])
    starts = np.flatnonzero(place == 0)
    sizes = np.diff(starts, append=len(order))
    needed = least[order][starts + np.minimum(sizes, each) - 1]
    possible = (scores.score + scores.slack)[order] >= np.repeat(needed, sizes) - ROUNDING
    return np.sort(order[possible])


def _place_in_group(groups: NDArray[np.integer]) -> Rows:
    """(n,) the place of each in its group, from 0; groups stand together."""
    starts = np.flatnonzero(np.diff(groups, prepend=groups[0] - 1))
    return np.arange(len(groups)) - np.repeat(starts, np.diff(starts, append=len(groups)))


def _first(asked: Asked, heads: Heads, rows: Rows | None = None) -> Scores:
    """The scores of some rows of a segment, or of all."""
    parts = (heads.lead, heads.first, heads.step1, heads.lost1, heads.tail1)
    return asked.first(*(parts if rows is None else [part.take(rows, 0) for part in parts]))


def _joined(parts: Sequence[Scores]) -> Scores:
    if len(parts) == 1:
        return parts[0]
    return Scores(np.concatenate([part.score for part in parts]), np.concatenate([part.slack for part in parts]))
