"""What became of each request: status, headers and body in; answered, shed, lost or wrong out, and why."""

import hashlib
import io
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from PIL import Image

CLEAR = {429, 502, 503, 504}
"""Refusals that say what is the matter and when to come back, and so lose nobody's request."""


class Fate(StrEnum):
    """What a visitor got."""

    ANSWERED = "answered"
    SHED = "shed"
    """A clear error: a problem document that says what to do."""
    LOST = "lost"
    """Nothing, half an answer, or an error that helps nobody."""
    WRONG = "wrong"
    """An answer to something else: the worst."""


@dataclass(frozen=True)
class Told:
    """An answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Seen:
    """What was seen before, by all visitors, so that no answer may differ from it. Thread-safe."""

    pictures: dict[str, str] = field(default_factory=dict)  # recipe and format to SHA-256
    works: dict[str, list[str]] = field(default_factory=dict)  # a question of the search to the works of its answer
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def same(self, known: dict[str, str] | dict[str, list[str]], key: str, value: str | list[str]) -> bool:
        """Whether the answer to `key` is what it was before, if it was asked before."""
        with self._lock:
            return known.setdefault(key, value) == value  # type: ignore[arg-type]  # each is asked for its own kind


def refusal(told: Told) -> tuple[Fate, str]:
    """What an answer other than a success is."""
    try:
        problem = json.loads(told.body)
        clear = problem["status"] == told.status and bool(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return Fate.LOST, f"{told.status} without a word"
    kind = told.headers.get("content-type", "").partition(";")[0]
    if told.status in CLEAR and clear and kind == "application/problem+json":
        return Fate.SHED, f"{told.status} {problem['title']}"
    return Fate.LOST, f"{told.status} {problem.get('detail', '')[:120]}"


def picture(told: Told, seen: Seen, recipe: str | None, size: int) -> tuple[Fate, str]:
    """An answer to a picture: of the recipe that was asked for, if one was; whole; and the very bytes of before."""
    if told.status != 200:
        return refusal(told)
    drawn = told.headers.get("gen-recipe", "")
    if recipe is not None and drawn != recipe:
        return Fate.WRONG, f"asked for {recipe[:40]}, got {drawn[:40]}"
    try:
        with Image.open(io.BytesIO(told.body)) as opened:
            opened.load()
            whole = opened.size == (size, size)
    except OSError:
        return Fate.WRONG, "no picture"
    if not whole or not seen.same(seen.pictures, drawn, hashlib.sha256(told.body).hexdigest()):
        return Fate.WRONG, f"another picture of {drawn[:40]} than before"
    return Fate.ANSWERED, ""


def works(told: Told, seen: Seen, question: str) -> tuple[Fate, str]:
    """An answer of the search: the same works in the same order as before."""
    if told.status != 200:
        return refusal(told)
    try:
        body = json.loads(told.body)
        found = [one["artwork"]["id"] for one in body["matches"]] if "matches" in body else None
        found = found if found is not None else [one["id"] for one in body["items"]]
    except (ValueError, KeyError, TypeError):
        return Fate.WRONG, "no answer of the search"
    if not found or not seen.same(seen.works, question, found):
        return Fate.WRONG, f"other works for {question[:60]} than before"
    return Fate.ANSWERED, ""


def page(told: Told) -> tuple[Fate, str]:
    """The front-end's page."""
    if told.status != 200:
        return refusal(told)
    good = b"<!doctype html>" in told.body[:200].lower()
    return (Fate.ANSWERED, "") if good else (Fate.WRONG, "no page")
