"""Any museum's IIIF: a Presentation 2 or 3 manifest, or a collection of them, in; a work per manifest out.

https://iiif.io/api/presentation/3.0/ and /2.1/. What a label says is the museum's own; a few common ones are known.
"""

import hashlib
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from services.collection.licences import rights_of
from services.collection.sources.source import MAX_JSON_BYTES, Listed, Record, SourceError, Web, Wish, Work, id_of
from services.common.polite import AddressError, Manners

MAX_DEPTH = 8
_MISSING = "missing"  # why a manifest of a collection could not be had: one work fails, the others are taken
_SIZE = "!1024,1024"
_LABELS = {
    "artist": ("artist", "creator", "maker", "author", "painter", "artist/maker", "artist / maker"),
    "culture": ("culture", "nationality", "place of origin", "origin", "place"),
    "date": ("date", "date created", "creation date", "created", "dated", "date of creation"),
    "period": ("period", "dynasty"),
    "medium": ("medium", "material", "materials", "technique", "materials and techniques", "physical description"),
    "classification": ("classification", "type", "object type", "work type", "genre", "object name"),
    "department": ("department", "collection"),
    "museum": ("repository", "museum", "institution", "owner", "holding institution", "provider", "location"),
    "credit": ("credit", "credit line", "creditline"),
    "licence": ("rights", "licence", "license", "copyright"),
}
_PARTS = ("items", "manifests", "collections", "members")
_TAGS = ("subject", "subjects", "tags", "keywords", "depicts")


class Iiif:
    """Records are manifests as they came."""

    name = "iiif"
    marks_highlights = False
    manners: ClassVar[Mapping[str, Manners]] = {}

    def __init__(self, url: str) -> None:
        self._url = url

    def listed(self, web: Web, wish: Wish, page: str | None) -> Iterator[Listed]:
        """The manifest, or all that a collection leads to, each once."""
        yield from self._walk(web, self._url, 0, set())

    def _walk(self, web: Web, url: str, depth: int, seen: set[str]) -> Iterator[Listed]:
        pages = deque([url] if depth <= MAX_DEPTH else ())
        while pages:
            if (page := pages.popleft()) in seen:
                continue
            seen.add(page)
            found = web.json(page, most=MAX_JSON_BYTES)
            kind = str(_either(found, "type", "@type") or "") if isinstance(found, dict) else ""
            if kind.endswith("Manifest"):
                yield Listed(_name(found), found)
            elif kind.endswith("Collection"):
                for part in (part for name in _PARTS for part in _list(found.get(name))):
                    if (address := _address(part)) is None:
                        continue
                    try:
                        yield from self._walk(web, address, depth + 1, seen)
                    except (AddressError, SourceError) as error:
                        if not str(_either(part, "type", "@type")).endswith("Manifest"):
                            raise  # nobody knows which works it leads to
                        yield Listed(_name({"id": address}), {"id": address, _MISSING: str(error)})
                pages += filter(None, (_address(found.get("first")), _address(found.get("next"))))
            else:
                raise SourceError(f"{page} is neither a manifest nor a collection of IIIF Presentation 2 or 3")

    def details(self, web: Web, record: Record) -> Record:
        """A manifest says all."""
        return record

    def work(self, record: Record) -> Work:
        """What a manifest says. Raises SourceError where the list could not have it."""
        if _MISSING in record:
            raise SourceError(record[_MISSING])
        pairs = [
            ((_words(pair.get("label")) or "").lower().strip(" :"), _words(pair.get("value")))
            for pair in _list(record.get("metadata"))
            if isinstance(pair, dict)
        ]

        def labelled(*labels: str) -> str | None:
            return next((value for label, value in pairs if label in labels and value), None)

        required = record.get("requiredStatement")
        statement = _words(required.get("value")) if isinstance(required, dict) else None
        stated = next((_words(record.get(key)) for key in ("rights", "license") if record.get(key)), None)
        facts: dict[str, Any] = {name: labelled(*labels) for name, labels in _LABELS.items()}
        rights = rights_of(stated) or (rights_of(facts["licence"]) if stated is None else None)
        provider = next(iter(_list(record.get("provider"))), None)
        provided = _words(provider.get("label")) if isinstance(provider, dict) else None
        home = record.get("homepage") or record.get("related")
        home = home[0] if isinstance(home, list) and home else home
        facts |= {
            "title": _words(record.get("label")),
            "museum": provided or facts["museum"],
            "credit": facts["credit"] or statement or _words(record.get("attribution")),
            "licence": stated or facts["licence"],
            "object_url": _either(home, "id", "@id") if isinstance(home, dict) else home,
            "tags": [value for label, value in pairs if label in _TAGS and value],
        }
        return Work(facts, _picture(record), rights, tuple(filter(None, (facts["classification"],))))


def _picture(record: Record) -> str | None:
    """The first canvas's picture: from its image service at a fitting size, else as it is."""
    try:
        if "sequences" in record:
            body = record["sequences"][0]["canvases"][0]["images"][0]["resource"]
        else:
            body = record["items"][0]["items"][0]["items"][0]["body"]
    except (KeyError, IndexError, TypeError):
        return None
    if isinstance(body, list):
        body = next(iter(body), None)
    if isinstance(body, dict) and body.get("type") == "Choice":
        body = next(iter(_list(body.get("items"))), None)
    if not isinstance(body, dict):
        return None
    service = body.get("service")
    service = service[0] if isinstance(service, list) and service else service
    address = _either(service, "id", "@id") if isinstance(service, dict) else None
    if isinstance(address, str):
        return f"{address.rstrip('/')}/full/{_SIZE}/0/default.jpg"
    plain = _either(body, "id", "@id")
    return plain if isinstance(plain, str) else None


def _name(record: Record) -> str:
    """An id from the manifest's address: its telling part, and a hash that keeps it apart from others."""
    address = str(_either(record, "id", "@id"))
    parts = [part for part in address.split("/") if part and part not in ("manifest", "manifest.json", "info.json")]
    told = parts[-1].removesuffix(".json")[:60] if parts else ""
    return id_of("iiif", f"{told}-{hashlib.sha256(address.encode()).hexdigest()[:8]}")


def _words(value: Any) -> str | None:
    """Text of either version: plain, a list, {"@value": …}, or {"en": […]}; English first."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        english = [one for one in value if isinstance(one, dict) and one.get("@language") == "en"]
        return "; ".join(dict.fromkeys(text for one in english or value if (text := _words(one)))) or None
    if isinstance(value, dict):
        if "@value" in value:
            return _words(value["@value"])
        return next((text for key in ("en", "none", *value) if (text := _words(value.get(key)))), None)
    return None


def _address(value: Any) -> str | None:
    """Where a part of a collection is, or its next page: text, or an object with an id."""
    address = _either(value, "id", "@id") if isinstance(value, dict) else value
    return address if isinstance(address, str) else None


def _list(value: Any) -> list[Any]:
    """What ought to be a list; anything else is as if it were absent."""
    return value if isinstance(value, list) else []


def _either(record: Any, *keys: str) -> Any:
    return next((record[key] for key in keys if key in record), None)
