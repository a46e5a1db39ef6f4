"""Where two pictures are alike: what an encoder sees in each place of both in; for both, a map over the picture out.

The cosine of two pictures is a sum over the places of either: features are means over places. So each place has its own
share in the likeness (Zhou et al. 2016, Stylianou et al. 2019). What all pictures of a collection have in common is
taken out first, or bright and busy places would always seem to be the reason.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.vision.patches import Patches

MAX_PAIRS = 3
_TINY = 1e-9

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class Pair:
    """A place of each picture that see the same, as shares (x, y) of width and height, and the cosine of the two."""

    one: tuple[float, float]
    other: tuple[float, float]
    similarity: float


@dataclass(frozen=True)
class Regions:
    """For both pictures, how much each place adds to their likeness: (h, w), 1 where most in either, 0 where nothing.

    The places of the pairs lie in different parts of the pictures, the likest pair first.
    """

    one: Floats
    other: Floats
    pairs: list[Pair]


def regions(one: Patches, other: Patches, common: Floats) -> Regions:
    """Where two pictures are alike; `common` (d,) is the mean of unit features of the collection."""
    seen = [_unit(patches.features) for patches in (one, other)]
    whole = [places.mean((0, 1)) - common for places in seen]
    shares = [np.maximum((places - common) @ whole[1 - side], 0) for side, places in enumerate(seen)]
    most = max(float(share.max()) for share in shares)
    shares = [share / most if most > _TINY else np.zeros_like(share) for share in shares]
    return Regions(shares[0], shares[1], _pairs((one, other), [places - common for places in seen], shares))


def _unit(features: Floats) -> Floats:
    """Features of places, such that the mean of all has unit length."""
    length = np.linalg.norm(features.mean((0, 1)))
    return features.astype(np.float64) / max(float(length), _TINY)


def _pairs(patches: tuple[Patches, Patches], seen: list[Floats], shares: list[Floats]) -> list[Pair]:
    """Places that see each other as the likest (mutual nearest neighbours), among those that add something."""
    first, second = (places.reshape(-1, places.shape[-1]) for places in seen)
    lengths = [np.maximum(np.linalg.norm(places, axis=1), _TINY) for places in (first, second)]
    cosines = (first @ second.T) / np.outer(*lengths)
    nearest, back = cosines.argmax(1), cosines.argmax(0)
    mutual = np.flatnonzero(back[nearest] == np.arange(len(first)))
    weight = shares[0].ravel()[mutual] * shares[1].ravel()[nearest[mutual]]
    order = mutual[np.argsort(-weight * np.maximum(cosines[mutual, nearest[mutual]], 0), kind="stable")]
    taken: list[tuple[int, int]] = []
    for place in order.tolist():
        there = int(nearest[place])
        worth = shares[0].ravel()[place] * shares[1].ravel()[there] * cosines[place, there]
        if worth > _TINY and not any(_near(seen[0], place, a) or _near(seen[1], there, b) for a, b in taken):
            taken.append((place, there))
    return [
        Pair(_centre(patches[0], a), _centre(patches[1], b), float(np.clip(cosines[a, b], -1, 1)))
        for a, b in taken[:MAX_PAIRS]
    ]


def _near(places: Floats, one: int, other: int) -> bool:
    """Whether two places touch each other."""
    columns = int(places.shape[1])
    return abs(one // columns - other // columns) <= 1 and abs(one % columns - other % columns) <= 1


def _centre(patches: Patches, place: int) -> tuple[float, float]:
    rows, columns = patches.features.shape[:2]
    left, top, right, bottom = patches.box
    across, down = (place % columns + 0.5) / columns, (place // columns + 0.5) / rows
    return left + across * (right - left), top + down * (bottom - top)
