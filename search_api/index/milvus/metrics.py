"""Prometheus metrics of searching in Milvus: how many of the best it finds, and how often we search ourselves."""

from dataclasses import dataclass
from functools import cache

from prometheus_client import Counter, Histogram

_SHARES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


@dataclass(frozen=True)
class MilvusMetrics:
    """The collectors. The mean of `recall` is its sum over its count."""

    recall: Histogram
    seconds: Histogram
    answers: Counter


@cache
def milvus_metrics() -> MilvusMetrics:
    """The collectors of this process, made at the first call."""
    return MilvusMetrics(
        Histogram(
            "gen_studio_search_milvus_recall",
            "Share of the exact best that Milvus found, in answers that were checked.",
            buckets=_SHARES,
        ),
        Histogram("gen_studio_search_milvus_seconds", "Seconds that Milvus took to answer.", buckets=_SECONDS),
        Counter(
            "gen_studio_search_milvus_answers",
            "Searches by who answered: milvus; or our own index, as few works were kept (few), as Milvus was away "
            "(away), or as it found too few (short).",
            ["by"],
        ),
    )
