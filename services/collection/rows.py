"""Rows of metadata, JSON lines or CSV, in; artworks with the path of their picture out; a remark on what won't do."""

import csv
import dataclasses
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from services.collection.artwork import LINKS, SETS, YEARS, Artwork, ArtworkError, artwork_of
from services.collection.dates import years_of
from services.collection.licences import rights_of
from services.collection.materials import materials_of

MAX_LINE_BYTES = 1_000_000
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif"}


@dataclass(frozen=True)
class Remark:
    """What the report says of a row: why it was left out, or, where `imported`, which fact of it was."""

    line: int | None
    id: str | None
    file: str | None
    reason: str
    imported: bool = False


@dataclass(frozen=True)
class Row:
    """A row that can be imported as far as its text goes; `source` is the picture's real path."""

    line: int
    artwork: Artwork
    file: str
    source: Path
    notes: tuple[str, ...]  # facts that were left out


class _BadRow(ValueError):
    """One row can't be imported; the message says why."""


def read_rows(folder: Path, metadata: Path, remarks: list[Remark]) -> tuple[int, list[Row]]:
    """How many rows there are, and those that can be imported as far as their text goes."""
    rows: list[Row] = []
    lines: dict[str, int] = {}
    total = 0
    read = _csv_rows if metadata.suffix == ".csv" else _json_rows
    for number, read_facts in read(metadata):
        total += 1
        facts: Any = None
        try:
            facts = read_facts()
            artwork, notes = _artwork(facts)
            if artwork.id in lines:
                raise _BadRow(f"the id {artwork.id!r} stands already on line {lines[artwork.id]}")
            name, source = _picture(folder, facts.get("file"))
        except (_BadRow, ArtworkError) as error:
            remarks.append(Remark(number, _named(facts, "id"), _named(facts, "file"), str(error)))
        else:
            lines[artwork.id] = number
            rows.append(Row(number, artwork, name, source, tuple(notes)))
    return total, rows


def _json_rows(metadata: Path) -> Iterator[tuple[int, Callable[[], dict[str, Any]]]]:
    for number, line in _lines(metadata):
        yield number, partial(_facts, line)


def _csv_rows(metadata: Path) -> Iterator[tuple[int, Callable[[], dict[str, Any]]]]:
    """Rows by the names of the first line; years are numbers, several values stand with '|' between them."""
    csv.field_size_limit(MAX_LINE_BYTES)
    with metadata.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for row in (reader := csv.DictReader(file)):
            yield reader.line_num, partial(_typed, row)


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    if None in row:
        raise _BadRow("the row has more fields than the first line")
    facts: dict[str, Any] = {name: value or None for name, value in row.items()}
    for name in YEARS:
        if re.fullmatch(r"-?[0-9]+", facts.get(name) or ""):
            facts[name] = int(facts[name])
    for name in SETS:
        if facts.get(name):
            facts[name] = [value.strip() for value in facts[name].split("|")]
    return facts


def _lines(metadata: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank, cut where they are too long, with their numbers from 1."""
    with metadata.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            rest = line
            while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
                rest = file.readline(MAX_LINE_BYTES + 1)
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield number, line


def _facts(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE_BYTES:
        raise _BadRow(f"the line is longer than {MAX_LINE_BYTES:,} bytes")
    try:
        facts = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _BadRow(f"the line is not UTF-8: {error.reason} at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise _BadRow(f"the line is no JSON: {error}") from error
    if not isinstance(facts, dict):
        raise _BadRow(f"the line holds a {type(facts).__name__}, not an object")
    return facts


def _artwork(facts: dict[str, Any]) -> tuple[Artwork, list[str]]:
    """The artwork of a row, its years read from its wording, and which links or years of the row can't be used."""
    try:
        artwork = artwork_of(facts)
    except ArtworkError as error:
        if error.field not in (*LINKS, *YEARS):
            raise
        unusable = YEARS if error.field in YEARS else (error.field,)
        artwork, notes = _artwork({name: value for name, value in facts.items() if name not in unusable})
        return artwork, [str(error), *notes]
    if artwork.date_begin is None and (years := years_of(artwork.date, artwork.period)):
        artwork = dataclasses.replace(artwork, date_begin=years[0], date_end=years[1])
    rights, materials = artwork.rights or rights_of(artwork.licence), artwork.materials or materials_of(artwork.medium)
    return dataclasses.replace(artwork, rights=rights, materials=materials), []


def _picture(folder: Path, name: Any) -> tuple[str, Path]:
    """The file that a row names, which must lie inside the folder. Raises _BadRow."""
    if not isinstance(name, str) or not name.strip():
        raise _BadRow("the row names no file; give the picture's path below the folder")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
        raise _BadRow(f"the file {name!r} is not a path below the folder")
    if path.suffix.lower() not in SUFFIXES:
        raise _BadRow(f"the file {name!r} is no picture; its name should end in {', '.join(sorted(SUFFIXES))}")
    try:
        source = (folder / path).resolve()
        missing = not source.exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise _BadRow(f"the file {name[:80]!r} can't be looked up: {error}") from error
    if not source.is_relative_to(folder.resolve()):
        raise _BadRow(f"the file {name!r} leads out of the folder")
    if missing:
        raise _BadRow(f"the file {name!r} is missing")
    return name, source


def _named(facts: Any, name: str) -> str | None:
    value = facts.get(name) if isinstance(facts, dict) else None
    return value.encode("utf-8", "replace").decode()[:200] if isinstance(value, str) else None
