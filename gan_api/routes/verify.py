"""POST /verify: an uploaded picture in, the marks of origin that it carries out."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, request

from gan_api.recipe import Recipe
from gan_api.routes.answers import image_url
from gan_api.routes.visits import visit
from gan_api.verifying import Verifier
from services.common.images import MAX_UPLOAD_BYTES, uploaded_image

MAX_BODY_BYTES = MAX_UPLOAD_BYTES + 64 * 1024
"""A picture and the form around it."""


def routes(verifier: Verifier) -> Blueprint:
    """The blueprint for one verifier."""
    blueprint = Blueprint("verify", __name__)

    @blueprint.post("/verify")
    def verify() -> dict[str, Any]:
        request.max_content_length = MAX_BODY_BYTES
        report = verifier.check(uploaded_image(), visit())
        answer = asdict(report)
        if report.redrawing is not None:
            possible = report.redrawing.possible
            answer["redrawing"]["image"] = image_url(Recipe.parse(report.redrawing.recipe)) if possible else None
        return answer

    return blueprint
