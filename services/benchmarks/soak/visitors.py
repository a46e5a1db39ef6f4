"""Visitors who never tire: each asks for something every so often, tells apart what came, and asks again where the
connection broke, as the front-end does.
"""

import base64
import http.client
import io
import json
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

import av
import numpy as np
from PIL import Image

from services.benchmarks.soak import answers
from services.benchmarks.soak.answers import Fate, Seen, Told

PATIENCE_S = 30.0
"""How long a visitor asks again whose connection broke; after that the request is lost."""

SIZE = 64
FRAMES = 12
_GAN, _SEARCH = "/api/gan/v1", "/api/search/v1"
_AGAIN_S = 0.5
_KNOWN = 24
_TIMEOUT_S = 45
_FILM_S = 90.0
_SEED_LENGTH = 140

Judge = Callable[[Told], tuple[Fate, str]]


@dataclass(frozen=True)
class Question:
    """What is asked, and how its answer is judged."""

    kind: str
    method: str
    path: str
    judge: Judge
    body: bytes | None = None
    content_type: str = "application/json"


@dataclass
class Outcome:
    """One question's end; `at` is when it was asked, monotonic."""

    kind: str
    at: float
    seconds: float
    fate: Fate
    again: int
    why: str = ""


@dataclass
class Tally:
    """All outcomes. Thread-safe for what is done with it."""

    outcomes: list[Outcome] = field(default_factory=list)

    def between(self, begin: float, end: float) -> list[Outcome]:
        """Those asked in a span of time."""
        return [one for one in list(self.outcomes) if begin <= one.at < end]


