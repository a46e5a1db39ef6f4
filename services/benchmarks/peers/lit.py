"""LitServe: batches of up to MAX_BATCH, as its documentation builds an image service. Usage: … lit PORT"""

import sys
from typing import Any

import litserve
from fastapi import Request
from starlette.responses import Response

from services.benchmarks.peers import drawing


class DrawingApi(litserve.LitAPI):  # type: ignore[misc]  # it has no types
    """Seed in, JPEG out."""

    def setup(self, device: str) -> None:
        self.engine = drawing.engine()

    def decode_request(self, request: Request) -> Any:
        return request["seed"]  # LitServe hands in the JSON of a request that is declared so

    def predict(self, x: Any) -> Any:
        return self.engine.draw(drawing.seeds_of(x), drawing.size())

    def unbatch(self, output: Any) -> Any:
        return list(output)

    def encode_response(self, output: Any) -> Response:
        return Response(drawing.jpeg(output), media_type="image/jpeg")


if __name__ == "__main__":
    api = DrawingApi(max_batch_size=drawing.MAX_BATCH, batch_timeout=drawing.MAX_DELAY_MS / 1000)
    server = litserve.LitServer(api, accelerator="cpu", workers_per_device=1, timeout=60)
    server.run(
        port=int(sys.argv[1]), host="127.0.0.1", num_api_servers=1, generate_client_file=False, log_level="error"
    )
