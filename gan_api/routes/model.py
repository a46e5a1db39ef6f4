"""GET /model: what is served, and its limits."""

from typing import Any

from flask import Blueprint

from gan_api import latent
from gan_api.map_id import MAX_LANDMARKS, MAX_RECIPE_LANDMARKS
from gan_api.model.generator import SEED_LENGTH, SIZES
from gan_api.recipe import MAX_TRUNCATION
from gan_api.studio import MAX_BLEND_PARTS, Studio
from services.common.images import CONTENT_TYPES


def routes(studio: Studio, card: str) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("model", __name__)

    @blueprint.get("/model")
    def model() -> dict[str, Any]:
        return {
            "release": studio.release,
            "seed_length": SEED_LENGTH,
            "sizes": list(SIZES),
            "trained_size": studio.engine.trained_size,
            "formats": list(CONTENT_TYPES),
            "generator_sha256": studio.engine.sha256,
            "engine": studio.engine.name,
            "landmarks": studio.landmarks,
            "card": card,
            "limits": {
                "max_blend_parts": MAX_BLEND_PARTS,
                "max_landmarks": MAX_LANDMARKS,
                "max_recipe_landmarks": MAX_RECIPE_LANDMARKS,
                "max_truncation": MAX_TRUNCATION,
                "grid": latent.GRID,
            },
        }

    return blueprint
