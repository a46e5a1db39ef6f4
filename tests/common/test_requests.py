"""Strict requests: what is wrong is named, nothing is guessed."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import Field

from services.common.requests import StrictModel, json_body, query
from services.common.web import create_base_app


class Part(StrictModel):
    """A part."""

    name: str
    weight: float = 1.0


class Body(StrictModel):
    """A body."""

    parts: list[Part] = Field(min_length=1, max_length=3)
    size: int = 64


class Page(StrictModel):
    """A query."""

    limit: int = Field(24, ge=1, le=100)
    culture: list[str] = Field(default_factory=list)
    artist: list[str] | None = None
    since: int | None = None


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    app: Flask = create_base_app("requests", service="requests", max_body_bytes=2**20, ready=lambda: None)
    app.add_url_rule("/body", "body", lambda: json_body(Body).model_dump(), methods=["POST"])
    app.add_url_rule("/page", "page", lambda: query(Page).model_dump())
    return app.test_client()


def post(client: FlaskClient, text: str | bytes, content_type: str = "application/json") -> tuple[int, dict[str, Any]]:
    answer = client.post("/body", data=text, content_type=content_type)
    return answer.status_code, answer.get_json(force=True)


def test_a_good_body_passes(client: FlaskClient) -> None:
    for content_type in ("application/json", "application/json; charset=utf-8"):
        status, body = post(client, '{"parts": [{"name": "a", "weight": 2}]}', content_type)
        assert (status, body) == (200, {"parts": [{"name": "a", "weight": 2.0}], "size": 64})


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ('[{"name": "a", "weight": NaN}]', "parts[0].weight"),
        ('[{"name": "a", "weight": Infinity}]', "parts[0].weight"),
        ('[{"name": "a", "weight": "2"}]', "parts[0].weight"),
        ('[{"name": "a", "weight": true}]', "parts[0].weight"),
        ('[{"name": "a"}, {"nam": "b"}]', "parts[1].nam"),
        ('[{"name": 3}]', "parts[0].name"),
        ("[]", "parts"),
        ("null", "parts"),
    ],
)
def test_a_wrong_field_is_named(client: FlaskClient, parts: str, field: str) -> None:
    status, problem = post(client, f'{{"parts": {parts}}}')
    assert status == 400
    assert field in [error["field"] for error in problem["errors"]]
    assert field in problem["detail"]


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "\x00", b"\xff\xfe", "[" * 100_000, '{"parts": 1e999}'])
def test_what_is_no_json_object_is_a_400(client: FlaskClient, text: str | bytes) -> None:
    status, problem = post(client, text)
    assert status == 400
    assert len(json.dumps(problem)) < 5000


def test_an_unknown_field_names_the_known_ones(client: FlaskClient) -> None:
    _, problem = post(client, '{"parts": [{"name": "a"}], "sise": 64}')
    assert problem["detail"] == "sise: this name is not known; known are parts, size"


def test_another_media_type_is_a_415(client: FlaskClient) -> None:
    for content_type in ("text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""):
        status, problem = post(client, '{"parts": [{"name": "a"}]}', content_type)
        assert status == 415
        assert "application/json" in problem["detail"]


def test_a_thousand_errors_are_not_all_told(client: FlaskClient) -> None:
    status, problem = post(client, json.dumps({f"field{number}": 1 for number in range(1000)}))
    assert status == 400
    assert len(problem["errors"]) == 10
    assert "more" in problem["detail"]


def test_a_query_reads_numbers_and_repeated_names(client: FlaskClient) -> None:
    answer = client.get("/page?limit=5&culture=Greek&culture=French&artist=Sappho&since=-600")
    assert answer.get_json() == {"limit": 5, "culture": ["Greek", "French"], "artist": ["Sappho"], "since": -600}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("limit=1.5", "limit"),
        ("limit=", "limit"),
        ("limit=1&limit=2", "limit"),
        ("limits=1", "limits"),
        ("since=" + "9" * 5000, "since"),
    ],
)
def test_a_wrong_parameter_is_named(client: FlaskClient, asked: str, field: str) -> None:
    answer = client.get(f"/page?{asked}")
    assert answer.status_code == 400
    problem = answer.get_json(force=True)
    assert problem["errors"][0]["field"] == field
    assert len(problem["detail"]) < 500
