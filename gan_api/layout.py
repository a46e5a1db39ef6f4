"""Where landmarks stand on a map: seeds in, grid points out, so that what is alike lies near. Imports numpy alone.

Three steps, each deterministic. Classical multidimensional scaling (Torgerson 1952) of the angles between seeds gives a
first picture of who is near whom. Lloyd's algorithm (1982) spreads it over the map: each landmark moves to the middle
of the ground that is nearest to it, so that none crowds another and none leaves the edge. Seeds have 140 dimensions
and a map two, so that much of the first picture is an accident; therefore landmarks change places at the end, always
the pair that gains most, until no change brings like nearer to like (steepest descent on the quadratic assignment of
works to places).
"""

import numpy as np
from numpy.typing import NDArray

from gan_api.latent import GRID, Floats, Places

_GROUND = 64  # the ground is looked at in squares, this many a side
_SPREADS = 40
_SWAPS = 500
_MARGIN = 48  # a landmark's picture reaches this far, in grid steps
_EVEN = 0.01  # radians: seeds whose angles differ by less are as good as equally far from each other


def layout(seeds: Floats, chosen: dict[int, tuple[int, int]] | None = None) -> Places:
    """Grid points (n, 2) for seeds (n, 140), n ≥ 2; those in `chosen`, by row, stand where it says."""
    fixed = chosen or {}
    distances = _angles(seeds)
    points = _scaled(distances)
    for row, place in fixed.items():
        points[row] = np.asarray(place) / GRID
    free = np.array([row for row in range(len(seeds)) if row not in fixed], np.int64)
    _spread(points, free)
    _exchange(points, distances, free)
    places = np.rint(points * GRID).astype(np.int64)
    places[free] = np.clip(places[free], _MARGIN, GRID - _MARGIN)
    return places


def _angles(seeds: Floats) -> NDArray[np.float64]:
    """The angle between each two seeds (n, n): what is told apart in them is their direction, not their length."""
    wide = seeds.astype(np.float64)
    unit = wide / np.maximum(np.linalg.norm(wide, axis=1, keepdims=True), 1e-9)
    angles: NDArray[np.float64] = np.arccos(np.clip(unit @ unit.T, -1, 1))
    np.fill_diagonal(angles, 0)
    return angles


def _scaled(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Classical scaling (n, 2), in the middle of the unit square and half as large."""
    count = len(distances)
    centring = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances**2 @ centring)
    plane = vectors[:, -1:-3:-1] * np.sqrt(np.maximum(values[-1:-3:-1], 0))
    # an eigenvector's sign is an accident of the solver: the landmark that is farthest out stands on the positive side
    farthest = np.abs(plane).argmax(0)
    plane *= np.where(plane[farthest, [0, 1]] < 0, -1, 1)
    # those that would stand on one spot fan out around it, or nothing could part them
    turns = np.arange(count) * np.pi * (3 - np.sqrt(5))
    plane += 1e-3 * max(float(np.abs(plane).max()), 1e-3) * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    return np.asarray(0.5 + plane / (4 * np.abs(plane).max()))


def _spread(points: NDArray[np.float64], free: NDArray[np.int64]) -> None:
    """Lloyd's algorithm in place: each free landmark to the middle of its ground, time and again."""
    across = (np.arange(_GROUND) + 0.5) / _GROUND
    ground = np.stack(np.meshgrid(across, across), axis=-1).reshape(-1, 2)
    for _ in range(_SPREADS):
        owner = ((points**2).sum(1) - 2 * ground @ points.T).argmin(1)  # the square itself is the same for all
        area = np.bincount(owner, minlength=len(points))
        middles = np.stack([np.bincount(owner, side, len(points)) for side in ground.T], axis=1)
        moving = free[area[free] > 0]
        points[moving] = middles[moving] / area[moving, None]


def _exchange(points: NDArray[np.float64], distances: NDArray[np.float64], free: NDArray[np.int64]) -> None:
    """Let free landmarks change places, in place, while that lessens the sum of likeness × distance on the map."""
    between = distances[~np.eye(len(distances), dtype=bool)]
    # exponential, so that close kin draw each other more than strangers repel
    likeness = np.exp((between.mean() - distances) / max(float(between.std()), _EVEN))
    np.fill_diagonal(likeness, 0)
    for _ in range(_SWAPS if len(free) > 1 else 0):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        crossed = likeness @ apart
        own = np.diag(crossed)
        # the change of the sum over ordered pairs if r and s change places
        change = crossed + crossed.T - own[:, None] - own[None] + 2 * likeness * apart
        among = change[np.ix_(free, free)]
        best = np.unravel_index(int(among.argmin()), among.shape)
        if among[best] >= -1e-9:
            return
        first, second = free[best[0]], free[best[1]]
        points[[first, second]] = points[[second, first]]
