"""GET /directions: what one can change in a picture, and how surely."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Blueprint

from gan_api.directions.attributes import ATTRIBUTES
from gan_api.directions.direction import Direction
from gan_api.studio import Studio


def routes(studio: Studio, directions: Sequence[Direction]) -> Blueprint:
    """The blueprint for the directions of one release."""
    blueprint = Blueprint("directions", __name__)

    @blueprint.get("/directions")
    def known() -> dict[str, Any]:
        return {"release": studio.release, "directions": [_told(one) for one in directions]}

    return blueprint


def _told(one: Direction) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "sigma": one.sigma,
        "explained": one.explained,
        "r2": one.r2,
        "effects": {attribute.id: asdict(one.effects[attribute.id]) for attribute in ATTRIBUTES},
    }
