"""Works like a picture that lies elsewhere: at a museum's address, or drawn by the generator from a recipe."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from search_api.elsewhere import Elsewhere, by_http
from search_api.retrieval import Retrieval
from search_api.routes.elsewhere import MAX_RECIPE_LENGTH
from services.common.fetch import MAX_ADDRESS_LENGTH, MAX_SECONDS, Fetcher
from tests.common.test_fetch import MUSEUM, Network, say
from tests.search_api import tiny
from tests.search_api.test_browsing import problem
from tests.search_api.test_openapi import CONTRACT, fits
from tests.search_api.test_similar import matches
from tests.search_api.tiny import API, picture


@pytest.fixture
def network() -> Iterator[Network]:
    made = Network()
    yield made
    made.close()


def at_museum(retrieval: Retrieval, network: Network) -> FlaskClient:
    return tiny.app(retrieval, Elsewhere(network.fetcher(max_bytes=10_000))).test_client()


def test_a_museums_picture_finds_the_works_like_it(retrieval: Retrieval, network: Network) -> None:
    client = at_museum(retrieval, network)
    network.answers["/blue.png"] = say("200 OK", picture("blue"))
    asked = {"address": f"https://{MUSEUM}/blue.png"}
    answer = client.post(f"{API}/similar/address?culture=French", json=asked)
    assert matches(answer) == [("night", 1.0)]
    fits(answer.json, "Matches")
    assert answer.headers["Server-Timing"].startswith("fetch;dur=")


def test_an_address_elsewhere_is_refused_and_told_what_to_do(retrieval: Retrieval, network: Network) -> None:
    client = at_museum(retrieval, network)
    for address in ("https://evil.org/a.png", "http://127.0.0.1:6379/", "file:///etc/passwd"):
        problem(client.post(f"{API}/similar/address", json={"address": address}), 400)
    assert network.dialled == []
    network.answers["/page"] = say("200 OK", b"<html>")
    problem(client.post(f"{API}/similar/address", json={"address": f"https://{MUSEUM}/page"}), 415)
    network.answers["/gone"] = say("404 Not Found")
    gone = client.post(f"{API}/similar/address", json={"address": f"https://{MUSEUM}/gone"})
    assert "answered 404" in problem(gone, 422)["detail"]


def test_a_recipe_finds_the_works_like_its_drawing(client: FlaskClient) -> None:
    answer = client.get(f"{API}/recipes/blue/similar?k=2")
    assert [work for work, _ in matches(answer)] == ["blue", "night"]
    fits(answer.json, "Matches")
    assert answer.headers["Server-Timing"].startswith("draw;dur=")
    assert "max-age" in answer.headers["Cache-Control"]


def test_what_the_generator_says_of_a_recipe_is_passed_on(retrieval: Retrieval, client: FlaskClient) -> None:
    assert problem(client.get(f"{API}/recipes/nonsense/similar"), 400)["detail"] == "this is not a recipe"
    busy = client.get(f"{API}/recipes/busy/similar")
    assert (problem(busy, 429)["detail"], busy.headers["Retry-After"]) == ("too busy", "9")
    assert "no recipe" in problem(client.get(f"{API}/recipes/a%20b/similar"), 400)["detail"]
    alone = tiny.app(retrieval, Elsewhere(Fetcher(frozenset(), 1))).test_client()
    assert "SEARCH_GENERATOR_URL" in problem(alone.get(f"{API}/recipes/blue/similar"), 404)["detail"]


class Generator(http.server.BaseHTTPRequestHandler):
    """Draws blue, and writes down for whom; knows of a release that was removed, and of what to come back for."""

    visitors: list[str | None]

    def do_GET(self) -> None:
        self.visitors.append(self.headers["X-Forwarded-For"])
        recipe = self.path.removeprefix("/api/gan/v1/images/").removesuffix(".jpg")
        told = {"removed": (410, None), "full": (503, "7"), "limited": (429, "31"), "dated": (503, "Wed, 21 Oct 2026")}
        status, after = told.get(recipe, (200 if recipe == "blue" else 502, None))
        body = picture("blue", "JPEG") if status in (200, 502) else b'{"detail": "so it is"}'
        self.send_response(status)
        if after:
            self.send_header("Retry-After", after)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[http.server.ThreadingHTTPServer]:
    Generator.visitors = []
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Generator)
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def asking(server: http.server.ThreadingHTTPServer, retrieval: Retrieval) -> FlaskClient:
    draw = by_http(f"http://127.0.0.1:{server.server_port}")
    return tiny.app(retrieval, Elsewhere(Fetcher(frozenset(), 1), draw)).test_client()


def test_what_was_removed_is_gone_and_when_to_come_back_is_what_the_generator_says(
    server: http.server.ThreadingHTTPServer, retrieval: Retrieval
) -> None:
    client = asking(server, retrieval)
    gone = client.get(f"{API}/recipes/removed/similar")
    assert (problem(gone, 410)["detail"], gone.headers.get("Retry-After")) == ("so it is", None)
    for recipe, status, after in (("full", 503, "7"), ("limited", 429, "31"), ("dated", 503, "2")):
        answer = client.get(f"{API}/recipes/{recipe}/similar")
        assert "so it is" in problem(answer, status)["detail"]
        assert answer.headers["Retry-After"] == after


def test_the_generator_is_asked_over_http_on_behalf_of_the_visitor(
    server: http.server.ThreadingHTTPServer, retrieval: Retrieval
) -> None:
    client = asking(server, retrieval)
    found = client.get(f"{API}/recipes/blue/similar", environ_overrides={"REMOTE_ADDR": "198.51.100.7"})
    assert matches(found)[0][0] == "blue"
    assert Generator.visitors == ["198.51.100.7"]
    problem(client.get(f"{API}/recipes/red/similar"), 503)
    server.shutdown()
    server.server_close()
    away = client.get(f"{API}/recipes/blue/similar")
    assert "does not answer" in problem(away, 503)["detail"]
    assert away.headers["Retry-After"] == "2"


def test_the_contract_tells_the_limits() -> None:
    by_address = CONTRACT["paths"][f"{API}/similar/address"]["post"]
    body = by_address["requestBody"]["content"]["application/json"]["schema"]["properties"]["address"]
    assert body["maxLength"] == MAX_ADDRESS_LENGTH
    assert f"within {MAX_SECONDS} seconds" in by_address["description"]
    recipe = CONTRACT["paths"][f"{API}/recipes/{{recipe}}/similar"]["get"]["parameters"][0]["schema"]
    assert recipe["maxLength"] == MAX_RECIPE_LENGTH
