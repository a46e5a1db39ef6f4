"""What every peer serves: numbers of a seed in, a JPEG out, drawn, marked and encoded by what ours does it with."""

import os
from pathlib import Path
from typing import cast

import numpy as np

from gan_api.marks import finish_named
from gan_api.model.checkpoint import load_generator
from gan_api.model.choosing import Name, choose
from gan_api.model.engine import Engine, Pixels

MAX_BATCH = 8
MAX_DELAY_MS = 3


def engine() -> Engine:
    """The engine that the benchmark names in the environment."""
    checkpoint = load_generator(Path(os.environ["PEER_GENERATOR"]))
    return choose(cast(Name, os.environ["PEER_ENGINE"]), checkpoint, "cpu", int(os.environ["PEER_THREADS"]))


def size() -> int:
    """Pixels of a drawing."""
    return int(os.environ["PEER_SIZE"])


def seeds_of(lists: list[list[float]]) -> np.ndarray:
    """(n, 140) float32."""
    return np.asarray(lists, np.float32)


def jpeg(pixels: Pixels) -> bytes:
    """One picture (size, size, 3), marked and encoded."""
    return finish_named(pixels, "a picture of a benchmark", "jpg")
