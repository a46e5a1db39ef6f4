"""Artworks keep the source's words, and refuse what is no fact."""

from typing import Any

import pytest

from services.collection.artwork import (
    FIELDS,
    MAX_ID_LENGTH,
    MAX_TEXT_LENGTH,
    MAX_VALUES,
    Artwork,
    ArtworkError,
    artwork_of,
    to_json,
)


def test_facts_keep_the_wording_of_their_source() -> None:
    facts = {
        "id": "met-1",
        "culture": "China",
        "artist": " Workshop of  Li ",
        "licence": "CC BY 4.0 (J. Paul Getty Trust)",
    }
    artwork = artwork_of(facts)
    assert (artwork.culture, artwork.artist) == ("China", " Workshop of  Li ")
    assert artwork.licence == "CC BY 4.0 (J. Paul Getty Trust)"


@pytest.mark.parametrize("empty", ["", "  ", "\n", None])
def test_empty_text_is_no_fact(empty: str | None) -> None:
    assert artwork_of({"id": "met-1", "title": empty}).title is None


def test_json_has_exactly_the_fields_of_an_artwork_and_reads_back() -> None:
    artwork = Artwork("met-1", title="Vase", date="ca. 500 B.C.", date_begin=-505, date_end=-495, tags=("Horses",))
    assert tuple(to_json(artwork)) == FIELDS
    assert artwork_of(to_json(artwork)) == artwork


def test_a_value_that_stands_twice_counts_once() -> None:
    assert artwork_of({"id": "met-1", "tags": ["Horses", "", "Battles", "Horses"]}).tags == ("Horses", "Battles")


def test_facts_that_an_artwork_lacks_are_left_aside() -> None:
    assert artwork_of({"id": "met-1", "width": 256, "source_repo": "x"}) == Artwork("met-1")


@pytest.mark.parametrize(
    "work", [None, "", 7, "a/b", "../a", ".hidden", "a b", "a,b", "é", "a" * (MAX_ID_LENGTH + 1), "a\n"]
)
def test_an_id_that_cannot_stand_in_a_link_is_refused(work: Any) -> None:
    with pytest.raises(ArtworkError, match="id"):
        artwork_of({"id": work})


@pytest.mark.parametrize("work", ["met-436535", "SK-A-3262", "1970.12.3", "_x", "a" * MAX_ID_LENGTH])
def test_the_ids_that_museums_use_are_taken(work: str) -> None:
    assert artwork_of({"id": work}).id == work


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", 5),
        ("title", ["a"]),
        ("title", "a" * (MAX_TEXT_LENGTH + 1)),
        ("title", "a\0b"),
        ("title", "half \ud800 of a pair"),
        ("date_begin", "1650"),
        ("date_begin", 1650.0),
        ("date_begin", True),
        ("date_begin", 10**9),
        ("image_url", "javascript:alert(1)"),
        ("image_url", "//images.example/a.jpg"),
        ("image_url", "https://"),
        ("image_url", "https://a.example; script-src */a.jpg"),
        ("object_url", "java\tscript:alert(1)"),
        ("object_url", "https://[broken"),
        ("tags", "Horses"),
        ("tags", [7]),
        ("tags", ["a"] * (MAX_VALUES + 1)),
    ],
)
def test_a_fact_that_is_none_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(ArtworkError, match=name) as refused:
        artwork_of({"id": "met-1", "date_end": 1660, "date_begin": 1650, name: value})
    assert refused.value.field == name


def test_a_link_with_a_space_in_its_path_is_the_museums_own() -> None:
    link = "https://images.metmuseum.org/CRDImages/aa/web-large/sfrl1981.363.1, .2_mm67089.jpg"
    assert artwork_of({"id": "met-1", "image_url": link}).image_url == link


def test_years_come_in_order_and_together() -> None:
    with pytest.raises(ArtworkError, match="lies after"):
        artwork_of({"id": "met-1", "date_begin": 1700, "date_end": 1650})
    with pytest.raises(ArtworkError, match="go together"):
        artwork_of({"id": "met-1", "date_begin": 1700})
