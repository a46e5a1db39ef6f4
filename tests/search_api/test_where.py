"""Conditions in words over HTTP: in every search, under the facets' counts, and what no work has is said."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import pytest
from flask.testing import FlaskClient

from search_api import spelling, wording
from search_api.retrieval import MOST_COMPARED
from search_api.spelling import Spelling
from tests.search_api import tiny
from tests.search_api.test_browsing import ids, problem
from tests.search_api.test_openapi import CONTRACT, fits
from tests.search_api.tiny import API


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("where=culture:Swiss -medium:Ink", ["green"]),
        ("where=artist:Kasimir OR has:licence", ["red", "pink", "night"]),
        ("culture=Swiss&where=has:date medium:Oil", ["green"]),
        ("where=-has:date", ["pink", "night"]),
        ("q=night&where=artist:Paul", ["blue"]),
    ],
)
def test_a_condition_in_words_narrows_the_works(client: FlaskClient, asked: str, found: list[str]) -> None:
    answer = client.get(f"{API}/artworks?{asked}")
    assert sorted(ids(answer)) == sorted(found)
    fits(answer.json, "ArtworkPage")


def test_a_facet_is_counted_without_what_the_condition_says_of_it_alone(client: FlaskClient) -> None:
    facets = client.get(f"{API}/artworks?where=culture:Swiss medium:Oil").json["facets"]
    assert {one["value"]: one["count"] for one in facets["culture"]} == {"Russian": 1, "Swiss": 1, "French": 1}
    assert {one["value"]: one["count"] for one in facets["medium"]} == {"Oil": 1, "Ink": 1}
    narrowed = client.get(f"{API}/artworks?where=culture:Swiss OR medium:Oil").json["facets"]
    assert {one["value"]: one["count"] for one in narrowed["culture"]} == {"Russian": 1, "Swiss": 2, "French": 1}


def test_likeness_is_searched_under_a_condition_in_words(client: FlaskClient) -> None:
    answer = client.get(f"{API}/artworks/red/similar?where=-artist:Kasimir has:date")
    assert sorted(match["artwork"]["id"] for match in answer.json["matches"]) == ["blue", "green"]
    assert answer.json["kept"] == 2
    fits(answer.json, "Matches")


def test_a_value_that_no_work_has_is_said_with_what_is_written_much_like_it(client: FlaskClient) -> None:
    answer = client.get(f"{API}/artworks?culture=swis&where=artist:Paul|Rembrandt")
    assert answer.json["total"] == 0
    assert answer.json["unknown"] == [
        {"fact": "artist", "value": "Rembrandt", "nearest": []},
        {"fact": "culture", "value": "swis", "nearest": ["Swiss"]},
    ]


def test_a_condition_has_one_form_whichever_way_it_is_asked(client: FlaskClient) -> None:
    by_parameters = client.get(f"{API}/conditions?medium=Oil&culture=Swiss&culture=French&date_from=1900").json
    in_words = client.get(f"{API}/conditions?where=date:1900.. culture:Swiss|French medium:Oil").json
    assert by_parameters == in_words
    assert in_words["where"] == "culture:French|Swiss medium:Oil date:1900.."
    assert in_words["kept"] == 1
    fits(in_words, "Condition")
    assert client.get(f"{API}/conditions", query_string={"where": in_words["where"]}).json == in_words


def test_no_condition_keeps_all(client: FlaskClient) -> None:
    assert client.get(f"{API}/conditions").json == {"where": "", "expression": {"all": []}, "kept": 5, "unknown": []}


@pytest.mark.parametrize("path", ["artworks", "artworks/red/similar", "conditions"])
def test_what_can_not_be_read_is_a_400_that_says_where(client: FlaskClient, path: str) -> None:
    said = problem(client.get(f"{API}/{path}?where=culture:Swiss AND"), 400)["detail"]
    assert "at the end (letter 17): a fact is needed" in said
    assert "culture:Japanese" in said  # an example of what would be right


def test_the_contract_has_the_limits_of_conditions() -> None:
    where = CONTRACT["components"]["parameters"]["Where"]
    assert where["schema"]["maxLength"] == wording.MAX_WHERE_LENGTH
    told = f"Up to {wording.MAX_WHERE_PARTS} parts, {wording.MAX_WHERE_DEPTH} brackets deep."
    assert told in where["description"]


def test_the_nearest_spellings_come_first_whatever_their_case() -> None:
    known = Spelling(("Japan", "Japanese", "Javanese", "Chinese", "French"))
    assert known.nearest("japanese") == ("Japanese", "Javanese", "Japan")
    assert known.nearest("Quechua") == ()
    assert Spelling(()).nearest("japanese") == ()


def test_it_is_found_among_however_many_values() -> None:
    known = Spelling([f"Artist {number:06d}" for number in range(20_000)] + ["Rembrandt van Rijn", "Zurbarán"])
    assert known.nearest("Rembrant van Rijn") == ("Rembrandt van Rijn",)
    assert known.nearest("ZURBARAN") == ("Zurbarán",)


def test_only_the_first_unknown_values_are_compared_with_what_is_there(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def noted(known: Spelling, value: str) -> tuple[str, ...]:
        compared.append(value)
        return nearest(known, value)

    nearest = Spelling.nearest
    monkeypatch.setattr(Spelling, "nearest", noted)
    words = "|".join(f"Swis{letter}" for letter in "abcdefgh")
    unknown = client.get(f"{API}/conditions?where=culture:{words}").json["unknown"]
    assert [one["value"] for one in unknown] == words.split("|")
    assert [one["nearest"] for one in unknown] == [["Swiss"]] * MOST_COMPARED + [[]] * (8 - MOST_COMPARED)
    assert len(compared) == MOST_COMPARED
    told = CONTRACT["components"]["schemas"]["Unknown"]["items"]["properties"]["nearest"]["description"]
    assert f"the first {MOST_COMPARED} values" in told


def test_a_long_value_is_compared_closely_with_few_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    closely: list[int] = []

    def noted(value: str, known: Sequence[str], *more: Any) -> list[str]:
        closely.append(len(known))
        return get_close_matches(value, known, *more)

    monkeypatch.setattr(spelling, "get_close_matches", noted)
    known = [f"Ink and gold on paper, leaf {number} of an album" for number in range(1000)]
    assert Spelling(known).nearest("Ink and gold on papier, leaf 731 of an album")[0] == known[731]
    assert closely == [spelling.CLOSELY]


def test_tags_rights_and_what_has_a_picture_are_asked_for_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    facts: list[dict[str, Any]] = [
        {"tags": ("Sea", "Ships"), "rights": "CC0", "image_url": "https://museum.org/1.jpg"},
        {"tags": ("Sea",), "rights": "CC BY 4.0"},
        {"tags": ("Dogs",), "rights": "CC0", "image_url": "https://museum.org/3.jpg"},
    ]
    works = [replace(work, **some) for work, some in zip(tiny.WORKS, [*facts, {}, {}], strict=True)]
    monkeypatch.setattr(tiny, "WORKS", works)
    retrieval = tiny.retrieval()
    client = tiny.app(retrieval).test_client()

    def found(where: str) -> tuple[list[str], dict[str, dict[str, int]]]:
        page = client.get(f"{API}/artworks", query_string={"where": where, "more_facets": "true"}).json
        counts = {fact: {one["value"]: one["count"] for one in told} for fact, told in page["more_facets"].items()}
        return [work["id"] for work in page["items"]], counts

    works_of_sea, counts = found("tags:Sea")
    assert works_of_sea == ["red", "pink"]
    assert counts["tags"] == {"Sea": 2, "Dogs": 1, "Ships": 1}  # as if no tag were chosen
    assert counts["rights"] == {"CC0": 1, "CC BY 4.0": 1}
    assert counts["has"] == {"date": 1, "image": 1}
    assert found("tags:Sea|Dogs rights:CC0 has:image")[0] == ["red", "green"]
    assert found("has:image -tags:Dogs")[0] == ["red"]
    assert found("has:image")[1]["has"] == {"date": 3, "image": 2}  # as if has: were not asked for
    assert client.get(f"{API}/artworks?q=ships").json["total"] == 1
    assert set(client.get(f"{API}/artworks").json or {}) == {"items", "total", "facets", "unknown"}
    fits(client.get(f"{API}/artworks?more_facets=true").json, "ArtworkPage")
    retrieval.close()