class Visitors:
    """A steady crowd before one door; `release` is whose pictures are asked for by recipe."""

    def __init__(self, port: int, release: str, artworks: list[str], *, count: int, every_s: float) -> None:
        self.tally = Tally()
        self.seen = Seen()
        self._port = port
        self._release = release
        self._artworks = artworks
        self._every_s = every_s
        self._over = threading.Event()
        self._known = [self._recipe(np.random.default_rng(number)) for number in range(_KNOWN)]
        self._upload = _form(Image.new("RGB", (96, 96), (180, 120, 60)))
        self._threads = [threading.Thread(target=self._visit, args=(number,), daemon=True) for number in range(count)]
        self._threads.append(threading.Thread(target=self._film, daemon=True))

    def begin(self) -> None:
        """Let them in."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let each have their last answer."""
        self._over.set()
        for thread in self._threads:
            thread.join(PATIENCE_S + _TIMEOUT_S + _FILM_S)

    def _visit(self, number: int) -> None:
        dice = np.random.default_rng(number)
        seeds = np.random.default_rng(1000 + number)
        line = _Line(self._port)
        while not self._over.is_set():
            began = time.monotonic()
            self._ask(line, self._question(dice, seeds))
            self._over.wait(max(0.0, self._every_s * float(dice.uniform(0.5, 1.5)) - (time.monotonic() - began)))
        line.close()

    def _question(self, dice: np.random.Generator, seeds: np.random.Generator) -> Question:
        throw = dice.random()
        if throw < 0.70:
            recipe = self._recipe(seeds) if throw < 0.45 else self._known[dice.integers(len(self._known))]
            kind = "new picture" if throw < 0.45 else "known picture"
            path = f"{_GAN}/images/{recipe}.jpg"
            return Question(kind, "GET", path, lambda told: answers.picture(told, self.seen, recipe, SIZE))
        artwork = self._artworks[dice.integers(len(self._artworks))]
        if throw < 0.80:
            path = f"{_GAN}/artworks/{artwork}/rendering.jpg?size={SIZE}"
            return Question("rendering", "GET", path, lambda told: answers.picture(told, self.seen, None, SIZE))
        if throw < 0.90:
            path = f"{_SEARCH}/artworks/{artwork}/similar?k=5"
            return Question("similar", "GET", path, lambda told: answers.works(told, self.seen, path))
        if throw < 0.95:
            listed = f"{_SEARCH}/artworks?limit=5&offset={dice.integers(5)}"
            return Question("works", "GET", listed, lambda told: answers.works(told, self.seen, listed))
        if throw < 0.98:
            sent = f"{_SEARCH}/similar?k=5"
            body, kind = self._upload
            return Question("upload", "POST", sent, lambda told: answers.works(told, self.seen, sent), body, kind)
        return Question("page", "GET", "/", answers.page)

    def _film(self) -> None:
        """One visitor has films made, one after another; each is an outcome of its own, from order to file."""
        line, dice = _Line(self._port), np.random.default_rng(99)
        while not self._over.is_set():
            began = time.monotonic()
            stops = [{"artwork": str(artwork)} for artwork in dice.choice(self._artworks, 2, replace=False)]
            order = json.dumps({"stops": stops, "frames": FRAMES, "size": SIZE, "format": "mp4"}).encode()
            fate, why = self._filmed(line, order)
            if not (self._over.is_set() and fate is Fate.SHED):
                self.tally.outcomes.append(Outcome("film", began, time.monotonic() - began, fate, 0, why))
            self._over.wait(1.0)
        line.close()

    def _filmed(self, line: "_Line", order: bytes) -> tuple[Fate, str]:
        told = line.ask_again("POST", f"{_GAN}/walks", order, "application/json")
        if told is None:
            return Fate.LOST, "no answer to the order"
        if told.status != 202:
            return answers.refusal(told)
        job = json.loads(told.body)
        until = time.monotonic() + _FILM_S
        while not job["result"] and not job["problem"] and job["state"] != "cancelled":
            if time.monotonic() > until:
                return Fate.LOST, f"still {job['state']} after {_FILM_S:g} s"
            time.sleep(0.25)
            seen = line.ask_again("GET", f"{_GAN}/jobs/{job['id']}", None, "")
            if seen is not None and seen.status == 200:
                job = json.loads(seen.body)
            elif seen is None or answers.refusal(seen)[0] is not Fate.SHED:
                return Fate.LOST, f"the job is not known: {seen and seen.status}"
        if not job["result"]:
            return Fate.LOST, f"{job['state']}: {job['problem']}"
        while (made := line.ask_again("GET", job["result"], None, "")) is not None and made.status in answers.CLEAR:
            if time.monotonic() > until:
                break
            time.sleep(0.5)
        if made is None or made.status != 200:
            return Fate.LOST, f"no file: {made and made.status}"
        return (Fate.ANSWERED, "") if _frames(made.body) == FRAMES else (Fate.WRONG, "another film")

    def _ask(self, line: "_Line", question: Question) -> None:
        began = time.monotonic()
        told = line.ask_again(question.method, question.path, question.body, question.content_type)
        fate, why = question.judge(told) if told is not None else (Fate.LOST, "no answer")
        spent = time.monotonic() - began
        self.tally.outcomes.append(Outcome(question.kind, began, spent, fate, line.broke, why))

    def _recipe(self, seeds: np.random.Generator) -> str:
        steps = np.rint(seeds.standard_normal(_SEED_LENGTH) * 4096).clip(-32768, 32767).astype("<i2").tobytes()
        return f"{self._release}.1000.{SIZE}.{base64.urlsafe_b64encode(steps).rstrip(b'=').decode()}"


class _Line:
    """One visitor's connection, made anew where it broke."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None
        self.broke = 0  # how often, at the last question

    def ask_again(self, method: str, path: str, body: bytes | None, content_type: str) -> Told | None:
        """Ask until there is an answer, or patience ends."""
        self.broke = 0
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                return self._asked(method, path, body, content_type)
            except (OSError, http.client.HTTPException):
                self.close()
                self.broke += 1
                time.sleep(_AGAIN_S)
        return None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _asked(self, method: str, path: str, body: bytes | None, content_type: str) -> Told:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_TIMEOUT_S)
        self._connection.request(method, path, body, {"Content-Type": content_type} if body else {})
        with closing(self._connection.getresponse()) as answer:
            data = answer.read()
            return Told(answer.status, {name.lower(): value for name, value in answer.getheaders()}, data)


def _form(image: Image.Image) -> tuple[bytes, str]:
    """The body of an upload, and its type."""
    out = io.BytesIO()
    image.save(out, "PNG")
    head = b'--cut\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    return head + out.getvalue() + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut"


def _frames(film: bytes) -> int:
    try:
        with av.open(io.BytesIO(film), "r") as opened:
            return len(list(opened.decode(video=0)))
    except av.FFmpegError:
        return 0
