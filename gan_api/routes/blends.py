"""POST /blends: artworks and recipes with weights, and moves from there, in; one recipe out."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint
from pydantic import Field

from gan_api.directions.direction import Direction
from gan_api.model.generator import SIZES
from gan_api.moving import MAX_MOVES, MAX_SIGMAS, MAX_VARIATION, Moves, move
from gan_api.recipe import MAX_TRUNCATION
from gan_api.routes.answers import image_url
from gan_api.routes.sizes import Size
from gan_api.routes.things import Thing
from gan_api.studio import MAX_BLEND_PARTS, Studio
from services.common.requests import StrictModel, json_body

MAX_WEIGHT = 1000.0


class BlendPart(Thing):
    """An artwork or a recipe, and how much of it."""

    weight: float = Field(ge=0, le=MAX_WEIGHT)


class DirectionMove(StrictModel):
    """A direction and how many sigmas along it, below 0 the other way."""

    id: str = Field(min_length=1, max_length=64)
    amount: float = Field(ge=-MAX_SIGMAS, le=MAX_SIGMAS)


class ThingMove(Thing):
    """An artwork or a recipe to be more or less like: 0 not at all, 1 in full."""

    amount: float = Field(ge=0, le=1)


class Variation(StrictModel):
    """Which of the many variations, and how far towards it: 0 not at all, 1 in full."""

    number: int = Field(ge=0, le=MAX_VARIATION)
    amount: float = Field(ge=0, le=1)


class BlendRequest(StrictModel):
    """1 to 8 artworks or recipes, weights relative to each other, and the moves from there."""

    parts: list[BlendPart] = Field(min_length=1, max_length=MAX_BLEND_PARTS)
    variation: Variation | None = None
    directions: list[DirectionMove] = Field([], max_length=MAX_MOVES)
    more_like: list[ThingMove] = Field([], max_length=MAX_MOVES)
    less_like: list[ThingMove] = Field([], max_length=MAX_MOVES)
    truncation: float = Field(1.0, ge=0, le=MAX_TRUNCATION)
    size: Size = SIZES[-1]

    def moves(self, studio: Studio) -> Moves:
        """What follows the blend."""
        return Moves(
            variation=None if self.variation is None else (self.variation.number, self.variation.amount),
            directions=[(one.id, one.amount) for one in self.directions],
            more_like=[(one.of(studio), one.amount) for one in self.more_like],
            less_like=[(one.of(studio), one.amount) for one in self.less_like],
        )


def routes(studio: Studio, directions: Sequence[Direction]) -> Blueprint:
    """The blueprint for one studio and its directions."""
    blueprint = Blueprint("blends", __name__)

    @blueprint.post("/blends")
    def blends() -> dict[str, Any]:
        wanted = json_body(BlendRequest)
        parts, moves = [(part.of(studio), part.weight) for part in wanted.parts], wanted.moves(studio)
        recipe = studio.blend(parts, wanted.truncation, wanted.size)
        if moves.any:
            moved = move(studio, directions, studio.blend(parts, 1.0, wanted.size).latent, moves)
            recipe = studio.recipe_from(moved, wanted.truncation, wanted.size)
        total = sum(weight for _, weight in parts)
        shares = [{**part.named, "weight": part.weight / total} for part in wanted.parts]
        return {"recipe": recipe.word, "image": image_url(recipe), "parts": shares}

    return blueprint
