"""Works by words and facts over HTTP."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.collection.artwork import FIELDS
from tests.search_api.tiny import API, ENCODER, RELEASE, WORKS


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.json
    return [item["id"] for item in answer.json["items"]]


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == answer.status_code == status
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
    body: dict[str, Any] = answer.json
    return body


def test_all_works_are_there_in_the_order_of_the_release(client: FlaskClient) -> None:
    answer = client.get(f"{API}/artworks")
    assert ids(answer) == [work.id for work in WORKS]
    assert answer.json["total"] == len(WORKS)
    assert tuple(answer.json["items"][0]) == FIELDS
    assert answer.json["items"][4]["licence"] == "CC BY 4.0 (J. Paul Getty Trust)"
    assert answer.json["facets"]["culture"][0] == {"value": "Russian", "count": 2}
    assert answer.headers["Server-Timing"].startswith("search;dur=")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=square", ["red", "pink"]),
        ("q=kasimir red", ["red"]),
        ("q=%22 OR NEAR(", []),
        ("culture=Swiss", ["green", "blue"]),
        ("culture=Swiss&culture=French", ["green", "blue", "night"]),
        ("culture=Swiss&medium=Oil", ["green"]),
        ("culture=Atlantis", []),
        ("artist=Paul&q=night", ["blue"]),
        ("date_from=1914&date_to=1921", ["red", "green"]),
        ("date_to=-510", ["blue"]),
        ("limit=2&offset=3", ["blue", "night"]),
        ("offset=1000000", []),
    ],
)
def test_words_facts_and_years_narrow_the_works(client: FlaskClient, asked: str, found: list[str]) -> None:
    assert sorted(ids(client.get(f"{API}/artworks?{asked}"))) == sorted(found)


def test_a_surprise_is_the_same_for_the_same_number(client: FlaskClient) -> None:
    first, again, other = (ids(client.get(f"{API}/artworks?shuffle={seed}")) for seed in (1, 1, 3))
    assert first == again != other


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("limit=0", "greater than or equal to 1"),
        ("limit=101", "less than or equal to 100"),
        ("limit=ten", "limit"),
        ("limit=1&limit=2", "give it once"),
        ("offset=-1", "greater than or equal to 0"),
        ("shuffle=2147483648", "less than or equal to 2147483647"),
        ("cultre=Swiss", "cultre: this name is not known; known are culture"),
        ("culture=", "at least 1 character"),
        ("q=" + "x" * 201, "at most 200 characters"),
        ("&".join(f"culture={n}" for n in range(51)), "at most 50 items"),
        ("date_from=MDCL", "date_from"),
        ("date_from=99999", "less than or equal to 9999"),
        ("date_from=1700&date_to=1600", "date_from 1700 lies after date_to 1600"),
    ],
)
def test_what_cannot_be_asked_is_named_with_its_limit(client: FlaskClient, asked: str, named: str) -> None:
    assert named in problem(client.get(f"{API}/artworks?{asked}"), 400)["detail"]


def test_one_work_has_all_its_facts(client: FlaskClient) -> None:
    answer = client.get(f"{API}/artworks/red")
    assert tuple(answer.json) == FIELDS
    assert (answer.json["title"], answer.json["museum"], answer.json["date_begin"]) == ("A red square", None, 1913)


@pytest.mark.parametrize(
    "path", ["artworks/nowhere", "artworks/nowhere/similar", "artworks/%00", "artworks/%ff/similar"]
)
def test_a_work_that_is_not_there_says_where_to_look(client: FlaskClient, path: str) -> None:
    assert "GET /api/search/v1/artworks" in problem(client.get(f"{API}/{path}"), 404)["detail"]


def test_the_collection_says_what_it_is(client: FlaskClient) -> None:
    facts = {"release": RELEASE, "artworks": len(WORKS), "encoder_sha256": ENCODER}
    assert client.get(f"{API}/collection").json == facts


def test_health_and_metrics_are_at_the_root(client: FlaskClient) -> None:
    assert [client.get(path).status_code for path in ("/livez", "/readyz", "/metrics")] == [200, 200, 200]
