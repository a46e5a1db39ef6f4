"""Jobs in a real Redis, done by real worker processes: whoever dies, no job is lost without a word."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from prometheus_client import REGISTRY
from redis import Redis

from services.common.jobs import Expired, Job, Order, State, Unfinished
from services.common.jobs.pool import MAX_PER_CLIENT
from services.common.jobs.queued import RETRIES, QueuedJobs
from services.common.problems import Busy, NotFound, Unavailable
from services.common.redis_link import connect
from tests.common.redis_works import FILE
from tests.redis_server import RedisServer, redis_server

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as running:
        yield running


@pytest.fixture
def redis(server: RedisServer) -> Redis:
    client = Redis.from_url(server.url)
    client.flushall()
    return client


@pytest.fixture
def jobs(redis: Redis, server: RedisServer) -> QueuedJobs:
    return QueuedJobs(connect(server.url), max_waiting=8)


Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def start(server: RedisServer) -> Iterator[Start]:
    """Starts a worker; at the end all that were started are killed."""
    running: list[subprocess.Popen[bytes]] = []

    def worker() -> subprocess.Popen[bytes]:
        running.append(subprocess.Popen([sys.executable, "-m", "tests.common.redis_works", server.url], cwd=ROOT))
        return running[-1]

    yield worker
    for one in running:
        one.kill()
        one.wait()


def ended(jobs: QueuedJobs, job: Job) -> Job:
    until = time.monotonic() + 40
    while not job.state.ended:
        assert time.monotonic() < until, job
        job = jobs.changed(job, 2)
    return job


def when(true: Callable[[], object]) -> None:
    until = time.monotonic() + 40
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_jobs_wait_in_their_order_until_a_worker_does_them(jobs: QueuedJobs, start: Start) -> None:
    first, second = jobs.submit(Order("quick", {}, "anna")), jobs.submit(Order("quick", {}, "bert"))
    assert [(job.state, job.place) for job in (first, second)] == [(State.QUEUED, 1), (State.QUEUED, 2)]
    with pytest.raises(Unfinished, match="queued"):
        jobs.result(first.id)
    start()
    for job in (ended(jobs, first), ended(jobs, second)):
        assert (job.state, job.progress, job.problem, dict(job.shown)) == (State.DONE, 1.0, None, {"word": "half"})
        assert jobs.result(job.id) == FILE


def test_what_runs_tells_how_far_it_is_to_every_pod(
    jobs: QueuedJobs, start: Start, redis: Redis, server: RedisServer
) -> None:
    job = jobs.submit(Order("held", {"gate": "a"}))
    start()
    other_pod = QueuedJobs(connect(server.url))
    when(lambda: other_pod.look(job.id).progress == 0.25)
    seen = other_pod.look(job.id)
    assert (seen.state, dict(seen.shown)) == (State.RUNNING, {"word": "waiting"})
    redis.set("gate:a", 1)
    assert ended(other_pod, seen).state is State.DONE


def test_a_job_is_cancelled_while_it_waits_and_while_it_runs(jobs: QueuedJobs, start: Start, redis: Redis) -> None:
    waits = jobs.submit(Order("quick", {}))
    assert jobs.cancel(waits.id).state is State.CANCELLED
    runs = jobs.submit(Order("held", {"gate": "never"}))
    start()
    when(lambda: redis.get("begun:never"))
    jobs.cancel(runs.id)
    assert ended(jobs, runs).state is State.CANCELLED
    with pytest.raises(Unfinished, match="cancelled"):
        jobs.result(runs.id)
    assert ended(jobs, jobs.submit(Order("quick", {}))).state is State.DONE


def test_a_job_that_is_cancelled_while_it_waits_leaves_nothing_for_good(jobs: QueuedJobs, redis: Redis) -> None:
    taken = [jobs.submit(Order("quick", {}, "anna")) for _ in range(MAX_PER_CLIENT)]
    for job in taken:
        jobs.cancel(job.id)
        keys = redis.keys(f"*{job.id}*")
        assert keys
        assert all(redis.ttl(key) > 0 for key in keys)
    assert not any(redis.zcard(key) for key in redis.keys("rq:*") if redis.type(key) == b"zset")
    for job in taken:
        redis.delete(f"gen-studio:job:{job.id}")  # the ledger's entry goes first
        assert jobs.look(job.id).state is State.CANCELLED
    assert jobs.submit(Order("quick", {}, "anna")).state is State.QUEUED


def test_work_that_ends_before_it_sees_that_it_was_cancelled_makes_nothing(
    jobs: QueuedJobs, start: Start, redis: Redis
) -> None:
    job = jobs.submit(Order("deaf", {"gate": "b"}))
    start()
    when(lambda: redis.get("begun:b"))
    jobs.cancel(job.id)
    redis.set("gate:b", 1)
    assert ended(jobs, job).state is State.CANCELLED


def test_what_goes_wrong_is_told_and_a_bug_is_not(jobs: QueuedJobs, start: Start) -> None:
    start()
    wrong, broken, large = (ended(jobs, jobs.submit(Order(kind, {}))) for kind in ("wrong", "broken", "large"))
    assert {job.state for job in (wrong, broken, large)} == {State.FAILED}
    told = [job.problem.told for job in (wrong, broken, large) if job.problem is not None]
    assert [(one["status"], one["title"]) for one in told] == [
        (400, "Invalid input"),
        (500, "Internal error"),
        (413, "Too large"),
    ]
    assert told[0]["type"] == "urn:problem-type:gen-studio:invalid-input"
    assert "secret" not in str(told)
    with pytest.raises(Unfinished, match="too red"):
        jobs.result(wrong.id)


def test_the_job_of_a_worker_that_is_killed_is_done_by_another(jobs: QueuedJobs, start: Start, redis: Redis) -> None:
    job = jobs.submit(Order("held", {"gate": "c"}))
    doomed = start()
    when(lambda: redis.get("begun:c") == b"1")
    start()
    doomed.kill()
    when(lambda: redis.get("begun:c") == b"2")
    redis.set("gate:c", 1)
    assert ended(jobs, job).state is State.DONE
    assert jobs.result(job.id) == FILE


def test_a_job_that_kills_every_worker_is_reported(jobs: QueuedJobs, start: Start, redis: Redis) -> None:
    job = jobs.submit(Order("deadly", {}))
    for _ in range(RETRIES + 1):
        assert start().wait(40) == -signal.SIGKILL
    assert int(redis.get("deaths") or 0) == RETRIES + 1
    job = ended(jobs, job)
    assert job.state is State.FAILED
    assert job.problem is not None
    assert "died" in job.problem.detail


def test_a_worker_that_is_asked_to_stop_hands_its_job_back_and_ends(
    jobs: QueuedJobs, start: Start, redis: Redis
) -> None:
    job = jobs.submit(Order("held", {"gate": "d"}))
    asked = start()
    when(lambda: redis.get("begun:d") == b"1")
    asked.send_signal(signal.SIGTERM)
    assert asked.wait(20) == 0
    assert jobs.look(job.id).state is State.QUEUED
    redis.set("gate:d", 1)
    start()
    assert ended(jobs, job).state is State.DONE


def test_a_redis_that_dies_and_returns_costs_no_job(jobs: QueuedJobs, start: Start, server: RedisServer) -> None:
    with Redis.from_url(server.url) as redis:
        job, waits = jobs.submit(Order("held", {"gate": "e"})), jobs.submit(Order("quick", {}))
        start()
        when(lambda: redis.get("begun:e"))
    server.kill()
    with pytest.raises(Unavailable, match="ask again"):
        jobs.look(job.id)
    server.start()
    with Redis.from_url(server.url) as redis:
        redis.set("gate:e", 1)
    assert ended(jobs, job).state is State.DONE
    assert ended(jobs, waits).state is State.DONE


def test_a_full_queue_and_a_greedy_client_are_told_when_to_come_back(redis: Redis, server: RedisServer) -> None:
    jobs = QueuedJobs(connect(server.url), max_waiting=MAX_PER_CLIENT + 1)
    taken = [jobs.submit(Order("quick", {}, "anna")) for _ in range(MAX_PER_CLIENT)]
    with pytest.raises(Busy, match="of your jobs"):
        jobs.submit(Order("quick", {}, "anna"))
    jobs.submit(Order("quick", {}, "bert"))
    with pytest.raises(Busy, match="jobs wait already") as refused:
        jobs.submit(Order("quick", {}, "carl"))
    assert int(refused.value.headers["Retry-After"]) > 0
    jobs.cancel(taken[0].id)
    assert jobs.submit(Order("quick", {}, "anna")).state is State.QUEUED
    assert not any(b"anna" in key for key in redis.keys("*jobs-of*"))


def test_what_has_ended_is_forgotten_after_its_time(redis: Redis, server: RedisServer, start: Start) -> None:
    jobs = QueuedJobs(connect(server.url))
    start()
    job = ended(jobs, jobs.submit(Order("quick", {})))
    redis.delete(f"gen-studio:job:{job.id}:result")
    with pytest.raises(Expired):
        jobs.result(job.id)
    for key in redis.keys(f"*{job.id}*"):
        assert redis.ttl(key) > 0, key
        redis.delete(key)
    with pytest.raises(NotFound):
        jobs.look(job.id)


def test_a_service_that_stops_takes_no_more_and_its_jobs_go_on(jobs: QueuedJobs, start: Start) -> None:
    job = jobs.submit(Order("quick", {}))
    jobs.close()
    with pytest.raises(Unavailable):
        jobs.submit(Order("quick", {}))
    start()
    assert ended(jobs, job).state is State.DONE


def test_who_scales_workers_is_told_how_many_jobs_wait(redis: Redis, jobs: QueuedJobs) -> None:
    def told() -> float | None:
        return REGISTRY.get_sample_value("gen_studio_jobs_queued")

    assert told() == 0
    jobs.submit(Order("count", {}, "client"))
    assert told() == 1
    QueuedJobs(connect("redis://127.0.0.1:1/0"))
    assert str(told()) == "nan"
