"""Each source's documented records are read as they are meant, and a shape that changed is noticed."""

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from services.collection.harvest import normalised
from services.collection.licences import rights_of
from services.collection.materials import materials_of
from services.collection.sources.artic import Artic
from services.collection.sources.cleveland import Cleveland
from services.collection.sources.iiif import Iiif
from services.collection.sources.nga import Nga
from services.collection.sources.rijksmuseum import Rijksmuseum
from services.collection.sources.source import Listed, Source, SourceError, Wish, Work
from services.common.polite import AddressError, Answer


class Shelf:
    """A web of a few known addresses; notes what was asked for."""

    def __init__(self, answers: Mapping[str, Any], folder: Path | None = None) -> None:
        self.answers, self.folder = answers, folder
        self.asked: list[str] = []

    def json(self, url: str, *, most: int, params: Mapping[str, str] | None = None) -> Any:
        return json.loads(self.get(url, most=most, params=params).body)

    def get(self, url: str, *, most: int, params: Mapping[str, str] | None = None) -> Answer:
        self.asked.append(f"{url}?{urlencode(params)}" if params else url)
        found = next(body for part, body in self.answers.items() if part in self.asked[-1])
        return Answer(found.encode() if isinstance(found, str) else json.dumps(found).encode(), None, None)

    def kept(self, url: str) -> Path:
        assert self.folder is not None
        path = self.folder / url.rsplit("/", 1)[1]
        path.write_text(self.answers[path.name], "utf-8")
        return path


def works(source: Source, web: Shelf, page: str | None = None, wish: Wish = Wish()) -> dict[str, Work]:  # noqa: B008
    """Every listed work by its id, its details asked for."""
    listed: list[Listed] = list(source.listed(web, wish, page))
    return {one.id: source.work(source.details(web, one.record)) for one in listed}


ARTIC = {
    "id": 27992, "title": "A Sunday on La Grande Jatte — 1884", "artist_title": "Georges Seurat",
    "date_display": "1884–86", "date_start": 1884, "date_end": 1886, "place_of_origin": "France",
    "medium_display": "Oil on canvas", "classification_title": "oil on canvas", "artwork_type_title": "Painting",
    "classification_titles": ["oil on canvas", "painting"], "department_title": "Painting and Sculpture of Europe",
    "subject_titles": ["leisure", "parks"], "style_titles": ["Pointillism"], "credit_line": "Helen Birch Bartlett",
    "is_public_domain": True, "is_boosted": True, "image_id": "2d484387-2509-5e8e-2c43-22f9981972eb",
}  # fmt: skip


def test_the_art_institute_of_chicago() -> None:
    locked = {**ARTIC, "id": 2, "is_public_domain": False, "copyright_notice": "© 2018 The artist"}
    web = Shelf(
        {
            "page=1": {"pagination": {"total_pages": 2}, "data": [ARTIC]},
            "page=2": {"pagination": {"total_pages": 2}, "data": [locked]},
        }
    )
    found = works(Artic(), web)
    work = normalised("artic-27992", found["artic-27992"])
    assert (work.artist, work.culture, work.date_begin, work.date_end) == ("Georges Seurat", "France", 1884, 1886)
    assert (work.period, work.tags, work.rights) == ("Pointillism", ("leisure", "parks"), "CC0")
    assert work.image_url == f"https://www.artic.edu/iiif/2/{ARTIC['image_id']}/full/843,/0/default.jpg"
    assert found["artic-27992"].highlight
    assert (found["artic-2"].rights, found["artic-2"].facts["licence"]) == ("In copyright", "© 2018 The artist")
    assert list(works(Artic(), web, page="2")) == ["artic-2"]


