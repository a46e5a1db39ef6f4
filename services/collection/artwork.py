"""A real work as a museum describes it: a mapping of facts in, a frozen Artwork out, and back to JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

MAX_ID_LENGTH = 200
MAX_TEXT_LENGTH = 10_000
MAX_VALUES = 100
MIN_YEAR, MAX_YEAR = -10_000_000, 9_999
FACE_DETAIL = "(face detail)"
# ids stand in URLs, in comma-separated lists of a map, and name image files
_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
# hosts of image_url go into a security policy, so nothing but a name and a port may stand there
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?")
# what nearly every address looks like, so that few need taking apart
_PLAIN_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][!-~]*)?")
_UNFIT = re.compile("[\0\ud800-\udfff]")


class ArtworkError(ValueError):
    """The mapping describes no artwork; the message says which `field` is wrong, and why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Artwork:
    """One work. Wording is the source's, verbatim; None is what the source does not say.

    `date` is the museum's wording, `date_begin` and `date_end` the years read from it (negative before our era).
    `licence` carries the attribution where the source asks for one; `rights` is the same in few words ("CC0").
    `materials` are read from the medium, `tags` say what is to be seen, `hues` and `looks` how it looks; `made_by` says
    which of these a program made, and which version of it ("hues, looks: gen-studio looks 1").
    """

    id: str
    title: str | None = None
    artist: str | None = None
    culture: str | None = None
    date: str | None = None
    date_begin: int | None = None
    date_end: int | None = None
    period: str | None = None
    medium: str | None = None
    classification: str | None = None
    department: str | None = None
    museum: str | None = None
    object_url: str | None = None
    image_url: str | None = None
    licence: str | None = None
    artist_role: str | None = None
    credit: str | None = None
    rights: str | None = None
    materials: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    hues: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ()


FIELDS = tuple(field.name for field in fields(Artwork))
YEARS = ("date_begin", "date_end")
LINKS = ("object_url", "image_url")
SETS = ("materials", "tags", "hues", "looks")
"""Facts of which a work may have several values."""

LISTS = (*SETS, "made_by")
"""Facts that are lists: the last of FIELDS."""

_TEXTS = tuple(name for name in FIELDS if name not in ("id", *YEARS, *LISTS))


def artwork_of(facts: Mapping[str, Any]) -> Artwork:
    """Read an artwork; empty text becomes None, fields that Artwork lacks are left aside. Raises ArtworkError."""
    work = facts.get("id")
    if not isinstance(work, str) or not work:
        raise ArtworkError("id", "the id is missing; every work needs one, as text")
    if len(work) > MAX_ID_LENGTH or not _ID.fullmatch(work):
        raise ArtworkError(
            "id",
            f"the id {work[:MAX_ID_LENGTH]!r} can't stand in a link: use up to {MAX_ID_LENGTH} letters (a–z), digits, "
            "'.', '_' and '-', and begin with a letter, a digit or '_'",
        )
    read: dict[str, Any] = _texts({name: value for name in _TEXTS if (value := facts.get(name)) is not None})
    for name in LISTS:
        if (value := facts.get(name)) is not None:
            read[name] = _values(name, value)
    begin, end = _year("date_begin", facts.get("date_begin")), _year("date_end", facts.get("date_end"))
    if (begin is None) != (end is None):
        raise ArtworkError("date_begin", "date_begin and date_end go together; give both or neither")
    if begin is not None and end is not None and begin > end:
        raise ArtworkError("date_begin", f"date_begin {begin} lies after date_end {end}")
    for name in LINKS:
        link = read.get(name)
        if link is not None and not _is_web_link(link):
            raise ArtworkError(name, f"{name} {link[:80]!r} is no http or https address")
    return Artwork(id=work, date_begin=begin, date_end=end, **read)


def to_json(artwork: Artwork) -> dict[str, Any]:
    """Exactly the fields of Artwork, in order; null where unknown, an empty list where there are no values."""
    facts = {name: getattr(artwork, name) for name in FIELDS}
    for name in LISTS:
        facts[name] = list(facts[name])
    return facts


def _texts(given: dict[str, Any]) -> dict[str, str | None]:
    """Texts by name, checked; nearly always all are good, which is seen at one look."""
    try:
        whole = "".join(given.values())
    except TypeError:
        whole = "\0"
    if len(whole) <= MAX_TEXT_LENGTH and _is_fit(whole) and all(map(str.strip, given.values())):
        return given
    return {name: _text(name, value) for name, value in given.items()}


def _text(name: str, value: Any) -> str | None:
    if not isinstance(value, str):
        raise ArtworkError(name, f"{name} is {type(value).__name__}, not text")
    if len(value) > MAX_TEXT_LENGTH:
        raise ArtworkError(name, f"{name} has {len(value):,} characters; {MAX_TEXT_LENGTH:,} is the most")
    if not _is_fit(value):
        raise ArtworkError(name, f"{name} holds characters that no text may hold (NUL or half a surrogate pair)")
    return value if value.strip() else None


def _is_fit(text: str) -> bool:
    return "\0" not in text if text.isascii() else not _UNFIT.search(text)


def _values(name: str, value: Any) -> tuple[str, ...]:
    """Several values in the order given, each once."""
    if not isinstance(value, list | tuple):
        raise ArtworkError(name, f"{name} is {type(value).__name__}, not a list of texts")
    if len(value) > MAX_VALUES:
        raise ArtworkError(name, f"{name} has {len(value):,} values; {MAX_VALUES} is the most")
    try:
        whole = "".join(value)
    except TypeError:
        whole = "\0"
    if len(whole) <= MAX_TEXT_LENGTH and _is_fit(whole) and all(map(str.strip, value)):  # as nearly always
        return tuple(dict.fromkeys(value))
    return tuple(dict.fromkeys([text for one in value if one is not None and (text := _text(name, one)) is not None]))


def _year(name: str, value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise ArtworkError(name, f"{name} is {type(value).__name__}, not a whole number")
    if not MIN_YEAR <= value <= MAX_YEAR:
        raise ArtworkError(name, f"{name} {value} is no year between {MIN_YEAR:,} and {MAX_YEAR:,}")
    return value


def _is_web_link(link: str) -> bool:
    if _PLAIN_LINK.fullmatch(link):
        return True
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.netloc)) and link.isprintable()
