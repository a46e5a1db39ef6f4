"""POST /compositions: recipes in, one picture of all of them out, as one to see or as a signed file."""

import hashlib

from flask import Blueprint, Response
from pydantic import BaseModel, ConfigDict, Field

from gan_api.compositions import MAX_BETWEEN, MAX_PIECES, Composition, compose
from gan_api.downloads import Downloads
from gan_api.model.generator import SIZES
from gan_api.routes.sizes import Size
from gan_api.routes.things import Word
from gan_api.routes.visits import visit
from gan_api.studio import Studio
from services.common.images import CONTENT_TYPES
from services.common.requests import StrictModel, json_body, query


class CompositionRequest(StrictModel):
    """2 to 12 recipes, all in one row unless `across` says how many there are in each."""

    recipes: list[Word] = Field(min_length=2, max_length=MAX_PIECES)
    across: int | None = Field(None, ge=1, le=MAX_PIECES)
    between: int = Field(0, ge=0, le=MAX_BETWEEN)
    melt: bool = False
    size: Size = SIZES[-1]


class CompositionQuery(BaseModel):
    """`?download=1`: as a file to keep, with a signed manifest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    download: bool = False


def routes(studio: Studio, downloads: Downloads) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("compositions", __name__)

    @blueprint.post("/compositions")
    def compositions() -> Response:
        keep = query(CompositionQuery).download
        wanted = json_body(CompositionRequest)
        pieces = [studio.parse(word) for word in wanted.recipes]
        made = Composition(pieces, wanted.across or len(pieces), wanted.between, wanted.melt, wanted.size)
        data = compose(studio, made, visit())
        answer = Response(downloads.sign_composed(data, made.name) if keep else data)
        answer.content_type = CONTENT_TYPES["jpg"]
        answer.headers["Cache-Control"] = "no-store"
        if keep:
            told = hashlib.sha256(made.name.encode()).hexdigest()[:8]
            name = f"gen-studio-{studio.release}-{told}.jpg"
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    return blueprint
