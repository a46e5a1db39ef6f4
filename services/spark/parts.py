"""Parts of a store: its works in, runs of them out whose borders stay where they are when works come and go. No I/O.

A part ends behind a work whose id says so by its hash, as files are cut for deduplication (content-defined chunking):
a new work changes its own part, and no other has to be done again.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SIZE = 128
"""Works of a part in the mean."""

_LONGEST = 4  # times as many at most


@dataclass(frozen=True)
class Part:
    """Works as pairs of id and file, in the store's order."""

    works: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """Names these works and files, and no others."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:24]

    def to_json(self) -> str:
        """As text, for the way to a worker."""
        return json.dumps(self.works)

    @classmethod
    def of_json(cls, text: str) -> "Part":
        """What `to_json` wrote."""
        return cls(tuple((work, file) for work, file in json.loads(text)))


def parts_of(works: Iterable[tuple[str, str]], size: int = SIZE) -> Iterator[Part]:
    """Cut works into parts of `size` in the mean."""
    begun: list[tuple[str, str]] = []
    for work, file in works:
        begun.append((work, file))
        if _ends(work, size) or len(begun) == _LONGEST * size:
            yield Part(tuple(begun))
            begun = []
    if begun:
        yield Part(tuple(begun))


def _ends(work: str, size: int) -> bool:
    return int.from_bytes(hashlib.sha256(work.encode()).digest()[:4]) % size == 0
