"""Pictures as HTTP answers: bytes with their type, ETag, cache life and timing."""

from collections.abc import Sequence

from flask import Response, request

from gan_api.downloads import Downloads, file_name
from gan_api.recipe import Recipe
from gan_api.routes.visits import visit
from gan_api.studio import Picture, Studio
from services.common import spans
from services.common.images import CONTENT_TYPES

PREFIX = "/api/gan/v1"
IMMUTABLE = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


def picture_answer(studio: Studio, recipe: Recipe, file_format: str, cache_control: str) -> Response:
    """Draw `recipe` and answer its bytes; 304 where the visitor has them, and then nothing is drawn."""
    tag = studio.tag(recipe, file_format)
    if request.if_none_match.contains(tag):
        answer = Response(status=304)
    else:
        picture: Picture = studio.picture(recipe, file_format, visit())
        answer = Response(picture.data, content_type=CONTENT_TYPES[file_format])
        spans.steps(picture.stages)
        answer.headers["Server-Timing"] = server_timing(picture)
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = cache_control
    answer.headers["Gen-Recipe"] = recipe.word
    return answer


def server_timing(picture: Picture) -> str:
    """How long each stage of a picture took, in milliseconds (W3C Server Timing)."""
    return ", ".join(f"{stage};dur={ms:.1f}" for stage, ms in picture.stages.items())


def download_answer(
    studio: Studio, downloads: Downloads, recipe: Recipe, file_format: str, parts: Sequence[tuple[str, float]]
) -> Response:
    """Draw `recipe` and answer it as a file to keep, signed anew each time."""
    picture = studio.picture(recipe, file_format, visit())
    answer = Response(downloads.sign(picture.data, recipe, file_format, parts), content_type=CONTENT_TYPES[file_format])
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(recipe, file_format)}"'
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Gen-Recipe"] = recipe.word
    return answer


def image_url(recipe: Recipe, file_format: str = "jpg") -> str:
    """Where the picture of a recipe is found."""
    return f"{PREFIX}/images/{recipe.word}.{file_format}"
