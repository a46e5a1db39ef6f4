"""POST /similar/address and GET /recipes/{recipe}/similar: the works most like a picture that lies elsewhere."""

import re
import time

from flask import Blueprint, Response, request
from pydantic import Field

from search_api.elsewhere import Elsewhere
from search_api.retrieval import Retrieval
from search_api.routes.answers import kept_shortly, matches_answer
from search_api.routes.parameters import SimilarQuery
from services.common.fetch import MAX_ADDRESS_LENGTH
from services.common.problems import InvalidInput
from services.common.requests import StrictModel, json_body, query

MAX_RECIPE_LENGTH = 600
_RECIPE = re.compile(r"[A-Za-z0-9._-]+")


class AddressRequest(StrictModel):
    """Where a museum shows a picture."""

    address: str = Field(min_length=1, max_length=MAX_ADDRESS_LENGTH)


def routes(retrieval: Retrieval, elsewhere: Elsewhere) -> Blueprint:
    """The blueprint for one collection."""
    blueprint = Blueprint("elsewhere", __name__)

    @blueprint.post("/similar/address")
    def similar_to_address() -> Response:
        asked = query(SimilarQuery)
        condition = asked.condition()
        began = time.perf_counter()
        data = elsewhere.at(json_body(AddressRequest).address)
        spent = {"fetch": (time.perf_counter() - began) * 1000}
        matches = retrieval.similar_to_picture(data, condition, asked.k, asked.diversity, spent)
        return matches_answer(matches, retrieval.unknown(condition))

    @blueprint.get("/recipes/<recipe>/similar")
    def similar_to_recipe(recipe: str) -> Response:
        asked = query(SimilarQuery)
        condition = asked.condition()
        if len(recipe) > MAX_RECIPE_LENGTH or not _RECIPE.fullmatch(recipe):
            raise InvalidInput(
                f"this is no recipe: up to {MAX_RECIPE_LENGTH} letters, digits, '.', '_' and '-' are one"
            )
        began = time.perf_counter()
        data = elsewhere.drawn(recipe, request.remote_addr or "")
        spent = {"draw": (time.perf_counter() - began) * 1000}
        matches = retrieval.similar_to_picture(data, condition, asked.k, asked.diversity, spent)
        return kept_shortly(matches_answer(matches, retrieval.unknown(condition)))

    return blueprint
