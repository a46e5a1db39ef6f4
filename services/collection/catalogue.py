"""The catalogue of a collection: artworks in; text search, facets and pages out. SQLite and numpy underneath."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from services.collection.artwork import FIELDS, LISTS, Artwork
from services.collection.columns import FACETS, FACTS, Columns, ColumnsBuilder, FacetCount, Mask, Rows
from services.collection.words import Words, WordsBuilder

MAX_FACET_VALUES = 30
# the columns that words are looked up in, and how much a hit in each weighs
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
_SCHEMA = f"CREATE TABLE works (row INTEGER PRIMARY KEY, {', '.join(FIELDS)})"
_INSERT = f"INSERT INTO works VALUES (?{', ?' * len(FIELDS)})"
_SELECT = f"SELECT row, {', '.join(FIELDS)} FROM works"
_PLAIN, _LISTS = FIELDS[: -len(LISTS)], LISTS  # lists are kept as JSON
_IDS = "CREATE UNIQUE INDEX ids ON works (id)"  # when all works are in: sorted once, not put in one by one
_OWN_WORDS = {name: weight for name, weight in _WEIGHTS.items() if name not in FACTS}  # no columns
_plain_of, _lists_of = attrgetter(*_PLAIN), attrgetter(*_LISTS)
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

    def __init__(self, database: sqlite3.Connection, columns: Columns, words: Words) -> None:
        """Take over a database with the catalogue's table, and what was read from it; use from_artworks or open."""
        self._database = database
        self._one_at_a_time = threading.Lock()
        self.columns, self._words = columns, words

    @classmethod
    def from_artworks(cls, artworks: Iterable[Artwork], path: Path | None = None) -> Self:
        """A catalogue in memory, or in a new file at `path`. Raises CatalogueError for an id that stands twice.

        Artworks are taken one after the other: half a million in a file need some 300 MB of memory.
        """
        database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
        reading = _Reading()
        try:
            with database:
                database.executemany(_INSERT, reading.rows(artworks))
                with ThreadPoolExecutor(1) as beside:  # neither takes much of the other's time
                    indexed = beside.submit(database.execute, _IDS)
                    read = reading.done()
                indexed.result()
        except sqlite3.IntegrityError as error:
            (twice,) = database.execute("SELECT id FROM works GROUP BY id HAVING count(*) > 1").fetchone()
            database.close()
            raise CatalogueError(f"two artworks have the id {twice!r}") from error
        return cls(database, *read)

    @classmethod
    def open(cls, path: Path) -> Self:
        """A catalogue that from_artworks wrote to a file, read-only. Raises CatalogueError."""
        database: sqlite3.Connection | None = None
        try:
            database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            reading = _Reading()
            for _ in reading.taken(map(_artwork, database.execute(f"{_SELECT} ORDER BY row"))):
                pass
            return cls(database, *reading.done())
        except (sqlite3.Error, ValueError) as error:
            if database is not None:
                database.close()
            raise CatalogueError(f"{path} holds no catalogue: {error}") from error

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __len__(self) -> int:
        return len(self.columns)

    def ids(self) -> list[str]:
        """All ids, in row order."""
        with self._one_at_a_time:
            return [work for (work,) in self._database.execute("SELECT id FROM works ORDER BY row")]

    def row(self, work: str) -> int | None:
        """The row of a work, or None where there is no such id."""
        with self._one_at_a_time:
            found = self._database.execute("SELECT row FROM works WHERE id = ?", (_plain(work),)).fetchone()
        return None if found is None else int(found[0])

    def get(self, work: str) -> Artwork | None:
        """The work with an id, or None."""
        row = self.row(work)
        return None if row is None else self.at([row])[0]

    def at(self, rows: Sequence[int]) -> list[Artwork]:
        """The works at some rows, in the order asked."""
        found: dict[int, Artwork] = {}
        for start in range(0, len(rows), _AT_ONCE):
            some = [int(row) for row in rows[start : start + _AT_ONCE]]
            statement = f"{_SELECT} WHERE row IN ({', '.join('?' * len(some))})"
            with self._one_at_a_time:
                told = self._database.execute(statement, some).fetchall()
            found.update((row[0], _artwork(row)) for row in told)
        return [found[int(row)] for row in rows]

    def search(
        self,
        text: str = "",
        where: Where | None = None,
        *,
        limit: int = 24,
        offset: int = 0,
        shuffle: int | None = None,
        landmarks: int = 0,
        counted: Sequence[str] = FACETS,
    ) -> Page:
        """Works that hold every word of `text` (as a beginning) and satisfy `where`; the facts `counted` are counted.

        Best hits first where there is a text, else in row order, or in the random order that belongs to `shuffle`: the
        first `landmarks` of all works before the others.
        A facet is counted under the text and the rest of the condition, so that its other values stay in sight.
        """
        scores = self._words.scores(text)
        hits = np.ones(len(self), np.bool_) if scores is None else scores > 0
        kept = hits if where is None else hits & where.mask(self.columns)
        rows = np.flatnonzero(kept)
        total = len(rows)
        if shuffle is not None:
            rows = _shuffled(rows, shuffle, landmarks)
        elif scores is not None:
            rows = _best(rows, scores[rows], offset + limit)
        facets = {
            facet: self.columns.counts(
                facet, hits if where is None else hits & where.mask(self.columns, without=facet), MAX_FACET_VALUES
            )
            for facet in counted
        }
        return Page(self.at(rows[offset : offset + limit].tolist()), total, facets)


