"""GET /artworks/{id}/seed and /artworks/{id}/rendering.jpg: the generator's view of one artwork."""

from typing import Any

from flask import Blueprint, Response

from gan_api.routes.answers import SHORT, image_url, picture_answer
from gan_api.routes.sizes import SizeQuery
from gan_api.studio import Studio
from services.common.requests import query


def routes(studio: Studio) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("artworks", __name__)

    @blueprint.get("/artworks/<artwork>/seed")
    def seed(artwork: str) -> dict[str, Any]:
        recipe = studio.recipe_of(artwork)
        numbers = [float(number) for number in studio.seed_of(artwork)]
        return {"artwork": artwork, "seed": numbers, "recipe": recipe.word, "image": image_url(recipe)}

    @blueprint.get("/artworks/<artwork>/rendering.jpg")
    def rendering(artwork: str) -> Response:
        return picture_answer(studio, studio.recipe_of(artwork, query(SizeQuery).size), "jpg", SHORT)

    return blueprint
