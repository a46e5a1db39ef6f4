"""Does the jobs that wait in Redis, one at a time in this process, until it is asked to stop (RQ).

RQ's usual worker forks for each job, which torch's threads do not survive; this one keeps the models loaded. While it
works, a thread of its own says that it lives. One that dies says nothing more, and its job is begun anew elsewhere.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from redis import Redis, RedisError
from rq import Queue, Retry, SimpleWorker, get_current_job
from rq.executions import Execution
from rq.job import Job as QueuedJob
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from services.common import spans
from services.common.blobs import BlobStore
from services.common.jobs.job import Cancelled, Order, Result, State, Works, check_size
from services.common.jobs.ledger import Ledger
from services.common.jobs.metrics import job_metrics
from services.common.jobs.queued import QUEUE
from services.common.problems import Problem

LOST_AFTER_S = 15
"""Silence after which a worker is taken for dead, and its job is begun anew."""

_TELL_EVERY_S = 0.2
_PATIENCE_S = 60  # with a Redis that is away when a job has ended
_INTERRUPTIONS = 100  # of one job, by workers that were asked to stop
_LOG = logging.getLogger("gen_studio.jobs")
T = TypeVar("T")


def work_on(
    redis: Redis,
    works: Works,
    *,
    keep_s: int = 600,
    max_bytes: int = 256 * 2**20,
    lost_after_s: int = LOST_AFTER_S,
    store: BlobStore | None = None,
) -> None:
    """Do jobs until SIGTERM or SIGINT; then what runs is handed back to the queue. Waits for a Redis that is away.

    Must be called in the main thread, since RQ listens to signals and ends work that takes too long by one.
    """
    stopping = threading.Event()
    _Doing.now = _Doing(works, Ledger(redis, keep_s, store), max_bytes, stopping)
    while not stopping.is_set():
        try:
            queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
            worker = _Worker(
                [queue],
                connection=redis,
                serializer=JSONSerializer,
                maintenance_interval=lost_after_s,
                worker_ttl=lost_after_s + 15,  # RQ waits for a job 15 s less, and looks after the dead between
            )
            worker.stopping, worker.lost_after_s = stopping, lost_after_s
            worker.work(logging_level="WARNING")
        except RedisError as error:
            _LOG.warning("Redis is away (%s); trying again", error)
        if not stopping.is_set():
            time.sleep(1)


def do(kind: str, told: dict[str, Any], client: str) -> Retry | None:
    """What RQ calls for each job."""
    job = get_current_job()
    if job is None or _Doing.now is None:
        raise RuntimeError("jobs are done by the workers of gen-studio worker alone")
    with spans.span(f"job {kind}", job.meta.get("traceparent"), "consumer", job=job.id):
        return _Doing.now.do(job.id, Order(kind, told, client))


class _Worker(SimpleWorker):
    """Does a job in this process, and says all the while that it lives."""

    stopping: threading.Event
    lost_after_s: int

    def execute_job(self, job: QueuedJob, queue: Queue) -> None:
        execution = self.prepare_execution(job)
        with _repeated(lambda: self._live(job, execution), self.lost_after_s / 5):
            self.perform_job(job, queue, execution)
        self.set_state(WorkerStatus.IDLE)

    def get_heartbeat_ttl(self, job: QueuedJob, working_time: float = 0.0) -> int:
        return self.lost_after_s

    def handle_warm_shutdown_request(self) -> None:
        self.stopping.set()

    def _live(self, job: QueuedJob, execution: Execution) -> None:
        try:
            self.maintain_heartbeats(job, execution)
        except RedisError as error:
            _LOG.warning("could not say that this worker lives: %s", error)


class _Doing:
    """What all jobs of this process share."""

    now: "_Doing | None" = None

    def __init__(self, works: Works, ledger: Ledger, max_bytes: int, stopping: threading.Event) -> None:
        self._works = works
        self._max_bytes = max_bytes
        self.ledger = ledger
        self.stopping = stopping

    def do(self, id: str, order: Order) -> Retry | None:
        """Do a job and note its end; None, or what tells RQ to begin it anew."""
        began = time.monotonic()
        job_metrics().running.labels(order.kind).inc()
        try:
            state, problem, result = self._tried(id, order)
        finally:
            job_metrics().running.labels(order.kind).dec()
            job_metrics().seconds.labels(order.kind).observe(time.monotonic() - began)
        if state is State.CANCELLED and self.stopping.is_set() and self._insisting(lambda: self.ledger.wanted(id)):
            return Retry(max=_INTERRUPTIONS)
        job_metrics().finished.labels(order.kind, state.value).inc()
        self._insisting(lambda: self.ledger.end(id, state, problem, result))
        return None

    def _tried(self, id: str, order: Order) -> tuple[State, Problem | None, Result | None]:
        try:
            result = self._works[order.kind](order, _Progress(self, id))
            check_size(result, self._max_bytes)
        except Cancelled:
            return State.CANCELLED, None, None
        except Problem as problem:
            return State.FAILED, problem, None
        except Exception:
            _LOG.exception("job of kind %s failed", order.kind)
            return State.FAILED, Problem("something went wrong on our side; try again"), None
        if not self._insisting(lambda: self.ledger.wanted(id)):  # also where the work ended before it saw that
            return State.CANCELLED, None, None
        return State.DONE, None, result

    def _insisting(self, act: Callable[[], T]) -> T:
        """Do what needs Redis, and wait for it some time if it is away."""
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return act()
            except RedisError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)


class _Progress:
    """What one job's work is handed. A Redis that is away costs what would be shown, not the job."""

    def __init__(self, doing: _Doing, id: str) -> None:
        self._doing = doing
        self._id = id
        self._told = 0.0
        self._asked = 0.0
        self._share = 0.0
        self._unwanted = False
        self._shown: dict[str, Any] = {}

    def report(self, share: float, **shown: Any) -> None:
        self._share = min(1.0, max(self._share, share))
        self._shown |= shown
        if time.monotonic() - self._told > _TELL_EVERY_S:
            self._told = self._asked = time.monotonic()
            try:
                self._unwanted = not self._doing.ledger.tell(self._id, self._share, self._shown)
            except RedisError as error:
                _LOG.warning("could not say how far a job is: %s", error)
        if self.cancelled():
            raise Cancelled

    def cancelled(self) -> bool:
        if time.monotonic() - self._asked > _TELL_EVERY_S:
            self._asked = time.monotonic()
            try:
                self._unwanted = not self._doing.ledger.wanted(self._id)
            except RedisError as error:
                _LOG.warning("could not ask whether a job is wanted: %s", error)
        return self._unwanted or self._doing.stopping.is_set()

    def pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.cancelled():
                raise Cancelled
            self._doing.stopping.wait(min(left, _TELL_EVERY_S))


@contextmanager
def _repeated(act: Callable[[], None], every_s: float) -> Iterator[None]:
    """Call `act` every so many seconds in a thread of its own, until the end of the block."""
    over = threading.Event()

    def repeat() -> None:
        while not over.wait(every_s):
            act()

    thread = threading.Thread(target=repeat, name="alive", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