CLEVELAND = {
    "id": 135382, "accession_number": "1960.81", "share_license_status": "CC0", "title": "Water Lilies (Agapanthus)",
    "creation_date": "c. 1915–26", "creation_date_earliest": 1910, "creation_date_latest": 1931,
    "creators": [{"description": "Claude Monet (French, 1840–1926)", "role": "artist"}], "culture": ["France"],
    "technique": "oil on canvas", "department": "Modern European Painting and Sculpture", "type": "Painting",
    "creditline": "John L. Severance Fund", "url": "https://clevelandart.org/art/1960.81",
    "images": {"web": {"url": "https://openaccess-cdn.clevelandart.org/1960.81/1960.81_web.jpg"}, "print": None},
}  # fmt: skip


def test_the_cleveland_museum_of_art() -> None:
    locked = {**CLEVELAND, "id": 2, "share_license_status": "Copyrighted", "images": {}}
    source = Cleveland()
    found = works(source, Shelf({"skip=0": {"info": {"total": 2}, "data": [CLEVELAND, locked]}}))
    work = normalised("cleveland-135382", found["cleveland-135382"])
    assert (work.artist, work.artist_role, work.culture) == ("Claude Monet", "artist", "France")
    assert (work.date_begin, work.date_end, work.credit) == (1910, 1931, "John L. Severance Fund")
    assert (work.image_url or "").endswith("1960.81_web.jpg")
    assert (found["cleveland-2"].rights, found["cleveland-2"].picture) == ("In copyright", None)


def test_the_national_gallery_of_art(tmp_path: Path) -> None:
    files = {
        "objects.csv": "objectid,title,displaydate,beginyear,endyear,medium,attribution,creditline,classification,"
        "departmentabbr\n46114,Ginevra de' Benci,c. 1474/1478,1474,1478,oil on panel,Leonardo da Vinci,"
        "Ailsa Mellon Bruce Fund,Painting,CIS\n7,No picture,1900,1900,1900,ink,Anonymous,,Drawing,CG-E\n",
        "published_images.csv": "uuid,iiifurl,viewtype,openaccess,depictstmsobjectid\n"
        "a,https://api.nga.gov/iiif/a,primary,1,46114\nb,https://api.nga.gov/iiif/b,alternate,1,46114\n",
        "constituents.csv": "constituentid,forwarddisplayname,nationality\n1,Leonardo da Vinci,Florentine\n",
        "objects_constituents.csv": "objectid,constituentid,roletype,role\n46114,1,artist,painter\n"
        "46114,1,owner,owner\n",
    }
    found = works(Nga("https://x"), Shelf(files, tmp_path))
    work = normalised("nga-46114", found["nga-46114"])
    assert (work.artist, work.artist_role, work.culture) == ("Leonardo da Vinci", "painter", "Florentine")
    assert (work.date_begin, work.materials, work.rights) == (1474, ("oil", "panel"), "CC0")
    assert work.image_url == "https://api.nga.gov/iiif/a/full/!1024,1024/0/default.jpg"
    assert (found["nga-7"].picture, found["nga-7"].rights) == (None, "In copyright")
    with pytest.raises(SourceError, match="lacks iiifurl"):
        works(Nga("https://x"), Shelf({**files, "published_images.csv": "uuid,url,viewtype\na,b,primary\n"}, tmp_path))


EDM = """<record><header{status}><identifier>https://id.rijksmuseum.nl/{id}</identifier></header><metadata>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ore="http://www.openarchives.org/ore/terms/"
 xmlns:edm="http://www.europeana.eu/schemas/edm/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<ore:Aggregation><edm:isShownBy rdf:resource="https://iiif.micr.io/PJEZO/full/max/0/default.jpg"/>
<edm:isShownAt rdf:resource="https://www.rijksmuseum.nl/en/collection/SK-C-5"/>
<edm:rights rdf:resource="{rights}"/></ore:Aggregation>
<edm:ProvidedCHO rdf:about="https://id.rijksmuseum.nl/{id}"><dc:identifier>SK-C-{id}</dc:identifier>
<dc:title xml:lang="nl">De Nachtwacht</dc:title><dc:title xml:lang="en">The Night Watch</dc:title>
<dc:creator rdf:resource="https://id.rijksmuseum.nl/r"/><dc:type xml:lang="en">painting</dc:type>
<dcterms:created>1642</dcterms:created><dcterms:medium rdf:resource="https://id.rijksmuseum.nl/c"/></edm:ProvidedCHO>
<edm:Agent rdf:about="https://id.rijksmuseum.nl/r"><skos:prefLabel xml:lang="en">Rembrandt van Rijn</skos:prefLabel>
</edm:Agent><skos:Concept rdf:about="https://id.rijksmuseum.nl/c"><skos:prefLabel xml:lang="nl">doek</skos:prefLabel>
<skos:prefLabel xml:lang="en">canvas</skos:prefLabel></skos:Concept></rdf:RDF></metadata></record>"""
PD, IN_COPYRIGHT = "http://creativecommons.org/publicdomain/mark/1.0/", "http://rightsstatements.org/vocab/InC/1.0/"


