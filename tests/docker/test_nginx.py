"""The pages' nginx, run for real: pages, files, both services behind it, and problems where one of them is away."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask, Response, request
from werkzeug.serving import make_server

from services.pages import EMBEDDER_POLICY, content_policy
from tests.docker.rules import DOCKER

IMAGES = "https://images.example.org"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def echo() -> Flask:
    """A service that tells what reached it."""
    app = Flask(__name__, static_folder=None)

    @app.route("/<path:path>", methods=["GET", "POST"])
    def told(path: str) -> Response:
        if path.endswith("/events"):
            return Response((f"data: {n}\n\n" for n in range(3)), content_type="text/event-stream")
        size = len(request.get_data())
        headers = {name: value for name, value in request.headers.items() if name.startswith("X-")}
        return Response(json.dumps({"uri": request.environ["REQUEST_URI"], "size": size, "headers": headers}), 418)

    return app


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Door:
    port: int
    process: subprocess.Popen[bytes]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that nginx may use also where these tests run as root, and it as nobody."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def door(pages: Path, open_folder: Path) -> Iterator[Door]:
    shutil.copytree(pages, open_folder / "pages")
    (open_folder / "pages").chmod(0o755)
    path = f"{os.environ['PATH']}:/usr/sbin"
    assert shutil.which("nginx", path=path), "nginx is needed: scripts/nginx.sh"
    service = make_server("127.0.0.1", 0, echo(), threaded=True)
    threading.Thread(target=service.serve_forever, args=(0.02,), daemon=True).start()
    port = free_port()
    told = {
        "PATH": path,
        "PORT": f"127.0.0.1:{port}",
        "GAN_API": f"127.0.0.1:{service.server_port}",
        "SEARCH_API": f"127.0.0.1:{free_port()}",  # nobody listens there
        "PAGES": str(open_folder / "pages"),
        "SCRATCH": str(open_folder),
        "IMAGE_HOSTS": IMAGES,
        "RESOLVER": "127.0.0.1",
        "DRAIN_S": "0",
    }
    process = subprocess.Popen(["sh", DOCKER / "nginx.sh"], env=told, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 10
        while not listens(port):
            assert time.monotonic() < until, "nginx did not start"
            time.sleep(0.02)
        yield Door(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        service.shutdown()
        service.server_close()


def test_it_serves_pages_and_files_as_the_studio_itself_does(door: Door, pages: Path) -> None:
    for path in ("/", "/map", "/artworks/a-1.2"):
        page = door.get(path)
        assert (page.status, page.headers.get("Cache-Control")) == (200, "no-cache")
        assert page.body == (pages / "index.html").read_bytes()
        assert page.headers.get("Content-Security-Policy") == content_policy(IMAGES, "sha256-c2Ny", "sha256-c3R5")
        assert page.headers.get("Cross-Origin-Embedder-Policy") == EMBEDDER_POLICY
        assert page.headers.get("X-Content-Type-Options") == "nosniff"
    script = door.get("/assets/index-4f2a.js")
    assert script.headers.get("Cache-Control") == "public, max-age=31536000, immutable"
    assert door.get("/favicon.svg").headers.get("Content-Type") == "image/svg+xml"


@pytest.mark.parametrize("path", ["/assets/none.js", "/none.txt", "/api", "/api/other/v1/x"])
def test_what_is_not_there_is_a_problem(door: Door, path: str) -> None:
    answer = door.get(path)
    assert answer.headers.get("Content-Type") == "application/problem+json"
    assert json.loads(answer.body)["status"] == answer.status == 404
    assert door.get("/assets/../../etc/passwd").status == 400


def test_a_service_gets_the_request_as_it_was_and_a_trustworthy_address(door: Door) -> None:
    answer = door.get("/api/gan/v1/a%2Fb?c=%C3%A9", **{"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "https"})
    told = json.loads(answer.body)
    assert answer.status == 418
    assert told["uri"] == "/api/gan/v1/a%2Fb?c=%C3%A9"
    assert told["headers"]["X-Forwarded-For"] == "127.0.0.1"
    assert told["headers"]["X-Forwarded-Proto"] == "http"
    assert answer.headers.get("Content-Security-Policy") is None  # the service's own headers stand alone


def test_a_service_away_is_a_problem_that_says_when_to_come_back(door: Door) -> None:
    answer = door.get("/api/search/v1/artworks")
    assert (answer.status, answer.headers.get("Retry-After")) == (502, "2")
    assert json.loads(answer.body)["status"] == 502


def test_a_body_as_large_as_a_service_takes_passes_and_a_larger_one_does_not(door: Door) -> None:
    passed = door.ask("POST", "/api/gan/v1/verify", b"x" * (10 * 2**20 + 64 * 1024))
    assert json.loads(passed.body)["size"] == 10 * 2**20 + 64 * 1024
    with closing(http.client.HTTPConnection("127.0.0.1", door.port, timeout=10)) as connection:
        connection.putrequest("POST", "/api/gan/v1/verify")
        connection.putheader("Content-Length", str(12 * 2**20))
        connection.endheaders()
        refused = connection.getresponse()
        assert (refused.status, refused.getheader("Content-Type")) == (413, "application/problem+json")


def test_events_pass_through(door: Door) -> None:
    assert door.get("/api/gan/v1/jobs/a/events").body == b"data: 0\n\ndata: 1\n\ndata: 2\n\n"


def test_it_ends_when_asked(door: Door) -> None:
    assert door.get("/readyz").status == 200
    door.process.send_signal(signal.SIGTERM)
    assert door.process.wait(10) == 0
    assert not listens(door.port)
