"""Visitors as they were recorded, and crowds of them: how each asks, and how many there are at a time."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RECORDED = Path(__file__).parent / "visits.json"

Crowd = Callable[[float], float]
"""The share of all visitors who are there, 0 to 1, at so many seconds."""


@dataclass(frozen=True)
class Visits:
    """What visitors asked for, one after the other: the pixels of each question, and the seconds for which it was not
    asked though it could be: the one before was answered, and the pointer `least_s` further.
    """

    gaps_s: NDArray[np.float64]  # (visits, questions)
    sizes: NDArray[np.int64]  # (visits, questions)
    source: str
    least_s: float = 1 / 30

    @property
    def previews(self) -> float:
        """The share of questions that are for the smallest size."""
        return float((self.sizes == self.sizes.min()).mean())


def read_visits(path: Path = RECORDED) -> Visits:
    """Recorded visits (gen-studio bench record). Raises ValueError."""
    told = json.loads(path.read_text(encoding="utf-8"))
    visits = told["visits"]
    length = min(len(one["gaps_ms"]) for one in visits) if visits else 0
    if not length:
        raise ValueError(f"{path} holds no visits; record some with gen-studio bench record")
    gaps = np.array([one["gaps_ms"][:length] for one in visits], float) / 1000
    return Visits(
        gaps, np.array([one["sizes"][:length] for one in visits]), told["source"], 1 / told["positions_per_s"]
    )


@dataclass(frozen=True)
class Scenario:
    """A crowd over some time."""

    name: str
    seconds: float
    crowd: Crowd


def _ramp(at: float) -> float:
    """Doors open: all are there after ten minutes, and stay for ten."""
    return min(1.0, at / 600)


def _flash(at: float) -> float:
    """A tenth is there; then the news tells of it, and within half a minute all are, for eight minutes."""
    if at < 120 or at > 630:
        return 0.1
    return min(1.0, 0.1 + 0.9 * (at - 120) / 30)


def _night(at: float) -> float:
    """The last ones leave, nobody is there for a while, and a few come in the morning."""
    if at < 300:
        return 0.3 * (1 - at / 300)
    return 0.0 if at < 1500 else min(0.3, 0.02 + 0.3 * (at - 1500) / 300)


SCENARIOS = (
    Scenario("ramp", 1200, _ramp),
    Scenario("flash crowd", 900, _flash),
    Scenario("night", 2100, _night),
)
