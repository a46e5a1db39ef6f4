"""The index for large collections: exact as a scan of all rows, at a fraction of its cost.

A query looks at the lead of every row (52 bytes), at the first head of those that can still be among the best, at the
second one of those that are left, and at the full features only of those that no head rules out, most promising first,
until the best are proven. What the heads can be wrong by is known, so nothing is missed. Where a budget of time cuts
that short, the answer says so. Ties stand in row order.
"""

import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from search_api.conditions import Expression
from search_api.index.best import Best, best_of_groups, highest, margin, possible_of_groups, promising
from search_api.index.files import IndexFiles, Segment, open_files
from search_api.index.found import AT_ONCE, Found, Index, found_nothing, unit_query
from search_api.index.heads import PARTS, ROUNDING, Asked, Floats, Heads, Scores, leads, products, records
from services.collection.columns import Mask, Rows

LEADS_GATHER_SHARE = 32
"""Where fewer than one row in so many is kept, leads are gathered; else all are scanned, which costs less a row."""

SCAN_SHARE = 8
"""The same for rows in full."""

_LEFT_SHARE, _LEFT = 2, 16_384  # where more than one row in two are left, and so many, further heads leave no fewer

_FEW = 64  # rows that are compared at once rather than ruled out first
_AT_HAND = 1_500_000  # numbers that are compared at once where they are held in memory
_LEAST, _NEVER = -2.0, -4.0  # less than any cosine or bound of one, and what stands for rows that are not allowed
_SOME = 512  # rows that the leads promise most of, of which the first head then chooses
_READ = 4 * AT_ONCE  # neighbouring rows that are read from disk at once
_FINER = 2048  # by which what a query loses in half precision is enlarged, to be told in half precision itself


Number = TypeVar("Number", np.float32, np.float64)
Part = TypeVar("Part", np.float32, np.int8)
Known = TypeVar("Known", bound=np.generic)
Numbers = TypeVar("Numbers", Rows, int)


