"""How much a client may have drawn: costs in, nothing out, or 429 with the second from which on it goes again.

A bucket of tokens for each client (the leaky bucket of Turner 1986 as a meter): the bucket holds a minute's worth and
fills steadily. One unit is an image of the largest size; a film of 60 such frames costs 60.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from gan_api.model.generator import SIZES
from services.common.problems import Busy

_MINUTE_S = 60
_CLIENTS = 10_000  # the least recently seen are forgotten, and have a full bucket again


def cost(size: int) -> float:
    """What drawing one image of a size costs."""
    return size / SIZES[-1]


class Limiter:
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
        now = self._clock()
        with self._lock:
            left, then = self._buckets.pop(client, (float(self._per_minute), now))
            left = min(self._per_minute, left + (now - then) * self._per_minute / _MINUTE_S)
            missing = min(units, self._per_minute) - left
            self._buckets[client] = (left if missing > 0 else left - units), now
            if len(self._buckets) > _CLIENTS:
                self._buckets.popitem(last=False)
        if missing > 0:
            raise self._refusal(left, max(1, math.ceil(missing * _MINUTE_S / self._per_minute)))

    def _refusal(self, left: float, retry_after: int) -> Busy:
        return Busy(
            f"a client may have {self._per_minute} images of {SIZES[-1]} px a minute drawn (smaller ones cost less); "
            f"come back in {retry_after} s",
            retry_after=retry_after,
            headers={  # draft-ietf-httpapi-ratelimit-headers
                "RateLimit-Policy": f'"images";q={self._per_minute};w={_MINUTE_S}',
                "RateLimit": f'"images";r={max(0, int(left))};t={retry_after}',
            },
        )
