"""The National Gallery of Art, Washington: its open-data CSVs (CC0), and pictures from its IIIF server.

https://github.com/NationalGalleryOfArt/opendata describes the columns.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from services.collection.licences import CC0
from services.collection.sources.source import Fields, Listed, Record, Web, Wish, Work, years
from services.common.polite import Manners

DATA = "https://raw.githubusercontent.com/NationalGalleryOfArt/opendata/main/data"
_OBJECT = ("objectid", "title", "displaydate", "medium", "classification", "departmentabbr", "attribution")
_IMAGE = ("iiifurl", "viewtype", "openaccess", "depictstmsobjectid")
_LINK = ("objectid", "constituentid", "roletype", "role")
_MAKER = ("constituentid", "forwarddisplayname", "nationality")


class Nga:
    """Records are {"object": a row, "image": the primary view's row or None, "makers": rows}."""

    name = "nga"
    marks_highlights = False
    manners: ClassVar[Mapping[str, Manners]] = {"api.nga.gov": Manners(per_second=3)}

    def __init__(self, data: str = DATA) -> None:
        self._data = data

    def listed(self, web: Web, wish: Wish, page: str | None) -> Iterator[Listed]:
        """All objects, each with its image and its makers, which are in other files."""
        images = {
            row["depictstmsobjectid"]: row
            for row in self._rows(web, "published_images", _IMAGE)
            if row["viewtype"] == "primary"
        }
        people = {row["constituentid"]: row for row in self._rows(web, "constituents", _MAKER)}
        makers: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows(web, "objects_constituents", _LINK):
            if row["roletype"] == "artist" and row["constituentid"] in people:
                person = people[row["constituentid"]]
                makers[row["objectid"]].append({name: person[name] for name in _MAKER} | {"role": row["role"]})
        for row in self._rows(web, "objects", _OBJECT):
            number = row["objectid"]
            record = {"object": row, "image": images.get(number), "makers": makers.get(number, [])}
            yield Listed(f"nga-{number}", record)

    def details(self, web: Web, record: Record) -> Record:
        """The files say all."""
        return record

    def work(self, record: Record) -> Work:
        """What the rows say; the picture is asked for at 1024 pixels."""
        says, image = Fields(record["object"], self.name, _OBJECT), Fields(record["image"] or {}, self.name)
        makers = record["makers"]
        nationalities = [maker["nationality"] for maker in makers if maker.get("nationality")]
        public = image.text("openaccess") == "1"
        facts = {
            "title": says.text("title"),
            "artist": says.text("attribution"),
            "artist_role": "; ".join(dict.fromkeys(maker["role"] for maker in makers if maker.get("role"))) or None,
            "culture": nationalities[0] if nationalities else None,
            "date": says.text("displaydate"),
            **years(says.number("beginyear"), says.number("endyear")),
            "medium": says.text("medium"),
            "classification": says.text("classification"),
            "department": says.text("departmentabbr"),
            "museum": "National Gallery of Art, Washington",
            "credit": says.text("creditline"),
            "object_url": f"https://www.nga.gov/artworks/{says.text('objectid')}",
            "licence": CC0 if public else "In copyright",
        }
        address = image.text("iiifurl")
        picture = f"{address}/full/!1024,1024/0/default.jpg" if address else None
        kinds = tuple(filter(None, (says.text("subclassification"), says.text("visualbrowserclassification"))))
        return Work(facts, picture, CC0 if public else "In copyright", kinds)

    def _rows(self, web: Web, name: str, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        with web.kept(f"{self._data}/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                Fields(row, self.name, needed)
                yield row