class CascadeIndex(Index):
    """The index in a folder, as `build_index` wrote it: heads in memory, full features of large segments on disk.

    Rows are numbered as if those that were removed had never been there.
    """

    def __init__(self, files: IndexFiles, budget_ms: float | None = None) -> None:
        """`budget_ms` is what a search may take that names no budget of its own."""
        self._budget_ms = budget_ms
        self._segments = files.segments
        self._axes = files.axes
        self._present = ~files.removed
        self._places = np.flatnonzero(self._present) if files.removed.any() else None
        self._leads = [leads(segment.heads.lead, segment.heads.rest) for segment in files.segments]
        # what the first head takes of a row beside its bytes, in one place of memory
        self._records = [records(segment.heads) for segment in files.segments]
        self._held = all(segment.rows.held for segment in files.segments)
        self._few = max(_FEW, _AT_HAND // self.dimensions) if self._held else _FEW
        self._margin = margin(files.axes.shape[1])
        self._starts = np.cumsum([0, *(len(segment.rows) for segment in files.segments)])
        self.encoder_sha256 = files.encoder_sha256
        self.version = files.version

    @classmethod
    def open(cls, folder: Path, verify: bool = False, budget_ms: float | None = None) -> "CascadeIndex":
        """The index in `folder`. Raises IndexFileError."""
        return cls(open_files(folder, verify), budget_ms)

    def __len__(self) -> int:
        return len(self._present) if self._places is None else len(self._places)

    @property
    def dimensions(self) -> int:
        return int(self._axes.shape[1])

    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        near = self._all(query.astype(np.float64), finely=True)
        return near if self._places is None else near[self._places]

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
        allowed = self._allowed(keep, leave_out)
        kept = int(np.count_nonzero(allowed))
        k = min(k, kept)
        if k < 1:
            return found_nothing(kept)
        nearly = self._margin + 2 * max(float(np.linalg.norm(_lost(asked, segment))) for segment in self._segments)
        best = Best(k, nearly)
        if kept <= max(self._few, k):
            rows = np.flatnonzero(allowed)
            best.add(rows, self._nearly(rows, asked))
            return self._proven(best, asked, kept, True)
        heads = Asked(asked, self._axes)
        looked_at, at_most = self._at_most(heads, allowed, kept)
        some = promising(at_most, max(_SOME, 2 * k))
        some = np.sort(some[at_most[some] > _NEVER])
        begin = _of(looked_at, some[highest(self._first(heads, _of(looked_at, some)).score, 2 * k)])
        best.add(begin, self._nearly(begin, asked))
        rows = _of(looked_at, np.flatnonzero(at_most >= np.float32(max(best.least - ROUNDING, _LEAST))))
        if self._held and _hardly_ruled_out(rows, kept):  # rows in memory cost little more than their first heads
            return self._compared(asked, allowed, kept, Best(k, nearly))
        first = self._first(heads, rows)
        left = np.flatnonzero(first.score + first.slack >= best.least)
        if _hardly_ruled_out(left, kept):
            return self._compared(asked, allowed, kept, Best(k, nearly))
        rows_left = rows[left]
        few = len(left) <= 4 * k + _FEW  # reading those in full costs less
        scores = Scores(first.score[left], first.slack[left]) if few else heads.second(self._heads(rows_left))
        known = np.searchsorted(rows_left, begin).clip(max=len(left) - 1)
        known = known[rows_left[known] == begin]
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
        return self._proven(best, asked, kept, done)

    def best_of_groups(
        self,
        query: NDArray[np.floating],
        groups: NDArray[np.integer],
        each: int,
        keep: Mask,
        leave_out: int | None = None,
    ) -> Found:
        asked = unit_query(query, self.dimensions)
        rows = np.flatnonzero(self._allowed(keep, leave_out))
        kept = len(rows)
        if not kept or each < 1:
            return found_nothing(kept)
        heads = Asked(asked, self._axes)
        groups = self._wide(groups)
        rows = rows[_possible(self._first(heads, rows), groups[rows], each)]
        scores = heads.second(self._heads(rows))
        rows = rows[_possible(scores, groups[rows], each)]
        exact = self._cosines(rows, asked)
        shown = best_of_groups(rows, exact, groups[rows], each)
        similarities = np.clip(exact[shown], -1.0, 1.0)
        return Found(self._numbers(rows[shown]), similarities, kept, scanned=kept, verified=len(rows))

    def _compared(self, asked: NDArray[np.float64], allowed: Mask, kept: int, best: Best) -> Found:
        """What is best, where no row is ruled out first."""
        rows = np.flatnonzero(allowed)
        many = kept * SCAN_SHARE > len(self._present)
        best.add(rows, self._all(asked)[rows] if many else self._nearly(rows, asked))
        return self._proven(best, asked, kept, True)

    def _allowed(self, keep: Mask | None, leave_out: int | None) -> Mask:
        """(n,) which of all rows, also those that were removed, can be found."""
        allowed = self._present if keep is None else self._wide(keep)
        if leave_out is not None and allowed[place := self._placed(leave_out)]:
            allowed = allowed.copy()
            allowed[place] = False
        return allowed

    def _wide(self, known: NDArray[Known]) -> NDArray[Known]:
        """What is known of each row, with nothing for those that were removed."""
        if self._places is None:
            return known
        wide = np.zeros(len(self._present), known.dtype)
        wide[self._present] = known
        return wide

    def _placed(self, rows: Numbers) -> Numbers:
        """Where rows are, by their numbers."""
        return rows if self._places is None else self._places[rows]

    def _numbers(self, rows: Rows) -> Rows:
        """The other way round."""
        return rows if self._places is None else np.searchsorted(self._places, rows)

    def _at_most(self, heads: Asked, allowed: Mask, kept: int) -> tuple[Rows | None, Floats]:
        """What the cosines of rows can be at most by their leads, and which rows, in order; None stands for all, where
        those that are not allowed have less than any cosine.
        """
        if kept * LEADS_GATHER_SHARE < len(self._present):
            rows = np.flatnonzero(allowed)
            parts = [(self._segments[number].heads, here) for number, here in self._of_segments(rows)]
            return rows, _joined([heads.at_most(leads(one.lead.take(at, 0), one.rest.take(at))) for one, at in parts])
        found = _joined([heads.at_most(all_) for all_ in self._leads])
        if kept < len(self._present):
            torch.from_numpy(found).masked_fill_(torch.from_numpy(~allowed), _NEVER)  # soonest
        return None, found

    def _first(self, heads: Asked, rows: Rows) -> Scores:
        """The scores of rows, in order, by their first heads."""
        parts = [
            heads.first(_taken(self._records[number], here), _taken(self._segments[number].heads.first, here))
            for number, here in self._of_segments(rows)
        ]
        return Scores(_joined([one.score for one in parts]), _joined([one.slack for one in parts]))

    def _heads(self, rows: Rows) -> Heads:
        """All of the heads of rows in order."""
        parts = [(self._segments[number].heads, here) for number, here in self._of_segments(rows)]
        return Heads(
            **{name: np.concatenate([getattr(one, name).take(here, 0) for one, here in parts]) for name in PARTS}
        )

    def _proven(self, best: Best, asked: NDArray[np.float64], kept: int, done: bool) -> Found:
        """What is best, in the order of its cosines in float64."""
        rows = best.possible()
        exact = self._cosines(rows, asked)
        order = np.lexsort((rows, -exact))[: best.k]
        similarities = np.clip(exact[order], -1.0, 1.0)
        return Found(self._numbers(rows[order]), similarities, kept, done, kept, best.verified)

    def _cosines(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float64]:
        """(m,) the cosines of rows in float64: the same ones whichever rows are looked at together."""
        return self._of_rows(rows, lambda segment, here: np.vecdot(_unit_rows(segment, here), asked))

    def _nearly(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float32]:
        """(m,) the cosines of rows with the query as it is rounded, no further off than the margin."""
        return self._of_rows(rows, lambda segment, here: _cosines(segment, here, segment.rows.take(here), asked))

    def _all(self, asked: NDArray[np.float64], finely: bool = False) -> NDArray[np.float32]:
        """The same of all rows; `finely` makes up for the rounding."""
        found = np.empty(len(self._present), np.float32)
        for segment, start in zip(self._segments, self._starts, strict=False):
            at_once = len(segment.rows) if segment.rows.held else _READ
            for begin in range(0, len(segment.rows), at_once):
                here = slice(begin, begin + at_once)
                rows = segment.rows.between(here.start, here.stop)
                near = _cosines(segment, here, rows, asked)
                if finely:
                    near += _cosines(segment, here, rows, _lost(asked, segment) * _FINER) / _FINER
                found[start + begin : start + begin + len(near)] = near
        return found

    def in_full(self, rows: Rows) -> NDArray[np.float64]:
        return self._of_rows(self._placed(rows), _unit_rows)

    def _of_rows(self, rows: Rows, make: Callable[[Segment, Rows], NDArray[Number]]) -> NDArray[Number]:
        """(m, …) what `make` makes of rows in any order, segment by segment and some at a time."""
        order = np.argsort(rows, kind="stable")
        parts = [
            make(self._segments[number], here[start : start + AT_ONCE])
            for number, here in self._of_segments(rows[order])
            for start in range(0, max(1, len(here)), AT_ONCE)
        ]
        made = parts[0] if len(parts) == 1 else np.concatenate(parts)
        found = np.empty_like(made)
        found[order] = made
        return found

    def _of_segments(self, rows: Rows) -> list[tuple[int, Rows]]:
        """Rows in order as the numbers of segments, and the places in each."""
        if len(self._segments) == 1:
            return [(0, rows)]
        cuts = np.searchsorted(rows, self._starts)
        return [
            (number, rows[begin:end] - self._starts[number])
            for number, (begin, end) in enumerate(pairwise(cuts))
            if end > begin
        ] or [(0, rows)]


def _unit_rows(segment: Segment, here: Rows) -> NDArray[np.float64]:
    """(m, d) some rows of a segment in full."""
    rows: NDArray[np.float64] = torch.from_numpy(np.ascontiguousarray(segment.rows.take(here))).double().numpy()
    rows *= segment.over_length[here, None]
    return rows


def _hardly_ruled_out(left: Rows, kept: int) -> bool:
    """Whether the features have no axes worth the name."""
    return len(left) > _LEFT and len(left) * _LEFT_SHARE > kept


def _taken(parts: NDArray[Part], rows: Rows) -> NDArray[Part]:
    """Some rows, by torch: of many both of its threads take some."""
    taken: NDArray[Part] = torch.from_numpy(parts).index_select(0, torch.from_numpy(rows)).numpy()
    return taken


def _of(rows: Rows | None, places: Rows) -> Rows:
    return places if rows is None else rows[places]


def _lost(asked: NDArray[np.float64], segment: Segment) -> NDArray[np.float64]:
    """(d,) what a query loses when it is rounded as a segment's rows are."""
    lost: NDArray[np.float64] = asked - asked.astype(segment.rows.dtype)
    return lost


def _cosines(
    segment: Segment, here: Rows | slice, rows: NDArray[np.floating], asked: NDArray[np.float64]
) -> NDArray[np.float32]:
    """(m,) the cosines of `rows`, those of a segment that are `here`, with the query rounded as they are."""
    return products(asked.astype(rows.dtype)[None], rows) * segment.over_length[here].astype(np.float32)


def _possible(scores: Scores, groups: NDArray[np.integer], each: int) -> Rows:
    return possible_of_groups(scores.score - scores.slack, scores.score + scores.slack + ROUNDING, groups, each)


def _joined(parts: Sequence[Floats]) -> Floats:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
