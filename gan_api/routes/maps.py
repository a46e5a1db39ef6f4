"""POST /maps, GET /maps/{map}, its points and its tiles: the two-dimensional space between works."""

from typing import Annotated, Any

from flask import Blueprint, Response, jsonify, request
from pydantic import Field, model_validator

from gan_api import latent
from gan_api.map_id import MAX_LANDMARKS
from gan_api.maps import Chart, Chosen, find, lay_out
from gan_api.routes.answers import IMMUTABLE, PREFIX, picture_answer
from gan_api.routes.sizes import SizeQuery
from gan_api.routes.things import Thing
from gan_api.routes.visits import visit
from gan_api.studio import Studio
from gan_api.tiles import MAX_ZOOM, Tile, draw, tag
from services.common.images import CONTENT_TYPES
from services.common.requests import StrictModel, json_body, query

LEAST_WEIGHT = 0.001
"""Landmarks that count for less are not named in Gen-Weights."""

Axis = Annotated[int, Field(ge=0, le=latent.GRID)]


class LandmarkRequest(Thing):
    """An artwork or a recipe, and a place of one's own choice for it."""

    x: Axis | None = None
    y: Axis | None = None

    @model_validator(mode="after")
    def _whole(self) -> "LandmarkRequest":
        if (self.x is None) != (self.y is None):
            raise ValueError("give both x and y, or neither to have the place chosen")
        return self


class MapRequest(StrictModel):
    """2 to 64 landmarks."""

    landmarks: list[LandmarkRequest] = Field(min_length=2, max_length=MAX_LANDMARKS)


def routes(studio: Studio) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("maps", __name__)

    @blueprint.post("/maps")
    def create() -> tuple[Response, int]:
        chart = lay_out(studio, [_chosen(studio, one) for one in json_body(MapRequest).landmarks])
        answer = jsonify(_told(chart))
        answer.headers["Location"] = f"{PREFIX}/maps/{chart.map.id}"
        return answer, 201

    @blueprint.get("/maps/<word>")
    def landmarks(word: str) -> Response:
        answer = jsonify(_told(find(studio, word)))
        answer.headers["Cache-Control"] = IMMUTABLE
        return answer

    @blueprint.get("/maps/<word>/points/<int(signed=True):x>,<int(signed=True):y>.jpg")
    def point(word: str, x: int, y: int) -> Response:
        recipe, weights = find(studio, word).at(x, y, query(SizeQuery).size)
        answer = picture_answer(studio, recipe, "jpg", IMMUTABLE)
        answer.headers["Gen-Weights"] = _weights(weights)
        return answer

    @blueprint.get("/maps/<word>/tiles/<int:z>/<int:x>/<int:y>.jpg")
    def tile(word: str, z: int, x: int, y: int) -> Response:
        chart, place = find(studio, word), Tile(z, x, y)
        named = tag(studio, chart, place)
        answer = Response(status=304, content_type=CONTENT_TYPES["jpg"])
        if not request.if_none_match.contains_weak(named):
            answer.status_code = 200
            answer.data = draw(studio, chart, place, visit())
        answer.set_etag(named)
        answer.headers["Cache-Control"] = IMMUTABLE
        return answer

    return blueprint


def _chosen(studio: Studio, one: LandmarkRequest) -> Chosen:
    place = None if one.x is None or one.y is None else (one.x, one.y)
    return Chosen(one.of(studio), place)


def _told(chart: Chart) -> dict[str, Any]:
    landmarks = []
    for number, (artwork, (x, y)) in enumerate(zip(chart.artworks, chart.places.tolist(), strict=True)):
        named = {} if artwork is None else {"artwork": artwork}
        landmarks.append({**named, "recipe": chart.landmark(number).word, "x": x, "y": y})
    return {
        "id": chart.map.id,
        "release": chart.map.release,
        "grid": latent.GRID,
        "max_zoom": MAX_ZOOM,
        "landmarks": landmarks,
    }


def _weights(weights: latent.Floats) -> str:
    """`0;w=0.612, 3;w=0.388`: landmarks by their number in the map, the heaviest first (a list of RFC 9651)."""
    heaviest = sorted(range(len(weights)), key=lambda number: -weights[number])
    return ", ".join(f"{number};w={weights[number]:.3f}" for number in heaviest if weights[number] >= LEAST_WEIGHT)
