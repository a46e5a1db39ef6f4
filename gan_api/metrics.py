"""Prometheus metrics of drawing: what waits, what is drawn and in what company, what is not drawn and why."""

from dataclasses import dataclass
from functools import cache

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_IMAGES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


@dataclass(frozen=True)
class DrawingMetrics:
    """One collector for each question that whoever runs the service asks."""

    waiting: Gauge
    in_flight: Gauge
    queue_seconds: Histogram
    batch_images: Histogram
    device_seconds: Histogram
    encode_seconds: Histogram
    shed: Counter
    late: Counter
    superseded: Counter
    gone: Counter
    failed: Counter
    cache: Counter


@cache
def drawing_metrics() -> DrawingMetrics:
    """The collectors of this process, made at the first call."""
    return DrawingMetrics(
        Gauge("gen_studio_gan_waiting", "Drawings that wait for the device."),
        Gauge("gen_studio_gan_in_flight", "Drawings on the device."),
        Histogram("gen_studio_gan_queue_seconds", "Seconds that a drawing waited for the device.", buckets=_SECONDS),
        Histogram("gen_studio_gan_batch_images", "Images drawn together.", ["size"], buckets=_IMAGES),
        Histogram("gen_studio_gan_device_seconds", "Seconds of a batch on the device.", ["size"], buckets=_SECONDS),
        Histogram(
            "gen_studio_gan_encode_seconds", "Seconds to encode and mark a picture.", ["format"], buckets=_SECONDS
        ),
        Counter("gen_studio_gan_shed", "Requests refused because too many waited (429)."),
        Counter(
            "gen_studio_gan_deadline_missed", "Requests whose deadline passed before their picture was drawn (504)."
        ),
        Counter("gen_studio_gan_superseded", "Requests replaced by a newer one of their session (409)."),
        Counter("gen_studio_gan_client_gone", "Requests whose client hung up before the device drew."),
        Counter("gen_studio_gan_failed", "Drawings at which the device failed (503).", ["reason"]),
        Counter("gen_studio_gan_cache", "Pictures asked of the cache.", ["result"]),
    )
