"""What an index answers, and what every index can do."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search_api.conditions import Expression
from services.collection.columns import Mask, Rows

TINY = 1e-6
AT_ONCE = 256
"""Rows that are in memory in float64 at a time: many ties must not fill it."""


class QueryError(ValueError):
    """The query can't be compared with the works; the message says why."""


@dataclass(frozen=True)
class Found:
    """The best rows, most similar first, their cosines, and how many rows the condition kept.

    `scanned` of them were looked at roughly, `verified` in full precision; `exact` says that no better row was missed.
    """

    rows: Rows
    similarities: NDArray[np.float64]
    kept: int
    exact: bool = True
    scanned: int = 0
    verified: int = 0


class Index(ABC):
    """Unit features of n works, by row, made by the encoder with the hash `encoder_sha256`."""

    encoder_sha256: str

    @abstractmethod
    def __len__(self) -> int: ...

    @property
    @abstractmethod
    def dimensions(self) -> int:
        """How many numbers a query has."""

    @abstractmethod
    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        keep: Mask | None = None,
        leave_out: int | None = None,
        where: Expression | None = None,
    ) -> Found:
        """The `k` works (fewer, where fewer are kept) nearest to `query` (d,), among those that `keep` (n,) keeps.

        `leave_out` is a row that is not compared. `where` is what all kept works satisfy, in words, for an index that
        asks elsewhere; without it such a one looks for itself.

        Raises QueryError for a query of another length, with NaN, or zero.
        """

    @abstractmethod
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

    @abstractmethod
    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        """(n,) the cosines of a unit query (d,) with all works, in float32."""

    @abstractmethod
    def in_full(self, rows: Rows) -> NDArray[np.float64]:
        """(m, d) the features of some works."""

    def rows(self, rows: Rows) -> NDArray[np.float32]:
        """(m, d) the features of some works, in float32."""
        return self.in_full(rows).astype(np.float32)

    def row(self, row: int) -> NDArray[np.float32]:
        """(d,) the features of one work."""
        features: NDArray[np.float32] = self.rows(np.array([row]))[0]
        return features

    def cosine(self, first: int, second: int) -> float:
        """How alike two works are."""
        return float(self.cosines_of_pairs(np.array([first]), np.array([second]))[0])

    def cosines_of_pairs(self, first: Rows, second: Rows) -> NDArray[np.float64]:
        """(m,) how alike first[i] and second[i] are."""
        cosines = np.empty(len(first))
        for start in range(0, len(first), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            cosines[some] = np.vecdot(self.in_full(first[some]), self.in_full(second[some]))
        return np.clip(cosines, -1.0, 1.0)


def found_nothing(kept: int) -> Found:
    """The answer where no work is kept, or none is asked for."""
    return Found(np.empty(0, np.int64), np.empty(0, np.float64), kept)


def unit_query(query: NDArray[np.floating], dimensions: int) -> NDArray[np.float64]:
    """(d,) the query at unit length. Raises QueryError."""
    if query.shape != (dimensions,):
        raise QueryError(f"the query has the shape {query.shape}; this index takes ({dimensions},)")
    asked = query.astype(np.float64)
    length = float(np.linalg.norm(asked))
    if not np.isfinite(length) or length <= TINY:
        raise QueryError("the query holds NaN or infinity, or is zero, and is like nothing")
    return asked / length
