"""GET /generator and GET /generator/{graph}.onnx: the generator for browsers, and a trial of what it draws there."""

from typing import Any

from flask import Blueprint, Response, request

from gan_api.lending import ACROSS, Lender
from gan_api.model.choosing import MAX_DIFFERENCE
from gan_api.routes.answers import IMMUTABLE, PREFIX, SHORT
from gan_api.routes.visits import visit


def routes(lender: Lender, release: str) -> Blueprint:
    """The blueprint for one lender."""
    blueprint = Blueprint("lending", __name__)

    @blueprint.get("/generator")
    def generator() -> tuple[dict[str, Any], dict[str, str]]:
        offer = lender.offer(visit())
        graphs = [
            {
                "size": graph.size,
                "url": f"{PREFIX}/generator/{graph.sha256}.onnx",
                "bytes": graph.path.stat().st_size,
                "sha256": graph.sha256,
                "weights": graph.precision,
                "trial": {"across": ACROSS, "step": trial.step, "pixels": trial.pixels},
            }
            for graph, trial in zip(offer.graphs, offer.trials, strict=True)
        ]
        answer = {"release": release, "seed": offer.seed.tolist(), "max_difference": MAX_DIFFERENCE, "graphs": graphs}
        return answer, {"Cache-Control": SHORT}

    @blueprint.get("/generator/<graph>.onnx")
    def graph(graph: str) -> Response:
        lent = lender.graph(graph)
        answer = Response(lent.path.read_bytes(), content_type="application/octet-stream")
        answer.set_etag(lent.sha256)
        answer.headers["Cache-Control"] = IMMUTABLE
        answer.make_conditional(request)
        return answer

    return blueprint
