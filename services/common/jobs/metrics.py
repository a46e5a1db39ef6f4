"""Prometheus metrics of jobs: what waits, what runs, how it ended and how long it took."""

from dataclasses import dataclass
from functools import cache

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)


@dataclass(frozen=True)
class JobMetrics:
    """The collectors; `kind` is what a job makes."""

    waiting: Gauge
    queued: Gauge
    running: Gauge
    finished: Counter
    seconds: Histogram


@cache
def job_metrics() -> JobMetrics:
    """The collectors of this process, made at the first call."""
    return JobMetrics(
        Gauge("gen_studio_jobs_waiting", "Jobs that wait to be done by this process.", ["kind"]),
        Gauge("gen_studio_jobs_queued", "Jobs that wait in Redis, of all kinds; NaN while it is away."),
        Gauge("gen_studio_jobs_running", "Jobs that are being done.", ["kind"]),
        Counter("gen_studio_jobs_finished", "Jobs that ended, by how.", ["kind", "state"]),
        Histogram("gen_studio_jobs_seconds", "Seconds from a job's start to its end.", ["kind"], buckets=_SECONDS),
    )
