"""Jobs in this process: they wait their turn, tell how far they are, end in one of three ways, and are forgotten."""

import threading
import time
from collections.abc import Iterator

import pytest

from services.common.jobs import Cancelled, Expired, Job, JobPool, Order, Progress, Result, State, Unfinished, Work
from services.common.jobs.pool import MAX_PER_CLIENT
from services.common.problems import Busy, InvalidInput, NotFound, Problem, Unavailable

FILE = Result(b"film", "video/mp4", "film.mp4")


def quick(order: Order, progress: Progress) -> Result:
    progress.report(0.5)
    return FILE


class Held:
    """Work that goes on when its gate is opened, or ends when it is cancelled; `begun` says that it was."""

    def __init__(self) -> None:
        self.begun, self.gate = threading.Event(), threading.Event()

    def __call__(self, order: Order, progress: Progress) -> Result:
        self.begun.set()
        while not self.gate.is_set():
            progress.pause(0.002)
        return FILE


def raising(error: Exception) -> Work:
    def work(order: Order, progress: Progress) -> Result:
        raise error

    return work


WORKS: dict[str, Work] = {}


def submit(pool: JobPool, work: Work, client: str) -> Job:
    """Hand in an order for this very work, as a kind of its own."""
    kind = f"film-{len(WORKS)}"
    WORKS[kind] = work
    return pool.submit(Order(kind, {}, client))


@pytest.fixture
def pool() -> Iterator[JobPool]:
    made = JobPool(WORKS, max_waiting=2)
    yield made
    made.close()


@pytest.fixture
def held(pool: JobPool) -> Iterator[Held]:
    """What keeps the only thread of the pool busy."""
    work = Held()
    submit(pool, work, "first")
    assert work.begun.wait(20)
    yield work
    work.gate.set()


def ended(pool: JobPool, job: Job) -> Job:
    while not job.state.ended:
        now = pool.changed(job, 20)
        assert now != job
        job = now
    return job


def test_a_job_is_done_and_its_file_is_there(pool: JobPool) -> None:
    job = ended(pool, submit(pool, quick, "anna"))
    assert (job.state, job.progress, job.place, job.problem) == (State.DONE, 1.0, None, None)
    assert pool.result(job.id) == FILE


def test_jobs_wait_in_the_order_they_came_and_move_up(pool: JobPool, held: Held) -> None:
    one, two = submit(pool, quick, "anna"), submit(pool, quick, "bert")
    assert [(job.state, job.place) for job in (one, two)] == [(State.QUEUED, 1), (State.QUEUED, 2)]
    pool.cancel(one.id)
    assert pool.look(two.id).place == 1
    held.gate.set()
    assert ended(pool, two).state is State.DONE


def test_a_full_queue_says_when_to_come_back(pool: JobPool, held: Held) -> None:
    submit(pool, quick, "anna")
    submit(pool, quick, "bert")
    with pytest.raises(Busy, match="2 jobs wait already") as refused:
        submit(pool, quick, "carl")
    assert int(refused.value.headers["Retry-After"]) > 0


def test_one_client_can_not_take_the_whole_queue() -> None:
    pool, held = JobPool(WORKS, max_waiting=100), Held()
    for _ in range(MAX_PER_CLIENT):
        submit(pool, held, "anna")
    with pytest.raises(Busy, match="of your jobs"):
        submit(pool, quick, "anna")
    assert submit(pool, quick, "bert").state is State.QUEUED
    pool.close()


def test_a_result_is_not_there_before_the_job_is_done(pool: JobPool, held: Held) -> None:
    with pytest.raises(Unfinished, match="queued"):
        pool.result(submit(pool, quick, "anna").id)


def test_a_job_that_waits_is_cancelled_at_once_and_never_begins(pool: JobPool, held: Held) -> None:
    never = Held()
    job = submit(pool, never, "anna")
    assert pool.cancel(job.id).state is State.CANCELLED
    held.gate.set()
    assert ended(pool, submit(pool, quick, "anna")).state is State.DONE
    assert not never.begun.is_set()
    with pytest.raises(Unfinished, match="cancelled"):
        pool.result(job.id)


def test_a_job_that_runs_is_cancelled_and_the_next_one_begins(pool: JobPool) -> None:
    work = Held()
    job = submit(pool, work, "anna")
    assert work.begun.wait(20)
    pool.cancel(job.id)
    assert ended(pool, job).state is State.CANCELLED
    assert ended(pool, submit(pool, quick, "anna")).state is State.DONE


