"""A worker process with work of every kind: run by the tests of jobs in Redis."""

import os
import signal
import sys
import time
from pathlib import Path

from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor
from redis import Redis, RedisError

from services.common.jobs import Order, Progress, Result
from services.common.jobs.worker import work_on
from services.common.problems import InvalidInput
from services.common.spans import make_spans

FILE = Result(b"film", "video/mp4", "film.mp4")


def main(url: str, spans: str | None = None) -> None:
    """Work; `spans` is a file to write what was traced to, a line each."""
    redis = Redis.from_url(url)
    if spans is not None:
        lines = Path(spans).open("w", encoding="utf-8")  # noqa: SIM115  # until the process ends
        exporter = ConsoleSpanExporter(out=lines, formatter=lambda span: f"{span.to_json(indent=None)}\n")
        make_spans("worker", SimpleSpanProcessor(exporter))

    def quick(order: Order, progress: Progress) -> Result:
        progress.report(0.5, word="half")
        return FILE

    def closed(gate: str) -> bool:
        try:
            return not redis.exists(f"gate:{gate}")
        except RedisError:
            return True  # the work of real jobs asks no Redis

    def held(order: Order, progress: Progress) -> Result:
        """Goes on when the key that its order names is there; counts how often it was begun."""
        redis.incr(f"begun:{order.told['gate']}")
        while closed(order.told["gate"]):
            progress.report(0.25, word="waiting")
            progress.pause(0.05)
        return FILE

    def deaf(order: Order, progress: Progress) -> Result:
        redis.incr(f"begun:{order.told['gate']}")
        while closed(order.told["gate"]):
            time.sleep(0.02)
        return FILE

    def deadly(order: Order, progress: Progress) -> Result:
        redis.incr("deaths")
        os.kill(os.getpid(), signal.SIGKILL)
        return FILE

    def wrong(order: Order, progress: Progress) -> Result:
        raise InvalidInput("too red")

    def broken(order: Order, progress: Progress) -> Result:
        raise ZeroDivisionError("secret")

    def large(order: Order, progress: Progress) -> Result:
        return Result(b"x" * 2000, "video/mp4", "large.mp4")

    works = {each.__name__: each for each in (quick, held, deaf, deadly, wrong, broken, large)}
    work_on(redis, works, max_bytes=1000, lost_after_s=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
