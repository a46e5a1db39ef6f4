"""Three apps behind one address: each path reaches the app that it belongs to, unchanged."""

import pytest
from flask import request
from werkzeug.test import Client

from services.common.web import BaseApp, create_base_app
from services.embedded import Combined, drawing_by


def an_app(name: str) -> BaseApp:
    app = create_base_app(name, service=name, max_body_bytes=1000, ready=lambda: None)
    app.add_url_rule("/", "root", lambda: f"{name} {request.path}")
    app.add_url_rule("/<path:rest>", "rest", lambda rest: f"{name} {request.script_root}/{rest} |")
    return app


@pytest.fixture
def client() -> Client:
    return Client(Combined({"/api/gan/v1": an_app("gan"), "/api/search/v1": an_app("search")}, an_app("pages")))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/gan/v1/model", "gan"),
        ("/api/search/v1/artworks/a/similar", "search"),
        ("/api/gan/v1", "gan"),
        ("/api/gan/v10/model", "pages"),
        ("/api/gan", "pages"),
        ("/artworks/api/gan/v1/model", "pages"),
    ],
)
def test_a_path_reaches_its_app_whole(client: Client, path: str, name: str) -> None:
    assert client.get(path).get_data(as_text=True) == f"{name} {path} |"


def test_the_generator_beside_it_is_asked_on_behalf_of_the_visitor_and_says_when_to_come_back() -> None:
    generator = an_app("gan")
    busy = lambda: (f"too many from {request.remote_addr}", 429, {"Retry-After": "9"})  # noqa: E731
    generator.add_url_rule("/images/blue.jpg", "busy", busy)
    assert drawing_by(generator)("/images/blue.jpg", "198.51.100.7") == (429, b"too many from 198.51.100.7", "9")
    assert drawing_by(generator)("/images/red.jpg", "198.51.100.7")[2] == ""


def test_health_and_metrics_are_those_of_the_whole(client: Client) -> None:
    client.get("/api/gan/v1/model")
    assert client.get("/livez").get_json() == {"status": "alive"}
    assert 'service="gan"' in client.get("/metrics").get_data(as_text=True)
