"""Fingerprints: a picture in, 64 bits out that hardly change when it is scaled or saved anew; and who shares them.

The perceptual hash of Zauner 2010 (pHash): the signs of the low frequencies of a small grey picture. Two fans on the
same ground share it, too, so pictures that do are looked at once more, small but in colour.
"""

import itertools
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MAX_DISTANCE = 6
"""Bits in which fingerprints of one picture may differ."""

_SAME = 0.95  # of 4,105 works, those that merely lie on the same ground correlate by less; copies by 0.97 and more
_SIDE = 32
_KEPT = 8
_BITS = 64


def fingerprint(image: Image.Image) -> int:
    """64 bits of an RGB picture."""
    grey = np.asarray(image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0), np.float64)
    waves = _cosines()
    low = (waves @ grey @ waves.T)[:_KEPT, :_KEPT].ravel()
    bits = low > np.median(low[1:])  # the first is the mean brightness, which says nothing of the picture
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def distance(one: int, other: int) -> int:
    """In how many bits two fingerprints differ."""
    return (one ^ other).bit_count()


def small_of(image: Image.Image) -> NDArray[np.float64]:
    """(32, 32, 3) a picture as `same_picture` looks at it: each colour's distance from its mean, of length 1 in all."""
    small = np.asarray(image.convert("RGB").resize((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=3.0), np.float64)
    off: NDArray[np.float64] = small - small.mean((0, 1))
    return off / max(float(np.linalg.norm(off)), 1e-9)


def same_picture(one: NDArray[np.float64], other: NDArray[np.float64]) -> bool:
    """Whether two pictures, by `small_of`, are one but for size, light and loss. One without any shape is like none."""
    return float((one * other).sum()) >= _SAME


def alike(
    fingerprints: Sequence[int], most: int = MAX_DISTANCE, same: Callable[[int, int], bool] = lambda *_: True
) -> list[list[int]]:
    """Groups of places whose fingerprints differ in `most` bits or fewer, directly or through others; pairs at least.

    Exact and without comparing all with all: of `most` + 1 bands of bits, one must be the same in both. `same` is asked
    whether two places that could be joined are to be.
    """
    prints = np.array(fingerprints, np.uint64)
    leader = np.arange(len(prints))
    edges = [round(band * _BITS / (most + 1)) for band in range(most + 2)]
    for begin, end in itertools.pairwise(edges):
        band = (prints >> np.uint64(begin)) & np.uint64((1 << (end - begin)) - 1)
        order = np.argsort(band, kind="stable")
        for run in np.split(order, np.flatnonzero(np.diff(band[order])) + 1):
            for at, one in enumerate(run[:-1]):
                rest = run[at + 1 :]
                for other in rest[np.bitwise_count(prints[rest] ^ prints[one]) <= most]:
                    first, second = sorted((_leader(leader, int(one)), _leader(leader, int(other))))
                    if first != second and same(int(one), int(other)):
                        leader[second] = first
    groups: dict[int, list[int]] = {}
    for place in range(len(prints)):
        groups.setdefault(_leader(leader, place), []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def _leader(leader: NDArray[np.int64], place: int) -> int:
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = int(leader[place])
    return place


@cache
def _cosines() -> NDArray[np.float64]:
    """(32, 32) the cosine transform (DCT-II)."""
    steps = np.arange(_SIDE)
    return np.cos(np.pi / _SIDE * np.outer(steps, steps + 0.5))
