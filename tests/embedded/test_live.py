"""`gen-studio up` for real, on a tiny release: it gets ready, answers, survives what it is sent, and stops."""

import http.client
import io
import json
import socket
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
import requests

from gan_api.recipe import Recipe
from services.collection.releases import Release
from tests.live import LiveStudio, live_studio
from tests.tiny_release import WORKS, picture

GAN, SEARCH = "/api/gan/v1", "/api/search/v1"


@pytest.fixture(scope="module")
def studio(release: Release, pages: Path) -> Iterator[LiveStudio]:
    with live_studio("--release", str(release.root), STUDIO_FRONTEND=str(pages), GAN_MAX_WAITING="16") as running:
        yield running


def get(studio: LiveStudio, path: str) -> requests.Response:
    return requests.get(studio.url + path, timeout=30)


def test_it_listens_on_this_machine_alone_and_was_ready_when_it_said_so(studio: LiveStudio) -> None:
    assert studio.url.startswith("http://127.0.0.1:")
    assert get(studio, "/readyz").json() == {"status": "ready"}


def test_pages_and_both_services_share_one_address(studio: LiveStudio, release: Release) -> None:
    assert "<title>Gen Studio</title>" in get(studio, "/artworks/work-3").text
    assert "https://pictures.example.org" in get(studio, "/").headers["Content-Security-Policy"]
    assert get(studio, f"{GAN}/model").json()["release"] == release.id
    assert get(studio, f"{SEARCH}/collection").json()["artworks"] == len(WORKS)


def test_a_point_of_a_map_is_drawn_and_at_a_landmark_it_is_that_landmark(studio: LiveStudio) -> None:
    works = {"landmarks": [{"artwork": f"work-{number}"} for number in (1, 2, 3)]}
    made = requests.post(f"{studio.url}{GAN}/maps", json=works, timeout=30)
    landmark = made.json()["landmarks"][1]
    drawn = get(studio, f"{made.headers['Location']}/points/{landmark['x']},{landmark['y']}.jpg?size=64")
    assert drawn.headers["Content-Type"] == "image/jpeg"
    assert drawn.headers["Gen-Weights"] == "1;w=1.000"
    assert drawn.content == get(studio, f"{GAN}/artworks/work-2/rendering.jpg?size=64").content


def test_an_uploaded_picture_finds_the_work_that_it_shows(studio: LiveStudio) -> None:
    file = io.BytesIO()
    picture(5).save(file, "PNG")
    found = requests.post(f"{studio.url}{SEARCH}/similar", files={"image": file.getvalue()}, timeout=30).json()
    assert found["exact"]
    assert found["matches"][0]["artwork"]["id"] == "work-5"


def test_many_visitors_at_once_get_the_same_bytes(studio: LiveStudio) -> None:
    with ThreadPoolExecutor(12) as pool:
        paths = [f"{GAN}/artworks/work-7/rendering.jpg?size=64"] * 36
        assert len({answer.content for answer in pool.map(lambda path: get(studio, path), paths)}) == 1


def recipe(release: Release, number: int, size: int = 256) -> str:
    return Recipe.of(release.id, np.random.default_rng(number).standard_normal(140).astype(np.float32), size=size).word


def gone(studio: LiveStudio) -> float:
    lines = get(studio, "/metrics").text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith("gen_studio_gan_client_gone_total"))


def test_visitors_who_hang_up_are_not_drawn_for_and_one_who_sends_the_next_request_is(
    studio: LiveStudio, release: Release
) -> None:
    place = urlsplit(studio.url)
    before = gone(studio)
    with socket.create_connection((place.hostname, place.port), timeout=30) as patient:
        for number in range(15):
            asked = f"GET {GAN}/images/{recipe(release, number)}.jpg HTTP/1.1\r\nHost: studio\r\n\r\n".encode()
            if number == 7:
                patient.sendall(asked * 2)  # the second one lies unread on the connection while the first one waits
                continue
            with socket.create_connection((place.hostname, place.port), timeout=30) as hasty:
                hasty.sendall(asked)
        answer = http.client.HTTPResponse(patient)
        answer.begin()
        assert answer.status == 200
    assert gone(studio) > before


