"""Clients in a process of their own: an address and a kind of question in, the seconds of each answer out, as JSON.

Each client asks again as soon as it is answered, over one connection that stays open; no seed is asked for twice unless
it is said so. Usage: python -m services.benchmarks.load '{"port": …, "kind": …, "clients": …, "seconds": …}'
"""

import base64
import http.client
import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

SEED_LENGTH = 140
POSITIONS_PER_S = 30


@dataclass
class Seen:
    """What all clients saw: seconds of each picture, how many answers were none, and how many pictures were stale.

    `lasted` is the time until the last one was answered: the server is busy until then.
    """

    seconds: list[float] = field(default_factory=list)
    lasted: float = 0.0
    refused: int = 0
    stale: int = 0


def requests(
    kind: str, release: str, size: int, number: int, different: int
) -> Iterator[tuple[str, str, bytes | None]]:
    """Endless method, path and body of one client's questions; `different` seeds in turn, 0 for always new ones."""
    random = np.random.default_rng([number, time.time_ns() % 2**31])
    few = np.random.default_rng(7).standard_normal((max(1, different), SEED_LENGTH))
    while True:
        seed = few[random.integers(different)] if different else random.standard_normal(SEED_LENGTH)
        if kind == "ours":
            steps = np.rint(seed * 4096).clip(-32768, 32767).astype("<i2").tobytes()
            word = f"{release}.1000.{size}.{base64.urlsafe_b64encode(steps).rstrip(b'=').decode()}"
            yield "GET", f"/api/gan/v1/images/{word}.jpg", None
        else:
            numbers = [round(float(value), 4) for value in seed]
            yield "POST", "/predict", json.dumps({"seed": [numbers] if kind == "bento" else numbers}).encode()


def ask(connection: http.client.HTTPConnection, question: tuple[str, str, bytes | None], **headers: str) -> bool:
    """Whether a picture came."""
    method, path, body = question
    connection.request(method, path, body, {"Content-Type": "application/json", **headers} if body else headers)
    answer = connection.getresponse()
    return len(answer.read()) > 0 and answer.status == 200


def closed_loop(job: dict[str, Any]) -> Seen:
    """So many clients for so many seconds."""
    seen, lock, start = Seen(), threading.Lock(), time.perf_counter()
    end = start + job["seconds"]

    def client(number: int) -> None:
        questions = requests(job["kind"], job["release"], job["size"], number, job["different"])
        with closing(_connection(job)) as connection:
            while (began := time.perf_counter()) < end:
                good = ask(connection, next(questions))
                with lock:
                    if good:
                        seen.seconds.append(time.perf_counter() - began)
                    else:
                        seen.refused += 1

    _together(client, job["clients"])
    seen.lasted = time.perf_counter() - start
    return seen


def drags(job: dict[str, Any]) -> Seen:
    """Visitors who drag: 30 positions a second each; as the page does, one question at a time, always the newest.

    The seconds are from a position to its picture; a picture of an older position after that of a newer one is stale.
    """
    seen, lock, began = Seen(), threading.Lock(), time.perf_counter()

    def visitor(number: int) -> None:
        questions = requests(job["kind"], job["release"], job["size"], number, 0)
        shown = -1
        with closing(_connection(job)) as connection:
            while (now := time.perf_counter() - began) < job["seconds"]:
                position = int(now * POSITIONS_PER_S)
                if position == shown:  # nothing newer yet
                    time.sleep((position + 1) / POSITIONS_PER_S - now)
                    continue
                good = ask(connection, next(questions), **{"Gen-Session": f"drag-{number}"})
                with lock:
                    if good:
                        seen.seconds.append(time.perf_counter() - began - now)
                        seen.stale += position < shown
                    else:
                        seen.refused += 1
                shown = max(shown, position)

    _together(visitor, job["clients"])
    seen.lasted = time.perf_counter() - began
    return seen


def _connection(job: dict[str, Any]) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", job["port"], timeout=60)


def _together(client: Any, count: int) -> None:
    threads = [threading.Thread(target=client, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    result = drags(asked) if asked["drag"] else closed_loop(asked)
    sys.stdout.write(json.dumps(asdict(result)))
