"""POST /blends: artworks with weights in, one recipe out."""

from typing import Any

from flask import Blueprint
from pydantic import Field

from gan_api.model.generator import SIZES
from gan_api.recipe import MAX_TRUNCATION
from gan_api.routes.answers import image_url
from gan_api.routes.sizes import Size
from gan_api.studio import MAX_BLEND_PARTS, Studio
from services.common.requests import StrictModel, json_body

MAX_WEIGHT = 1000.0


class BlendPart(StrictModel):
    """An artwork and how much of it."""

    artwork: str = Field(min_length=1, max_length=200)
    weight: float = Field(ge=0, le=MAX_WEIGHT)


class BlendRequest(StrictModel):
    """2 to 8 artworks; weights are relative to each other."""

    parts: list[BlendPart] = Field(min_length=2, max_length=MAX_BLEND_PARTS)
    truncation: float = Field(1.0, ge=0, le=MAX_TRUNCATION)
    size: Size = SIZES[-1]


def routes(studio: Studio) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("blends", __name__)

    @blueprint.post("/blends")
    def blends() -> dict[str, Any]:
        wanted = json_body(BlendRequest)
        parts = [(part.artwork, part.weight) for part in wanted.parts]
        recipe = studio.blend(parts, wanted.truncation, wanted.size)
        total = sum(weight for _, weight in parts)
        shares = [{"artwork": artwork, "weight": weight / total} for artwork, weight in parts]
        return {"recipe": recipe.word, "image": image_url(recipe), "parts": shares}

    return blueprint
