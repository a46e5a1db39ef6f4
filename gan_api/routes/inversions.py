"""POST /inversions: an uploaded picture in, a job that finds the seed which draws it most alike out."""

from flask import Blueprint, Response, request

from gan_api.inverting import COST, inversion_order
from gan_api.routes.jobs import accepted
from gan_api.routes.verify import MAX_BODY_BYTES
from gan_api.studio import Studio
from services.common.images import uploaded_image
from services.common.jobs import Jobs


def routes(studio: Studio, jobs: Jobs) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("inversions", __name__)

    @blueprint.post("/inversions")
    def inversions() -> Response:
        request.max_content_length = MAX_BODY_BYTES
        client = request.remote_addr or ""
        order = inversion_order(uploaded_image(), client)
        with studio.charged(client, COST):
            return accepted(jobs.submit(order))

    return blueprint
