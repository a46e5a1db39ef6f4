"""GET /conditions: what a condition says, in its one form, and how many works it keeps."""

from flask import Blueprint, Response, jsonify

from search_api import wording
from search_api.retrieval import Retrieval
from search_api.routes.answers import kept_shortly, unknown_values
from search_api.routes.parameters import ConditionQuery
from services.common.requests import query


def routes(retrieval: Retrieval) -> Blueprint:
    """The blueprint for one collection."""
    blueprint = Blueprint("conditions", __name__)

    @blueprint.get("/conditions")
    def conditions() -> Response:
        condition = query(ConditionQuery).condition()
        whole = condition.expression()
        body = {
            "where": wording.write(whole),
            "expression": wording.to_json(whole),
            "kept": retrieval.kept(condition),
            "unknown": unknown_values(retrieval.unknown(condition)),
        }
        return kept_shortly(jsonify(body))

    return blueprint
