"""The invisible watermark: pixels in, the same picture out with a pattern in its lightness that `detection` finds.

Spread spectrum (Cox et al. 1997) on a tile that repeats, so that a cut-out holds it, too; stronger where the picture is
lively. Whole numbers and elementwise float32 only: the same pixels give the same pixels on every machine.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gan_api.marks.pattern import TILE, UNIT, tile

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

_BLOCK = 8
_ROOM = 2
"""Grey levels kept free at both ends, so that black and white have room for the pattern to go both ways."""


_TO_WHOLE = np.float32(1.5 * 2**23)
"""A float32 of this size has no places behind the point: adding it rounds, half to even, and the sum's lower 16 bits
are the whole number. Five times as fast as rint."""


@dataclass(frozen=True)
class Strength:
    """The pattern's root mean square in grey levels: a share of the surroundings' deviation, between two limits."""

    weakest: float
    share: float
    strongest: float


def strength_of(height: int, width: int) -> Strength:
    """How strong a picture's mark is by its size: the fewer tiles there are to tell it by, the stronger."""
    tiles = height * width / TILE**2
    if tiles < 3:
        return Strength(1.5, 0.25, 4.5)
    if tiles < 12:
        return Strength(1.2, 0.16, 3.5)
    return Strength(1.2, 0.14, 3.0)


def watermark(pixels: Pixels) -> Pixels:
    """Mark one picture (H, W, 3) uint8 of any size. Raises ValueError for another shape or type."""
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError(f"pixels are {pixels.dtype} {pixels.shape}; uint8 (height, width, 3) is needed")
    height, width = pixels.shape[:2]
    change = _amplitude(pixels) * _pattern(height, width)
    change += _TO_WHOLE
    whole = change.view(np.int32).astype(np.int8)
    grey = np.empty(pixels.shape, np.int8)
    for colour in range(3):  # twice as fast as to repeat it along an axis of three
        grey[..., colour] = whole
    # in bytes, sooner gone through than wider numbers: the picture makes room, so that the sum stays within them
    marked = np.clip(pixels, _ROOM, 255 - _ROOM)
    below = grey >> 7  # all bits set where the pattern darkens, none where it lightens
    np.minimum(marked, ~(grey & ~below).view(np.uint8), out=marked)
    np.maximum(marked, (-grey & below).view(np.uint8), out=marked)
    marked += grey.view(np.uint8)
    return marked


@cache
def _pattern(height: int, width: int) -> Floats:
    times = (-(-height // TILE), -(-width // TILE))
    return (np.tile(tile(), times)[:height, :width] / UNIT).astype(np.float32)


def _amplitude(pixels: Pixels) -> Floats:
    """How strong the pattern is at each pixel (H, W), from how lively its surroundings are."""
    height, width = pixels.shape[:2]
    strength = strength_of(height, width)
    values = np.float32(strength.share) * _deviations(pixels[..., 1])
    limited = np.clip(values, np.float32(strength.weakest), np.float32(strength.strongest))
    across = _stretched(limited.T.copy())  # copies of rows are faster to work through than columns
    return _stretched(across.T.copy())[:height, :width]


def _deviations(channel: Pixels) -> Floats:
    """The standard deviation of each block of 8 × 8 of (H, W), the borders repeated to fill the last ones."""
    down, across = (-channel.shape[0] % _BLOCK, -channel.shape[1] % _BLOCK)
    if down or across:
        channel = np.pad(channel, ((0, down), (0, across)), mode="edge")
    down, across = (length // _BLOCK for length in channel.shape)
    values = np.ascontiguousarray(channel).astype(np.int32).reshape(down, _BLOCK, -1)
    # one axis at a time is three times as fast as both
    total, squares = (
        part.sum(1, np.int32).reshape(down, across, _BLOCK).sum(2, np.int32) for part in (values, values * values)
    )
    count = _BLOCK * _BLOCK
    deviations: Floats = np.sqrt((squares * count - total * total).astype(np.float32)) / np.float32(count)
    return deviations


def _stretched(values: Floats) -> Floats:
    """Rows (n, m) to (8 n, m), in straight lines between the middles of the blocks."""
    before, after = (np.concatenate(rows) for rows in ((values[:1], values), (values, values[-1:])))
    lines = before[:, None] + (after - before)[:, None] * _SHARES[:, None]  # (n + 1, 8, m), from middle to middle
    return lines.reshape(-1, values.shape[1])[_BLOCK // 2 : -_BLOCK // 2]


_SHARES = ((np.arange(_BLOCK) + 0.5) / _BLOCK).astype(np.float32)
"""How much of the next block is in each row from the middle of one to the middle of the next."""
