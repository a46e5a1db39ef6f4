"""Prometheus metrics of the web apps. Apps share the collectors of their process and differ by the `service` label."""

from dataclasses import dataclass
from functools import cache

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Histogram, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class HttpMetrics:
    """Requests counted and timed."""

    requests: Counter
    seconds: Histogram

    def observe(self, service: str, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer. `route` is the template of the route, so that ids never become labels."""
        method = method if method in _METHODS else "other"
        self.requests.labels(service, method, route, str(status)).inc()
        self.seconds.labels(service, method, route).observe(seconds)


@cache
def http_metrics() -> HttpMetrics:
    """The collectors of this process, made at the first call."""
    return HttpMetrics(
        Counter("gen_studio_http_requests", "Answers by route.", ["service", "method", "route", "status"]),
        Histogram(
            "gen_studio_http_seconds", "Seconds until the answer.", ["service", "method", "route"], buckets=_BUCKETS
        ),
    )


def exposition() -> bytes:
    """All metrics of this process in Prometheus' text format."""
    return generate_latest(REGISTRY)
