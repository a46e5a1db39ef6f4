"""The journal of a store: what became of each work. By it a killed run goes on, and the next one asks for little.

SQLite, a transaction per work. The source's record is kept word for word in works.record.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.common.polite import Answer

JOURNAL = "journal.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS works (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, listing TEXT NOT NULL, record TEXT NOT NULL, facts TEXT, file TEXT,
    picture TEXT, etag TEXT, modified TEXT, sha256 TEXT, bytes INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL, reason TEXT
);
CREATE TABLE IF NOT EXISTS seen (wish TEXT NOT NULL, id TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (wish, id));
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY AUTOINCREMENT, wish TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT 0, page TEXT
);
CREATE TABLE IF NOT EXISTS answers (url TEXT PRIMARY KEY, etag TEXT, modified TEXT);
CREATE TABLE IF NOT EXISTS asked (
    host TEXT NOT NULL, day TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (host, day)
);
"""
TAKEN, LEFT_OUT, FAILED = "taken", "left out", "failed"


@dataclass(frozen=True)
class Entry:
    """What is known of a work: `listing` is the hash of its record in the list, `state` TAKEN, LEFT_OUT or FAILED."""

    id: str
    source: str
    listing: str
    record: str
    state: str
    reason: str | None = None
    facts: str | None = None
    file: str | None = None
    picture: str | None = None
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    bytes: int = 0


_COLUMNS = tuple(Entry.__dataclass_fields__)


class Journal:
    """One writer at a time; a reader sees whole works."""

    def __init__(self, store: Path) -> None:
        self._database = sqlite3.connect(store / JOURNAL, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def begin(self, wish: str) -> tuple[int, str | None]:
        """The run to do: the one that was broken off, with the page of the list that it had reached, or a new one."""
        found = self._database.execute("SELECT run, page FROM runs WHERE wish = ? AND NOT ended", (wish,)).fetchone()
        if found:
            return found[0], found[1]
        made = self._database.execute("INSERT INTO runs (wish) VALUES (?)", (wish,)).lastrowid
        return int(made or 0), None

    def known(self, work: str) -> Entry | None:
        """What is known of a work."""
        columns = ", ".join(_COLUMNS)
        row = self._database.execute(f"SELECT {columns} FROM works WHERE id = ?", (work,)).fetchone()
        return Entry(**dict(zip(_COLUMNS, row, strict=True))) if row else None

    def done(self, wish: str, run: int, work: str) -> bool:
        """Whether this run has dealt with a work already."""
        found = self._database.execute("SELECT run FROM seen WHERE wish = ? AND id = ?", (wish, work)).fetchone()
        return found is not None and found[0] == run

    def taken(self, wish: str, run: int) -> int:
        """How many works this run has taken already."""
        joined = "seen JOIN works USING (id) WHERE wish = ? AND run = ? AND state = ?"
        return int(self._database.execute(f"SELECT count(*) FROM {joined}", (wish, run, TAKEN)).fetchone()[0])

    def write(self, entry: Entry, wish: str, run: int, page: str | None) -> None:
        """Keep what became of a work, in one transaction with where the run stands."""
        with self._transaction():
            self._keep(entry)
            self._sight(wish, run, entry.id, page)

    def change(self, entry: Entry) -> None:
        """Keep what became of a work that no list told of."""
        self._keep(entry)

    def sight(self, wish: str, run: int, work: str, page: str | None) -> None:
        """A work is still listed, and nothing of it changed."""
        with self._transaction():
            self._sight(wish, run, work, page)

    def end(self, wish: str, run: int) -> list[Entry]:
        """The list was read to its end. Forgets and returns the works that no wish finds any more."""
        columns = ", ".join(_COLUMNS)
        with self._transaction():
            self._database.execute("UPDATE runs SET ended = 1 WHERE run = ?", (run,))
            self._database.execute("DELETE FROM seen WHERE wish = ? AND run < ?", (wish, run))
            gone = self._database.execute(
                f"SELECT {columns} FROM works WHERE id NOT IN (SELECT id FROM seen)"
            ).fetchall()
            self._database.execute("DELETE FROM works WHERE id NOT IN (SELECT id FROM seen)")
        return [Entry(**dict(zip(_COLUMNS, row, strict=True))) for row in gone]

    def all(self, state: str) -> Iterator[Entry]:
        """All works in a state, in the order in which they came."""
        columns = ", ".join(_COLUMNS)
        with closing(self._database.cursor()) as cursor:
            for row in cursor.execute(f"SELECT {columns} FROM works WHERE state = ? ORDER BY rowid", (state,)):
                yield Entry(**dict(zip(_COLUMNS, row, strict=True)))

    def bytes(self) -> int:
        """What the pictures of all works take."""
        return int(self._database.execute("SELECT coalesce(sum(bytes), 0) FROM works").fetchone()[0])

    def answer(self, url: str) -> Answer | None:
        """What a file's address said of its version."""
        found = self._database.execute("SELECT etag, modified FROM answers WHERE url = ?", (url,)).fetchone()
        return Answer(b"", *found) if found else None

    def remember(self, url: str, answer: Answer) -> None:
        """Keep what a file's address said of its version."""
        self._database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (url, answer.etag, answer.modified))

    def asked(self, day: str) -> dict[str, int]:
        """How often each host was asked on a day."""
        return dict(self._database.execute("SELECT host, times FROM asked WHERE day = ?", (day,)).fetchall())

    def count(self, host: str, day: str, times: int) -> None:
        """Keep how often a host was asked on a day."""
        self._database.execute("INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", (host, day, times))

    def _keep(self, entry: Entry) -> None:
        names, marks = ", ".join(_COLUMNS), ", ".join("?" * len(_COLUMNS))
        changes = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
        self._database.execute(
            f"INSERT INTO works ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changes}",
            [getattr(entry, name) for name in _COLUMNS],
        )

    def _sight(self, wish: str, run: int, work: str, page: str | None) -> None:
        self._database.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (wish, work, run))
        self._database.execute("UPDATE runs SET page = ? WHERE run = ?", (page, run))

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._database)


class _Transaction:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._database.execute("COMMIT" if kind is None else "ROLLBACK")


def listing_of(record: Mapping[str, Any]) -> str:
    """A record as JSON that is the same for the same record."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True)
