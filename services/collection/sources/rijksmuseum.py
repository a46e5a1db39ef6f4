"""The Rijksmuseum: OAI-PMH with records in the Europeana Data Model (https://data.rijksmuseum.nl/docs/oai-pmh).

Ten thousand requests a day are allowed; a page has 50 records, and the list goes on from its resumption token.
"""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar
from xml.etree import ElementTree as Xml

from services.collection.licences import rights_of
from services.collection.sources.source import (
    MAX_JSON_BYTES,
    Fields,
    Listed,
    Record,
    SourceError,
    Web,
    Wish,
    Work,
    id_of,
)
from services.common.polite import Manners

OAI_URL = "https://data.rijksmuseum.nl/oai"
_OAI, _RDF = "{http://www.openarchives.org/OAI/2.0/}", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ORE, _EDM = "{http://www.openarchives.org/ore/terms/}", "{http://www.europeana.eu/schemas/edm/}"
_DC, _DCT = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_SKOS, _LANGUAGE = "{http://www.w3.org/2004/02/skos/core#}", "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGES = ("en", "", "nl")
_NEEDED = ("identifier", "rights", "picture", "title")


class Rijksmuseum:
    """Records are the EDM's statements by name, as lists of texts, with the XML as it came."""

    name = "rijksmuseum"
    marks_highlights = False
    manners: ClassVar[Mapping[str, Manners]] = {
        "data.rijksmuseum.nl": Manners(per_second=2, per_day=10_000),
        "iiif.micr.io": Manners(per_second=4, per_day=0),
    }

    def __init__(self, url: str = OAI_URL) -> None:
        self._url = url

    def listed(self, web: Web, wish: Wish, page: str | None) -> Iterator[Listed]:
        """Page after page, by resumption tokens."""
        token = page
        while True:
            asked = {"verb": "ListRecords"} | ({"resumptionToken": token} if token else {"metadataPrefix": "edm"})
            answer = web.get(self._url, most=MAX_JSON_BYTES, params=asked).body
            try:
                tree = Xml.fromstring(answer)  # noqa: S314  # expat of today refuses bombs by itself
            except Xml.ParseError as error:
                raise SourceError(f"{self._url} answers with no XML ({error})") from error
            if (fault := tree.find(f"{_OAI}error")) is not None:
                if fault.get("code") == "noRecordsMatch":
                    return
                raise SourceError(
                    f"{self._url} answers {fault.get('code')}: {fault.text}; begin again with a new store"
                )
            for record in tree.iter(f"{_OAI}record"):
                if (found := _record(record)) is not None:
                    yield Listed(id_of("rijks", found["identifier"][0]), found, token)
            token = (tree.findtext(f".//{_OAI}resumptionToken") or "").strip() or None
            if token is None:
                return

    def details(self, web: Web, record: Record) -> Record:
        """The list says all."""
        return record

    def work(self, record: Record) -> Work:
        """What a record says, in English where it does."""
        Fields(record, self.name, _NEEDED)

        def first(name: str) -> str | None:
            return next(iter(record.get(name) or ()), None)

        rights = rights_of(first("rights"))
        picture = first("picture")
        facts = {
            "title": first("title"),
            "artist": "; ".join(record.get("creator") or ()) or None,
            "date": first("created"),
            "medium": ", ".join(record.get("medium") or ()) or None,
            "classification": first("type"),
            "museum": "Rijksmuseum",
            "credit": first("provenance"),
            "tags": list(record.get("subject") or ()),
            "object_url": first("page") or first("about"),
            "licence": rights or first("rights"),
        }
        if picture:
            picture = re.sub(r"/full/(?:max|full)/0/", "/full/!1024,1024/0/", picture)
        return Work(facts, picture, rights, tuple(record.get("type") or ()))


def _record(record: Xml.Element) -> dict[str, list[str]] | None:
    """The statements of an OAI record; None for one that was deleted. Raises SourceError."""
    header = record.find(f"{_OAI}header")
    if header is not None and header.get("status") == "deleted":
        return None
    graph = record.find(f"{_OAI}metadata/{_RDF}RDF")
    work = None if graph is None else graph.find(f".//{_EDM}ProvidedCHO")
    whole = None if graph is None else graph.find(f".//{_ORE}Aggregation")
    if graph is None or work is None or whole is None:
        raise SourceError("a record of rijksmuseum lacks its ProvidedCHO or Aggregation: its shape has changed")
    names = {
        node.get(f"{_RDF}about", ""): _in_words(node.findall(f"{_SKOS}prefLabel"), {})
        for node in graph.iter()
        if node.find(f"{_SKOS}prefLabel") is not None
    }

    def said(node: Xml.Element, tag: str) -> list[str]:
        return _in_words(node.findall(tag), names)

    found = {
        "identifier": said(work, f"{_DC}identifier") or [(work.get(f"{_RDF}about") or "").rsplit("/", 1)[-1]],
        "about": [work.get(f"{_RDF}about") or ""],
        "rights": said(whole, f"{_EDM}rights"),
        "picture": said(whole, f"{_EDM}isShownBy"),
        "page": said(whole, f"{_EDM}isShownAt"),
        "xml": [Xml.tostring(record, encoding="unicode")],
    }
    for name in ("title", "creator", "type", "subject"):
        found[name] = said(work, f"{_DC}{name}")
    for name in ("created", "medium", "provenance"):
        found[name] = said(work, f"{_DCT}{name}")
    return found


def _in_words(nodes: list[Xml.Element], names: dict[str, list[str]]) -> list[str]:
    """Texts of nodes in the first of _LANGUAGES that they speak; an address stands for its name, if it has one."""
    by_language: dict[str, list[str]] = {}
    for node in nodes:
        address = node.get(f"{_RDF}resource")
        for text in names.get(address, [address]) if address else [(node.text or "").strip()]:
            if text:
                by_language.setdefault(node.get(_LANGUAGE) or "", []).append(text)
    for language in _LANGUAGES:
        if language in by_language:
            return list(dict.fromkeys(by_language[language]))
    return list(dict.fromkeys(text for texts in by_language.values() for text in texts))
