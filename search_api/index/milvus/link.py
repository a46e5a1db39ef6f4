"""The way to Milvus: a query and a filter in, the rows that it finds out; what is away is left in peace for a while.

pymilvus is imported when the first link is made, so that nobody needs it who does not use Milvus.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from search_api.index.milvus.wording import ROW
from services.collection.columns import Rows

MOST = 16_384
"""Rows that Milvus gives at once, at most."""

FEATURES = "features"
REST_S = 10.0
"""Seconds in which it is not asked again after it failed."""

_PREFIX = "gen_studio_"

Answer = TypeVar("Answer")


class MilvusAway(RuntimeError):
    """Milvus can't be reached, or does not have these works; the message says which."""


class _Resting(MilvusAway):
    """It failed a moment ago."""


class MilvusMissing(ValueError):
    """The packages that speak to Milvus are not installed."""


def collection_of(release: str) -> str:
    """The name under which a release's works are found once all are there."""
    return f"{_PREFIX}{release}"


def release_of(collection: str) -> str | None:
    """The release that a collection is named for, or None for one that is not ours."""
    return collection.removeprefix(_PREFIX) if collection.startswith(_PREFIX) else None


def pymilvus_for(address: str) -> Any:
    """Milvus' own package. Raises MilvusMissing."""
    try:
        import pymilvus  # noqa: PLC0415  # an extra that few need
    except ImportError as error:
        raise MilvusMissing(f"{address} needs Milvus' packages: pip install 'gen-studio[milvus]'") from error
    return pymilvus


def connect(address: str, token: str, timeout_s: float) -> Any:
    """A client of pymilvus. Raises MilvusMissing, or MilvusAway."""
    pymilvus = pymilvus_for(address)
    try:
        return pymilvus.MilvusClient(address, token=token, timeout=timeout_s)
    except Exception as error:  # pymilvus lets those of grpc through, too
        raise MilvusAway(f"Milvus at {address} can't be reached ({error})") from error


class MilvusLink:
    """One release's works in Milvus. Connects at first use; after a failure it rests for REST_S, then tries again."""

    def __init__(
        self,
        address: str,
        release: str,
        works: int,
        *,
        token: str = "",
        timeout_s: float = 1.0,
        breadth: int = 128,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`breadth` is HNSW's ef: how many candidates a search keeps in hand. Raises MilvusMissing."""
        pymilvus_for(address)
        self._address = address
        self._collection = collection_of(release)
        self._works = works
        self._token = token
        self._timeout_s = timeout_s
        self._breadth = breadth
        self._now = now
        self._client: Any = None
        self._connecting = threading.Lock()
        self._rests_until = 0.0

    def nearest(self, query: NDArray[np.float64], limit: int, where: str) -> Rows:
        """Up to `limit` rows near a unit query (d,) that satisfy a filter, nearest first. Raises MilvusAway."""

        def ask(client: Any) -> Rows:
            found = client.search(
                self._collection,
                data=[query.astype(np.float32)],
                filter=where,
                limit=limit,
                output_fields=[ROW],
                search_params={"metric_type": "COSINE", "params": {"ef": max(limit, self._breadth)}},
                timeout=self._timeout_s,
            )
            return np.array([hit[ROW] for hit in found[0]], np.int64)

        return self._asked(ask)

    def close(self) -> None:
        """Let go of the connection."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _asked(self, ask: Callable[[Any], Answer]) -> Answer:
        try:
            self._refuse_while_resting()
            return ask(self._connected())
        except _Resting:
            raise
        except Exception as error:  # of pymilvus, of grpc, or of a wrong answer: it can't be asked
            self._rests_until = self._now() + REST_S
            self.close()  # the next one is connected anew
            raise error if isinstance(error, MilvusAway) else MilvusAway(f"Milvus failed: {error}") from error

    def _refuse_while_resting(self) -> None:
        if self._now() < self._rests_until:
            raise _Resting(f"Milvus at {self._address} failed a moment ago")

    def _connected(self) -> Any:
        with self._connecting:
            if self._client is None:
                self._refuse_while_resting()  # who waited for another that could not connect does not try as well
                client = connect(self._address, self._token, self._timeout_s)
                if (there := count(client, self._collection, self._timeout_s)) != self._works:
                    client.close()
                    raise MilvusAway(
                        f"Milvus at {self._address} has {there:,} of the {self._works:,} works of "
                        f"{self._collection}; run gen-studio milvus fill"
                    )
                self._client = client
            return self._client


def count(client: Any, collection: str, timeout_s: float) -> int:
    """How many works a collection has, which is loaded for it; 0 where there is none."""
    if not client.has_collection(collection, timeout=timeout_s):
        return 0
    client.load_collection(collection, timeout=timeout_s)
    told = client.query(
        collection, filter="", output_fields=["count(*)"], consistency_level="Strong", timeout=timeout_s
    )
    return int(told[0]["count(*)"])
