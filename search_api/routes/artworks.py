"""GET /artworks and /artworks/{id}: works by words, facts and years, and one work."""

import time

from flask import Blueprint, Response, jsonify

from search_api.retrieval import Retrieval
from search_api.routes.answers import kept_shortly, page_answer
from search_api.routes.parameters import ArtworksQuery
from services.collection.artwork import to_json
from services.common.requests import query


def routes(retrieval: Retrieval) -> Blueprint:
    """The blueprint for one collection."""
    blueprint = Blueprint("artworks", __name__)

    @blueprint.get("/artworks")
    def artworks() -> Response:
        asked = query(ArtworksQuery)
        began = time.perf_counter()
        condition = asked.condition()
        page = retrieval.browse(asked.q, condition, asked.limit, asked.offset, asked.shuffle, asked.more_facets)
        return page_answer(page, retrieval.unknown(condition), (time.perf_counter() - began) * 1000)

    @blueprint.get("/artworks/<artwork>")
    def one_artwork(artwork: str) -> Response:
        return kept_shortly(jsonify(to_json(retrieval.artwork(artwork))))

    return blueprint