def oai(*records: str, token: str = "") -> str:
    return (
        f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{"".join(records)}'
        f"<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"
    )


def test_the_rijksmuseum_page_by_page() -> None:
    web = Shelf(
        {
            "metadataPrefix=edm": oai(EDM.format(id=5, rights=PD, status=""), token="next"),
            "resumptionToken=next": oai(
                EDM.format(id=6, rights=IN_COPYRIGHT, status=""),
                EDM.format(id=7, rights=PD, status=' status="deleted"'),
            ),
        }
    )
    found = works(Rijksmuseum(), web)
    work = normalised("rijks-SK-C-5", found["rijks-SK-C-5"])
    assert (work.title, work.artist, work.medium) == ("The Night Watch", "Rembrandt van Rijn", "canvas")
    assert (work.date_begin, work.classification, work.rights) == (1642, "painting", "Public domain")
    assert work.image_url == "https://iiif.micr.io/PJEZO/full/!1024,1024/0/default.jpg"
    assert work.object_url == "https://www.rijksmuseum.nl/en/collection/SK-C-5"
    assert found["rijks-SK-C-6"].rights == "In copyright"
    assert list(found) == ["rijks-SK-C-5", "rijks-SK-C-6"]
    assert list(works(Rijksmuseum(), web, page="next")) == ["rijks-SK-C-6"]


@pytest.mark.parametrize("answer", ["<html>Busy<br></html>", oai("<record><metadata/></record>")])
def test_the_rijksmuseum_in_another_shape_is_noticed(answer: str) -> None:
    with pytest.raises(SourceError, match=r"no XML|shape has changed"):
        works(Rijksmuseum(), Shelf({"metadataPrefix=edm": answer}))


V3 = {
    "id": "https://m.example/iiif/vase-7/manifest.json", "type": "Manifest", "label": {"en": ["Vase"], "de": ["Gefäß"]},
    "metadata": [
        {"label": {"en": ["Artist"]}, "value": {"en": ["Taleides Painter"]}},
        {"label": {"en": ["Date"]}, "value": {"none": ["ca. 540–530 B.C."]}},
        {"label": {"en": ["Medium"]}, "value": {"en": ["Terracotta"]}},
        {"label": {"en": ["Subject"]}, "value": {"en": ["Lions"]}},
    ],
    "rights": "http://creativecommons.org/publicdomain/zero/1.0/",
    "requiredStatement": {"label": {"en": ["Attribution"]}, "value": {"en": ["Gift of nobody"]}},
    "provider": [{"id": "https://m.example", "type": "Agent", "label": {"en": ["Example Museum"]}}],
    "homepage": [{"id": "https://m.example/vase-7", "type": "Text", "format": "text/html"}],
    "items": [{"type": "Canvas", "items": [{"type": "AnnotationPage", "items": [{"type": "Annotation", "body": {
        "id": "https://m.example/i/7/full/max/0/default.jpg", "type": "Image",
        "service": [{"id": "https://m.example/i/7", "type": "ImageService3"}]}}]}]}],
}  # fmt: skip
V2 = {
    "@id": "https://m.example/iiif/9/manifest", "@type": "sc:Manifest", "label": "Bowl",
    "license": "https://creativecommons.org/licenses/by/4.0/", "attribution": "Old Museum",
    "related": "https://m.example/9",
    "metadata": [
        {"label": "Maker", "value": "A potter"},
        {"label": [{"@value": "Date", "@language": "en"}], "value": "1650"},
    ],
    "sequences": [{"canvases": [{"images": [{"resource": {
        "@id": "https://m.example/j/9.jpg", "service": {"@id": "https://m.example/j/9"}}}]}]}],
}  # fmt: skip


