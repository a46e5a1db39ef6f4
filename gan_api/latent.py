"""The space of seeds, pure maths: seeds and weights in, seeds out. Imports numpy alone.

A seed is 140 float32 numbers. What leaves the service or is stored is quantised to int16 steps of 1/4096, so that
a stored seed, a shared recipe and the drawn image are the same numbers everywhere.
"""

import numpy as np
from numpy.typing import NDArray

STEP = 1 / 4096
GRID = 1024
"""A map's points are integers from 0 to GRID, x to the right and y down."""

_EDGE = 0.40  # landmarks stand on a circle of this radius, as a share of the map's side

Floats = NDArray[np.float32]
Steps = NDArray[np.int16]


def quantise(seed: Floats) -> Steps:
    """Round (…, 140) to int16 steps of 1/4096, cut at ±8. Raises ValueError on NaN or infinity."""
    if not np.isfinite(seed).all():
        raise ValueError("a seed holds NaN or infinity")
    return np.clip(np.rint(np.asarray(seed, np.float64) / STEP), -32768, 32767).astype(np.int16)


def restore(steps: Steps) -> Floats:
    """The float32 seed of quantised steps, exact: quantise(restore(s)) == s."""
    return steps.astype(np.float32) * np.float32(STEP)


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


def layout(count: int) -> NDArray[np.int64]:
    """Where `count` landmarks stand on a map: (count, 2) grid points, evenly on a circle from the top, clockwise."""
    start = np.pi if count == 2 else -np.pi / 2  # two works face each other
    angles = start + 2 * np.pi * np.arange(count) / count
    points = 0.5 + _EDGE * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.rint(points * GRID).astype(np.int64)


def weights_at(point: tuple[int, int], landmarks: NDArray[np.int64]) -> Floats:
    """How much each landmark (n, 2) counts at a grid point: (n,), summing to 1.

    Inverse distance weighting with power 2 (Shepard 1968): smooth, and at a landmark exactly that landmark, which
    the softmax of Gen Studio's map is not.
    """
    squared = ((landmarks - np.asarray(point)) ** 2).sum(1).astype(np.float64)
    if (squared == 0).any():
        here = (squared == 0).astype(np.float64)
        return np.asarray(here / here.sum(), np.float32)
    closeness = 1 / squared
    return np.asarray(closeness / closeness.sum(), np.float32)
