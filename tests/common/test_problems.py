"""Failures over HTTP: each one is problem+json that says what was wrong and what to do."""

import logging
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.problems import Busy, NotFound, Problem, Unprocessable
from services.common.web import create_base_app


@pytest.fixture
def app() -> Flask:
    app = create_base_app("tests", service="tests", max_body_bytes=2**20, ready=lambda: None)

    @app.get("/things/<thing>")
    def thing(thing: str) -> str:
        if thing == "busy":
            raise Busy("all places are taken; come back", retry_after=7)
        if thing == "bug":
            raise RuntimeError("the password is swordfish")
        if thing == "strange":
            raise Unprocessable("strange", limit=3, status=200, request_id="forged")
        raise NotFound(f"there is no {thing}; GET /things lists them")

    @app.post("/things")
    def things() -> str:
        return "made"

    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def body_of(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    body: dict[str, Any] = answer.get_json(force=True)
    assert body["status"] == status
    assert body["request_id"] == answer.headers["X-Request-Id"]
    return body


def test_a_problem_answers_with_its_status_title_and_detail(client: FlaskClient) -> None:
    body = body_of(client.get("/things/unicorn"), 404)
    assert body["type"] == "urn:problem-type:gen-studio:not-found"
    assert body["title"] == "Not found"
    assert body["detail"] == "there is no unicorn; GET /things lists them"
    assert body["instance"] == "/things/unicorn"


def test_a_busy_service_says_when_to_come_back(client: FlaskClient) -> None:
    answer = client.get("/things/busy")
    body_of(answer, 429)
    assert answer.headers["Retry-After"] == "7"


def test_extra_members_stand_beside_the_standard_ones_and_never_replace_them(client: FlaskClient) -> None:
    body = body_of(client.get("/things/strange"), 422)
    assert body["limit"] == 3
    assert body["request_id"] != "forged"


def test_a_bug_is_logged_and_says_nothing_of_itself(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "gen_studio.errors"):
        answer = client.get("/things/bug")
    body = body_of(answer, 500)
    assert "swordfish" not in answer.get_data(as_text=True)
    assert "request_id" in body["detail"]
    assert "swordfish" in caplog.text


def test_an_unknown_address_names_the_nearest_one(client: FlaskClient) -> None:
    assert "did you mean /things?" in body_of(client.get("/thing"), 404)["detail"]
    assert "check the address" in body_of(client.get("/zzz/qqq/xxx"), 404)["detail"]


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.get("/things")
    assert "use OPTIONS, POST" in body_of(answer, 405)["detail"]
    assert answer.headers["Allow"] == "OPTIONS, POST"


def test_every_kind_of_problem_has_a_status_and_a_name_of_its_own() -> None:
    kinds = [kind for kind in Problem.__subclasses__() if kind.__module__ == Problem.__module__]
    assert len({kind.status for kind in kinds}) == len({kind.kind for kind in kinds}) == len(kinds) == 8


def test_a_redirect_stays_a_redirect(app: Flask) -> None:
    @app.get("/folder/")
    def folder() -> str:
        return "here"

    answer = app.test_client().get("/folder")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith("/folder/")
