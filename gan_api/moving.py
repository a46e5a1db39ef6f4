"""Moves from a seed: to a variation, along directions, towards artworks and away; a seed in, the moved seed out.

A variation turns the seed towards a blend of two artworks, by a share of the angle between them; its number names
those two.

More like an artwork turns the seed towards the artwork's, by up to all of the angle between them. Less like it turns
the seed the other way in the same plane, by up to half of that angle, and keeps its length: what is drawn stays as far
from the mean as it was, and no work ever has a negative weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gan_api import latent
from gan_api.directions.direction import Direction
from gan_api.recipe import Recipe
from gan_api.studio import Studio
from services.common.problems import NotFound

MAX_MOVES = 8
"""Directions, works to be more like, and works to be less like: so many of each."""

MAX_SIGMAS = 5.0
MAX_VARIATION = 2**31 - 1
"""The last number of a variation."""

AWAY = 0.5
"""The share of the angle by which less like, in full, turns away."""


@dataclass(frozen=True)
class Moves:
    """A variation's number and share, directions by id with sigmas, things with shares of 0 to 1; in this order."""

    variation: tuple[int, float] | None = None
    directions: Sequence[tuple[str, float]] = ()
    more_like: Sequence[tuple[str | Recipe, float]] = ()
    less_like: Sequence[tuple[str | Recipe, float]] = ()

    @property
    def any(self) -> bool:
        return bool(self.variation or self.directions or self.more_like or self.less_like)


def move(studio: Studio, known: Sequence[Direction], seed: latent.Floats, moves: Moves) -> latent.Floats:
    """The seed (140,) after all moves. Raises NotFound for an unknown direction or artwork."""
    if moves.variation is not None:
        number, share = moves.variation
        seed = latent.slerp(seed, _chance(studio, number), share)
    by_id = {one.id: one for one in known}
    for name, sigmas in moves.directions:
        if name not in by_id:
            raise NotFound(
                f"direction {name[:80]!r} is not known in release {studio.release}; GET /api/gan/v1/directions lists "
                f"{len(by_id)}"
            )
        seed = seed + np.float32(sigmas * by_id[name].sigma) * by_id[name].vector
    for thing, share in moves.more_like:
        seed = latent.slerp(seed, studio.latent_of(thing), share)
    for thing, share in moves.less_like:
        seed = latent.slerp(seed, studio.latent_of(thing), -AWAY * share)
    return seed


def _chance(studio: Studio, number: int) -> latent.Floats:
    """The seed (140,) of a blend of two artworks that a number names; a random one where there are no two."""
    if studio.landmarks < 2:
        return latent.drawn(number)
    rows = np.random.RandomState(number).choice(studio.landmarks, 2, replace=False)  # the same ones for ever
    return latent.blend(np.stack([studio.seed_of(studio.artworks[row]) for row in rows]), np.ones(2, np.float32))
