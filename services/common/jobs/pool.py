"""Jobs in this process: a bounded queue in, a few threads that do them one after another, results in memory out."""

import logging
import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from services.common import spans
from services.common.jobs.job import Cancelled, Job, Order, Result, State, Works, check_size, missing
from services.common.jobs.metrics import job_metrics
from services.common.problems import Busy, NotFound, Problem, Unavailable

MAX_PER_CLIENT = 4
"""Jobs of one client that wait or run."""

RETRY_AFTER_S = 10
CLOSING_S = 10.0
_NICE = 10  # of the machine's time: visitors who wait for a picture go first
_KEPT = 1000  # ended jobs, however small what they made
_LOG = logging.getLogger("gen_studio.jobs")


@dataclass(eq=False)
class _Entry:
    """A job with all that only the pool needs to know of it; times are monotonic."""

    job: Job
    order: Order
    stop: threading.Event = field(default_factory=threading.Event)
    began: float = 0.0
    ended: float = 0.0
    result: Result | None = None
    trace: str | None = field(default_factory=spans.here)


class JobPool:
    """Does jobs in the order they came. Its threads start with the first job, so that a fork before that does no harm.

    An ended job is known for `keep_s` seconds. Results take `max_bytes` together; the oldest make room for new ones.
    Ids begin with `names`, so that whoever has several pools can tell whose a job is.
    """

    def __init__(
        self,
        works: Works,
        *,
        threads: int = 1,
        max_waiting: int = 16,
        max_bytes: int = 256 * 2**20,
        keep_s: float = 600,
        names: str = "",
    ) -> None:
        self._works = works
        self._threads = threads
        self._max_waiting = max_waiting
        self._max_bytes = max_bytes
        self._keep_s = keep_s
        self._names = names
        self._changed = threading.Condition()  # guards all that follows
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._queue: list[_Entry] = []
        self._workers: list[threading.Thread] = []
        self._closed = False

    def submit(self, order: Order) -> Job:
        """Take a job. Raises Busy where too many wait already, or Unavailable at the end."""
        with self._changed:
            if self._closed:
                raise Unavailable("the service is stopping and takes no more jobs; try again in a moment")
            self._forget()
            own = sum(
                not entry.job.state.ended and entry.order.client == order.client for entry in self._entries.values()
            )
            if own >= MAX_PER_CLIENT:
                raise Busy(
                    f"{own} of your jobs wait or run, the limit; let one end, or cancel it", retry_after=RETRY_AFTER_S
                )
            if len(self._queue) >= self._max_waiting:
                raise Busy(
                    f"{len(self._queue)} jobs wait already, the limit; come back in {RETRY_AFTER_S} s",
                    retry_after=RETRY_AFTER_S,
                )
            entry = _Entry(Job(self._names + secrets.token_urlsafe(16), order.kind, State.QUEUED), order)
            self._entries[entry.job.id] = entry
            self._queue.append(entry)
            job_metrics().waiting.labels(order.kind).inc()
            self._start_workers()
            self._changed.notify_all()
            return self._seen(entry)

    def look(self, id: str) -> Job:
        """How the job stands. Raises NotFound."""
        with self._changed:
            return self._seen(self._entry(id))

    def changed(self, seen: Job, seconds: float) -> Job:
        """How the job stands once that is other than `seen`, or after so many seconds. Raises NotFound."""
        with self._changed:
            entry = self._entry(seen.id)
            self._changed.wait_for(lambda: self._seen(entry) != seen, seconds)
            return self._seen(entry)

    def result(self, id: str) -> Result:
        """What the job made. Raises NotFound, Unfinished or Expired."""
        with self._changed:
            entry = self._entry(id)
            if entry.result is None:
                raise missing(entry.job)
            return entry.result

    def link(self, id: str, seconds: int) -> str | None:
        """None: what this process keeps is read from it. Raises NotFound, Unfinished or Expired."""
        self.result(id)
        return None

    def cancel(self, id: str) -> Job:
        """Let the job end soon, if it has not ended; one that waits has ended at once. Raises NotFound."""
        with self._changed:
            entry = self._entry(id)
            self._cancel(entry, None)
            return self._seen(entry)

    def close(self) -> None:
        """Take no more, cancel what waits and runs, and give what runs a few seconds to end."""
        with self._changed:
            self._closed = True
            for entry in list(self._entries.values()):
                self._cancel(entry, Unavailable("the service was stopped; hand the job in again"))
            self._changed.notify_all()
        until = time.monotonic() + CLOSING_S
        for worker in self._workers:
            worker.join(max(0.0, until - time.monotonic()))

    def _entry(self, id: str) -> _Entry:
        self._forget()
        entry = self._entries.get(id)
        if entry is None:
            raise NotFound(f"there is no such job; one that has ended is known for {self._keep_s:g} s")
        return entry

    def _seen(self, entry: _Entry) -> Job:
        if entry.job.state is State.QUEUED:
            return replace(entry.job, place=self._queue.index(entry) + 1)
        return entry.job

    def _cancel(self, entry: _Entry, problem: Problem | None) -> None:
        if entry.job.state is State.QUEUED:
            self._queue.remove(entry)
            job_metrics().waiting.labels(entry.job.kind).dec()
            self._end(entry, State.CANCELLED, problem)
        elif entry.job.state is State.RUNNING:
            entry.job = replace(entry.job, problem=problem)  # told at once, and kept when it ends
            entry.stop.set()
            self._changed.notify_all()

    def _start_workers(self) -> None:
        if not self._workers:
            self._workers = [
                threading.Thread(target=self._run, name=f"job-{number}", daemon=True) for number in range(self._threads)
            ]
            for worker in self._workers:
                worker.start()

    def _run(self) -> None:
        _give_way()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._closed)
                if not self._queue:
                    return
                entry = self._queue.pop(0)
                entry.job = replace(entry.job, state=State.RUNNING)
                entry.began = time.monotonic()
                job_metrics().waiting.labels(entry.job.kind).dec()
                job_metrics().running.labels(entry.job.kind).inc()
                self._changed.notify_all()
            self._do(entry)

    def _do(self, entry: _Entry) -> None:
        state, problem, result = State.FAILED, None, None
        try:
            with spans.span(f"job {entry.job.kind}", entry.trace, "consumer", job=entry.job.id):
                result = self._works[entry.order.kind](entry.order, _Progress(self, entry))
            check_size(result, self._max_bytes)
            state = State.DONE
        except Cancelled:
            state = State.CANCELLED
        except Problem as raised:
            problem = raised
        except Exception:
            _LOG.exception("job of kind %s failed", entry.job.kind)
            problem = Problem("something went wrong on our side; try again")
        with self._changed:
            if entry.stop.is_set():  # also where the work ended before it saw that
                state, problem, result = State.CANCELLED, entry.job.problem, None
            entry.result = result if state is State.DONE else None
            job_metrics().running.labels(entry.job.kind).dec()
            job_metrics().seconds.labels(entry.job.kind).observe(time.monotonic() - entry.began)
            self._end(entry, state, problem)

    def _end(self, entry: _Entry, state: State, problem: Problem | None) -> None:
        progress = 1.0 if state is State.DONE else entry.job.progress
        entry.job = replace(entry.job, state=state, progress=progress, problem=problem)
        entry.ended = time.monotonic()
        entry.order = replace(entry.order, told={})  # an upload need not be kept
        job_metrics().finished.labels(entry.job.kind, state.value).inc()
        self._entries.move_to_end(entry.job.id)  # so that ended ones stand in the order in which they are forgotten
        self._forget()
        self._changed.notify_all()

    def _forget(self) -> None:
        ended = [entry for entry in self._entries.values() if entry.job.state.ended]
        latest = time.monotonic() - self._keep_s
        for number, entry in enumerate(ended):
            if entry.ended < latest or number < len(ended) - _KEPT:
                del self._entries[entry.job.id]
        room = self._max_bytes
        for entry in reversed(ended):
            room -= len(entry.result.data) if entry.result is not None else 0
            if room < 0:
                entry.result = None

    def told(self, entry: _Entry, share: float, shown: Mapping[str, Any]) -> None:
        """The work of a job says how far it is."""
        with self._changed:
            progress = min(1.0, max(entry.job.progress, share))
            entry.job = replace(entry.job, progress=progress, shown={**entry.job.shown, **shown})
            self._changed.notify_all()


class _Progress:
    """What one job's work is handed."""

    def __init__(self, pool: JobPool, entry: _Entry) -> None:
        self._pool = pool
        self._entry = entry

    def report(self, share: float, **shown: Any) -> None:
        if self.cancelled():
            raise Cancelled
        self._pool.told(self._entry, share, shown)

    def cancelled(self) -> bool:
        return self._entry.stop.is_set()

    def pause(self, seconds: float) -> None:
        if self._entry.stop.wait(seconds):
            raise Cancelled


def _give_way() -> None:
    """Let this thread, and those that it starts for its arithmetic, have what others leave of the machine's time."""
    if hasattr(os, "setpriority") and os.uname().sysname == "Linux":  # there alone a thread has a priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
