"""Gen Studio's design of 2019: Flask's own server, one image a call. Usage: … plain PORT"""

import sys
import threading

from flask import Flask, Response, request

from services.benchmarks.peers import drawing

app = Flask(__name__)
engine = drawing.engine()
one_at_a_time = threading.Lock()


@app.post("/predict")
def predict() -> Response:
    """Seed in, JPEG out."""
    seed = drawing.seeds_of([request.get_json()["seed"]])
    with one_at_a_time:
        pixels = engine.draw(seed, drawing.size())
    return Response(drawing.jpeg(pixels[0]), content_type="image/jpeg")


if __name__ == "__main__":
    app.run("127.0.0.1", int(sys.argv[1]))
