"""Locks: who makes a thing first makes it alone, others wait for it; by key within a process, by file between some."""

import fcntl
import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path


class KeyedLocks:
    """One lock per key, for as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[Hashable, tuple[threading.Lock, int]] = {}

    @contextmanager
    def of(self, key: Hashable) -> Iterator[None]:
        """Hold the lock of `key`."""
        with self._guard:
            lock, users = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = lock, users + 1
        try:
            with lock:
                yield
        finally:
            with self._guard:
                lock, users = self._locks[key]
                if users == 1:
                    del self._locks[key]
                else:
                    self._locks[key] = lock, users - 1

    def __len__(self) -> int:
        return len(self._locks)


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Hold a lock that other processes of this machine wait for; it ends with the block, or with this process."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
