"""A cache that several pods share: this process' memory first, Redis behind it, which may be away at any time.

Redis forgets by itself: give it `maxmemory` and the policy `volatile-lru`, so that pictures go and waiting jobs stay.
"""

import logging
from typing import Any, cast

from redis import Redis

from services.common.cache import Cache
from services.common.redis_link import Away, Link

KEEP_S = 7 * 24 * 3600
_PREFIX = "gen-studio:cache:"
_LOG = logging.getLogger("gen_studio.redis")


class SharedCache:
    """Keeps bytes near and far. Thread-safe; a Redis that is away costs speed alone."""

    def __init__(self, near: Cache, link: Link) -> None:
        self._near = near
        self._link = link
        self._warn_if_unbounded()

    def get(self, key: str) -> bytes | None:
        if (kept := self._near.get(key)) is not None:
            return kept
        try:
            found = cast(bytes | None, self._link.ask(lambda redis: redis.get(_PREFIX + key)))
        except Away:
            return None
        if found is not None:
            self._near.put(key, found)
        return found

    def put(self, key: str, value: bytes) -> None:
        self._near.put(key, value)
        try:
            self._link.ask(lambda redis: redis.set(_PREFIX + key, value, ex=KEEP_S))
        except Away:
            return

    def close(self) -> None:
        self._near.close()

    def _warn_if_unbounded(self) -> None:
        def memory(redis: Redis) -> dict[str, Any]:
            return redis.info("memory")

        try:
            told = self._link.ask(memory)
        except Away:
            return
        if not told.get("maxmemory"):
            _LOG.warning("Redis has no maxmemory; pictures will fill it. Set maxmemory, and volatile-lru")
        elif told.get("maxmemory_policy") in {"noeviction", "allkeys-lru", "allkeys-lfu", "allkeys-random"}:
            _LOG.warning(
                "Redis has the policy %s, by which it refuses pictures or forgets jobs; set volatile-lru",
                told["maxmemory_policy"],
            )