def test_iiif_of_either_version_through_a_collection() -> None:
    collection = {
        "id": "https://m.example/iiif/all.json", "type": "Collection",
        "items": [
            {"id": V3["id"], "type": "Manifest"},
            {"id": "https://m.example/iiif/old.json", "type": "Collection"},
        ],
    }  # fmt: skip
    old = {
        "@id": "https://m.example/iiif/old.json", "@type": "sc:Collection",
        "manifests": [{"@id": V2["@id"]}], "collections": [{"@id": "https://m.example/iiif/all.json"}],
    }  # fmt: skip
    web = Shelf({"all.json": collection, "old.json": old, "vase-7/manifest.json": V3, "9/manifest": V2})
    found = works(Iiif("https://m.example/iiif/all.json"), web)
    vase, bowl = (normalised(name, work) for name, work in found.items())
    assert vase.id.startswith("iiif-vase-7-")
    assert (vase.title, vase.artist, vase.museum) == ("Vase", "Taleides Painter", "Example Museum")
    assert (vase.date_begin, vase.date_end, vase.materials) == (-540, -530, ("terracotta",))
    assert (vase.rights, vase.credit, vase.tags) == ("CC0", "Gift of nobody", ("Lions",))
    assert (vase.image_url, vase.object_url) == (
        "https://m.example/i/7/full/!1024,1024/0/default.jpg",
        "https://m.example/vase-7",
    )
    assert (bowl.title, bowl.artist, bowl.date_begin, bowl.rights) == ("Bowl", "A potter", 1650, "CC BY 4.0")
    assert bowl.image_url == "https://m.example/j/9/full/!1024,1024/0/default.jpg"
    assert len(web.asked) == len(set(web.asked)) == 4


def test_a_collection_in_pages_is_read_to_its_last_page_and_no_page_twice() -> None:
    address = "https://m.example/paged"
    pages: dict[str, Any] = {
        f"/paged/{number}.json": {
            "@type": "sc:Collection",
            "next": f"{address}/{number + 1}.json",
            "manifests": [{"@id": V2["@id"]}] if number == 1199 else None,
        }
        for number in range(1200)  # more than functions may call each other
    }
    pages["/paged/1199.json"]["next"] = {"@id": f"{address}/600.json"}
    whole = {"@id": f"{address}.json", "@type": "sc:Collection", "first": f"{address}/0.json", "total": 1}
    web = Shelf({"/paged.json": whole, **pages, "9/manifest": V2})
    assert [work.facts["title"] for work in works(Iiif(f"{address}.json"), web).values()] == ["Bowl"]
    assert len(web.asked) == len(set(web.asked)) == 1202


def test_a_manifest_that_cannot_be_had_fails_alone_and_a_collection_of_which_nothing_is_known_ends_it_all() -> None:
    class Lacking(Shelf):
        def get(self, url: str, *, most: int, params: Mapping[str, str] | None = None) -> Answer:
            if "gone" in url:
                raise AddressError(f"{url} answers 404")
            return super().get(url, most=most, params=params)

    manifests = [{"@id": f"https://m.example/{name}", "@type": "sc:Manifest"} for name in ("gone", "odd", "9/manifest")]
    whole: dict[str, Any] = {"@id": "https://m.example/all", "@type": "sc:Collection", "manifests": manifests}
    source = Iiif("https://m.example/all")
    web = Lacking({"/all": whole, "/odd": {"error": "moved"}, "9/manifest": V2})
    gone, odd, bowl = source.listed(web, Wish(), None)
    assert source.work(bowl.record).facts["title"] == "Bowl"
    for listed, reason in ((gone, "answers 404"), (odd, "neither a manifest nor a collection")):
        with pytest.raises(SourceError, match=reason):
            source.work(listed.record)
    assert gone.id.startswith("iiif-gone-")
    unknown = {**whole, "collections": [{"@id": "https://m.example/gone/all", "@type": "sc:Collection"}]}
    with pytest.raises(AddressError):
        list(source.listed(Lacking({**web.answers, "/all": unknown}), Wish(), None))


