"""The index for large collections: exact as a scan of all rows, at a tenth of its cost or less.

A query looks at the first head of every kept row (100 bytes of short features, 160 of long ones), at the second one of
those that can still be among the best, and at the full features only of those that neither head rules out, most
promising first, until the best are proven. What the heads can be wrong by is known, so nothing is missed. Where a
budget of time cuts that short, the answer says so. Ties stand in row order.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from search_api.conditions import Expression
from search_api.index.best import Best, best_of_groups, highest, margin, possible_of_groups, promising
from search_api.index.files import IndexFiles, Segment, open_files
from search_api.index.found import AT_ONCE, Found, Index, found_nothing, unit_query
from search_api.index.heads import PARTS, ROUNDING, Asked, Floats, Heads, Scores
from services.collection.columns import Mask, Rows

GATHER_SHARE = 4
"""Where fewer than one row in so many is kept, kept ones are gathered; else all are scanned, which costs less a row."""

SCAN_SHARE = 3
"""Where the first head leaves more than one row in so many, all are read, one after another."""

_FEW = 64  # rows that are compared at once rather than ruled out first
_BY_ONE_THREAD = 16  # rows of 2048 numbers that torch does not share out among its threads


Number = TypeVar("Number", np.float32, np.float64)


class CascadeIndex(Index):
    """The index in a folder, as `build_index` wrote it: heads in memory, full features of large segments on disk."""

    def __init__(self, files: IndexFiles, budget_ms: float | None = None) -> None:
        """`budget_ms` is what a search may take that names no budget of its own."""
        self._budget_ms = budget_ms
        self._segments = files.segments
        self._axes = files.axes
        self._removed = files.removed
        self._none_removed = not files.removed.any()
        self._leads = [np.asfortranarray(segment.heads.lead) for segment in files.segments]  # sooner gone through
        self._margin = margin(files.axes.shape[1])
        self._every = np.flatnonzero(~files.removed)
        self._most_lost, self._longest_tail = (
            np.max([getattr(segment.heads, name).max(initial=0) for segment in files.segments])
            for name in ("lost1", "tail1")
        )
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
        return int(self._axes.shape[1])

    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        asked = query.astype(np.float32)
        parts = [self._rough_part(segment, asked) for segment in self._segments]
        return np.concatenate(parts)

    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        keep: Mask | None = None,
        leave_out: int | None = None,
        where: Expression | None = None,
        budget_ms: float | None = None,
    ) -> Found:
        """As every index; after `budget_ms` the best so far are given, with `exact` False if they are not proven."""
        budget_ms = self._budget_ms if budget_ms is None else budget_ms
        until = None if budget_ms is None else time.perf_counter() + budget_ms / 1000
        asked = unit_query(query, self.dimensions)
        rows = self._kept(keep, leave_out)
        k = min(k, len(rows))
        if k < 1:
            return found_nothing(len(rows))
        best = Best(k, self._margin)
        if len(rows) <= max(_FEW, k):
            best.add(rows, self._nearly(rows, asked))
            return self._proven(best, asked, len(rows), True)
        heads = Asked(asked, self._axes)
        score = self._first(heads, rows)
        begin = promising(score, k)
        best.add(rows[begin], self._nearly(rows[begin], asked))
        # one bound for all rows rules out nearly all, their own ones most of the others
        left = np.flatnonzero(score >= np.float32(best.least) - heads.slack(self._most_lost, self._longest_tail))
        slack = self._slack(heads, rows[left])
        own = score[left] + slack >= best.least
        left, slack = left[own], slack[own]
        if len(left) * SCAN_SHARE > len(self):  # these features have no axes worth the name
            best = Best(k, self._margin)
            best.add(rows, self.rough(asked)[rows])
            return self._proven(best, asked, len(rows), True)
        rows_left = rows[left]
        few = len(left) <= 4 * k + _FEW  # reading those in full costs less
        scores = Scores(score[left], slack) if few else heads.second(self._heads(rows_left))
        known = np.searchsorted(left, begin).clip(max=len(left) - 1)
        known = known[left[known] == begin]
        upper = scores.score + scores.slack
        upper[known] = scores.score[known] = -np.inf
        done = True
        some = highest(scores.score, k)  # the likeliest first, then what may be best yet
        while len(some := some[upper[some] >= best.least]):
            if until is not None and time.perf_counter() > until:
                done = False
                break
            best.add(rows_left[some], self._nearly(rows_left[some], asked))
            upper[some] = -np.inf
            some = highest(upper, max(AT_ONCE, best.verified))
        return self._proven(best, asked, len(rows), done)

    def best_of_groups(
        self,
        query: NDArray[np.floating],
        groups: NDArray[np.integer],
        each: int,
        keep: Mask,
        leave_out: int | None = None,
    ) -> Found:
        asked = unit_query(query, self.dimensions)
        rows = self._kept(keep, leave_out)
        kept = len(rows)
        if not kept or each < 1:
            return found_nothing(kept)
        heads = Asked(asked, self._axes)
        left = _possible(Scores(self._first(heads, rows), self._slack(heads, rows)), groups[rows], each)
        rows, scores = rows[left], heads.second(self._heads(rows[left]))
        rows = rows[_possible(scores, groups[rows], each)]
        exact = self._cosines(rows, asked)
        shown = best_of_groups(rows, exact, groups[rows], each)
        return Found(rows[shown], np.clip(exact[shown], -1.0, 1.0), kept, scanned=kept, verified=len(rows))

    def _kept(self, keep: Mask | None, leave_out: int | None) -> Rows:
        rows = self._every if keep is None else np.flatnonzero(keep if self._none_removed else keep & ~self._removed)
        return rows if leave_out is None else rows[rows != leave_out]

    def _first(self, heads: Asked, rows: Rows) -> Floats:
        """The scores of rows, in order, by their first heads."""
        if len(rows) * GATHER_SHARE < len(self):
            parts = [(one.heads, here) for one, here in self._of_segments(rows)]
            return _joined(
                [heads.first(one.lead.take(at, 0), one.first.take(at, 0), one.step1.take(at)) for one, at in parts]
            )
        scores = _joined(
            [
                heads.first(lead, segment.heads.first, segment.heads.step1)
                for lead, segment in zip(self._leads, self._segments, strict=True)
            ]
        )
        return scores if len(rows) == len(self) else scores[rows]

    def _slack(self, heads: Asked, rows: Rows) -> Floats:
        """How far the cosines of rows, in order, can be from those scores."""
        parts = [(one.heads, here) for one, here in self._of_segments(rows)]
        return _joined([heads.slack(one.lost1.take(here), one.tail1.take(here)) for one, here in parts])

    def _heads(self, rows: Rows) -> Heads:
        """All of the heads of rows in order."""
        parts = [(one.heads, here) for one, here in self._of_segments(rows)]
        return Heads(
            **{name: np.concatenate([getattr(one, name).take(here, 0) for one, here in parts]) for name in PARTS}
        )

    def _proven(self, best: Best, asked: NDArray[np.float64], kept: int, done: bool) -> Found:
        """What is best, in the order of its cosines in float64."""
        rows = best.possible()
        exact = self._cosines(rows, asked)
        order = np.lexsort((rows, -exact))[: best.k]
        return Found(rows[order], np.clip(exact[order], -1.0, 1.0), kept, done, kept, best.verified)

    def _cosines(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float64]:
        """(m,) the cosines of rows in float64: the same ones whichever rows are looked at together."""
        return self._of_rows(rows, lambda segment, here: np.vecdot(_unit_rows(segment, here), asked))

    def _nearly(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float32]:
        """(m,) the cosines of rows in float32, no further off than the margin."""
        query = asked.astype(np.float32)

        def cosines(segment: Segment, here: Rows) -> NDArray[np.float32]:
            wide = _float32(segment.rows.take(here))
            # few rows one after another: threads that wait for each other cost more
            near: NDArray[np.float32] = np.vecdot(wide, query) if len(wide) <= _FEW else wide @ query
            return near * segment.over_length[here].astype(np.float32)

        return self._of_rows(rows, cosines)

    def in_full(self, rows: Rows) -> NDArray[np.float64]:
        return self._of_rows(rows, _unit_rows)

    def _of_rows(self, rows: Rows, make: Callable[[Segment, Rows], NDArray[Number]]) -> NDArray[Number]:
        """(m, …) what `make` makes of rows in any order, segment by segment and some at a time."""
        order = np.argsort(rows, kind="stable")
        parts = [
            make(segment, here[start : start + AT_ONCE])
            for segment, here in self._of_segments(rows[order])
            for start in range(0, max(1, len(here)), AT_ONCE)
        ]
        made = parts[0] if len(parts) == 1 else np.concatenate(parts)
        found = np.empty_like(made)
        found[order] = made
        return found

    def _of_segments(self, rows: Rows) -> list[tuple[Segment, Rows]]:
        """Rows in order as segments, and the places in each."""
        if len(self._segments) == 1:
            return [(self._segments[0], rows)]
        cuts = np.searchsorted(rows, self._starts)
        return [
            (segment, rows[begin:end] - start)
            for segment, start, begin, end in zip(self._segments, self._starts, cuts, cuts[1:], strict=False)
            if end > begin
        ] or [(self._segments[0], rows)]

    def _rough_part(self, segment: Segment, asked: NDArray[np.float32]) -> NDArray[np.float32]:
        found = np.empty(len(segment.rows), np.float32)
        for start in range(0, len(found), 4 * AT_ONCE):
            some = slice(start, start + 4 * AT_ONCE)
            found[some] = (_float32(segment.rows.between(some.start, some.stop)) @ asked) * segment.over_length[some]
        return found


def _unit_rows(segment: Segment, here: Rows) -> NDArray[np.float64]:
    """(m, d) some rows of a segment in full."""
    rows: NDArray[np.float64] = torch.from_numpy(np.ascontiguousarray(segment.rows.take(here))).double().numpy()
    rows *= segment.over_length[here, None]
    return rows


def _float32(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Half precision widened by torch, which does it ten times as fast as NumPy; few rows by one thread."""
    narrow = torch.from_numpy(np.ascontiguousarray(rows))
    if len(rows) > _FEW:
        wide: NDArray[np.float32] = narrow.float().numpy()
        return wide
    made = np.empty(rows.shape, np.float32)
    for start in range(0, len(rows), _BY_ONE_THREAD):
        some = slice(start, start + _BY_ONE_THREAD)
        torch.from_numpy(made[some]).copy_(narrow[some])
    return made


def _possible(scores: Scores, groups: NDArray[np.integer], each: int) -> Rows:
    return possible_of_groups(scores.score - scores.slack, scores.score + scores.slack + ROUNDING, groups, each)


def _joined(parts: Sequence[Floats]) -> Floats:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
