"""Inversions on demand: an uploaded picture in, the seed that draws it most alike out; the work of a job."""

import base64
import json
import threading
import time
from collections.abc import Callable

import numpy as np
from torch import Tensor

from gan_api import latent
from gan_api.inversion.invert import STEPS, Inverter, as_target
from gan_api.model.generator import SIZES
from gan_api.studio import Studio
from services.common.images import decode_upload, encode
from services.common.jobs import Order, Progress, Result, Work
from services.common.rgb import centre_square

KIND = "inversion"
COST = 40.0
"""What an inversion costs a client, in images of the largest size: about as long the device is taken."""

LONGEST_S = 8.0
"""Seconds after which an inversion is content with what it has found; drawing that takes one or two more."""

LEAST_S = 2.0
"""What is left of them for the descent at least, where what inverts had to be made ready first."""

SHOWN_EVERY = 6
"""Steps from one look at how far it is to the next."""

_DESCENT = 0.95  # its share of the work; then the picture is drawn in full


def inversion_order(upload: bytes, client: str) -> Order:
    """An order for the inversion of an uploaded file's centre square. Raises what decoding an upload raises."""
    square = encode(centre_square(decode_upload(upload), SIZES[-1]), "png")
    return Order(KIND, {"square": base64.b64encode(square).decode()}, client)


def inverting(studio: Studio, build: Callable[[], Inverter], steps: int = STEPS) -> Work:
    """The work that inverts. `build` is called when the first order comes, since most studios never get one."""
    made: list[Inverter] = []
    making = threading.Lock()

    def inverter() -> Inverter:
        with making:
            if not made:
                made.append(build())
            return made[0]

    def work(order: Order, progress: Progress) -> Result:
        begun = time.monotonic()
        progress.report(0.0)
        picture = decode_upload(base64.b64decode(order.told["square"]))
        descent = inverter()
        target = as_target(centre_square(picture, descent.generator.config.size))
        trace: list[float] = []

        def step(share: float, losses: Tensor, seeds: Tensor) -> None:
            trace.append(round(float(losses[0]), 5))
            shown = {"loss": trace[-1], "recipe": _word(studio, seeds)} if len(trace) % SHOWN_EVERY == 1 else {}
            progress.report(_DESCENT * share, **shown)

        left = max(LEAST_S, LONGEST_S - (time.monotonic() - begun))
        found = descent.invert(target[None], steps, step, left)
        recipe = studio.recipe_from(latent.restore(found.seeds[0]), 1.0, SIZES[-1])
        told = {
            "release": studio.release,
            "recipe": recipe.word,
            "seed": [float(number) for number in recipe.latent],
            "loss": round(float(found.losses[0]), 5),
            "trace": trace,
        }
        return Result(json.dumps(told).encode(), "application/json", f"gen-studio-{studio.release}-inversion.json")

    return work


def _word(studio: Studio, seeds: Tensor) -> str:
    return studio.recipe_from(seeds[0].float().cpu().numpy().astype(np.float32), 1.0, SIZES[-1]).word
