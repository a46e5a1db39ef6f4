"""Pictures that show nothing: noise, one colour, runs of colours, mosaics, blots and stripes, made by a fixed seed.

To an encoder some work is always the nearest, and grain is much like a mezzotint. What is still nearer to one of these
pictures than to any work is like nothing in a collection.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 128
_COARSE = (3, 6, 12)  # pieces along a side
_GRAINS = (64, 100, 160, 256, 512)  # pixels of noise along a side, of which an encoder sees some averaged


def strangers() -> list[Image.Image]:
    """Some two dozen of them, the same ones each time."""
    return [Image.fromarray(pixels.clip(0, 255).astype(np.uint8)) for pixels in _pixels(np.random.default_rng(0))]


def _pixels(random: np.random.Generator) -> Iterator[NDArray[np.floating]]:
    whole = (SIDE, SIDE)
    for side in _GRAINS:
        yield random.uniform(0, 255, (side, side, 3))
        yield _grey(random.uniform(0, 255, (side, side)))
    for colour in (*product((0, 255), repeat=3), *((grey, grey, grey) for grey in (40, 128, 210))):
        yield np.full((*whole, 3), colour, np.float32)
    run = np.linspace(0, 1, SIDE)[:, None]
    for turned in range(2):
        one, other = random.uniform(0, 255, (2, 3))
        yield np.rot90(np.broadcast_to((one + run * (other - one))[:, None], (*whole, 3)), turned)
    for pieces in _COARSE:
        few = Image.fromarray(random.integers(0, 256, (pieces, pieces, 3), dtype=np.uint8))
        for kind in (Image.Resampling.NEAREST, Image.Resampling.BICUBIC):
            yield np.asarray(few.resize(whole, kind), np.float32)
        stripes = np.arange(SIDE) * pieces // SIDE % 2 * 255
        yield _grey(stripes ^ stripes[:, None])


def _grey(lightness: NDArray[np.number]) -> NDArray[np.floating]:
    return np.repeat(lightness[..., None].astype(np.float32), 3, 2)
