"""SIGTERM under load, with a real process: it says that it is no longer ready, loses no request, and ends."""

import http.client
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
import requests

from gan_api.recipe import Recipe
from services.collection.releases import Release
from tests.live import LiveStudio, live_studio

KEPT, FRESH = 6, 3
LOST = (http.client.HTTPException, ConnectionResetError, BrokenPipeError, TimeoutError)


@dataclass
class Load:
    """Visitors who ask for one new picture after the other, some on a connection of their own for each."""

    studio: LiveStudio
    release: str
    answers: list[tuple[float, int]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def visit(self, number: int) -> None:
        """Ask until nobody listens any more."""
        random = np.random.default_rng(number)
        connection: http.client.HTTPConnection | None = None
        while True:
            recipe = Recipe.of(self.release, random.standard_normal(140).astype(np.float32), size=64)
            try:
                connection = connection or self._connected()
            except ConnectionRefusedError:
                return
            try:
                connection.request("GET", f"/api/gan/v1/images/{recipe.word}.jpg")
                answer = connection.getresponse()
                answer.read()
            except LOST as error:
                self.lost.append(repr(error))
                return
            self.answers.append((time.monotonic(), answer.status))
            if number < FRESH or answer.will_close:
                connection.close()
                connection = None

    def _connected(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(urlsplit(self.studio.url).netloc, timeout=20)
        connection.connect()
        return connection


def test_no_request_is_lost_when_it_is_stopped_under_load(release: Release, pages: Path) -> None:
    with live_studio("--release", str(release.root), STUDIO_FRONTEND=str(pages)) as studio:
        load = Load(studio, release.id)
        visitors = [threading.Thread(target=load.visit, args=(number,)) for number in range(FRESH + KEPT)]
        for visitor in visitors:
            visitor.start()
        while len(load.answers) < 50:
            time.sleep(0.01)
        asked = time.monotonic()
        studio.process.send_signal(signal.SIGTERM)
        while (readiness := requests.get(f"{studio.url}/readyz", timeout=20)).status_code == 200:
            assert time.monotonic() < asked + 1
        assert "asked to stop" in readiness.json()["detail"]
        assert studio.process.wait(30) == 0
        for visitor in visitors:
            visitor.join(30)
    assert not load.lost
    assert {status for _, status in load.answers} == {200}
    assert any(when > asked for when, _ in load.answers)


def test_a_second_worker_is_refused_before_it_loads_the_models_again(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAN_RELEASE", str(release.root))
    conf = ["-c", "python:services.common.gunicorn_conf", "--bind", f"unix:{tmp_path}/socket", "--workers", "2"]
    ran = subprocess.run(
        [sys.executable, "-m", "gunicorn", *conf, "gan_api.wsgi:build_from_environment()"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode != 0
    assert "one worker with many threads" in ran.stderr


def test_a_film_is_cancelled_when_it_is_stopped_and_who_listens_is_told(release: Release, pages: Path) -> None:
    with live_studio("--release", str(release.root), STUDIO_FRONTEND=str(pages)) as studio:
        film = {"stops": [{"artwork": "work-1"}, {"artwork": "work-2"}], "frames": 600}
        job = requests.post(f"{studio.url}/api/gan/v1/walks", json=film, timeout=20).headers["Location"]
        with requests.get(f"{studio.url}{job}/events", timeout=20, stream=True) as events:
            lines = events.iter_lines(chunk_size=1, decode_unicode=True)
            next(line for line in lines if '"running"' in line)
            studio.process.send_signal(signal.SIGTERM)
            last = [line for line in lines if line.startswith("data: ")][-1]
        assert '"cancelled"' in last
        assert "the service was stopped" in last
        assert studio.process.wait(30) == 0
