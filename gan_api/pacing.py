"""How fast an engine draws, and so how many drawings to give it at once: measured before the service is ready.

Whether company helps depends on the device: a GPU draws eight in little more than the time of one, a CPU takes eight
times as long. So nothing is believed, and on a CPU the answer is one at a time, at once.
"""

import logging
import time
from collections.abc import Callable, Sequence

import numpy as np
import torch

from gan_api.model.engine import Engine
from gan_api.model.generator import SEED_LENGTH

OUT_OF_MEMORY = (torch.OutOfMemoryError, MemoryError)

Paces = dict[int, dict[int, float]]
"""By size in pixels: the seconds of each batch that is worth drawing, by its number of images, 1 among them."""

_WORTH = 0.85  # twice the company must make an image at least this much cheaper, or the visitors wait for nothing
_ROUNDS = 4
_LOG = logging.getLogger("gen_studio.drawing")


def measure(
    engine: Engine, sizes: Sequence[int], max_batch: int, clock: Callable[[], float] = time.perf_counter
) -> Paces:
    """Time batches of 1, 2, 4, … up to `max_batch` at each size, until more company is no longer worth it.

    A batch that gives an image other bytes than it has alone is not used: the same recipe gives the same bytes. Raises
    what the engine raises, out of memory at a batch of one among it.
    """
    seeds = np.random.default_rng(0).standard_normal((max_batch, SEED_LENGTH)).astype(np.float32)
    paces: Paces = {}
    for size in sizes:
        alone = engine.draw(seeds[:1], size)[0]
        paces[size] = {1: _fastest(engine, [seeds[:1]], size, clock)[0]}
        batch = 2
        while batch <= max_batch:
            company = np.roll(seeds[:batch], batch // 2, axis=0)  # the first one stands in the middle
            try:
                if not np.array_equal(engine.draw(company, size)[batch // 2], alone):
                    _LOG.warning("%d images of %d px drawn together differ from one alone; not used", batch, size)
                    break
                half, whole = _fastest(engine, [company[: batch // 2], company], size, clock)
            except OUT_OF_MEMORY:
                break
            if whole / batch > _WORTH * min(half, paces[size][batch // 2]) / (batch // 2):
                break
            paces[size][batch] = whole
            batch *= 2
    return paces


def rows(batches: dict[int, float], waiting: int, most: int) -> int:
    """The batch, of at most `most`, that draws `waiting` images fastest; the last places may stay empty.

    Only measured batches are drawn: of others it is not known whether they keep an image's bytes.
    """
    return min((batch for batch in batches if batch <= most), key=lambda batch: batches[batch] / min(waiting, batch))


def _fastest(engine: Engine, batches: Sequence[np.ndarray], size: int, clock: Callable[[], float]) -> tuple[float, ...]:
    """The least seconds of each batch; they take turns, so that what else the machine does meets them alike."""
    spent = [[0.0] * _ROUNDS for _ in batches]
    for turn in range(_ROUNDS):
        for number, seeds in enumerate(batches):
            began = clock()
            engine.draw(seeds, size)
            spent[number][turn] = clock() - began
    return tuple(map(min, spent))
