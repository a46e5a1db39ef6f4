"""The Art Institute of Chicago: its JSON API (https://api.artic.edu/docs/) page by page, pictures by IIIF."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from services.collection.licences import CC0
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

API = "https://api.artic.edu/api/v1/artworks"
IIIF = "https://www.artic.edu/iiif/2"
_PAGE = 100
_FIELDS = (
    "id,title,artist_title,artist_titles,artist_display,date_display,date_start,date_end,place_of_origin,medium_display,"
    "classification_title,classification_titles,artwork_type_title,department_title,style_titles,subject_titles,"
    "material_titles,credit_line,copyright_notice,is_public_domain,is_boosted,image_id,main_reference_number,updated_at"
)
_NEEDED = ("id", "title", "is_public_domain", "image_id")


class Artic:
    """Records are the API's objects."""

    name = "artic"
    marks_highlights = True
    # 60 requests a minute are documented for who has no key; the pictures' server asks for one a second
    manners: ClassVar[Mapping[str, Manners]] = {
        "api.artic.edu": Manners(per_second=1),
        "www.artic.edu": Manners(per_second=1),
    }

    def __init__(self, api: str = API, iiif: str = IIIF) -> None:
        self._api, self._iiif = api, iiif

    def listed(self, web: Web, wish: Wish, page: str | None) -> Iterator[Listed]:
        """Page after page; the API's own search finds a query's works."""
        number = int(page or 1)
        url = f"{self._api}/search" if wish.query else self._api
        while True:
            asked = {"page": str(number), "limit": str(_PAGE), "fields": _FIELDS} | (
                {"q": wish.query} if wish.query else {}
            )
            found = web.json(url, most=MAX_JSON_BYTES, params=asked)
            if not isinstance(found, dict) or not isinstance(found.get("data"), list) or "pagination" not in found:
                raise SourceError(f"{url} answers without data and pagination: its shape has changed")
            for record in found["data"]:
                Fields(record, self.name, _NEEDED)
                yield Listed(f"artic-{record['id']}", record, str(number))
            if number >= int(found["pagination"].get("total_pages", 0)):
                return
            number += 1

    def details(self, web: Web, record: Record) -> Record:
        """The list says all."""
        return record

    def work(self, record: Record) -> Work:
        """What an object says."""
        says = Fields(record, self.name, _NEEDED)
        public = record["is_public_domain"] is True
        facts = {
            "title": says.text("title"),
            "artist": says.text("artist_title") or says.text("artist_display"),
            "culture": says.text("place_of_origin"),
            "date": says.text("date_display"),
            **years(says.number("date_start"), says.number("date_end")),
            "period": next(iter(says.texts("style_titles")), None),
            "medium": says.text("medium_display"),
            "classification": says.text("classification_title") or says.text("artwork_type_title"),
            "department": says.text("department_title"),
            "museum": "Art Institute of Chicago",
            "credit": says.text("credit_line"),
            "tags": list(says.texts("subject_titles")),
            "object_url": f"https://www.artic.edu/artworks/{record['id']}",
            "licence": CC0 if public else says.text("copyright_notice") or "In copyright",
        }
        image = says.text("image_id")
        picture = f"{self._iiif}/{image}/full/843,/0/default.jpg" if image else None  # the size that it keeps ready
        kinds = (*says.texts("classification_titles"), says.text("artwork_type_title") or "")
        return Work(facts, picture, CC0 if public else "In copyright", kinds, record.get("is_boosted") is True)
