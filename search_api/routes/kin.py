"""POST /similar/works, GET /artworks/{id}/analogies and /artworks/{id}/connections/{other}: kin of several kinds."""

import time
from typing import Any

from flask import Blueprint, Response, jsonify
from pydantic import Field

from search_api.analogies import MAX_EACH, MAX_GROUPS, Kind, analogies
from search_api.connections import connect
from search_api.retrieval import Retrieval
from search_api.routes.answers import kept_shortly, match_json, matches_answer, timed, unknown_values
from search_api.routes.parameters import (
    DEFAULT_K,
    MAX_K,
    MAX_WORKS,
    ConditionQuery,
    Diversity,
    WorkId,
)
from services.common.requests import StrictModel, json_body, query

DEFAULT_GROUPS = 12


class SimilarWorksRequest(StrictModel):
    """Works to be like and works to be unlike."""

    more: list[WorkId] = Field(min_length=1, max_length=MAX_WORKS)
    less: list[WorkId] = Field(default_factory=list, max_length=MAX_WORKS)
    k: int = Field(DEFAULT_K, ge=1, le=MAX_K)
    diversity: Diversity = 0


class AnalogiesQuery(ConditionQuery):
    """The best matches in each value of a kind."""

    by: Kind = "culture"
    each: int = Field(1, ge=1, le=MAX_EACH)
    groups: int = Field(DEFAULT_GROUPS, ge=1, le=MAX_GROUPS)


def routes(retrieval: Retrieval) -> Blueprint:
    """The blueprint for one collection."""
    blueprint = Blueprint("kin", __name__)

    @blueprint.post("/similar/works")
    def similar_to_artworks() -> Response:
        condition = query(ConditionQuery).condition()
        asked = json_body(SimilarWorksRequest)
        matches = retrieval.similar_to_artworks(asked.more, asked.less, condition, asked.k, asked.diversity)
        return matches_answer(matches, retrieval.unknown(condition))

    @blueprint.get("/artworks/<artwork>/analogies")
    def analogies_of(artwork: str) -> Response:
        asked = query(AnalogiesQuery)
        condition = asked.condition()
        began = time.perf_counter()
        found = analogies(retrieval, artwork, asked.by, condition, asked.each, asked.groups)
        groups = [{"value": one.value, "matches": [match_json(match) for match in one.matches]} for one in found]
        body: dict[str, Any] = {
            "by": asked.by,
            "groups": groups,
            "unknown": unknown_values(retrieval.unknown(condition)),
        }
        return timed(kept_shortly(jsonify(body)), {"search": (time.perf_counter() - began) * 1000})

    @blueprint.get("/artworks/<artwork>/connections/<other>")
    def connections(artwork: str, other: str) -> Response:
        condition = query(ConditionQuery).condition()
        began = time.perf_counter()
        chain = connect(retrieval, artwork, other, condition)
        body = {
            "steps": [match_json(step) for step in chain.steps],
            "weakest": chain.weakest,
            "looked_at": chain.looked_at,
            "exhausted": chain.exhausted,
            "unknown": unknown_values(retrieval.unknown(condition)),
        }
        return timed(kept_shortly(jsonify(body)), {"search": (time.perf_counter() - began) * 1000})

    return blueprint
