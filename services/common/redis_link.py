"""A Redis that may be down or slow: calls in, answers out, or Away at once while it has not come back.

As a circuit breaker (Nygard 2007): after a failure it is not asked for a while, so that nobody waits for it in vain.
"""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from redis import Redis, RedisError

T = TypeVar("T")
SLOW_S = 0.25
"""Longest wait for an answer."""

REST_S = 2.0
"""Seconds for which it is not asked after a failure."""

_LONG_S = 5.0
_LOG = logging.getLogger("gen_studio.redis")


class Away(Exception):
    """It did not answer, or did not a moment ago."""


class Link:
    """Calls one Redis. Thread-safe."""

    def __init__(self, redis: Redis, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._clock = clock
        self._rests_until = 0.0

    def ask(self, call: Callable[[Redis], T]) -> T:
        """What `call` gives. Raises Away."""
        if self._clock() < self._rests_until:
            raise Away("Redis did not answer a moment ago")
        try:
            answer = call(self._redis)
        except RedisError as error:
            self._rests_until = self._clock() + REST_S
            _LOG.warning("Redis did not answer and is left alone for %g s: %s", REST_S, error)
            raise Away("Redis does not answer") from error
        return answer


def connect(url: object) -> Redis:
    """A client that waits no longer than SLOW_S. Nothing is asked yet."""
    return Redis.from_url(str(url), socket_timeout=SLOW_S, socket_connect_timeout=SLOW_S)


def connect_patiently(url: object) -> Redis:
    """A client for what may block, and must get through."""
    return Redis.from_url(str(url), socket_connect_timeout=_LONG_S)