class _Reading:
    """Artworks that go by, and what is kept of them."""

    def __init__(self) -> None:
        self._count = 0
        self._columns, self._words = ColumnsBuilder(), WordsBuilder()

    def rows(self, artworks: Iterable[Artwork]) -> Iterator[tuple[str | int | None, ...]]:
        """The artworks' rows of the table."""
        for number, artwork in enumerate(self.taken(artworks)):
            yield number, *_plain_of(artwork), *map(_as_json, _lists_of(artwork))

    def taken(self, artworks: Iterable[Artwork]) -> Iterator[Artwork]:
        """The artworks as they come, some at a time."""
        all_of_them = iter(artworks)
        while some := list(islice(all_of_them, _AT_ONCE)):
            for fact, weight in _OWN_WORDS.items():
                self._words.add(self._count, fact, [getattr(artwork, fact) for artwork in some], weight)
            self._columns.add(some)
            self._count += len(some)
            yield from some

    def done(self) -> tuple[Columns, Words]:
        columns = self._columns.columns()
        for fact, weight in _WEIGHTS.items():
            if fact in columns.codes:
                codes, rows = columns.codes[fact], np.arange(len(columns), dtype=np.int32)
            elif fact in columns.several:
                codes, rows = columns.several[fact].codes, columns.several[fact].owners
            else:
                continue
            self._words.add_fact(columns.values[fact], codes, rows, weight)
        return columns, self._words.words(self._count)


@lru_cache(maxsize=10_000)
def _as_json(values: tuple[str, ...]) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values else None


def _artwork(row: tuple[Any, ...]) -> Artwork:
    """What a row of the table holds."""
    plain, lists = row[1 : len(_PLAIN) + 1], row[len(_PLAIN) + 1 :]
    return Artwork(*plain, *(tuple(json.loads(values)) if values else () for values in lists))


def _plain(text: str) -> str:
    """Text that SQLite takes: without halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()


def _best(rows: Rows, scores: NDArray[np.float32], most: int) -> Rows:
    """The `most` rows with the highest scores, best first, equal ones in row order; more where the last are equal."""
    if len(rows) > most > 0:
        likely = scores >= np.partition(scores, -most)[-most]
        rows, scores = rows[likely], scores[likely]
    best: Rows = rows[np.argsort(-scores, kind="stable")]
    return best


def _shuffled(rows: Rows, seed: int, landmarks: int) -> Rows:
    """Rows in an order that depends on the seed alone (splitmix64, the same on every machine and numpy), landmarks
    before others.
    """
    mixed = rows.astype(np.uint64) + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    order: Rows = rows[np.lexsort((mixed ^ (mixed >> np.uint64(31)), rows >= landmarks))]
    return order
