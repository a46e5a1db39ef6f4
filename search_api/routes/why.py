"""GET /artworks/{id}/why/{other} and POST /why: why two works, or two pictures, are alike."""

import base64
import time
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request

from search_api.elsewhere import Elsewhere
from search_api.regions import Pair
from search_api.retrieval import Retrieval
from search_api.routes.answers import kept_shortly, timed
from search_api.why import alike, why
from services.common.images import uploaded_file
from services.common.problems import InvalidInput


def routes(retrieval: Retrieval, elsewhere: Elsewhere) -> Blueprint:
    """The blueprint for one collection."""
    blueprint = Blueprint("why", __name__)

    @blueprint.get("/artworks/<artwork>/why/<other>")
    def why_works(artwork: str, other: str) -> Response:
        return kept_shortly(jsonify(asdict(why(retrieval, artwork, other))))

    @blueprint.post("/why")
    def why_pictures() -> Response:
        began = time.perf_counter()
        one, other = (_picture(retrieval, elsewhere, name) for name in ("image", "other"))
        got = time.perf_counter()
        found = alike(retrieval, one, other)
        body: dict[str, Any] = {
            "similarity": found.similarity,
            "percentile": found.percentile,
            "image": {"overlay": _data_url(found.one)},
            "other": {"overlay": _data_url(found.other)},
            "pairs": [_pair(pair) for pair in found.pairs],
        }
        stages = {"fetch": (got - began) * 1000, "compare": (time.perf_counter() - got) * 1000}
        return timed(jsonify(body), stages)

    return blueprint


def _picture(retrieval: Retrieval, elsewhere: Elsewhere, name: str) -> bytes:
    """The picture in the form's field `name`, or that of the work which `{name}_artwork` names."""
    work = request.form.get(f"{name}_artwork")
    if work is None:
        return uploaded_file(name)
    if request.files.getlist(name):
        raise InvalidInput(f"the form has both {name} and {name}_artwork; send one of them")
    return elsewhere.of(retrieval.artwork(work))


def _data_url(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _pair(pair: Pair) -> dict[str, Any]:
    places = {
        name: dict(zip(("x", "y"), place, strict=True)) for name, place in (("image", pair.one), ("other", pair.other))
    }
    return {**places, "similarity": pair.similarity}
