"""Time what visitors ask for: a built studio in, a table of medians out, each beside the first row's."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from werkzeug.test import Client

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

_GAN, _SEARCH = "/api/gan/v1", "/api/search/v1"


class BenchmarkError(RuntimeError):
    """An answer was not what is timed; the message says which."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one kind of request, without the network: median and the 95th of a hundred."""

    what: str
    median_ms: float
    p95_ms: float


def benchmark(app: "WSGIApplication", rounds: int) -> Iterator[Timing]:
    """Ask each kind of question `rounds` times. No picture is asked for twice, so none comes from the cache."""
    client = Client(app)

    def get(path: str) -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise BenchmarkError(f"{path} was answered {answer.status_code}: {answer.get_data(as_text=True)[:200]}")

    works = client.get(f"{_SEARCH}/artworks?limit=100").get_json()
    ids = [item["id"] for item in works["items"]]
    culture = works["facets"]["culture"][0]["value"]
    made = client.post(f"{_GAN}/maps", json={"landmarks": [{"artwork": one} for one in ids[:3]]})
    if made.status_code != 201:
        raise BenchmarkError(f"a map was answered {made.status_code}: {made.get_data(as_text=True)[:200]}")
    upload = _picture()
    fresh = count()

    def point(size: int) -> None:
        step = next(fresh)
        get(f"{made.headers['Location']}/points/{step % 1024},{step // 1024 + 1}.jpg?size={size}")

    def by_picture() -> None:
        answer = client.post(f"{_SEARCH}/similar?k=12", data=upload, content_type="image/jpeg")
        if answer.status_code != 200:
            raise BenchmarkError(f"the upload was answered {answer.status_code}")

    turn = count()
    questions: dict[str, Callable[[], None]] = {
        "draw a map's point, 64 px": lambda: point(64),
        "draw a map's point, 128 px": lambda: point(128),
        "draw a map's point, 256 px": lambda: point(256),
        "find works by text": lambda: get(f"{_SEARCH}/artworks?q=portrait"),
        "similar to a work": lambda: get(f"{_SEARCH}/artworks/{ids[next(turn) % len(ids)]}/similar"),
        "similar to a work, one culture": lambda: get(
            f"{_SEARCH}/artworks/{ids[next(turn) % len(ids)]}/similar?culture={culture}"
        ),
        "similar to an uploaded picture": by_picture,
    }
    for what, ask in questions.items():
        ask()  # the first of a kind pays for what the others find ready
        spent = []
        for _ in range(rounds):
            began = time.perf_counter()
            ask()
            spent.append((time.perf_counter() - began) * 1000)
        yield Timing(what, float(np.median(spent)), float(np.quantile(spent, 0.95)))


def table(timings: list[Timing]) -> str:
    """The timings as a Markdown table."""
    lines = ["| request | median, ms | p95, ms | × the first |", "|---|---|---|---|"]
    first = timings[0].median_ms
    lines += [f"| {t.what} | {t.median_ms:.1f} | {t.p95_ms:.1f} | {t.median_ms / first:.2f} |" for t in timings]
    return "\n".join(lines)


def _picture() -> bytes:
    pixels = np.random.default_rng(0).integers(0, 255, (24, 32, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).resize((640, 480)).save(out, "JPEG")
    return out.getvalue()
