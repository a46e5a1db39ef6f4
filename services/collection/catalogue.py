"""The catalogue of a collection: artworks in; text search, facets and pages out. SQLite with FTS5 underneath."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import numpy as np

from services.collection.artwork import Artwork, ArtworkError, artwork_of, to_json
from services.collection.columns import FACETS, Columns, FacetCount, Mask, Rows

MAX_FACET_VALUES = 30
# the columns that words are looked up in, and how much a hit in each weighs for bm25
_WEIGHTS = {
    "title": 10.0,
    "artist": 8.0,
    "culture": 4.0,
    "classification": 4.0,
    "medium": 3.0,
    "tags": 3.0,
    "period": 3.0,
    "museum": 2.0,
    "department": 2.0,
    "date": 1.0,
}
_SCHEMA = f"""
CREATE TABLE works (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, facts TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(_WEIGHTS)}, content='', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
"""
_RANKED = (
    f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, {', '.join(map(str, _WEIGHTS.values()))}), rowid"
)
_AT_ONCE = 500  # SQLite's oldest limit of variables in one statement is 999


class CatalogueError(ValueError):
    """The artworks make no catalogue, or the file holds none; the message says why."""


class Where(Protocol):
    """A condition on works. `without` leaves one facet's own part of it out, for counting that facet."""

    def mask(self, columns: Columns, without: str | None = None) -> Mask:
        """(n,) which rows are kept."""


@dataclass(frozen=True)
class Page:
    """One page of works, how many there are in all, and for each facet its most frequent values."""

    items: list[Artwork]
    total: int
    facets: Mapping[str, list[FacetCount]]


class Catalogue:
    """Works in a fixed order (row 0 is the first). Safe to read from several threads."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Take over a database with the catalogue's tables; use from_artworks or open."""
        self._database = database
        self._one_at_a_time = threading.Lock()
        works = [artwork_of(json.loads(facts)) for (facts,) in database.execute("SELECT facts FROM works ORDER BY row")]
        self._rows = {work.id: row for row, work in enumerate(works)}
        self.columns = Columns.of(works)

    @classmethod
    def from_artworks(cls, artworks: Iterable[Artwork], path: Path | None = None) -> Self:
        """A catalogue in memory, or in a new file at `path`. Raises CatalogueError for an id that stands twice."""
        database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        database.executescript(_SCHEMA)
        marks = ", ".join("?" * (len(_WEIGHTS) + 1))
        try:
            with database:
                for row, artwork in enumerate(artworks):
                    facts = json.dumps(to_json(artwork), ensure_ascii=False)
                    database.execute("INSERT INTO works VALUES (?, ?, ?)", (row, artwork.id, facts))
                    words = [_words(getattr(artwork, name)) for name in _WEIGHTS]
                    database.execute(
                        f"INSERT INTO words (rowid, {', '.join(_WEIGHTS)}) VALUES ({marks})", (row, *words)
                    )
        except sqlite3.IntegrityError as error:
            database.close()
            raise CatalogueError(f"two artworks have the id {artwork.id!r}") from error
        return cls(database)

    @classmethod
    def open(cls, path: Path) -> Self:
        """A catalogue that from_artworks wrote to a file, read-only. Raises CatalogueError."""
        database: sqlite3.Connection | None = None
        try:
            database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            return cls(database)
        except (sqlite3.Error, ArtworkError) as error:
            if database is not None:
                database.close()
            raise CatalogueError(f"{path} holds no catalogue: {error}") from error

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __len__(self) -> int:
        return len(self._rows)

    def ids(self) -> list[str]:
        """All ids, in row order."""
        return list(self._rows)

    def row(self, work: str) -> int | None:
        """The row of a work, or None where there is no such id."""
        return self._rows.get(work)

    def get(self, work: str) -> Artwork | None:
        """The work with an id, or None."""
        row = self.row(work)
        return None if row is None else self.at([row])[0]

    def at(self, rows: Sequence[int]) -> list[Artwork]:
        """The works at some rows, in the order asked."""
        found: dict[int, str] = {}
        for start in range(0, len(rows), _AT_ONCE):
            some = [int(row) for row in rows[start : start + _AT_ONCE]]
            statement = f"SELECT row, facts FROM works WHERE row IN ({', '.join('?' * len(some))})"
            with self._one_at_a_time:
                found.update(self._database.execute(statement, some).fetchall())
        return [artwork_of(json.loads(found[int(row)])) for row in rows]

    def search(
        self,
        text: str = "",
        where: Where | None = None,
        *,
        limit: int = 24,
        offset: int = 0,
        shuffle: int | None = None,
    ) -> Page:
        """Works that hold every word of `text` (as a beginning) and satisfy `where`.

        Best hits first where there is a text, else in row order, or in the random order that belongs to `shuffle`.
        A facet is counted under the text and the rest of the condition, so that its other values stay in sight.
        """
        matching = self._matching(text)
        hits = np.ones(len(self), np.bool_)
        if matching is not None:
            hits[:] = False
            hits[matching] = True
        kept = hits if where is None else hits & where.mask(self.columns)
        if shuffle is not None:
            rows = _shuffled(np.flatnonzero(kept), shuffle)
        elif matching is not None:
            rows = matching[kept[matching]]
        else:
            rows = np.flatnonzero(kept)
        facets = {
            facet: self.columns.counts(
                facet, hits if where is None else hits & where.mask(self.columns, without=facet), MAX_FACET_VALUES
            )
            for facet in FACETS
        }
        return Page(self.at(rows[offset : offset + limit].tolist()), len(rows), facets)

    def _matching(self, text: str) -> Rows | None:
        """Rows that hold all words of a text, best first; None for no text."""
        if not text.strip():
            return None
        if not (expression := _expression(text)):
            return np.empty(0, np.int64)
        with self._one_at_a_time:
            found = self._database.execute(_RANKED, (expression,)).fetchall()
        return np.array([row for (row,) in found], np.int64)


def _words(fact: str | tuple[str, ...] | None) -> str | None:
    return ", ".join(fact) if isinstance(fact, tuple) else fact


def _expression(text: str) -> str:
    """A visitor's words as an FTS5 expression: each one a quoted prefix, all of them wanted; lone signs are none."""
    plain = text.encode("utf-8", "replace").decode().replace("\0", " ")
    words = [word for word in plain.split() if any(letter.isalnum() for letter in word)]
    return " AND ".join('"' + word.replace('"', '""') + '"*' for word in words)


def _shuffled(rows: Rows, seed: int) -> Rows:
    """Rows in an order that depends on the seed alone (splitmix64, the same on every machine and numpy)."""
    mixed = rows.astype(np.uint64) + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    order: Rows = rows[np.argsort(mixed ^ (mixed >> np.uint64(31)), kind="stable")]
    return order
