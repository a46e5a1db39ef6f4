"""GET /images/{recipe}.{format} and POST /recipes: recipes to pictures, seeds to recipes."""

from typing import Any

import numpy as np
from flask import Blueprint, Response
from pydantic import BaseModel, ConfigDict, Field

from gan_api.downloads import Downloads, parts_of
from gan_api.model.generator import SIZES
from gan_api.recipe import MAX_TRUNCATION
from gan_api.routes.answers import IMMUTABLE, download_answer, image_url, picture_answer
from gan_api.routes.sizes import Size
from gan_api.studio import Studio
from services.common.problems import InvalidInput
from services.common.requests import StrictModel, json_body, query

MAX_PARTS_LENGTH = 16_384
RULE = "/images/<recipe>.<any(jpg, webp, png):file_format>"


class RecipeRequest(StrictModel):
    """Any seed of one's own; its length is checked against the model."""

    seed: list[float] = Field(max_length=4096)
    truncation: float = Field(1.0, ge=0, le=MAX_TRUNCATION)
    size: Size = SIZES[-1]


class ImageQuery(BaseModel):
    """`?download=1`: as a file to keep, with a signed manifest; `parts`: the works and weights that it was made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    download: bool = False
    parts: str | None = Field(None, max_length=MAX_PARTS_LENGTH)


def routes(studio: Studio, downloads: Downloads) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("images", __name__)

    @blueprint.get(RULE)
    def image(recipe: str, file_format: str) -> Response:
        asked = query(ImageQuery)
        if asked.download:
            parts = parts_of(asked.parts) if asked.parts else []
            return download_answer(studio, downloads, studio.parse(recipe), file_format, parts)
        if asked.parts:
            raise InvalidInput("parts are signed into downloads alone; add download=1")
        return picture_answer(studio, studio.parse(recipe), file_format, IMMUTABLE)

    @blueprint.post("/recipes")
    def recipes() -> dict[str, Any]:
        wanted = json_body(RecipeRequest)
        with np.errstate(over="ignore"):  # what is too large for a float32 is refused as infinite
            seed = np.array(wanted.seed, np.float32)
        recipe = studio.recipe_from(seed, wanted.truncation, wanted.size)
        return {"recipe": recipe.word, "image": image_url(recipe)}

    return blueprint
