"""GET /maps/{artworks} and its points: the two-dimensional space between artworks."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response

from gan_api import latent
from gan_api.routes.answers import SHORT, picture_answer
from gan_api.routes.sizes import SizeQuery
from gan_api.studio import Studio
from services.common.requests import query


def routes(studio: Studio) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("maps", __name__)

    @blueprint.get("/maps/<artworks>")
    def landmarks(artworks: str) -> dict[str, Any]:
        places = studio.map_of(artworks.split(","))
        return {"release": studio.release, "grid": latent.GRID, "landmarks": [asdict(place) for place in places]}

    @blueprint.get("/maps/<artworks>/points/<int(signed=True):x>,<int(signed=True):y>.jpg")
    def point(artworks: str, x: int, y: int) -> Response:
        recipe, weights = studio.point(artworks.split(","), x, y, query(SizeQuery).size)
        answer = picture_answer(studio, recipe, "jpg", SHORT)
        answer.headers["Gen-Weights"] = ",".join(f"{weight:.4f}" for weight in weights)
        return answer

    return blueprint
