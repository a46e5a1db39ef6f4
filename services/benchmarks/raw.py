"""An engine without a server: callers in this process in, the seconds of each of their drawings out."""

import threading
import time
from typing import Any

import numpy as np

from gan_api.model.engine import Engine
from gan_api.model.generator import SEED_LENGTH


def asked(engine: Engine, size: int, callers: int, seconds: float, batch: int = 1) -> dict[str, Any]:
    """So many threads that ask for `batch` pictures at a time, over and over; told as `load` tells of a server."""
    spent: list[float] = []
    began = time.perf_counter()
    end = began + seconds

    def caller(number: int) -> None:
        seeds = np.random.default_rng(number).standard_normal((batch, SEED_LENGTH)).astype(np.float32)
        while True:
            asked = time.perf_counter()
            engine.draw(seeds, size)
            spent.append(time.perf_counter() - asked)
            if asked + spent[-1] >= end:
                return

    threads = [threading.Thread(target=caller, args=(number,)) for number in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"seconds": spent, "lasted": time.perf_counter() - began, "refused": 0}
