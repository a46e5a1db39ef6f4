"""Room for each landmark: seeds in, seeds out of which none are in each other's way. Imports torch alone.

Guessed seeds crowd: works that look alike get nearly the same one, and short ones all of them. What a generator
remembers at one of them would count at the others too, and a blend of three would be nearer to a fourth than to its own
parts. So they are spread as evenly over all directions as random ones, by whitening: of few seeds that is the nearest
set at right angles (Löwdin 1950). Those that are too near even then are pushed apart.
"""

import torch
from torch import Tensor
from tqdm import tqdm

APART = 0.45
"""Cosine up to which two seeds leave each other room; random ones are 0 apart, with a standard deviation of 0.08."""

SHORTEST = 0.8
"""Root mean square of a seed at least: of shorter ones blends are flat."""

_EVEN = 1.5  # times as much as random ones, in the mean of squared cosines
_LEAST = 0.01  # of the mean spread: no direction counts for less, or what is nearly the same would be blown up
_TURNS = 80
_PULL = 0.1  # towards where a seed was, less and less
_FIRST_STEP, _LAST_STEP = 0.13, 0.01
_RATE = 0.25
_NUDGE = 1e-3  # for those in the very same place
_PART = 1024  # rows at once: n² numbers would not fit for a large collection


def spaced(seeds: Tensor, fixed: Tensor) -> Tensor:
    """`seeds` (n, 140), moved to where each has room: spread evenly, no two more alike than APART, none shorter than
    SHORTEST, as far as that can be. Those that are `fixed` (n, bool) stay, and the others leave them room.
    """
    free = ~fixed
    lengths = seeds.norm(dim=1, keepdim=True)
    at_first = _evened(seeds / lengths.clamp(min=1e-6), free)
    places = at_first.clone()
    nudges = _NUDGE * torch.randn(seeds.shape, generator=torch.Generator().manual_seed(0)).to(seeds)
    for turn in tqdm(range(_TURNS), desc="making room", unit="turn", leave=False, disable=len(seeds) <= _PART):
        crowded = _pushes(places)
        if not crowded[free].any():
            break
        left = 1 - turn / _TURNS
        moves = crowded + nudges * crowded.any(1, keepdim=True) - left * _PULL * at_first
        moves -= (moves * places).sum(1, keepdim=True) * places  # along the sphere
        sizes = moves.norm(dim=1, keepdim=True).clamp(min=1e-6)
        most = _LAST_STEP + left * (_FIRST_STEP - _LAST_STEP)
        moves *= torch.minimum(torch.full_like(sizes, _RATE), most / sizes) * free[:, None]
        places = torch.nn.functional.normalize(places - moves)
    long_enough = lengths.clamp(min=SHORTEST * seeds.shape[1] ** 0.5)
    return torch.where(free[:, None], places * long_enough, seeds)


def _evened(places: Tensor, free: Tensor) -> Tensor:
    """Unit vectors (n, 140), the `free` ones turned so that all are spread evenly, where they are not."""
    count, dimensions = places.shape
    together = places.double().T @ places.double()
    alike = (together.square().sum() - count) / max(1, count * (count - 1))  # the mean of squared cosines
    if alike <= _EVEN / dimensions:
        return places
    spread, axes = torch.linalg.eigh(together)
    there = spread > spread.max() * 1e-6  # of few seeds, or level ones, not all directions are
    factors = torch.where(there, spread + _LEAST * spread[there].mean(), torch.inf).rsqrt()
    turned = torch.nn.functional.normalize((places.double() @ axes * factors) @ axes.T).to(places)
    return torch.where(free[:, None], turned, places)


def _pushes(places: Tensor) -> Tensor:
    """(n, 140): the sum of all that are too near to each, by how much they are."""
    pushes = torch.empty_like(places)
    for rows in torch.arange(len(places)).split(_PART):
        near = (places[rows] @ places.T - APART).clamp_(min=0)
        near[torch.arange(len(rows)), rows] = 0
        pushes[rows] = near @ places
    return pushes
