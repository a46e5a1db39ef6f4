"""The exact index: unit features in memory; a query in, the rows of greatest cosine out, ties in row order.

A first pass in float32 finds all rows that can be among the best, a second in float64 puts them in order. The second
does not depend on which rows are looked at together, so that every condition gives what a scan of single rows gives.
"""

import numpy as np
from numpy.typing import NDArray

from search_api.conditions import Expression
from search_api.index.found import TINY, Found, unit_query
from services.collection.columns import Mask, Rows

# a gathered row costs some nine times a row of a contiguous scan
GATHER_SHARE = 9
_AT_ONCE = 1024  # rows in float64 at a time: many ties must not fill the memory


class ExactIndex:
    """(n, d) features of n works, made by the encoder with the hash `encoder_sha256`."""

    def __init__(self, features: NDArray[np.floating], encoder_sha256: str) -> None:
        """Take features of any precision; rows are brought to unit length. Raises ValueError for NaN or a zero row."""
        rows = np.array(features, np.float32, order="C")
        if rows.ndim != 2:
            raise ValueError(f"features have the shape {rows.shape}; (works, numbers) is needed")
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > TINY)).all():
            raise ValueError("features hold NaN, infinity or a row of zeros; index the works again")
        rows /= lengths
        self._features = rows
        self.encoder_sha256 = encoder_sha256
        # the most by which a float32 sum of d products of unit vectors can be off, on either side of the last place
        self._margin = 2 * max(1, rows.shape[1]) * float(np.finfo(np.float32).eps)

    def __len__(self) -> int:
        return len(self._features)

    @property
    def dimensions(self) -> int:
        """How many numbers a query has."""
        return int(self._features.shape[1])

    def row(self, row: int) -> NDArray[np.float32]:
        """(d,) the features of one work."""
        features: NDArray[np.float32] = self._features[row]
        return features

    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        keep: Mask | None = None,
        leave_out: int | None = None,
        where: Expression | None = None,
    ) -> Found:
        """The `k` works (fewer, where fewer are kept) nearest to `query` (d,), among those that `keep` (n,) keeps.

        `leave_out` is a row that is not compared. Raises QueryError for a query of another length, with NaN, or zero.
        """
        asked = unit_query(query, self.dimensions)
        rows = np.arange(len(self)) if keep is None else np.flatnonzero(keep)
        if leave_out is not None:
            rows = rows[rows != leave_out]
        if not len(rows) or k < 1:
            return Found(np.empty(0, np.int64), np.empty(0, np.float64), len(rows))
        if len(rows) * GATHER_SHARE < len(self):
            rough = self._features[rows] @ asked.astype(np.float32)
        else:
            rough = (self._features @ asked.astype(np.float32))[rows]
        if k < len(rows):
            last = np.partition(rough, len(rows) - k)[len(rows) - k]
            candidates = rows[rough >= last - self._margin]
        else:
            candidates = rows
        parts = [candidates[start : start + _AT_ONCE] for start in range(0, len(candidates), _AT_ONCE)]
        exact = np.concatenate([np.vecdot(self._features[part].astype(np.float64), asked) for part in parts])
        order = np.lexsort((candidates, -exact))[:k]
        return Found(
            candidates[order], np.clip(exact[order], -1.0, 1.0), len(rows), scanned=len(rows), verified=len(candidates)
        )

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
        kept = keep.copy()
        if leave_out is not None:
            kept[leave_out] = False
        rows = np.flatnonzero(kept)
        if not len(rows) or each < 1:
            return Found(np.empty(0, np.int64), np.empty(0, np.float64), len(rows))
        rough = (self._features @ asked.astype(np.float32))[rows]
        order = np.lexsort((-rough, groups[rows]))
        rows, rough = rows[order], rough[order]
        starts = np.flatnonzero(np.diff(groups[rows], prepend=groups[rows[0]] - 1))
        sizes = np.diff(starts, append=len(rows))
        last = rough[starts + np.minimum(sizes, each) - 1]  # what the last one shown has at least, but for rounding
        rows = rows[rough >= np.repeat(last, sizes) - self._margin]
        parts = [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]
        exact = np.concatenate([np.vecdot(self._features[part].astype(np.float64), asked) for part in parts])
        order = np.lexsort((rows, -exact, groups[rows]))
        rows, exact = rows[order], exact[order]
        starts = np.flatnonzero(np.diff(groups[rows], prepend=groups[rows[0]] - 1))
        place_in_group = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
        shown = place_in_group < each
        return Found(rows[shown], np.clip(exact[shown], -1.0, 1.0), int(kept.sum()))

    def rows(self, rows: Rows) -> NDArray[np.float32]:
        """(m, d) the features of some works."""
        features: NDArray[np.float32] = self._features[rows]
        return features

    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        """(n,) the cosines of a unit query (d,) with all works, in float32."""
        cosines: NDArray[np.float32] = self._features @ query.astype(np.float32)
        return cosines

    def cosine(self, first: int, second: int) -> float:
        """How alike two works are."""
        return float(self.cosines_of_pairs(np.array([first]), np.array([second]))[0])

    def cosines_of_pairs(self, first: Rows, second: Rows) -> NDArray[np.float64]:
        """(m,) how alike first[i] and second[i] are."""
        parts = []
        for start in range(0, len(first), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            one, other = (self._features[rows[some]].astype(np.float64) for rows in (first, second))
            parts.append(np.vecdot(one, other))
        cosines: NDArray[np.float64] = np.clip(np.concatenate(parts), -1.0, 1.0)
        return cosines
