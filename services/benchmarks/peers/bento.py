"""BentoML with adaptive batching. Usage: bentoml serve services.benchmarks.peers.bento:Drawing --port PORT"""

import base64

import bentoml

from services.benchmarks.peers import drawing


@bentoml.service(workers=1, traffic={"timeout": 60})
class Drawing:
    """Seeds in, JPEGs out."""

    def __init__(self) -> None:
        self.engine = drawing.engine()

    @bentoml.api(batchable=True, max_batch_size=drawing.MAX_BATCH, max_latency_ms=60_000)  # type: ignore[untyped-decorator]
    def predict(self, seed: list[list[float]]) -> list[str]:
        pixels = self.engine.draw(drawing.seeds_of(seed), drawing.size())
        return [base64.b64encode(drawing.jpeg(one)).decode() for one in pixels]
