"""The door in front of the framework: it answers what the app would answer, and is seen and counted like the app."""

import io
import json

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gan_api.app import create_app
from gan_api.settings import GanSettings
from services.common.metrics import exposition
from tests.gan_api.tiny import FlatEngine, deps, studio

API = "/api/gan/v1"
OF_EACH_ANSWER = {"X-Request-Id", "traceresponse", "Server-Timing"}


@pytest.fixture
def client() -> FlaskClient:
    return create_app(GanSettings(), deps(studio(FlatEngine()))).test_client()


@pytest.fixture
def picture(client: FlaskClient) -> str:
    recipe = client.get(f"{API}/artworks/red/seed").get_json()["recipe"]
    return f"{API}/images/{recipe}.jpg"


def lasting(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OF_EACH_ANSWER}


def test_a_picture_has_the_same_bytes_and_headers_by_the_door_and_by_the_app(client: FlaskClient, picture: str) -> None:
    by_door, by_app = client.get(picture), client.get(f"{picture}?download=0")
    assert (by_door.status_code, by_door.data) == (by_app.status_code, by_app.data) == (200, by_app.data)
    assert lasting(by_door) == lasting(by_app)
    for name in OF_EACH_ANSWER:
        assert by_door.headers[name]
        assert by_app.headers[name]


@pytest.mark.parametrize(
    ("word", "headers"),
    [
        ("nonsense", {}),
        ("0" * 12 + ".1000.64.AAAA", {}),
        ("", {"Gen-Session": "no spaces"}),
        ("", {"Gen-Deadline-Ms": "x"}),
    ],
)
def test_a_failure_is_answered_as_the_app_answers_it(
    client: FlaskClient, picture: str, word: str, headers: dict[str, str]
) -> None:
    path = f"{API}/images/{word}.jpg" if word else picture
    by_door, by_app = (client.get(path + more, headers=headers) for more in ("", "?download=0"))
    told, wanted = by_door.get_json(), by_app.get_json()
    assert by_door.status_code == by_app.status_code >= 400
    assert told.pop("request_id") == by_door.headers["X-Request-Id"]
    wanted.pop("request_id")
    assert told == wanted
    assert by_door.headers["Cache-Control"] == "no-store"


def test_visitors_behind_a_trusted_proxy_have_a_limit_each() -> None:
    client = create_app(GanSettings(trusted_proxies=1), deps(studio(rate_per_minute=1))).test_client()
    recipe = client.get(f"{API}/artworks/red/seed").get_json()["recipe"]
    other = client.get(f"{API}/artworks/blue/seed").get_json()["recipe"]

    def ask(word: str, visitor: str) -> int:
        return client.get(f"{API}/images/{word}.jpg", headers={"X-Forwarded-For": visitor}).status_code

    assert [ask(recipe, "203.0.113.1"), ask(other, "203.0.113.1"), ask(other, "203.0.113.2")] == [200, 429, 200]


def test_who_has_the_picture_already_is_told_so(client: FlaskClient, picture: str) -> None:
    tag = client.get(picture).headers["ETag"]
    assert client.get(picture, headers={"If-None-Match": tag}).status_code == 304


def test_the_caller_s_request_id_and_trace_go_on(client: FlaskClient, picture: str) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    answer = client.get(picture, headers={"X-Request-Id": "mine", "traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
    assert answer.headers["X-Request-Id"] == "mine"
    assert answer.headers["traceresponse"].startswith(f"00-{trace}-")


def test_a_picture_is_counted_and_logged_by_the_name_of_its_route(
    client: FlaskClient, picture: str, log: io.StringIO
) -> None:
    def counted() -> float:
        route = 'route="/api/gan/v1/images/<recipe>.<any(jpg, webp, png):file_format>",service="gan",status="200"'
        lines = [line for line in exposition().decode().splitlines() if route in line and "http_requests_total" in line]
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines)

    before = counted()
    by_door = client.get(picture)
    client.get(f"{picture}?download=0")
    assert counted() == before + 2
    first, second = (json.loads(line) for line in log.getvalue().splitlines())
    assert first["request_id"] == by_door.headers["X-Request-Id"]
    assert set(first) == set(second)
    assert (first["message"], first["route"]) == (second["message"], second["route"])
