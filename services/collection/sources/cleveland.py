"""The Cleveland Museum of Art: its Open Access API (https://openaccess-api.clevelandart.org) page by page."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from services.collection.licences import CC0, rights_of
from services.collection.sources.source import (
    MAX_JSON_BYTES,
    Fields,
    Listed,
    Record,
    SourceError,
    Web,
    Wish,
    Work,
    years,
)
from services.common.polite import Manners

API = "https://openaccess-api.clevelandart.org/api/artworks/"
_PAGE = 100
_NEEDED = ("id", "title", "share_license_status", "images")


class Cleveland:
    """Records are the API's objects."""

    name = "cleveland"
    marks_highlights = False
    manners: ClassVar[Mapping[str, Manners]] = {"openaccess-api.clevelandart.org": Manners(per_second=2)}

    def __init__(self, api: str = API) -> None:
        self._api = api

    def listed(self, web: Web, wish: Wish, page: str | None) -> Iterator[Listed]:
        """By hundreds; the API's own search finds a query's works."""
        skip = int(page or 0)
        asked = {"has_image": "1", "limit": str(_PAGE)} | ({"q": wish.query} if wish.query else {})
        while True:
            found = web.json(self._api, most=MAX_JSON_BYTES, params=asked | {"skip": str(skip)})
            if not isinstance(found, dict) or not isinstance(found.get("data"), list):
                raise SourceError(f"{self._api} answers without data: its shape has changed")
            for record in found["data"]:
                Fields(record, self.name, _NEEDED)
                yield Listed(f"cleveland-{record['id']}", record, str(skip))
            if len(found["data"]) < _PAGE:
                return
            skip += _PAGE

    def details(self, web: Web, record: Record) -> Record:
        """The list says all."""
        return record

    def work(self, record: Record) -> Work:
        """What an object says. A creator is described as "Claude Monet (French, 1840–1926)"."""
        says = Fields(record, self.name, _NEEDED)
        rights = rights_of(says.text("share_license_status")) or "In copyright"
        creators = [one for one in record.get("creators") or () if isinstance(one, dict) and one.get("description")]
        names = [re.sub(r"\s*\(.*\)$", "", str(one["description"])) for one in creators]
        images = record["images"] if isinstance(record["images"], dict) else {}
        picture = next((images[size]["url"] for size in ("web", "print") if (images.get(size) or {}).get("url")), None)
        facts = {
            "title": says.text("title"),
            "artist": "; ".join(names) or None,
            "artist_role": "; ".join(dict.fromkeys(str(one["role"]) for one in creators if one.get("role"))) or None,
            "culture": next(iter(says.texts("culture")), None),
            "date": says.text("creation_date"),
            **years(says.number("creation_date_earliest"), says.number("creation_date_latest")),
            "medium": says.text("technique"),
            "classification": says.text("type"),
            "department": says.text("department"),
            "museum": "The Cleveland Museum of Art",
            "credit": says.text("creditline"),
            "object_url": says.text("url"),
            "licence": CC0 if rights == CC0 else says.text("copyright") or rights,
        }
        return Work(facts, picture, rights, tuple(filter(None, (says.text("type"), says.text("collection")))))