def test_work_that_ends_before_it_sees_that_it_was_cancelled_makes_nothing(pool: JobPool) -> None:
    begun, gate = threading.Event(), threading.Event()

    def deaf(order: Order, progress: Progress) -> Result:
        begun.set()
        assert gate.wait(20)
        return FILE

    job = submit(pool, deaf, "anna")
    assert begun.wait(20)
    pool.cancel(job.id)
    gate.set()
    assert ended(pool, job).state is State.CANCELLED
    with pytest.raises(Unfinished):
        pool.result(job.id)


def test_an_ended_job_stays_as_it_is_when_it_is_cancelled(pool: JobPool) -> None:
    job = ended(pool, submit(pool, quick, "anna"))
    assert pool.cancel(job.id) == job
    assert pool.result(job.id) == FILE


def test_a_problem_of_the_work_is_told_and_the_next_job_is_done(pool: JobPool) -> None:
    problem = InvalidInput("too red")
    job = ended(pool, submit(pool, raising(problem), "anna"))
    assert (job.state, job.problem) == (State.FAILED, problem)
    with pytest.raises(Unfinished, match="too red"):
        pool.result(job.id)
    assert ended(pool, submit(pool, quick, "anna")).state is State.DONE


def test_a_bug_is_logged_and_not_told(pool: JobPool, caplog: pytest.LogCaptureFixture) -> None:
    job = ended(pool, submit(pool, raising(ZeroDivisionError("secret")), "anna"))
    assert job.state is State.FAILED
    assert isinstance(job.problem, Problem)
    assert "secret" not in job.problem.detail
    assert "ZeroDivisionError" in caplog.text


def test_the_oldest_results_make_room_and_a_result_for_which_there_is_no_room_is_a_failure() -> None:
    pool = JobPool(WORKS, max_bytes=10)
    jobs = [ended(pool, submit(pool, quick, "anna")) for _ in range(3)]  # 4 bytes each
    assert pool.look(jobs[0].id).state is State.DONE
    with pytest.raises(Expired):
        pool.result(jobs[0].id)
    assert pool.result(jobs[1].id) == pool.result(jobs[2].id) == FILE
    large = ended(pool, submit(pool, lambda *_: Result(b"x" * 11, "video/mp4", "large.mp4"), "anna"))
    assert (large.state, large.problem and large.problem.status) == (State.FAILED, 413)
    pool.close()


def test_an_ended_job_is_forgotten_after_its_time() -> None:
    pool = JobPool(WORKS, keep_s=0.05)
    job = ended(pool, submit(pool, quick, "anna"))
    time.sleep(0.06)
    with pytest.raises(NotFound):
        pool.look(job.id)
    pool.close()


def test_ids_can_not_be_guessed_and_an_unknown_one_is_not_found(pool: JobPool) -> None:
    ids = {ended(pool, submit(pool, quick, "anna")).id for _ in range(3)}
    assert len(ids) == 3
    assert all(len(one) >= 22 for one in ids)  # 16 bytes in base64
    with pytest.raises(NotFound):
        pool.look("1")


def test_at_the_end_what_runs_and_waits_is_cancelled_and_says_why(pool: JobPool) -> None:
    work = Held()
    jobs = [submit(pool, work, "anna"), submit(pool, quick, "anna")]
    assert work.begun.wait(20)
    pool.close()
    for job in (pool.look(job.id) for job in jobs):
        assert job.state is State.CANCELLED
        assert isinstance(job.problem, Unavailable)
    with pytest.raises(Unavailable):
        submit(pool, quick, "anna")


def test_progress_only_grows_and_stops_a_job_that_is_not_wanted(pool: JobPool) -> None:
    seen: list[float] = []
    ids: list[str] = []
    submitted = threading.Event()

    def work(order: Order, progress: Progress) -> Result:
        assert submitted.wait(20)
        for share in (0.4, 0.2, 7.0):
            progress.report(share)
            seen.append(pool.look(ids[0]).progress)
        pool.cancel(ids[0])
        assert progress.cancelled()
        with pytest.raises(Cancelled):
            progress.report(1.0)
        raise Cancelled

    job = submit(pool, work, "anna")
    ids.append(job.id)
    submitted.set()
    assert ended(pool, job).state is State.CANCELLED
    assert seen == [0.4, 0.4, 1.0]
