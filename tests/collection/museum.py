"""A museum on a free port: it answers as The Met does, with its real records, and misbehaves when told to."""

import csv
import hashlib
import io
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image

RECORDS = [
    json.loads(line) for line in (Path(__file__).parent / "records" / "met.jsonl").read_text("utf-8").splitlines()
]
NUMBERS = [record["object_id"] for record in RECORDS]


def jpeg(colour: str = "red", size: tuple[int, int] = (60, 40), kind: str = "JPEG") -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


class Museum:
    """Its rows and objects, which a test may change, and how it answers each path."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.rows: dict[int, dict[str, Any]] = {r["object_id"]: dict(r["excel_metadata"]) for r in RECORDS}
        self.objects: dict[int, dict[str, Any]] = {r["object_id"]: self._object(r) for r in RECORDS}
        self.pictures: dict[str, bytes] = {f"/pictures/{number}.jpg": jpeg() for number in self.rows}
        self.behaviour: dict[str, Callable[[BaseHTTPRequestHandler], bool]] = {}
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self.refusing_after = 0  # so many answers, then as many refusals as `refusals`
        self.refusals = 2
        self.served = 0
        self.refused = 0
        self.before_picture: Callable[[int], None] = lambda _: None

    def grow(self, count: int) -> None:
        """Have `count` works: the first ones' records, under other numbers."""
        for number in range(1, count + 1 - len(self.rows)):
            first = NUMBERS[number % len(NUMBERS)]
            self.rows[number] = {**self.rows[first], "Object ID": number, "Title": f"Work {number}"}
            picture = f"{self.address}/pictures/{number}.jpg"
            self.objects[number] = {**self.objects[first], "objectID": number, "primaryImageSmall": picture}
            self.pictures[f"/pictures/{number}.jpg"] = jpeg()

    def csv(self) -> bytes:
        """MetObjects.csv, with its byte order mark."""
        out = io.StringIO()
        writer = csv.DictWriter(out, list(next(iter(self.rows.values()))))
        writer.writeheader()
        writer.writerows(self.rows.values())
        return out.getvalue().encode("utf-8-sig")

    def fetched(self) -> int:
        """How many objects and pictures were asked for."""
        return sum(count for path, count in self.asked.items() if path != "/MetObjects.csv")

    def _object(self, record: dict[str, Any]) -> dict[str, Any]:
        number = record["object_id"]
        return {
            "objectID": number,
            "isPublicDomain": record["excel_metadata"]["Is Public Domain"],
            **record["api_metadata"],
            "primaryImageSmall": f"{self.address}/pictures/{number}.jpg",
        }

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.split("?")[0]
        self.asked[path] += 1
        self.headers.append(dict(handler.headers))
        if path in self.behaviour and self.behaviour[path](handler):
            return
        if self.refusing_after and self.served >= self.refusing_after:
            self.refused += 1
            if self.refused % self.refusals == 0:
                self.served = 0
            send(handler, 403, b"<html>Forbidden</html>", "text/html")
            return
        self.served += 1
        if path == "/MetObjects.csv":
            send(handler, 200, self.csv(), "text/csv")
        elif path.startswith("/objects/") and (found := self.objects.get(int(path.rsplit("/", 1)[1]))):
            send(handler, 200, json.dumps(found).encode(), "application/json")
        elif path in self.pictures:
            self.before_picture(sum(count for asked, count in self.asked.items() if asked.startswith("/pictures/")))
            send(handler, 200, self.pictures[path], "image/jpeg")
        else:
            send(handler, 404, b'{"message":"ObjectID not found"}', "application/json")


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, kind: str, **headers: str) -> None:
    """An answer with an ETag over its body; 304 where the client has it already."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    if status == 200 and handler.headers.get("If-None-Match") == etag:
        status, body = 304, b""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.send_header("ETag", etag)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def truncated(body: bytes) -> Callable[[BaseHTTPRequestHandler], bool]:
    """Promises a whole picture and hangs up in the middle."""

    def answer(handler: BaseHTTPRequestHandler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True
        return True

    return answer


def once(status: int, body: bytes = b"", **headers: str) -> Callable[[BaseHTTPRequestHandler], bool]:
    """Answers so the first time, and then as it should."""
    left = [1]

    def answer(handler: BaseHTTPRequestHandler) -> bool:
        if not left.pop() if left else True:
            return False
        send(handler, status, body, "text/html", **headers)
        return True

    return answer


def asleep(seconds: float) -> Callable[[BaseHTTPRequestHandler], bool]:
    """Does not answer in time."""

    def answer(handler: BaseHTTPRequestHandler) -> bool:
        time.sleep(seconds)
        return True

    return answer


def always(status: int, body: bytes = b"", kind: str = "text/html") -> Callable[[BaseHTTPRequestHandler], bool]:
    """Answers so each time."""

    def answer(handler: BaseHTTPRequestHandler) -> bool:
        send(handler, status, body, kind)
        return True

    return answer


@contextmanager
def open_museum() -> Iterator[Museum]:
    """A museum that is open until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            try:
                museum.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_POST = do_GET  # noqa: N815  # the base class's name

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # a client that was killed

    server = Server(("127.0.0.1", 0), Handler)
    museum = Museum(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield museum
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
