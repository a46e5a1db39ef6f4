"""What jobs made, kept for some time: large files in a blob store by the hash of their bytes, where there is one.

Redis need not carry them then. Small ones, and all while the store is away, are in Redis.
"""

import hashlib
import logging
import time
from typing import Any, cast

from redis import Redis

from services.common.blobs import BlobsAway, BlobStore
from services.common.jobs.job import Result
from services.common.problems import Unavailable

LARGE_BYTES = 64 * 1024
"""From this size on a file goes to the blob store."""

_EXPIRING = "gen-studio:results"  # names of blobs by the time at which they may go
_FOLDER = "results"
_LOG = logging.getLogger("gen_studio.jobs")


class Keeper:
    """Keeps results for `keep_s` seconds. All methods raise redis.RedisError."""

    def __init__(self, redis: Redis, keep_s: int, store: BlobStore | None = None) -> None:
        self._redis = redis
        self._keep_s = keep_s
        self._store = store

    def keep(self, key: str, result: Result) -> None:
        """Keep what a job made under `key`."""
        told: dict[str, Any] = {"content_type": result.content_type, "file_name": result.file_name}
        name = self._stored(result)
        told |= {"data": result.data} if name is None else {"blob": name}
        self._redis.hset(key, mapping=cast(dict[Any, Any], told))
        self._redis.expire(key, self._keep_s)
        self._sweep()

    def find(self, key: str) -> Result | None:
        """What was kept, if it is still there. Raises Unavailable where the blob store is away."""
        kept = cast(dict[bytes, bytes], self._redis.hgetall(key))
        if not kept:
            return None
        data = self._read(kept[b"blob"].decode()) if b"blob" in kept else kept[b"data"]
        if data is None:
            return None
        return Result(data, kept[b"content_type"].decode(), kept[b"file_name"].decode())

    def link(self, key: str, seconds: int) -> str | None:
        """An address from which anybody can read what was kept for so long, or None where the store gives none.

        Raises Unavailable where the store is away.
        """
        name = cast(bytes | None, self._redis.hget(key, "blob"))
        if name is None or self._store is None:
            return None
        try:
            return self._store.signed_url(name.decode(), min(seconds, max(1, self._redis.ttl(key))))
        except BlobsAway as error:
            raise _away() from error

    def _stored(self, result: Result) -> str | None:
        """The blob's name, or None where Redis is to keep the bytes."""
        if self._store is None or len(result.data) < LARGE_BYTES:
            return None
        ending = result.file_name.rpartition(".")[2]
        name = f"{_FOLDER}/{hashlib.sha256(result.data).hexdigest()}.{ending}"
        try:
            self._store.write(name, result.data)
        except OSError as error:
            _LOG.warning("the store of results is away (%s); Redis keeps a file of %d bytes", error, len(result.data))
            return None
        # a minute more than it is known for: who was told of it a moment ago may still read it
        self._redis.zadd(_EXPIRING, {name: time.time() + self._keep_s + 60})
        return name

    def _read(self, name: str) -> bytes | None:
        if self._store is None:
            return None
        try:
            return self._store.read(name)
        except BlobsAway as error:
            raise _away() from error
        except FileNotFoundError:
            return None

    def _sweep(self) -> None:
        """Delete blobs whose time has come."""
        if self._store is None:
            return
        for name in cast(list[bytes], self._redis.zrangebyscore(_EXPIRING, 0, time.time())):
            try:
                self._store.delete(name.decode())
            except OSError as error:
                _LOG.warning("could not delete %s: %s", name.decode(), error)
                return
            self._redis.zrem(_EXPIRING, name)


def _away() -> Unavailable:
    return Unavailable(
        "what the job made can't be read at the moment; it is kept, so ask again in a few seconds",
        headers={"Retry-After": "5"},
    )
