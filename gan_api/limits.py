"""How much a client may have drawn: costs in, nothing out, or 429 with the second from which on it goes again.

A bucket of tokens for each client (the leaky bucket of Turner 1986 as a meter): the bucket holds a minute's worth and
fills steadily. One unit is an image of the largest size; a film of 60 such frames costs 60.
"""

import hashlib
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol

from gan_api.model.generator import SIZES
from services.common.problems import Busy
from services.common.redis_link import Away, Link

_MINUTE_S = 60
_CLIENTS = 10_000  # the least recently seen are forgotten, and have a full bucket again


def cost(size: int) -> float:
    """What drawing one image of a size costs."""
    return size / SIZES[-1]


class Limiter(Protocol):
    """Counts what clients have had."""

    def spend(self, client: str, units: float) -> None:
        """Take units off what the client may have. Raises Busy, and takes nothing, where they are not there."""
        ...

    def give_back(self, client: str, units: float) -> None:
        """What was taken off goes back, as it was for nothing."""
        ...


class BucketLimiter:
    """Lets each client spend `per_minute` units a minute; 0 sets no limit. Thread-safe."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # units left, and when that was so
        self._lock = threading.Lock()

    def spend(self, client: str, units: float) -> None:
        """Take units off the client's bucket. Raises Busy, and takes nothing, where they are not there.

        What costs more than the bucket holds is let through when it is full, and is paid off afterwards.
        """
        if not self._per_minute:
            return
        with self._lock:
            left = self._left(client)
            missing = min(units, self._per_minute) - left
            self._keep(client, left if missing > 0 else left - units)
        if missing > 0:
            raise _refusal(self._per_minute, left, missing)

    def give_back(self, client: str, units: float) -> None:
        """Put units back into the client's bucket, as far as there is room."""
        if self._per_minute:
            with self._lock:
                self._keep(client, min(self._per_minute, self._left(client) + units))

    def _left(self, client: str) -> float:
        left, then = self._buckets.get(client, (float(self._per_minute), self._clock()))
        return min(self._per_minute, left + (self._clock() - then) * self._per_minute / _MINUTE_S)

    def _keep(self, client: str, left: float) -> None:
        self._buckets[client] = left, self._clock()
        self._buckets.move_to_end(client)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)


_SPEND = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6
local per_minute, units = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = redis.call('HMGET', KEYS[1], 'left', 'then')
local left, before = tonumber(kept[1]) or per_minute, tonumber(kept[2]) or now
left = math.min(per_minute, left + (now - before) * per_minute / 60)
local missing = math.min(units, per_minute) - left
if units < 0 then missing = 0 end
if missing <= 0 then left = math.min(per_minute, left - units) end
redis.call('HSET', KEYS[1], 'left', tostring(left), 'then', tostring(now))
redis.call('EXPIRE', KEYS[1], 600)
return {tostring(left), tostring(missing)}
"""


class SharedLimiter:
    """The same bucket for all pods, in Redis and by its clock; while that is away, each pod counts for itself."""

    def __init__(self, per_minute: int, link: Link) -> None:
        self._per_minute = per_minute
        self._link = link
        self._alone = BucketLimiter(per_minute)

    def spend(self, client: str, units: float) -> None:
        """Take units off the client's bucket. Raises Busy, and takes nothing, where they are not there."""
        try:
            left, missing = self._asked(client, units)
        except Away:
            self._alone.spend(client, units)
            return
        if missing > 0:
            raise _refusal(self._per_minute, left, missing)

    def give_back(self, client: str, units: float) -> None:
        """Put units back into the client's bucket, as far as there is room."""
        try:
            self._asked(client, -units)
        except Away:
            self._alone.give_back(client, units)

    def _asked(self, client: str, units: float) -> tuple[float, float]:
        """What is left once units are taken off (below 0: put back), and what is missing for that. Raises Away."""
        key = f"gen-studio:limit:{hashlib.sha256(client.encode()).hexdigest()[:32]}"  # no addresses are kept
        told: Any = self._link.ask(lambda redis: redis.eval(_SPEND, 1, key, str(self._per_minute), repr(float(units))))
        return float(told[0]), float(told[1])


def _refusal(per_minute: int, left: float, missing: float) -> Busy:
    retry_after = max(1, math.ceil(missing * _MINUTE_S / per_minute))
    return Busy(
        f"a client may have {per_minute} images of {SIZES[-1]} px a minute drawn (smaller ones cost less); "
        f"come back in {retry_after} s",
        retry_after=retry_after,
        headers={  # draft-ietf-httpapi-ratelimit-headers
            "RateLimit-Policy": f'"images";q={per_minute};w={_MINUTE_S}',
            "RateLimit": f'"images";r={max(0, int(left))};t={retry_after}',
        },
    )