def odd(record: Any) -> Iterator[Any]:
    """The same record with each of its parts, in turn, replaced by what does not belong there."""
    yield from (None, "text", 7, [], {}, ["text"], [[]], [None], {"type": "Choice", "items": []})
    parts = record.items() if isinstance(record, dict) else enumerate(record) if isinstance(record, list) else ()
    for key, part in parts:
        for other in odd(part):
            changed = copy.copy(record)
            changed[key] = other
            yield changed


@pytest.mark.parametrize("manifest", [V2, V3])
def test_an_odd_part_of_a_manifest_is_as_if_it_were_absent(manifest: dict[str, Any]) -> None:
    records = [one for one in odd(manifest) if isinstance(one, dict) and len(one) == len(manifest)]
    assert len(records) > 200
    for record in records:
        work = Iiif("https://m.example/x").work(record)
        assert isinstance(work.picture, str | None)
        assert normalised("x-1", work).id == "x-1"


def test_what_is_no_iiif_is_refused() -> None:
    with pytest.raises(SourceError, match="neither a manifest nor a collection"):
        works(Iiif("https://m.example/x"), Shelf({"/x": {"hello": "world"}}))


def test_a_fact_that_cannot_be_used_is_left_out_or_cut_and_the_work_kept() -> None:
    facts = {"title": "Vase", "medium": "Bronze, " * 2000, "date_begin": 10**9, "object_url": "javascript:alert(1)"}
    work = normalised("x-1", Work({**facts, "date": "1650"}, "https://m.example/1.jpg", "CC0"))
    assert (work.title, work.date_begin, work.object_url) == ("Vase", 1650, None)
    assert work.medium is not None
    assert (len(work.medium), work.medium[-1], work.materials) == (10_000, "…", ("bronze",))


@pytest.mark.parametrize(
    ("licence", "rights"),
    [
        ("CC0", "CC0"),
        ("CC0 / public domain (repository README)", "CC0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
        ("http://creativecommons.org/publicdomain/mark/1.0/", "Public domain"),
        ("Public domain", "Public domain"),
        ("No known copyright restrictions", "Public domain"),
        ("http://rightsstatements.org/vocab/NoC-US/1.0/", "Public domain"),
        ("CC BY 4.0 (J. Paul Getty Trust)", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC BY-NC-SA 4.0"),
        ("Creative Commons Attribution-NonCommercial 4.0", "CC BY-NC 4.0"),
        ("http://rightsstatements.org/vocab/InC/1.0/", "In copyright"),
        ("© 2018 The artist", "In copyright"),
        ("Not in the public domain", "In copyright"),
        ("Ask the registrar", None),
        (None, None),
    ],
)
def test_a_licence_in_few_words(licence: str | None, rights: str | None) -> None:
    assert rights_of(licence) == rights


@pytest.mark.parametrize(
    ("medium", "materials"),
    [
        ("Oil on canvas", ("oil", "canvas")),
        ("Woodcut; ink and color on paper", ("ink", "paper")),
        ("Tortoiseshell, gold; ivory, glass", ("tortoiseshell", "gold", "ivory", "glass")),
        ("Gilt bronze inlaid with lapis lazuli", ("gold", "bronze", "lapis lazuli")),
        ("Terra-cotta, painted woods", ("terracotta", "wood")),
        ("Watercolour on vellum", ("watercolor", "parchment")),
        ("Imitation ivory", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_what_a_work_is_made_of_is_read_from_its_medium(medium: str | None, materials: tuple[str, ...]) -> None:
    assert materials_of(medium) == materials
