"""Record how visitors ask while they drag: a running studio in, the pauses before each question out.

A visitor moves the pointer for a while, 30 positions a second, one question on the way at a time and always the newest;
rests, and asks for the large picture; looks at it; and moves on. How long they move and look is assumed, as nobody has
watched real visitors yet; how long each waits with a question that could be asked is measured.
"""

import threading
import time
from contextlib import closing
from typing import Any

import numpy as np

from services.benchmarks.load import POSITIONS_PER_S, _connection, ask, requests

MOVES_S = (1.0, 4.0)
LOOKS_S = (1.0, 6.0)
_LARGE = 256
_SMALL = 64


def record(port: int, release: str, visitors: int, seconds: float) -> dict[str, Any]:
    """Visits as `services.ops.crowds` reads them. Raises OSError where the studio does not answer."""
    visits: list[dict[str, list[int]]] = [{"gaps_ms": [], "sizes": []} for _ in range(visitors)]
    spent: list[float] = []

    def visit(number: int) -> None:
        dice = np.random.default_rng(number)
        job = {"port": port}
        questions = {size: requests("ours", release, size, number, 0) for size in (_SMALL, _LARGE)}
        told, began = visits[number], time.perf_counter()
        due = began
        with closing(_connection(job)) as connection:

            def question(size: int) -> None:
                nonlocal due
                asked = time.perf_counter()
                told["gaps_ms"].append(round(max(0.0, asked - due) * 1000))
                told["sizes"].append(size)
                ask(connection, next(questions[size]))
                answered = time.perf_counter()
                spent.append(answered - asked)
                due = max(answered, asked + 1 / POSITIONS_PER_S)  # there is no newer position before

            while time.perf_counter() - began < seconds:
                until, shown = time.perf_counter() + float(dice.uniform(*MOVES_S)), -1
                while (now := time.perf_counter()) < until:
                    position = int((now - began) * POSITIONS_PER_S)
                    if position == shown:
                        time.sleep((position + 1) / POSITIONS_PER_S - (now - began))
                        continue
                    shown = position
                    question(_SMALL)
                question(_LARGE)
                time.sleep(float(dice.uniform(*LOOKS_S)))

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    source = (
        f"{visitors} visitors of the load generator for {seconds:g} s, answers after {np.median(spent) * 1000:.0f} ms; "
        f"moving {MOVES_S[0]:g} to {MOVES_S[1]:g} s and looking {LOOKS_S[0]:g} to {LOOKS_S[1]:g} s are assumed"
    )
    return {"source": source, "positions_per_s": POSITIONS_PER_S, "visits": visits}
