"""The exact index: unit features in memory; a query in, the rows of greatest cosine out, ties in row order.

A first pass in float32 finds all rows that can be among the best, a second in float64 puts them in order. The second
does not depend on which rows are looked at together, so that every condition gives what a scan of single rows gives.
"""

import numpy as np
from numpy.typing import NDArray

from search_api.conditions import Expression
from search_api.index.best import Best, best_of_groups, margin, possible_of_groups
from search_api.index.found import AT_ONCE, TINY, Found, Index, found_nothing, unit_query
from services.collection.columns import Mask, Rows

# a gathered row costs some nine times a row of a contiguous scan
GATHER_SHARE = 9


class ExactIndex(Index):
    """(n, d) features of n works, all in memory."""

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
        self._margin = margin(rows.shape[1])

    def __len__(self) -> int:
        return len(self._features)

    @property
    def dimensions(self) -> int:
        return int(self._features.shape[1])

    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        keep: Mask | None = None,
        leave_out: int | None = None,
        where: Expression | None = None,
    ) -> Found:
        asked = unit_query(query, self.dimensions)
        rows = self._kept(keep, leave_out)
        if not len(rows) or k < 1:
            return found_nothing(len(rows))
        best = Best(k, self._margin)
        best.add(rows, self._nearly(rows, asked))
        possible = best.possible()
        exact = self._cosines(possible, asked)
        order = np.lexsort((possible, -exact))[:k]
        similarities = np.clip(exact[order], -1.0, 1.0)
        return Found(possible[order], similarities, len(rows), scanned=len(rows), verified=len(possible))

    def best_of_groups(
        self,
        query: NDArray[np.floating],
        groups: NDArray[np.integer],
        each: int,
        keep: Mask,
        leave_out: int | None = None,
    ) -> Found:
        asked = unit_query(query, self.dimensions)
        kept = self._kept(keep, leave_out)
        if not len(kept) or each < 1:
            return found_nothing(len(kept))
        near = self._nearly(kept, asked)
        rows = kept[possible_of_groups(near, near + np.float32(self._margin), groups[kept], each)]
        exact = self._cosines(rows, asked)
        shown = best_of_groups(rows, exact, groups[rows], each)
        similarities = np.clip(exact[shown], -1.0, 1.0)
        return Found(rows[shown], similarities, len(kept), scanned=len(kept), verified=len(rows))

    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        cosines: NDArray[np.float32] = self._features @ query.astype(np.float32)
        return cosines

    def rows(self, rows: Rows) -> NDArray[np.float32]:
        return self._features[rows]

    def in_full(self, rows: Rows) -> NDArray[np.float64]:
        return self._features[rows].astype(np.float64)

    def _kept(self, keep: Mask | None, leave_out: int | None) -> Rows:
        rows = np.arange(len(self)) if keep is None else np.flatnonzero(keep)
        return rows if leave_out is None else rows[rows != leave_out]

    def _nearly(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float32]:
        """(m,) the cosines of rows in float32."""
        if len(rows) * GATHER_SHARE < len(self):
            near: NDArray[np.float32] = self._features[rows] @ asked.astype(np.float32)
            return near
        return self.rough(asked)[rows]

    def _cosines(self, rows: Rows, asked: NDArray[np.float64]) -> NDArray[np.float64]:
        parts = [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]
        return np.concatenate([np.vecdot(self.in_full(part), asked) for part in parts])
