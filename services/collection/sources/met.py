"""The Metropolitan Museum of Art: MetObjects.csv says which works there are, its Collection API where pictures are.

Both are CC0 (https://metmuseum.github.io). The API answers 403 after some 30 quick requests, so it is asked slowly, and
only for works that the CSV says are wanted and in the public domain.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from services.collection.licences import CC0
from services.collection.sources.source import (
    MAX_JSON_BYTES,
    Fields,
    Listed,
    Record,
    Web,
    Wish,
    Work,
    joined,
    years,
)
from services.common.polite import AddressError, Manners

CSV = "https://media.githubusercontent.com/media/metmuseum/openaccess/master/MetObjects.csv"
API = "https://collectionapi.metmuseum.org/public/collection/v1/objects"
MUSEUM = "The Metropolitan Museum of Art"
_NEEDED = (
    "Object ID",
    "Is Public Domain",
    "Is Highlight",
    "Title",
    "Department",
    "Object Name",
    "Classification",
    "Medium",
)

_READ = (
    *_NEEDED,
    *("Artist Prefix", "Artist Display Name", "Artist Role", "Artist Nationality", "Culture", "Object Date"),
    *("Period", "Dynasty", "Reign", "Credit Line", "Tags", "Link Resource", "Rights and Reproduction"),
)


class Met:
    """Records are {"csv": a row, "api": the object or None}."""

    name = "met"
    marks_highlights = True
    manners: ClassVar[Mapping[str, Manners]] = {
        "collectionapi.metmuseum.org": Manners(per_second=3),
        "images.metmuseum.org": Manners(per_second=6),
    }

    def __init__(self, csv_url: str = CSV, api: str = API) -> None:
        self._csv, self._api = csv_url, api

    def listed(self, web: Web, wish: Wish, page: str | None) -> Iterator[Listed]:
        """All rows of the CSV, as they come."""
        return self.rows(web.kept(self._csv))

    def rows(self, file: Path) -> Iterator[Listed]:
        """All rows of a MetObjects.csv. Raises SourceError where it lacks a column that is needed."""
        csv.field_size_limit(sys.maxsize)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            names = next(rows, [])
            Fields(dict.fromkeys(names), self.name, _NEEDED)
            nothing: dict[str, str | None] = dict.fromkeys(names)
            for values in filter(None, rows):  # as a DictReader does, in less time
                row: dict[str, str | None] = dict(zip(names, values, strict=False))
                if len(values) < len(names):
                    row = nothing | row
                yield Listed(f"met-{row['Object ID']}", {"csv": row, "api": None})

    def details(self, web: Web, record: Record) -> Record:
        """The object of the API; one that is no longer there (404) has no picture."""
        try:
            found = web.json(f"{self._api}/{record['csv']['Object ID']}", most=MAX_JSON_BYTES)
        except AddressError as error:
            found = {"objectID": record["csv"]["Object ID"], "primaryImage": "", "message": str(error)}
        Fields(found, "met", ("objectID", "primaryImage"))
        return {**record, "api": found}

    def work(self, record: Record) -> Work:
        """Facts from the CSV; picture, tags and, where the API knows better, rights from the API."""
        row, api = Fields(record["csv"], self.name, _NEEDED), Fields(record["api"] or {}, self.name)
        said = dict(zip(_READ, row.some(*_READ), strict=True))
        public = _yes(said["Is Public Domain"]) and api.record.get("isPublicDomain", True) is True
        names = _parts(said["Artist Display Name"])
        if said["Artist Prefix"]:
            prefixes = [*_parts(said["Artist Prefix"]), *[""] * len(names)]
            names = [f"{prefix} {name}".strip() for prefix, name in zip(prefixes, names, strict=False)]
        nationalities = _parts(said["Artist Nationality"])
        tags = [tag["term"] for tag in api.record.get("tags") or () if isinstance(tag, dict) and tag.get("term")]
        rights = CC0 if public else "In copyright"
        facts: dict[str, Any] = {
            "title": said["Title"] or said["Object Name"],
            "artist": "; ".join(names) or None,
            "artist_role": "; ".join(dict.fromkeys(filter(None, _parts(said["Artist Role"])))) or None,
            "culture": said["Culture"] or (nationalities[0] if nationalities else None),
            "date": said["Object Date"],
            **years(row.number("Object Begin Date"), row.number("Object End Date")),
            "period": joined(said["Period"], said["Dynasty"], said["Reign"]),
            "medium": said["Medium"],
            "classification": joined(*_parts(said["Classification"])) or said["Object Name"],
            "department": said["Department"],
            "museum": MUSEUM,
            "credit": said["Credit Line"],
            "tags": tags or _parts(said["Tags"]),
            "object_url": said["Link Resource"],
            "licence": CC0 if public else said["Rights and Reproduction"] or "In copyright",
        }
        picture = api.text("primaryImageSmall") or api.text("primaryImage")
        kinds = tuple(filter(None, (said["Classification"], said["Object Name"])))
        return Work(facts, picture, rights, kinds, _yes(said["Is Highlight"]))


def _yes(text: str | None) -> bool:
    return (text or "").lower() == "true"


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in text.split("|")] if text else []