def test_a_flood_is_refused_in_part_and_leaves_the_service_as_it_was(studio: LiveStudio, release: Release) -> None:
    def ask(number: int) -> int:
        answer = get(studio, f"{GAN}/images/{recipe(release, 1000 + number)}.jpg")
        assert answer.status_code == 200 or int(answer.headers["Retry-After"]) >= 1
        return answer.status_code

    with ThreadPoolExecutor(60) as pool:
        assert set(pool.map(ask, range(300))) == {200, 429}
    assert ask(1000) == 200


def huge_png() -> bytes:
    """A PNG of 200 megapixels, all black, in a few hundred kilobytes."""
    width, height = 20_000, 10_000
    rows = zlib.compressobj(9)
    data = b"".join(rows.compress(b"\0" * (1 + 3 * width)) for _ in range(height)) + rows.flush()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def chunks() -> Iterator[bytes]:
    for _ in range(50):
        yield b"\0" * 2**20


def refused(answer: requests.Response, status: int, *told: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    for word in told:
        assert word in problem["detail"]


def test_bad_input_is_refused_with_its_limit_and_the_worker_lives(studio: LiveStudio) -> None:
    def send(path: str, **body: object) -> requests.Response:
        return requests.post(studio.url + path, timeout=60, **body)

    recipes, similar = f"{GAN}/recipes", f"{SEARCH}/similar"
    refused(send(recipes, json={"seed": [0.5] * 139}), 400, "139", "140")
    nan = "[" + "NaN," * 139 + "NaN]"
    refused(send(recipes, data=f'{{"seed": {nan}}}', headers={"Content-Type": "application/json"}), 400, "finite")
    recipe = send(recipes, json={"seed": [0.5] * 140}).json()["recipe"]
    refused(get(studio, f"{GAN}/images/{'0' * 12}{recipe[12:]}.jpg"), 404, "000000000000")
    refused(get(studio, f"{GAN}/artworks/unicorn/seed"), 404, "unicorn")
    refused(get(studio, f"{SEARCH}/artworks/unicorn"), 404, "unicorn")
    refused(send(similar, files={"image": ("big.png", huge_png())}), 413, "200 megapixels", "40 megapixels")
    refused(send(similar, files={"image": ("photo.jpg", b"no picture at all")}), 415, "JPEG")
    refused(send(similar, files={"image": ("big.jpg", b"\0" * 50 * 2**20)}), 413, "MiB")
    refused(send(similar, data=chunks(), headers={"Content-Type": "image/jpeg"}), 413, "MiB")
    refused(send(recipes, data=chunks(), headers={"Content-Type": "application/json"}), 413, "MiB")
    assert studio.process.poll() is None
    assert get(studio, "/readyz").status_code == 200


def test_it_stops_when_it_is_asked_to(release: Release, pages: Path) -> None:
    with live_studio("--release", str(release.root), STUDIO_FRONTEND=str(pages)) as running:
        assert running.stop() == 0
        with pytest.raises(requests.ConnectionError):
            get(running, "/livez")


def events(studio: LiveStudio, path: str) -> list[dict[str, object]]:
    """The events of a job as a browser hears them, to the end of the stream."""
    with requests.get(f"{studio.url}{path}/events", timeout=30, stream=True) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        lines = [line for line in answer.iter_lines(chunk_size=1, decode_unicode=True) if line]
    assert set(lines[::2]) == {"event: job"}
    return [json.loads(line.removeprefix("data: ")) for line in lines[1::2]]


def test_a_film_is_made_in_the_background_and_told_of_until_it_is_there(studio: LiveStudio) -> None:
    wanted = {"stops": [{"artwork": "work-1"}, {"artwork": "work-2"}], "frames": 24, "size": 64, "format": "webp"}
    accepted = requests.post(f"{studio.url}{GAN}/walks", json=wanted, timeout=30)
    assert accepted.status_code == 202
    told = events(studio, accepted.headers["Location"])
    assert told[-1]["state"] == "done"
    assert "running" in [one["state"] for one in told]
    assert len({one["progress"] for one in told}) > 2
    film = get(studio, str(told[-1]["result"]))
    assert film.content[:4] == b"RIFF"
