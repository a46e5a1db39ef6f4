"""A tiny exact engine and a studio on it: every pixel is known from the seed."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gan_api import latent
from gan_api.app import GanDeps
from gan_api.batching import Batcher
from gan_api.inversion.invert import Inverter
from gan_api.limits import BucketLimiter
from gan_api.model.generator import SIZES, Generator
from gan_api.studio import Studio
from gan_api.works import works_of
from services.common.cache import Cache, MemoryCache
from services.common.jobs import JobPool

RELEASE = "0123456789ab"


class FlatEngine:
    """Draws a plain square whose red, green and blue are the seed's first three numbers (0 → 128, 1 → 160)."""

    name = "tiny"
    lanes = 1
    trained_size = 64
    sha256 = "f" * 64

    def __init__(self) -> None:
        self.drawn: list[tuple[int, int]] = []

    def draw(self, seeds: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
        self.drawn.append((len(seeds), size))
        colours = np.clip(128 + 32 * seeds[:, :3], 0, 255).astype(np.uint8)
        return np.broadcast_to(colours[:, None, None, :], (len(seeds), size, size, 3)).copy()


class HeldEngine(FlatEngine):
    """Draws only while its gate is open; `begun` says that it was asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.gate = threading.Event(), threading.Event()

    def draw(self, seeds: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
        self.begun.set()
        assert self.gate.wait(20)
        return super().draw(seeds, size)


def draws_something(generator: Generator) -> None:
    """Make the layers of a random generator louder, which draws flat grey."""
    for name, weight in generator.named_parameters():
        if "conv" in name or "to_rgb" in name or "stem" in name:
            weight.data *= 4


def seed(*numbers: float) -> NDArray[np.int16]:
    """A quantised seed that starts with `numbers` and is 0 after them."""
    return latent.quantise(np.array([*numbers, *[0.0] * (140 - len(numbers))], np.float32))


SEEDS = {"red": seed(3, 0, 0), "green": seed(0, 3, 0), "blue": seed(0, 0, 3)}


def studio(
    engine: FlatEngine | None = None,
    cache: Cache | None = None,
    rate_per_minute: int = 0,
    seeds: Mapping[str, NDArray[np.int16]] = SEEDS,
    **limits: float,
) -> Studio:
    """A studio with three artworks: red, green and blue."""
    drawer = engine or FlatEngine()
    batcher = Batcher(drawer, {size: {1: 0.001} for size in SIZES}, **limits)
    return Studio(RELEASE, drawer, dict(seeds), cache or MemoryCache(2**20), batcher, BucketLimiter(rate_per_minute))


def no_inverter() -> Inverter:
    raise AssertionError("nothing is inverted here")


def deps(drawer: Studio | None = None, *, max_jobs: int = 16, **more: Any) -> GanDeps:
    """What the app needs, on a studio of its own unless one is given."""
    drawer = drawer or studio()
    return GanDeps(drawer, JobPool(works_of(drawer, no_inverter), max_waiting=max_jobs), "# A card", **more)


def until(true: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    for _ in range(2000):
        if true():
            return
        time.sleep(0.005)
    raise AssertionError("it never came to be")
