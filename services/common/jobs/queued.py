"""Jobs in Redis: handed in by any pod, done by worker processes (RQ), watched from any pod."""

import hashlib
import math
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from redis import Redis, RedisError
from rq import Queue, Retry
from rq.exceptions import NoSuchJobError
from rq.job import Job as QueuedJob
from rq.job import JobStatus
from rq.serializers import JSONSerializer

from services.common import spans
from services.common.blobs import BlobStore
from services.common.jobs.job import Job, Order, Result, State, missing
from services.common.jobs.ledger import Ledger
from services.common.jobs.metrics import job_metrics
from services.common.jobs.pool import MAX_PER_CLIENT, RETRY_AFTER_S
from services.common.problems import Busy, NotFound, Problem, Unavailable

QUEUE = "gen-studio"
RETRIES = 2
"""How often a job is begun anew whose worker died."""

MAX_WORK_S = 3600
_DO = "services.common.jobs.worker.do"
_LOOK_EVERY_S = 0.2
_BURY_EVERY_S = 5
_WAITING = {JobStatus.CREATED, JobStatus.QUEUED, JobStatus.SCHEDULED, JobStatus.DEFERRED}
_LOST = Problem("the process that did it died, each time that it was begun; hand the job in again")


class QueuedJobs:
    """Keeps jobs in Redis. Where that can't be reached, every method raises Unavailable, and nothing is lost."""

    def __init__(
        self, redis: Redis, *, max_waiting: int = 16, keep_s: int = 600, store: BlobStore | None = None
    ) -> None:
        self._redis = redis
        self._queue = Queue(QUEUE, connection=redis, serializer=JSONSerializer)
        self._ledger = Ledger(redis, keep_s, store)
        self._max_waiting = max_waiting
        self._keep_s = keep_s
        self._closed = False
        job_metrics().queued.set_function(self._queued)

    def submit(self, order: Order) -> Job:
        """Take a job. Raises Busy where too many wait already, or Unavailable at the end."""
        if self._closed:
            raise Unavailable("the service is stopping and takes no more jobs; try again in a moment")
        with _answered(), spans.span(f"order {order.kind}", kind="producer"):
            if (waiting := self._queue.count) >= self._max_waiting:
                raise Busy(
                    f"{waiting} jobs wait already, the limit; come back in {RETRY_AFTER_S} s",
                    retry_after=RETRY_AFTER_S,
                )
            name = secrets.token_urlsafe(16)
            self._take_place(order.client, name)
            self._queue.enqueue_call(
                _DO,
                (order.kind, dict(order.told), order.client),
                job_id=name,
                description=order.kind,
                timeout=MAX_WORK_S,
                result_ttl=self._keep_s,
                failure_ttl=self._keep_s,
                retry=Retry(max=RETRIES),
                meta={"kind": order.kind, "traceparent": spans.here()},
            )
            return self._look(name)

    def look(self, id: str) -> Job:
        """How the job stands. Raises NotFound."""
        with _answered():
            self._bury()
            return self._look(id)

    def changed(self, seen: Job, seconds: float) -> Job:
        """How the job stands once that is other than `seen`, or after so many seconds. Raises NotFound."""
        until = time.monotonic() + seconds
        while (job := self.look(seen.id)) == seen and time.monotonic() < until:
            time.sleep(_LOOK_EVERY_S)
        return job

    def result(self, id: str) -> Result:
        """What the job made. Raises NotFound, Unfinished or Expired."""
        with _answered():
            job = self._look(id)
            result = self._ledger.result(id) if job.state is State.DONE else None
        if result is None:
            raise missing(job)
        return result

    def link(self, id: str, seconds: int) -> str | None:
        """Where anybody can read what the job made, without us. Raises NotFound, Unfinished or Expired."""
        with _answered():
            job = self._look(id)
            if job.state is not State.DONE:
                raise missing(job)
            return self._ledger.link(id, seconds)

    def cancel(self, id: str) -> Job:
        """Let the job end soon, if it has not ended; one that waits has ended at once. Raises NotFound."""
        with _answered():
            job = self._look(id)
            if job.state is State.QUEUED:
                self._drop(self._fetch(id))
                self._ledger.end(id, State.CANCELLED, None, None)
            elif job.state is State.RUNNING:
                self._ledger.cancel(id)
            return self._look(id)

    def close(self) -> None:
        """Take no more. What waits and runs goes on elsewhere."""
        self._closed = True

    @property
    def waiting(self) -> int:
        """Jobs that wait for a worker."""
        with _answered():
            return self._queue.count

    def _take_place(self, client: str, id: str) -> None:
        """Count the job to its client's. Raises Busy where that one has too many."""
        key = f"gen-studio:jobs-of:{hashlib.sha256(client.encode()).hexdigest()[:32]}"
        members: Any = self._redis.smembers(key)
        own = 0
        for member in members:
            try:
                ended = self._look(member.decode()).state.ended
            except NotFound:
                ended = True
            if ended:
                self._redis.srem(key, member)
            own += not ended
        if own >= MAX_PER_CLIENT:
            raise Busy(
                f"{own} of your jobs wait or run, the limit; let one end, or cancel it", retry_after=RETRY_AFTER_S
            )
        self._redis.sadd(key, id)
        self._redis.expire(key, 24 * 3600)

    def _queued(self) -> float:
        """For whoever scales workers."""
        try:
            return float(self._queue.count)
        except RedisError:
            return math.nan

    def _look(self, id: str) -> Job:
        queued = self._fetch(id)
        entry = self._ledger.read(id)
        kind = str(queued.meta["kind"])
        status = queued.get_status(refresh=False)
        if entry.end is not None:
            progress = 1.0 if entry.end is State.DONE else entry.progress
            return Job(id, kind, entry.end, progress, entry.shown, problem=entry.problem)
        if status in _WAITING:
            place = self._queue.get_job_position(id)
            return Job(id, kind, State.QUEUED, 0.0, place=None if place is None else place + 1)
        if status is JobStatus.CANCELED:
            return Job(id, kind, State.CANCELLED, entry.progress, entry.shown)
        if status in {JobStatus.FAILED, JobStatus.STOPPED, JobStatus.FINISHED}:
            return Job(id, kind, State.FAILED, entry.progress, entry.shown, problem=_LOST)
        return Job(id, kind, State.RUNNING, entry.progress, entry.shown)

    def _fetch(self, id: str) -> QueuedJob:
        try:
            return QueuedJob.fetch(id, connection=self._redis, serializer=JSONSerializer)
        except NoSuchJobError as error:
            raise NotFound(f"there is no such job; one that has ended is known for {self._keep_s} s") from error

    def _drop(self, queued: QueuedJob) -> None:
        """Cancel a job that waits, and forget it after its time: RQ itself keeps such jobs for good."""
        with self._redis.pipeline() as pipeline:
            queued.cancel(pipeline)
            self._queue.canceled_job_registry.remove(queued, pipeline)
            queued.cleanup(self._keep_s, pipeline)
            pipeline.execute()

    def _bury(self) -> None:
        """Begin jobs anew whose worker has died, or end them; every few seconds, by one pod."""
        if self._redis.set("gen-studio:jobs:burying", "1", nx=True, ex=_BURY_EVERY_S):
            self._queue.started_job_registry.cleanup()


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise Unavailable(
            "jobs can't be looked up at the moment; they go on, so ask again in a few seconds",
            headers={"Retry-After": "5"},
        ) from error
