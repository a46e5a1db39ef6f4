"""What Redis knows of a job beside RQ's own record: how far it is, whether it is wanted, how it ended, what it made."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from redis import Redis

from services.common.blobs import BlobStore
from services.common.jobs.job import Result, State
from services.common.jobs.keeping import Keeper
from services.common.problems import Problem, problem_of

_PREFIX = "gen-studio:job"
_LONGEST_S = 24 * 3600  # nothing is known longer, whatever goes wrong


@dataclass(frozen=True)
class Entry:
    """What is told of a job; `end` is None before its end."""

    progress: float = 0.0
    shown: Mapping[str, Any] = field(default_factory=dict)
    unwanted: bool = False
    end: State | None = None
    problem: Problem | None = None


class Ledger:
    """Reads and writes entries; what has ended is kept for `keep_s` seconds, large files in `store`, if there is one.

    All methods raise redis.RedisError.
    """

    def __init__(self, redis: Redis, keep_s: int, store: BlobStore | None = None) -> None:
        self._redis = redis
        self._keep_s = keep_s
        self._keeper = Keeper(redis, keep_s, store)

    def read(self, id: str) -> Entry:
        """The entry of a job, an empty one where nothing was told."""
        told = cast(dict[bytes, bytes], self._redis.hgetall(f"{_PREFIX}:{id}"))
        problem = told.get(b"problem")
        return Entry(
            progress=float(told.get(b"progress", b"0")),
            shown=json.loads(told.get(b"shown", b"{}")),
            unwanted=b"unwanted" in told,
            end=State(told[b"end"].decode()) if b"end" in told else None,
            problem=problem_of(json.loads(problem)) if problem else None,
        )

    def tell(self, id: str, progress: float, shown: Mapping[str, Any]) -> bool:
        """Note how far a job is. Says whether it is still wanted."""
        return self._note(id, _LONGEST_S, progress=f"{progress:.4f}", shown=json.dumps(dict(shown)))

    def wanted(self, id: str) -> bool:
        """Whether nobody cancelled the job."""
        return not self._redis.hexists(f"{_PREFIX}:{id}", "unwanted")

    def cancel(self, id: str) -> None:
        """Note that the job is no longer wanted."""
        self._note(id, _LONGEST_S, unwanted="1")

    def end(self, id: str, state: State, problem: Problem | None, result: Result | None) -> None:
        """Note how the job ended, and keep what it made."""
        if result is not None:
            self._keeper.keep(_result_of(id), result)
        self._note(id, self._keep_s, end=state.value, problem=json.dumps(problem.told) if problem else "")

    def result(self, id: str) -> Result | None:
        """What the job made, if it is (still) kept."""
        return self._keeper.find(_result_of(id))

    def link(self, id: str, seconds: int) -> str | None:
        """An address from which anybody can read what the job made, or None where there is none but our own."""
        return self._keeper.link(_result_of(id), seconds)

    def _note(self, id: str, keep_s: int, **told: str) -> bool:
        key = f"{_PREFIX}:{id}"
        with self._redis.pipeline() as pipeline:
            pipeline.hset(key, mapping=cast(dict[Any, Any], told))
            pipeline.expire(key, keep_s)
            pipeline.hexists(key, "unwanted")
            return not pipeline.execute()[-1]


def _result_of(id: str) -> str:
    return f"{_PREFIX}:{id}:result"
