"""A cache of bytes: what was drawn once is kept until room is needed."""

import threading
from collections import OrderedDict
from typing import Protocol


class Cache(Protocol):
    """Anything that may keep bytes under a key, and may have forgotten them."""

    def get(self, key: str) -> bytes | None:
        """The bytes, or None where they are not (or no longer) kept."""
        ...

    def put(self, key: str, value: bytes) -> None:
        """Keep `value`, if there is room."""
        ...

    def close(self) -> None:
        """Let go of what works for it in the background."""
        ...


class MemoryCache:
    """Keeps up to `max_bytes` of values in this process; the least recently used go first. Thread-safe."""

    def __init__(self, max_bytes: int) -> None:
        if max_bytes < 0:
            raise ValueError(f"a cache can't hold {max_bytes} bytes; give 0 to keep nothing")
        self._max_bytes = max_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    @property
    def used_bytes(self) -> int:
        """Bytes held now, without the keys."""
        return self._bytes

    def get(self, key: str) -> bytes | None:
        with self._lock:
            value = self._kept.get(key)
            if value is not None:
                self._kept.move_to_end(key)
            return value

    def put(self, key: str, value: bytes) -> None:
        with self._lock:
            if (old := self._kept.pop(key, None)) is not None:
                self._bytes -= len(old)
            if len(value) > self._max_bytes:
                return
            self._kept[key] = value
            self._bytes += len(value)
            while self._bytes > self._max_bytes:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped)

    def close(self) -> None:
        """Nothing works for it in the background."""
