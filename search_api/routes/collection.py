"""GET /collection: what is searched."""

from dataclasses import asdict

from flask import Blueprint, Response, jsonify

from search_api.retrieval import Retrieval
from search_api.routes.answers import kept_shortly


def routes(retrieval: Retrieval) -> Blueprint:
    """The blueprint for one collection."""
    blueprint = Blueprint("collection", __name__)

    @blueprint.get("/collection")
    def collection() -> Response:
        return kept_shortly(jsonify(asdict(retrieval.facts())))

    return blueprint
