"""A source of works: what is wished for in; records as the source keeps them, and what they say of a work, out.

A source lists records, gets what the list lacks (`details`), and reads a record (`work`), which is pure. So a record
that is kept can be read anew, and no picture is asked for before it is known that the work is wanted and allowed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import Any, Protocol

from services.collection.licences import is_free
from services.common.polite import Answer, Manners

MAX_JSON_BYTES = 50_000_000
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.0*)?")

Record = Mapping[str, Any]


class SourceError(ValueError):
    """The source does not answer in its known shape, or can't do what is wished for; the message says what to do."""


@dataclass(frozen=True)
class Wish:
    """Which works are wanted. Texts are looked for in the facts, whatever their case; several of one kind are OR-ed."""

    departments: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    cultures: tuple[str, ...] = ()
    query: str | None = None
    highlights: bool = False
    limit: int | None = None
    licences: tuple[str, ...] = ()

    def allows(self, rights: str | None) -> bool:
        """Whether works under these rights are taken."""
        return is_free(rights, self.licences)

    def refuses(self, work: "Work") -> str | None:
        """Why a work is not wanted, or None."""
        facts = work.facts
        for what, wanted, texts in (
            ("department", self.departments, (facts.get("department"),)),
            ("classification", self.classifications, (facts.get("classification"), *work.kinds)),
            ("culture", self.cultures, (facts.get("culture"),)),
        ):
            if wanted and not any(one.lower() in (text or "").lower() for one in wanted for text in texts):
                return f"another {what}"
        if self.highlights and not work.highlight:
            return "no highlight"
        if self.query:
            said = " ".join(_flat((*facts.values(), *work.kinds))).lower()
            if not all(word in said for word in self.query.lower().split()):
                return "does not speak of it"
        return None


@dataclass(frozen=True)
class Work:
    """What a record says: facts by the names of Artwork's fields, and where the picture is. Rights None: not said."""

    facts: dict[str, Any]
    picture: str | None
    rights: str | None
    kinds: tuple[str, ...] = ()
    highlight: bool = False


@dataclass(frozen=True)
class Listed:
    """A record of a list; `page` names the page of the list that it stands on, from where one can go on."""

    id: str
    record: Record
    page: str | None = None


class Web(Protocol):
    """What a source asks through: a PoliteClient, and files that are kept from one run to the next."""

    def json(self, url: str, *, most: int, params: Mapping[str, str] | None = None) -> Any: ...

    def get(self, url: str, *, most: int, params: Mapping[str, str] | None = None) -> Answer: ...

    def kept(self, url: str) -> Path:
        """A large file, fetched if it changed."""
        ...


class Source(Protocol):
    """One museum, or kind of source."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        ...

    @property
    def marks_highlights(self) -> bool:
        """Whether it says which works are its highlights."""
        ...

    @property
    def manners(self) -> Mapping[str, Manners]:
        """How its hosts want to be asked."""
        ...

    def listed(self, web: Web, wish: Wish, page: str | None) -> Iterator[Listed]:
        """All records that may be wanted, from a page on. Raises SourceError, AddressError or AwayError."""
        ...

    def details(self, web: Web, record: Record) -> Record:
        """A listed record with what the list lacks. Raises as `listed` does."""
        ...

    def work(self, record: Record) -> Work:
        """What a record says, listed or with details. Raises SourceError."""
        ...


@dataclass
class Fields:
    """A record that is read by names that must be there: a source that changed its names is noticed, not guessed at."""

    record: Record
    source: str
    needed: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if not all(map(self.record.__contains__, self.needed)):
            missing = [name for name in self.needed if name not in self.record]
            raise SourceError(f"a record of {self.source} lacks {', '.join(missing)}: its shape has changed")

    def text(self, name: str) -> str | None:
        """A text, without blanks around it; None for none."""
        value = self.record.get(name)
        if isinstance(value, str):
            return value.strip() or None
        return str(value) if isinstance(value, int | float) else None

    def some(self, *names: str) -> list[str | None]:
        """Several texts at once."""
        try:  # at one look where all are texts, as nearly always
            return [value or None for value in map(str.strip, map(self.record.get, names, repeat("")))]
        except TypeError:
            return [self.text(name) for name in names]

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.record.get(name)
        return tuple(str(one).strip() for one in value if one) if isinstance(value, list) else ()

    def number(self, name: str) -> int | None:
        """A whole number, also where it is written as text."""
        value = self.text(name)
        return int(float(value)) if value and _NUMBER.fullmatch(value) else None


def id_of(prefix: str, name: str) -> str:
    """The id of a work: what can't stand in a link becomes '-'."""
    return f"{prefix}-{re.sub(r'[^A-Za-z0-9._-]+', '-', name).strip('-')}"


def years(begin: int | None, end: int | None) -> dict[str, int]:
    """Both years, where they are in order and say more than "unknown" (0 to 0)."""
    if begin is None or end is None or begin > end or (begin == 0 and end == 0):
        return {}
    return {"date_begin": begin, "date_end": end}


def joined(*texts: str | None) -> str | None:
    """Those that are given, each once, with ', ' between."""
    given = [text for text in texts if text]
    return ", ".join(dict.fromkeys(given)) or None if len(given) != 1 else given[0]


def _flat(values: tuple[Any, ...]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from _flat(tuple(value))
