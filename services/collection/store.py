"""A store: a folder with catalogue.jsonl (a work per line, with its file) and images/; read here, written by ingest."""

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.collection.artwork import FACE_DETAIL, MAX_VALUES, Artwork, artwork_of, to_json
from services.collection.withheld import LIST, read_withheld

CATALOGUE = "catalogue.jsonl"
PARTIAL_CATALOGUE = "catalogue.jsonl.partial"
IMAGES = "images"
THUMBNAILS = "thumbnails"
ENRICHMENT = "enrichment.jsonl"
REPORT = "report.jsonl"


class StoreError(ValueError):
    """The folder is no store, or a broken one; the message names the file and the next step."""


@dataclass(frozen=True)
class StoredWork:
    """An artwork and its picture. `work` is False for a detail of a work, which trains but enters no catalogue."""

    artwork: Artwork
    file: str  # relative to the store
    work: bool

    def to_line(self) -> str:
        """One line of catalogue.jsonl, with its newline."""
        facts: dict[str, Any] = to_json(self.artwork) | {"file": self.file, "work": self.work}
        return json.dumps(facts, ensure_ascii=False) + "\n"


def is_work(artwork: Artwork) -> bool:
    """Whether this is a work of its own, not a face cut out of one."""
    return not (artwork.classification or "").endswith(FACE_DETAIL)


def write_catalogue(store: Path, works: Iterable[StoredWork]) -> None:
    """Replace a store's catalogue in one step."""
    partial = store / PARTIAL_CATALOGUE
    with partial.open("w", encoding="utf-8") as file:
        file.writelines(work.to_line() for work in works)
    partial.replace(store / CATALOGUE)


def read_store(store: Path) -> list[StoredWork]:
    """All that a store holds and does not withhold, in its order, details too; enriched. Raises StoreError."""
    path = store / CATALOGUE
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # splitlines would part texts, too, at U+2028 and others
    except FileNotFoundError as error:
        raise StoreError(f"{store} is no store: {CATALOGUE} is missing; make it with gen-studio ingest") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path} can't be read: {error}") from error
    withheld = read_withheld(store / LIST)
    found = [_stored(path, number, line) for number, line in enumerate(lines, 1) if line or number < len(lines)]
    enriched = read_enrichment(store)
    return [
        dataclasses.replace(work, artwork=enriched.get(work.artwork.id, Enriched()).of(work.artwork))
        for work in found
        if not withheld.covers(work.artwork)
    ]


@dataclass(frozen=True)
class Enriched:
    """What programs say of a work besides its museum, and which programs, with their versions."""

    hues: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ()

    def of(self, artwork: Artwork) -> Artwork:
        """A work with what is said of it; the museum's own tags come first."""
        tags = tuple(dict.fromkeys((*artwork.tags, *self.tags)))[:MAX_VALUES]
        made_by = tuple(dict.fromkeys((*artwork.made_by, *self.made_by)))
        return dataclasses.replace(
            artwork, hues=self.hues or artwork.hues, looks=self.looks or artwork.looks, tags=tags, made_by=made_by
        )


def read_enrichment(store: Path) -> dict[str, Enriched]:
    """What gen-studio enrich wrote, by the ids of works; nothing where it was not run. Raises StoreError."""
    path = store / ENRICHMENT
    found = {}
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                told = json.loads(line)
                sets = {name: tuple(told.get(name) or ()) for name in ("hues", "looks", "tags", "made_by")}
                found[str(told["id"])] = Enriched(**sets)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise StoreError(f"{path} can't be read ({error}); remove it and run gen-studio enrich again") from error
    return found


def _stored(path: Path, number: int, line: str) -> StoredWork:
    try:
        facts = json.loads(line)
        return StoredWork(artwork_of(facts), str(facts["file"]), bool(facts["work"]))
    except (ValueError, KeyError, AttributeError) as error:
        raise StoreError(f"{path}, line {number}: {error}; run gen-studio ingest again") from error
