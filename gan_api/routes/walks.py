"""POST /walks: stops in, a job that films the way between them out."""

from flask import Blueprint, Response, request
from pydantic import Field

from gan_api.model.generator import SIZES
from gan_api.routes.jobs import accepted
from gan_api.routes.sizes import Size
from gan_api.routes.things import Thing
from gan_api.studio import Studio
from gan_api.walks import MAX_FPS, MAX_FRAMES, MAX_STOPS, Easing, FilmFormat, Interpolation, Walk, stop_at
from services.common.jobs import Jobs, Order
from services.common.requests import StrictModel, json_body


class WalkRequest(StrictModel):
    """2 to 32 stops, and how to go from one to the next."""

    stops: list[Thing] = Field(min_length=2, max_length=MAX_STOPS)
    interpolation: Interpolation = "slerp"
    easing: Easing = "smooth"
    frames: int = Field(60, ge=2, le=MAX_FRAMES)
    fps: int = Field(12, ge=1, le=MAX_FPS)
    loop: bool = True
    size: Size = SIZES[-1]
    format: FilmFormat = "mp4"


def routes(studio: Studio, jobs: Jobs) -> Blueprint:
    """The blueprint for one studio."""
    blueprint = Blueprint("walks", __name__)

    @blueprint.post("/walks")
    def walks() -> Response:
        wanted = json_body(WalkRequest)
        walk = Walk(
            [stop_at(studio, stop.of(studio), wanted.size) for stop in wanted.stops],
            wanted.frames,
            wanted.fps,
            wanted.loop,
            wanted.interpolation,
            wanted.easing,
            wanted.format,
        )
        return accepted(jobs.submit(Order("walk", walk.told, request.remote_addr or "")))

    return blueprint
