"""Distances between two sets of pictures, pure maths: features of real and of drawn pictures in, numbers out.

Features are rows (n, d) of one network. Figures of different networks can't be compared, and none of these can be set
beside figures of Inception.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Rows = NDArray[np.float32]

_AT_ONCE = 1024  # rows of a distance matrix at a time


@dataclass(frozen=True)
class Spread:
    """Nearest-picture distances, at the lowest hundredth, the lowest tenth and the median."""

    lowest_hundredth: float
    lowest_tenth: float
    median: float


def frechet_distance(real: Rows, drawn: Rows) -> float:
    """FID's formula (Heusel et al. 2017): how far two normal distributions with these means and covariances lie apart.

    Biased upwards for few pictures: compare only figures over the same number of them.
    """
    first, second = (torch.from_numpy(rows).double() for rows in (real, drawn))
    means = (first.mean(0) - second.mean(0)).square().sum()
    one, other = first.T.cov(), second.T.cov()
    values, vectors = torch.linalg.eigh(one)
    root = vectors * values.clamp(min=0).sqrt() @ vectors.T
    crossed = torch.linalg.eigvalsh(root @ other @ root).clamp(min=0).sqrt().sum()  # trace of (C₁C₂)^½
    return float((means + one.trace() + other.trace() - 2 * crossed).clamp(min=0))


def kernel_distance(real: Rows, drawn: Rows, subsets: int = 50, size: int = 500) -> tuple[float, float]:
    """KID (Bińkowski et al. 2018): unbiased squared MMD with the cubic kernel; mean and standard error over subsets."""
    random = np.random.default_rng(0)
    size = min(size, len(real), len(drawn))
    found = []
    for _ in range(subsets):
        x = real[random.choice(len(real), size, replace=False)].astype(np.float64)
        y = drawn[random.choice(len(drawn), size, replace=False)].astype(np.float64)
        within = sum(kernel.sum() - np.trace(kernel) for kernel in (_kernel(x, x), _kernel(y, y)))
        found.append(within / (size * (size - 1)) - 2 * _kernel(x, y).mean())
    return float(np.mean(found)), float(np.std(found) / subsets**0.5)


def precision_recall(real: Rows, drawn: Rows, neighbours: int = 3) -> tuple[float, float]:
    """The share of drawn pictures among the real ones, and of real among the drawn (Kynkäänniemi et al. 2019).

    A picture is among a set if it lies in the ball around one of its members that reaches the third nearest other.
    """
    first, second = torch.from_numpy(real), torch.from_numpy(drawn)
    return _share_within(second, first, neighbours), _share_within(first, second, neighbours)


def nearest(drawn: Rows, real: Rows, same: bool = False) -> Spread:
    """How far each drawn picture lies from the real one nearest to it, as 1 − cosine; small ones are memorised.

    `same`: both are one set, and a picture is not its own neighbour.
    """
    drawn, real = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (drawn, real))
    found = []
    for start in range(0, len(drawn), _AT_ONCE):
        alike = drawn[start : start + _AT_ONCE] @ real.T
        if same:
            here = np.arange(len(alike))
            alike[here, start + here] = -1
        found.append(1 - alike.max(1))
    low, tenth, middle = np.quantile(np.concatenate(found), (0.01, 0.1, 0.5))
    return Spread(float(low), float(tenth), float(middle))


def _kernel(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((x @ y.T / x.shape[1] + 1) ** 3)


def _share_within(points: Tensor, of: Tensor, neighbours: int) -> float:
    parts = [torch.cdist(part, of) for part in of.split(_AT_ONCE)]
    radii = torch.cat([part.kthvalue(neighbours + 1, dim=1).values for part in parts])  # the nearest is itself
    inside = [(torch.cdist(part, of) <= radii).any(1) for part in points.split(_AT_ONCE)]
    return float(torch.cat(inside).float().mean())
