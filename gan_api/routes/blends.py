"""POST /blends: artworks with weights, and moves from there, in; one recipe out."""

from collections.abc import Sequence
from typing import Annotated, Any

from flask import Blueprint
from pydantic import Field

from gan_api.directions.direction import Direction
from gan_api.model.generator import SIZES
from gan_api.moving import MAX_MOVES, MAX_SIGMAS, MAX_VARIATION, Moves, move
from gan_api.recipe import MAX_TRUNCATION
from gan_api.routes.answers import image_url
from gan_api.routes.sizes import Size
from gan_api.studio import MAX_BLEND_PARTS, Studio
from services.common.requests import StrictModel, json_body

MAX_WEIGHT = 1000.0

ArtworkId = Annotated[str, Field(min_length=1, max_length=200)]


class BlendPart(StrictModel):
    """An artwork and how much of it."""

    artwork: ArtworkId
    weight: float = Field(ge=0, le=MAX_WEIGHT)


class DirectionMove(StrictModel):
    """A direction and how many sigmas along it, below 0 the other way."""

    id: str = Field(min_length=1, max_length=64)
    amount: float = Field(ge=-MAX_SIGMAS, le=MAX_SIGMAS)


class ArtworkMove(StrictModel):
    """An artwork to be more or less like: 0 not at all, 1 in full."""

    artwork: ArtworkId
    amount: float = Field(ge=0, le=1)


class Variation(StrictModel):
    """Which of the many variations, and how far towards it: 0 not at all, 1 in full."""

    number: int = Field(ge=0, le=MAX_VARIATION)
    amount: float = Field(ge=0, le=1)


class BlendRequest(StrictModel):
    """1 to 8 artworks, weights relative to each other, and the moves from there."""

    parts: list[BlendPart] = Field(min_length=1, max_length=MAX_BLEND_PARTS)
    variation: Variation | None = None
    directions: list[DirectionMove] = Field([], max_length=MAX_MOVES)
    more_like: list[ArtworkMove] = Field([], max_length=MAX_MOVES)
    less_like: list[ArtworkMove] = Field([], max_length=MAX_MOVES)
    truncation: float = Field(1.0, ge=0, le=MAX_TRUNCATION)
    size: Size = SIZES[-1]

    @property
    def moves(self) -> Moves:
        """What follows the blend."""
        return Moves(
            variation=None if self.variation is None else (self.variation.number, self.variation.amount),
            directions=[(one.id, one.amount) for one in self.directions],
            more_like=[(one.artwork, one.amount) for one in self.more_like],
            less_like=[(one.artwork, one.amount) for one in self.less_like],
        )


def routes(studio: Studio, directions: Sequence[Direction]) -> Blueprint:
    """The blueprint for one studio and its directions."""
    blueprint = Blueprint("blends", __name__)

    @blueprint.post("/blends")
    def blends() -> dict[str, Any]:
        wanted = json_body(BlendRequest)
        parts = [(part.artwork, part.weight) for part in wanted.parts]
        recipe = studio.blend(parts, wanted.truncation, wanted.size)
        if wanted.moves.any:
            moved = move(studio, directions, studio.blend(parts, 1.0, wanted.size).latent, wanted.moves)
            recipe = studio.recipe_from(moved, wanted.truncation, wanted.size)
        total = sum(weight for _, weight in parts)
        shares = [{"artwork": artwork, "weight": weight / total} for artwork, weight in parts]
        return {"recipe": recipe.word, "image": image_url(recipe), "parts": shares}

    return blueprint
