"""POST /images: many recipes in, a ZIP file of their pictures out."""

from typing import Literal

from flask import Blueprint, Response
from pydantic import Field

from gan_api.albums import MAX_PICTURES, album
from gan_api.routes.things import Word
from gan_api.routes.visits import visit
from gan_api.studio import Studio
from services.common.requests import StrictModel, json_body


class AlbumRequest(StrictModel):
    """1 to 64 recipes, each in its own size."""

    recipes: list[Word] = Field(min_length=1, max_length=MAX_PICTURES)
    format: Literal["jpg", "webp", "png"] = "jpg"


def routes(studio: Studio) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("albums", __name__)

    @blueprint.post("/images")
    def images() -> Response:
        wanted = json_body(AlbumRequest)
        recipes = [studio.parse(word) for word in wanted.recipes]
        answer = Response(album(studio, recipes, wanted.format, visit()), content_type="application/zip")
        answer.headers["Content-Disposition"] = f'attachment; filename="gen-studio-{studio.release}.zip"'
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint
