"""An engine with a gate, so that tests decide when the device is busy, and what they do with a batcher on it."""

import threading
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from gan_api.batching import Batcher
from gan_api.drawing import Drawing, Ticket, Visit
from gan_api.pacing import Paces
from tests.gan_api.tiny import until

ALONE: Paces = {64: {1: 0.01}, 128: {1: 0.02}}
TOGETHER: Paces = {64: {1: 0.01, 2: 0.011, 4: 0.012}, 128: {1: 0.02, 2: 0.021, 4: 0.022}}
LONG = Visit(patience_s=30)


class GatedEngine:
    """Writes down what it is asked for, and draws only while its gate is open. The first number of a seed names it."""

    name = "tiny"
    lanes = 1
    trained_size = 64
    sha256 = "f" * 64

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.asked: list[tuple[int, list[int]]] = []
        self.fails: Callable[[list[int]], Exception | None] = lambda _: None

    def draw(self, seeds: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
        names = [int(name) for name in seeds[:, 0]]
        self.asked.append((size, names))
        assert self.gate.wait(20)
        if (error := self.fails(names)) is not None:
            raise error
        return np.broadcast_to(np.array(names, np.uint8)[:, None, None, None], (len(names), size, size, 3)).copy()

    @property
    def order(self) -> list[int]:
        """What was drawn, one after the other, without the first, which holds the device while a test queues."""
        return [name for _, names in self.asked[1:] for name in names]


def gated() -> Iterator[GatedEngine]:
    """A fixture's engine; whatever a test leaves behind its gate is let through at the end."""
    engine = GatedEngine()
    yield engine
    engine.gate.set()


def seed(name: int) -> NDArray[np.float32]:
    return np.array([name] + [0] * 139, np.float32)


def ask(batcher: Batcher, name: int, visit: Visit = LONG, size: int = 64) -> Ticket:
    return batcher.submit((name, size), seed(name), size, visit)


def drawn(batcher: Batcher, name: int, visit: Visit = LONG) -> Drawing:
    ticket = ask(batcher, name, visit)
    try:
        return batcher.wait(ticket)
    finally:
        batcher.leave(ticket)


def held(engine: GatedEngine, paces: Paces = ALONE, **limits: float) -> Batcher:
    """A batcher whose device is busy with the drawing 255 until the gate opens."""
    batcher = Batcher(engine, paces, **limits)
    ask(batcher, 255, Visit("holder", patience_s=30))
    until(lambda: len(engine.asked) == 1)
    return batcher


def of(drawing: Drawing) -> int:
    return int(drawing.drawn()[0, 0, 0])
