"""Works like a work, and works like a picture, over HTTP."""

import io
import struct
import threading
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from numpy.typing import NDArray
from PIL import Image

from search_api.encoding import RETRY_AFTER_SECONDS
from tests.search_api import tiny
from tests.search_api.test_browsing import problem
from tests.search_api.tiny import API, ColourEncoder, picture


def matches(answer: Any) -> list[tuple[str, float]]:
    assert answer.status_code == 200, answer.json
    return [(match["artwork"]["id"], match["similarity"]) for match in answer.json["matches"]]


def test_the_most_similar_works_come_first_and_the_work_itself_is_left_out(client: FlaskClient) -> None:
    answer = client.get(f"{API}/artworks/red/similar")
    assert matches(answer) == [("pink", 0.5), ("green", 0.0), ("blue", 0.0), ("night", 0.0)]
    assert (answer.json["kept"], answer.json["exact"]) == (4, True)
    assert answer.json["ms"] >= 0
    assert "search;dur=" in answer.headers["Server-Timing"]


@pytest.mark.parametrize(
    ("asked", "found", "kept"),
    [
        ("k=1", ["pink"], 4),
        ("k=100", ["pink", "green", "blue", "night"], 4),
        ("culture=Swiss", ["green", "blue"], 2),
        ("culture=Swiss&medium=Oil", ["green"], 1),
        ("culture=Russian", ["pink"], 1),
        ("culture=Atlantis", [], 0),
        ("date_from=1900", ["green"], 1),
    ],
)
def test_only_works_under_the_condition_are_compared(
    client: FlaskClient, asked: str, found: list[str], kept: int
) -> None:
    answer = client.get(f"{API}/artworks/red/similar?{asked}")
    assert [work for work, _ in matches(answer)] == found
    assert answer.json["kept"] == kept


@pytest.mark.parametrize(("k", "limit"), [(0, "greater than or equal to 1"), (101, "less than or equal to 100")])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_number_of_matches_past_the_limit_is_refused_by_name(
    client: FlaskClient, method: str, k: int, limit: str
) -> None:
    path = "artworks/red/similar" if method == "GET" else "similar"
    detail = problem(client.open(f"{API}/{path}?k={k}", method=method), 400)["detail"]
    assert detail.startswith("k:")
    assert limit in detail


def test_a_misspelt_condition_is_refused_and_never_ignored(client: FlaskClient) -> None:
    assert "cultur:" in problem(client.get(f"{API}/artworks/red/similar?cultur=Swiss"), 400)["detail"]
    assert "limit:" in problem(client.post(f"{API}/similar?limit=3", data=picture("red")), 400)["detail"]


def send(client: FlaskClient, data: bytes, asked: str = "") -> Any:
    head = (
        b'--part\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    )
    body = head + data + b"\r\n--part--\r\n"  # by hand, as the test client would write large files to a disk
    return client.post(f"{API}/similar{asked}", data=body, content_type="multipart/form-data; boundary=part")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "GIF"])
def test_a_picture_finds_the_works_like_it(client: FlaskClient, kind: str) -> None:
    answer = send(client, picture("blue", kind), "?k=2")
    assert [work for work, _ in matches(answer)] == ["blue", "night"]
    assert answer.json["kept"] == 5
    assert [stage.split(";")[0] for stage in answer.headers["Server-Timing"].split(", ")] == [
        "decode",
        "embed",
        "search",
        "catalogue",
    ]


def test_a_picture_may_be_the_body_itself_and_comes_under_conditions(client: FlaskClient) -> None:
    answer = client.post(f"{API}/similar?culture=Russian", data=picture("blue"), content_type="image/png")
    assert matches(answer) == [("pink", 0.5), ("red", 0.0)]


def bomb() -> bytes:
    """The header of a PNG of 200 megapixels."""
    chunks = b""
    for kind, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 20_000, 10_000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
    ):
        chunks += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("data", "status", "named"),
    [
        (b"I am a poem, not a picture", 415, "JPEG"),
        (b"", 400, "empty"),
        (bomb(), 413, "40 megapixels"),
        (b"\0" * (50 * 2**20), 413, "MiB"),
        (picture("red", "JPEG", (64, 64))[:400], 422, "damaged"),
    ],
    ids=["a text", "nothing", "200 megapixels", "50 MiB", "half a picture"],
)
def test_an_upload_that_will_not_do_is_refused_with_the_limit_and_the_service_lives(
    client: FlaskClient, data: bytes, status: int, named: str
) -> None:
    assert named in problem(send(client, data), status)["detail"]
    assert matches(send(client, picture("red"), "?k=1")) == [("red", 1.0)]


def test_a_body_that_is_no_picture_is_refused(client: FlaskClient) -> None:
    problem(client.post(f"{API}/similar", json={"image": "https://example.org/a.jpg"}), 415)
    assert (
        "'image'" in problem(client.post(f"{API}/similar", data={"file": (io.BytesIO(b"x"), "a.jpg")}), 400)["detail"]
    )
    problem(client.get(f"{API}/similar"), 405)


def test_a_picture_in_which_nothing_is_seen_is_no_crash(client: FlaskClient) -> None:
    assert "another one" in problem(send(client, picture("black")), 422)["detail"]


class SlowEncoder(ColourEncoder):
    """Sees nothing until it is told to."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.go = threading.Event()

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        self.entered.set()
        assert self.go.wait(20)
        return super().embed(images)


def test_when_too_many_pictures_wait_the_next_is_told_to_come_back() -> None:
    encoder = SlowEncoder()
    retrieval = tiny.retrieval(encoder, max_waiting=0)
    client = tiny.app(retrieval).test_client()
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(send(tiny.app(retrieval).test_client(), picture("red"))))
    first.start()
    assert encoder.entered.wait(20)
    busy = send(client, picture("green"))
    assert "try again" in problem(busy, 429)["detail"]
    assert busy.headers["Retry-After"] == str(RETRY_AFTER_SECONDS)
    encoder.go.set()
    first.join()
    assert matches(answers[0])[0] == ("red", 1.0)
    assert matches(send(client, picture("green")))[0] == ("green", 1.0)
    retrieval.close()
