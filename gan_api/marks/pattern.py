"""The watermark's pattern: a key in, one square tile out, the same on every machine and for ever.

The tile is noise in a band of frequencies that half size and JPEG leave in place, with random phases from the key.
"""

import hashlib
from functools import cache

import numpy as np
from numpy.typing import NDArray

TILE = 64
KEY = b"Gen Studio watermark 1"
"""Public, as a check that is free to all needs it to be; who knows it can also take the mark out."""

LOWEST, HIGHEST = 4.0, 20.0
"""The band in cycles a tile: below lie the picture's own shapes, above what half size takes away."""

UNIT = 32
"""The tile's root mean square, so that whole numbers are fine enough."""

_SLOPE = 0.5
_BLOCKS = 8


@cache
def frequencies() -> NDArray[np.float64]:
    """Cycles a tile of each coefficient of a tile's real FFT (64, 33)."""
    down = np.fft.fftfreq(TILE, 1 / TILE)[:, None]
    across = np.fft.rfftfreq(TILE, 1 / TILE)[None, :]
    radius: NDArray[np.float64] = np.hypot(down, across)
    return radius


@cache
def phases() -> NDArray[np.complex128]:
    """The pattern's coefficients (64, 33): of length 1 where it has any, else 0."""
    radius = frequencies()
    down = np.fft.fftfreq(TILE, 1 / TILE)[:, None]
    across = np.fft.rfftfreq(TILE, 1 / TILE)[None, :]
    # a picture's straight lines lie on the axes, and what JPEG's blocks leave of them where both are multiples of 8
    loud = (down == 0) | (across == 0) | ((down % _BLOCKS == 0) & (across % _BLOCKS == 0))
    taken = (radius >= LOWEST) & (radius <= HIGHEST) & ~loud
    turns = np.frombuffer(hashlib.shake_256(KEY).digest(4 * int(taken.sum())), "<u4") / 2**32
    spectrum = np.zeros(radius.shape, np.complex128)
    spectrum[taken] = np.exp(2j * np.pi * turns)
    return spectrum


@cache
def tile() -> NDArray[np.int16]:
    """The pattern (64, 64), its root mean square UNIT; lower frequencies a little stronger, as JPEG spares them."""
    plain = np.fft.irfft2(phases() * np.maximum(frequencies(), 1) ** -_SLOPE, (TILE, TILE))
    whole: NDArray[np.int16] = np.rint(plain * (UNIT / np.sqrt((plain**2).mean()))).astype(np.int16)
    return whole
