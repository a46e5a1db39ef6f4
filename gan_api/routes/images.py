"""GET /images/{recipe}.{format} and POST /recipes: recipes to pictures, seeds to recipes."""

from typing import Any

import numpy as np
from flask import Blueprint, Response
from pydantic import Field

from gan_api.model.generator import SIZES
from gan_api.recipe import MAX_TRUNCATION
from gan_api.routes.answers import IMMUTABLE, image_url, picture_answer
from gan_api.routes.sizes import Size
from gan_api.studio import Studio
from services.common.requests import StrictModel, json_body


class RecipeRequest(StrictModel):
    """Any seed of one's own; its length is checked against the model."""

    seed: list[float] = Field(max_length=4096)
    truncation: float = Field(1.0, ge=0, le=MAX_TRUNCATION)
    size: Size = SIZES[-1]


def routes(studio: Studio) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("images", __name__)

    @blueprint.get("/images/<recipe>.<any(jpg, webp, png):file_format>")
    def image(recipe: str, file_format: str) -> Response:
        return picture_answer(studio, studio.parse(recipe), file_format, IMMUTABLE)

    @blueprint.post("/recipes")
    def recipes() -> dict[str, Any]:
        wanted = json_body(RecipeRequest)
        recipe = studio.recipe_from(np.array(wanted.seed, np.float32), wanted.truncation, wanted.size)
        return {"recipe": recipe.word, "image": image_url(recipe)}

    return blueprint
