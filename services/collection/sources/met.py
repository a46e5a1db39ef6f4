"""The Metropolitan Museum of Art: MetObjects.csv says which works there are, its Collection API where pictures are.

Both are CC0 (https://metmuseum.github.io). The API answers 403 after some 30 quick requests, so it is asked slowly, and
only for works that the CSV says are wanted and in the public domain.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
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
        csv.field_size_limit(sys.maxsize)
        with web.kept(self._csv).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                Fields(row, self.name, _NEEDED)
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
        public = _yes(row.text("Is Public Domain")) and api.record.get("isPublicDomain", True) is True
        names, roles = _parts(row.text("Artist Display Name")), _parts(row.text("Artist Role"))
        prefixes = [*_parts(row.text("Artist Prefix")), *[""] * len(names)]
        artist = "; ".join(f"{prefix.strip()} {name}".strip() for prefix, name in zip(prefixes, names, strict=False))
        nationalities = _parts(row.text("Artist Nationality"))
        tags = [tag["term"] for tag in api.record.get("tags") or () if isinstance(tag, dict) and tag.get("term")]
        facts: dict[str, Any] = {
            "title": row.text("Title") or row.text("Object Name"),
            "artist": artist or None,
            "artist_role": "; ".join(dict.fromkeys(filter(None, roles))) or None,
            "culture": row.text("Culture") or (nationalities[0] if nationalities else None),
            "date": row.text("Object Date"),
            **years(row.number("Object Begin Date"), row.number("Object End Date")),
            "period": joined(row.text("Period"), row.text("Dynasty"), row.text("Reign")),
            "medium": row.text("Medium"),
            "classification": joined(*_parts(row.text("Classification"))) or row.text("Object Name"),
            "department": row.text("Department"),
            "museum": MUSEUM,
            "credit": row.text("Credit Line"),
            "tags": tags or _parts(row.text("Tags")),
            "object_url": row.text("Link Resource"),
            "licence": CC0 if public else row.text("Rights and Reproduction") or "In copyright",
        }
        picture = api.text("primaryImageSmall") or api.text("primaryImage")
        kinds = tuple(filter(None, (row.text("Classification"), row.text("Object Name"))))
        return Work(facts, picture, CC0 if public else "In copyright", kinds, _yes(row.text("Is Highlight")))


def _yes(text: str | None) -> bool:
    return (text or "").lower() == "true"


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in text.split("|")] if text else []
