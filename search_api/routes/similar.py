"""GET /artworks/{id}/similar and POST /similar: the works most like a work, or like an uploaded picture."""

from flask import Blueprint, Response

from search_api.retrieval import Retrieval
from search_api.routes.answers import kept_shortly, matches_answer
from search_api.routes.parameters import SimilarQuery
from services.common.images import uploaded_image
from services.common.requests import query


def routes(retrieval: Retrieval) -> Blueprint:
    """The blueprint for one collection."""
    blueprint = Blueprint("similar", __name__)

    @blueprint.get("/artworks/<artwork>/similar")
    def similar_to_artwork(artwork: str) -> Response:
        asked = query(SimilarQuery)
        condition = asked.condition()
        matches = retrieval.similar_to_artwork(artwork, condition, asked.k, asked.diversity)
        return kept_shortly(matches_answer(matches, retrieval.unknown(condition)))

    @blueprint.post("/similar")
    def similar_to_picture() -> Response:
        asked = query(SimilarQuery)
        condition = asked.condition()
        matches = retrieval.similar_to_picture(uploaded_image(), condition, asked.k, asked.diversity)
        return matches_answer(matches, retrieval.unknown(condition))

    return blueprint
