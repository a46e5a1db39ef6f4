"""A cache in a blob store, behind a nearer one: asked for what that lacks, written to in the background.

A blob is named by the hash of its key, which says all that determines the bytes: every pod finds what another one made,
and nothing is ever replaced by something else. The store forgets by age, by a rule of its own (k8s/README.md). One that
is away, slow or full costs speed alone.
"""

import hashlib
import logging
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import PurePosixPath
from queue import Queue

from prometheus_client import Counter

from services.common.blobs import BlobStore
from services.common.cache import Cache

FOLDER = "renderings"
SLOW_S = 0.5
"""Longest wait for a store."""

REST_S = 30.0
"""Seconds for which it is not asked after a failure."""

MAX_UNWRITTEN = 64
"""Values that may wait to be written; more are not written at all."""

_LOG = logging.getLogger("gen_studio.blobs")


@cache
def renderings_metric() -> Counter:
    """Made at the first call."""
    return Counter(
        "gen_studio_renderings",
        "Pictures asked of the store of renderings (hit, miss), brought to it (written, dropped), or not tried (away).",
        ["result"],
    )


class BlobCache:
    """Keeps bytes near and in a store. Thread-safe; its thread starts with the first write, after any fork.

    That thread ends when this is closed.
    """

    def __init__(self, near: Cache, store: BlobStore, clock: Callable[[], float] = time.monotonic) -> None:
        self._near = near
        self._store = store
        self._clock = clock
        self._rests_until = 0.0
        self._unwritten: Queue[tuple[str, bytes] | None] = Queue()
        self._writer: threading.Thread | None = None
        self._closed = False
        self._putting = threading.Lock()

    def get(self, key: str) -> bytes | None:
        if (kept := self._near.get(key)) is not None:
            return kept
        if self._rests():
            return None
        try:
            found = self._store.read(name_of(key))
        except FileNotFoundError:
            renderings_metric().labels("miss").inc()
            return None
        except OSError as error:
            self._rest(error)
            return None
        renderings_metric().labels("hit").inc()
        self._near.put(key, found)
        return found

    def put(self, key: str, value: bytes) -> None:
        self._near.put(key, value)
        if self._rests():
            return
        with self._putting:
            if self._closed or self._unwritten.qsize() >= MAX_UNWRITTEN:
                renderings_metric().labels("dropped").inc()
                return
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, name="renderings", daemon=True)
                self._writer.start()
            self._unwritten.put((key, value))

    def close(self) -> None:
        """Bring no more to the store. What waits to be written still is, in the background."""
        with self._putting:
            if not self._closed and self._writer is not None:
                self._unwritten.put(None)
            self._closed = True
        self._near.close()

    def settle(self) -> None:
        """Wait until all that was put is written, or given up."""
        self._unwritten.join()

    def _write(self) -> None:
        while True:
            waiting = self._unwritten.get()
            try:
                if waiting is None:
                    return
                key, value = waiting
                if not self._rests():
                    self._store.write(name_of(key), value)
                    renderings_metric().labels("written").inc()
            except OSError as error:
                self._rest(error)
            finally:
                self._unwritten.task_done()

    def _rests(self) -> bool:
        resting = self._clock() < self._rests_until
        if resting:
            renderings_metric().labels("away").inc()
        return resting

    def _rest(self, error: OSError) -> None:
        self._rests_until = self._clock() + REST_S
        renderings_metric().labels("away").inc()
        _LOG.warning("the store of renderings is left alone for %g s: %s", REST_S, error)


def name_of(key: str) -> str:
    """A key's blob."""
    told = hashlib.sha256(key.encode()).hexdigest()
    return f"{FOLDER}/{told[:2]}/{told}{PurePosixPath(key).suffix[:6]}"
