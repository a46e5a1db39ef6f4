"""What a job is to who hands it in, to the work itself, and to who keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from services.common.problems import Problem, TooLarge


class State(StrEnum):
    """Where a job stands; the last three are its ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more."""
        return self not in {State.QUEUED, State.RUNNING}


@dataclass(frozen=True)
class Order:
    """What a client wants done: `told` is JSON, so that another process can do it."""

    kind: str
    told: Mapping[str, Any]
    client: str = ""


@dataclass(frozen=True)
class Job:
    """A job as it is now: `progress` from 0 to 1, what it has to show so far (JSON), its `place` while it waits (1 is
    next), why it ended badly.
    """

    id: str
    kind: str
    state: State
    progress: float = 0.0
    shown: Mapping[str, Any] = field(default_factory=dict)
    place: int | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Result:
    """The file that a job made."""

    data: bytes
    content_type: str
    file_name: str


class Cancelled(Exception):
    """The job is no longer wanted; its work lets this pass."""


class Progress(Protocol):
    """What a job's work tells, and is told."""

    def report(self, share: float, **shown: Any) -> None:
        """Say how much is done, 0 to 1, and what there is to show (JSON). Raises Cancelled where the rest is no longer
        wanted.
        """
        ...

    def cancelled(self) -> bool:
        """Whether the rest is no longer wanted."""
        ...

    def pause(self, seconds: float) -> None:
        """Sleep. Raises Cancelled as soon as the rest is no longer wanted."""
        ...


Work = Callable[[Order, Progress], Result]
Works = Mapping[str, Work]
"""Who does which kind of job."""


class Jobs(Protocol):
    """Keeps jobs and has them done. Every method but `submit` raises NotFound for an id that it does not know."""

    def submit(self, order: Order) -> Job:
        """Take a job. Raises Busy where too many wait already, Unavailable at the end."""
        ...

    def look(self, id: str) -> Job:
        """How the job stands."""
        ...

    def changed(self, seen: Job, seconds: float) -> Job:
        """How the job stands once that is other than `seen`, or after so many seconds."""
        ...

    def result(self, id: str) -> Result:
        """What the job made. Raises Unfinished where there is nothing (yet), Expired where it is no longer kept."""
        ...

    def link(self, id: str, seconds: int) -> str | None:
        """An address from which anybody can read what the job made for so long, without us; None where there is none.

        Raises as `result` does.
        """
        ...

    def cancel(self, id: str) -> Job:
        """Let the job end soon, if it has not ended; one that waits has ended at once."""
        ...

    def close(self) -> None:
        """Take no more, and cancel what waits and runs."""
        ...


class Unfinished(Problem):
    """There is no result yet, or there will be none."""

    status = 409
    title = "Not finished"
    kind = "unfinished"


class Expired(Problem):
    """The result was there, and is no longer kept."""

    status = 410
    title = "Expired"
    kind = "expired"


def missing(job: Job) -> Problem:
    """Why a job that has no result to give has none."""
    if job.state is State.DONE:
        return Expired("the result made room for newer ones; hand the job in again")
    if job.state is State.FAILED and job.problem is not None:
        return Unfinished(f"the job failed and made nothing: {job.problem.detail}")
    if job.state is State.CANCELLED:
        return Unfinished("the job was cancelled and made nothing; hand it in again")
    return Unfinished(f"the job is {job.state}; its events tell when it is done")


def check_size(result: Result, max_bytes: int) -> None:
    """Raises TooLarge where what a job made has more bytes than may be kept."""
    if len(result.data) > max_bytes:
        raise TooLarge(
            f"what the job made has {len(result.data) / 2**20:.1f} MiB; results may take {max_bytes / 2**20:.4g} MiB. "
            "Ask for less"
        )
