"""An index from which rows were removed, with its rows numbered as if those had never been there."""

from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from search_api.conditions import Expression
from search_api.index.found import Found, Index
from services.collection.columns import Mask, Rows

Known = TypeVar("Known", bound=np.generic)


class Renumbered(Index):
    """The rows `present` (n,), in order, of another index."""

    def __init__(self, index: Index, present: Mask) -> None:
        self._index = index
        self._rows = np.flatnonzero(present)
        self._present = present
        self.encoder_sha256 = index.encoder_sha256

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def dimensions(self) -> int:
        return self._index.dimensions

    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        keep: Mask | None = None,
        leave_out: int | None = None,
        where: Expression | None = None,
    ) -> Found:
        within = self._present if keep is None else self._wide(keep)
        return self._numbered(self._index.search(query, k, within, self._one(leave_out), where))

    def best_of_groups(
        self,
        query: NDArray[np.floating],
        groups: NDArray[np.integer],
        each: int,
        keep: Mask,
        leave_out: int | None = None,
    ) -> Found:
        within = self._wide(keep)
        return self._numbered(self._index.best_of_groups(query, self._wide(groups), each, within, self._one(leave_out)))

    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        return self._index.rough(query)[self._rows]

    def in_full(self, rows: Rows) -> NDArray[np.float64]:
        return self._index.in_full(self._rows[rows])

    def _wide(self, known: NDArray[Known]) -> NDArray[Known]:
        """What is known of each row here for each of the index's rows, nothing of those that were removed."""
        wide = np.zeros(len(self._present), known.dtype)
        wide[self._present] = known
        return wide

    def _one(self, row: int | None) -> int | None:
        return None if row is None else int(self._rows[row])

    def _numbered(self, found: Found) -> Found:
        return replace(found, rows=np.searchsorted(self._rows, found.rows))
