"""Pictures as HTTP answers: bytes with their type, ETag, cache life and timing."""

import hashlib
import time

from flask import Response, request

from gan_api.recipe import Recipe
from gan_api.studio import Picture, Studio
from services.common.images import CONTENT_TYPES

PREFIX = "/api/gan/v1"
IMMUTABLE = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


def picture_answer(studio: Studio, recipe: Recipe, file_format: str, cache_control: str) -> Response:
    """Draw `recipe` and answer its bytes; 304 where the visitor has them."""
    began = time.perf_counter()
    picture: Picture = studio.picture(recipe, file_format)
    answer = Response(picture.data, content_type=CONTENT_TYPES[file_format])
    answer.set_etag(hashlib.sha256(picture.data).hexdigest()[:32])
    answer.headers["Cache-Control"] = cache_control
    answer.headers["Gen-Recipe"] = recipe.word
    spent = (time.perf_counter() - began) * 1000
    answer.headers["Server-Timing"] = f"{'cache' if picture.cached else 'draw'};dur={spent:.1f}"
    answer.make_conditional(request)
    return answer


def image_url(recipe: Recipe, file_format: str = "jpg") -> str:
    """Where the picture of a recipe is found."""
    return f"{PREFIX}/images/{recipe.word}.{file_format}"
