"""Room for each landmark: seeds in, seeds out of which none are in each other's way. Imports torch alone.

Guessed seeds crowd: works that look alike get nearly the same one, and short ones all of them. What a generator
remembers at one of them would count at the others too.
"""

import torch
from torch import Tensor
from tqdm import tqdm

APART = 0.45
"""Cosine up to which two seeds leave each other room; random ones are 0 apart, with a standard deviation of 0.08."""

SHORTEST = 0.8
"""Root mean square of a seed at least: of shorter ones blends are flat."""

_TURNS = 80
_PULL = 0.1  # towards where a seed was, less and less
_FIRST_STEP, _LAST_STEP = 0.13, 0.01
_RATE = 0.25
_NUDGE = 1e-3  # for those in the very same place
_PART = 1024  # rows at once: n² numbers would not fit for a large collection


def spaced(seeds: Tensor, fixed: Tensor) -> Tensor:
    """`seeds` (n, 140), moved as little as gives room to each: no two more alike than APART, none shorter than
    SHORTEST, as far as that can be. Those that are `fixed` (n, bool) stay, and the others leave them room.
    """
    free = ~fixed
    lengths = seeds.norm(dim=1, keepdim=True)
    at_first = seeds / lengths.clamp(min=1e-6)
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


def _pushes(places: Tensor) -> Tensor:
    """(n, 140): the sum of all that are too near to each, by how much they are."""
    pushes = torch.empty_like(places)
    for rows in torch.arange(len(places)).split(_PART):
        near = (places[rows] @ places.T - APART).clamp_(min=0)
        near[torch.arange(len(rows)), rows] = 0
        pushes[rows] = near @ places
    return pushes
