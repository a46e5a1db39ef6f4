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
    assert (problem(busy, 429)["detail"], busy.headers["Retry-After"]) == ("too busy", "1")
    assert "no recipe" in problem(client.get(f"{API}/recipes/a%20b/similar"), 400)["detail"]
    alone = tiny.app(retrieval, Elsewhere(Fetcher(frozenset(), 1))).test_client()
    assert "SEARCH_GENERATOR_URL" in problem(alone.get(f"{API}/recipes/blue/similar"), 404)["detail"]


class Generator(http.server.BaseHTTPRequestHandler):
    """Draws blue, and writes down for whom."""

    visitors: list[str | None]

    def do_GET(self) -> None:
        self.visitors.append(self.headers["X-Forwarded-For"])
        body = picture("blue", "JPEG")
        self.send_response(200 if self.path == "/api/gan/v1/images/blue.jpg" else 502)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        pass


def test_the_generator_is_asked_over_http_on_behalf_of_the_visitor(retrieval: Retrieval) -> None:
    Generator.visitors = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Generator)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    draw = by_http(f"http://127.0.0.1:{server.server_port}")
    client = tiny.app(retrieval, Elsewhere(Fetcher(frozenset(), 1), draw)).test_client()
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
