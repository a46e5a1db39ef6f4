"""The index over Milvus: a query and a condition in, the nearest works that Milvus finds out, in our own order.

Our index stands behind it: it has the features, puts what Milvus found in the order of exact cosines, answers where the
condition keeps few works (there a graph misses most and a scan is quick) or where Milvus is away, and checks a share of
the answers. What Milvus found is never called exact.
"""

import logging
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

import numpy as np
from numpy.typing import NDArray

from search_api.conditions import Expression
from search_api.index.found import Found, Index, unit_query
from search_api.index.milvus.link import MOST, MilvusAway, MilvusLink
from search_api.index.milvus.metrics import milvus_metrics
from search_api.index.milvus.wording import worded
from services.collection.columns import Mask, Rows

FEW = 2_000
"""Kept works up to which our own index answers, exactly."""

_SPARE = 8  # more works than asked for, as some may be left out
_CHECKS = 4  # that may wait; a busy service checks less

_LOG = logging.getLogger("gen_studio.index")


class MilvusIndex(Index):
    """Milvus before `own`, an index of the same works in the same rows."""

    def __init__(
        self,
        own: Index,
        link: MilvusLink,
        *,
        checked: float = 0.01,
        few: int | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """`checked` is the share of Milvus' answers that are compared with an exact one."""
        self._own = own
        self._link = link
        self._checked = checked
        self._few = FEW if few is None else few
        self._chance = chance
        self._checker = ThreadPoolExecutor(1, "milvus-recall")
        self._places = BoundedSemaphore(_CHECKS)
        self._metrics = milvus_metrics()
        self.encoder_sha256 = own.encoder_sha256

    def __len__(self) -> int:
        return len(self._own)

    @property
    def dimensions(self) -> int:
        return self._own.dimensions

    def close(self) -> None:
        """Finish what is being checked and let go of Milvus."""
        self._checker.shutdown()
        self._link.close()

    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        keep: Mask | None = None,
        leave_out: int | None = None,
        where: Expression | None = None,
    ) -> Found:
        """As far as Milvus finds them: `where` is asked there, and what it gives is held against `keep`."""
        asked = unit_query(query, self.dimensions)
        kept = _kept(len(self), keep, leave_out)
        by = "few"
        if where is not None and 0 < k < MOST - _SPARE and kept > max(self._few, k):
            try:
                rows = self._nearest(asked, k, keep, leave_out, worded(where))
            except MilvusAway as error:
                by = "away"
                _LOG.warning("%s; our own index answers", error)
            else:
                if len(rows) == k:
                    self._metrics.answers.labels("milvus").inc()
                    return self._ordered(asked, rows, kept, lambda: self._own.search(query, k, keep, leave_out))
                by = "short"
        self._metrics.answers.labels(by).inc()
        return self._own.search(query, k, keep, leave_out)

    def best_of_groups(
        self,
        query: NDArray[np.floating],
        groups: NDArray[np.integer],
        each: int,
        keep: Mask,
        leave_out: int | None = None,
    ) -> Found:
        """By our own index: Milvus knows no such groups."""
        return self._own.best_of_groups(query, groups, each, keep, leave_out)

    def rough(self, query: NDArray[np.floating]) -> NDArray[np.float32]:
        return self._own.rough(query)

    def in_full(self, rows: Rows) -> NDArray[np.float64]:
        return self._own.in_full(rows)

    def _nearest(
        self, asked: NDArray[np.float64], k: int, keep: Mask | None, leave_out: int | None, where: str
    ) -> Rows:
        """At most `k` kept rows that Milvus finds, each once; where some are left out, more are asked for."""
        limit = k + _SPARE
        while True:
            began = time.perf_counter()
            found = self._link.nearest(asked, limit, where)
            self._metrics.seconds.observe(time.perf_counter() - began)
            rows = found[(found >= 0) & (found < len(self))]
            rows = rows[rows != leave_out] if keep is None else rows[keep[rows] & (rows != leave_out)]
            once: Rows = rows[np.sort(np.unique(rows, return_index=True)[1])]
            if len(once) >= k or len(found) < limit or limit == MOST:
                return once[:k]
            limit = min(MOST, 4 * limit)

    def _ordered(self, asked: NDArray[np.float64], rows: Rows, kept: int, exactly: Callable[[], Found]) -> Found:
        cosines = self._own.in_full(rows) @ asked
        order = np.lexsort((rows, -cosines))
        found = Found(rows[order], np.clip(cosines[order], -1.0, 1.0), kept, False, len(rows), len(rows))
        if self._chance() < self._checked and self._places.acquire(blocking=False):
            self._checker.submit(self._check, found, exactly)
        return found

    def _check(self, found: Found, exactly: Callable[[], Found]) -> None:
        try:
            best = exactly()
            if not best.exact:  # a budget cut it short
                return
            # a work that is as alike as the last of the best is as good
            good = int((found.similarities >= best.similarities[-1] - np.finfo(np.float32).eps).sum())
            self._metrics.recall.observe(min(good, len(best.rows)) / len(best.rows))
        except Exception:
            _LOG.exception("an answer of Milvus could not be checked")
        finally:
            self._places.release()


def _kept(works: int, keep: Mask | None, leave_out: int | None) -> int:
    if keep is None:
        return works - (leave_out is not None)
    return int(keep.sum()) - int(leave_out is not None and keep[leave_out])
