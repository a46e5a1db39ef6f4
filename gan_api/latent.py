"""The space of seeds, pure maths: seeds and weights in, seeds out. Imports numpy alone.

A seed is 140 float32 numbers. What leaves the service or is stored is quantised to int16 steps of 1/4096, so that
a stored seed, a shared recipe and the drawn image are the same numbers everywhere.
"""

import numpy as np
from numpy.typing import NDArray

LENGTH = 140
STEP = 1 / 4096
GRID = 1024
"""A map's points are integers from 0 to GRID, x to the right and y down."""

NEAREST = 6
"""At a point of a map at most this many landmarks count."""

Floats = NDArray[np.float32]
Steps = NDArray[np.int16]
Places = NDArray[np.int64]


def quantise(seed: Floats) -> Steps:
    """Round (…, 140) to int16 steps of 1/4096, cut at ±8. Raises ValueError on NaN or infinity."""
    if not np.isfinite(seed).all():
        raise ValueError("a seed holds NaN or infinity")
    return np.clip(np.rint(np.asarray(seed, np.float64) / STEP), -32768, 32767).astype(np.int16)


def restore(steps: Steps) -> Floats:
    """The float32 seed of quantised steps, exact: quantise(restore(s)) == s."""
    return steps.astype(np.float32) * np.float32(STEP)


def drawn(number: int) -> Floats:
    """The random seed (140,) of a number, 0 to 2^32 - 1: the same one for ever, as NumPy promises of RandomState."""
    return np.random.RandomState(number).standard_normal(LENGTH).astype(np.float32)


def truncate(seed: Floats, truncation: float) -> Floats:
    """Pull a seed towards the mean: below 1 safer and plainer, above 1 wilder (Brock et al. 2019, here by scaling)."""
    return seed if truncation == 1 else (seed * np.float32(truncation)).astype(np.float32)


def blend(seeds: Floats, weights: Floats) -> Floats:
    """Mix seeds (n, 140) by weights (n,) ≥ 0 into one (140,).

    A weighted sum is shorter than its parts, and short seeds draw flat and grey; so the sum is rescaled to the
    weighted mean of the parts' norms. One part, or all weight on one, is that part exactly; parts that cancel out
    give the heaviest. Raises ValueError where the weights are negative, not finite, or all zero.
    """
    weights = np.asarray(weights, np.float64)
    total = weights.sum()
    if not np.isfinite(total) or (weights < 0).any() or total <= 0:
        raise ValueError("weights must be finite, none negative, and not all zero")
    weights = weights / total
    heaviest = int(weights.argmax())
    if weights[heaviest] == 1.0:
        return np.asarray(seeds[heaviest], np.float32)
    mixed = weights @ seeds.astype(np.float64)
    length = float(np.linalg.norm(mixed))
    wanted = float(weights @ np.linalg.norm(seeds.astype(np.float64), axis=1))
    if length < 1e-6 * max(wanted, 1e-6):
        return np.asarray(seeds[heaviest], np.float32)
    return (mixed * (wanted / length)).astype(np.float32)


def slerp(seed: Floats, other: Floats, share: float) -> Floats:
    """Turn a seed (140,) towards another: share 0 is the one, 1 the other, exactly; below 0 it turns away from it.

    Spherical linear interpolation (Shoemake 1985) of the directions; the length goes evenly from the one's to the
    other's, and away from it stays the seed's own. Two that point the same way, or opposite ways, are mixed in a
    straight line.
    """
    if share in (0, 1):
        return np.asarray(other if share else seed, np.float32)
    one, two = seed.astype(np.float64), other.astype(np.float64)
    lengths = float(np.linalg.norm(one)), float(np.linalg.norm(two))
    length = lengths[0] + max(share, 0.0) * (lengths[1] - lengths[0])
    cosine = float(one @ two) / max(lengths[0] * lengths[1], 1e-12)
    angle = float(np.arccos(np.clip(cosine, -1, 1)))
    if min(lengths) < 1e-6 or np.sin(angle) < 1e-4:
        return (one + share * (two - one)).astype(np.float32)
    mixed = np.sin((1 - share) * angle) * one / lengths[0] + np.sin(share * angle) * two / lengths[1]
    return np.asarray(mixed * (length / np.sin(angle)), np.float32)


def weights_at(point: tuple[int, int], landmarks: Places) -> Floats:
    """How much each landmark (n, 2) counts at a grid point: (n,), summing to 1, and exactly 1 at a landmark.

    Shepard's inverse distance weighting (1968, power 2), which the softmax of Gen Studio's map is not exact like. Its
    far landmarks count for little each, but on a plane they grow in number as their weight falls, so that of many
    together the near ones drown, and all points look alike. So with more than NEAREST landmarks only the nearest count,
    each less the nearer it is to the first that doesn't (Franke and Little's local form: ((R - d) / (R d))² with R the
    distance of the first left out). Where two landmarks change ranks both have weight 0, so that nothing jumps.
    """
    squared = ((landmarks - np.asarray(point)) ** 2).sum(1).astype(np.float64)
    if (squared == 0).any():
        here = (squared == 0).astype(np.float64)
        return np.asarray(here / here.sum(), np.float32)
    closeness = 1 / np.sqrt(squared)
    if len(closeness) > NEAREST:
        closeness = np.maximum(closeness - np.sort(closeness)[-NEAREST - 1], 0)
    if not closeness.any():  # all are equally far
        closeness = 1 / np.sqrt(squared)
    return np.asarray(closeness**2 / (closeness**2).sum(), np.float32)
