"""Other ways to search under a condition, behind one interface, to compare ours with: the seeds of this field."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from search_api.index.cascade import CascadeIndex
from services.collection.columns import Mask, Rows

Floats = NDArray[np.float32]


class Engine(Protocol):
    """Answers a query (d,) of unit length with the rows of the k nearest works that `keep` (n,) keeps."""

    def search(self, query: Floats, k: int, keep: Mask | None) -> Rows: ...


class Ours:
    """Our index."""

    def __init__(self, index: CascadeIndex) -> None:
        self._index = index

    def search(self, query: Floats, k: int, keep: Mask | None) -> Rows:
        return self._index.search(query, k, keep).rows


class Brute:
    """NumPy: all products, then a partition of those that are kept."""

    def __init__(self, rows: Floats) -> None:
        self._rows = rows

    def search(self, query: Floats, k: int, keep: Mask | None) -> Rows:
        cosines = self._rows @ query
        if keep is not None:
            cosines = np.where(keep, cosines, -np.inf)
        best = np.argpartition(-cosines, k)[:k] if k < len(cosines) else np.arange(len(cosines))
        best = best[np.isfinite(cosines[best])]
        ordered: Rows = best[np.argsort(-cosines[best], kind="stable")]
        return ordered


class Faiss:
    """FAISS with a selector: a flat index, or HNSW (Malkov and Yashunin 2018) with 32 links, searched 128 wide."""

    def __init__(self, rows: Floats, graph: bool) -> None:
        faiss: Any = import_module("faiss")
        self._faiss = faiss
        faiss.omp_set_num_threads(1)  # of a single query, faster than two
        dimensions = rows.shape[1]
        if graph:
            faiss.omp_set_num_threads(2)
            self._index = faiss.IndexHNSWFlat(dimensions, 32, faiss.METRIC_INNER_PRODUCT)
            self._index.hnsw.efConstruction = 64
        else:
            self._index = faiss.IndexFlatIP(dimensions)
        self._graph = graph
        self._index.add(rows)
        faiss.omp_set_num_threads(1)

    def search(self, query: Floats, k: int, keep: Mask | None) -> Rows:
        told: dict[str, Any] = {}
        if keep is not None:
            bits = np.packbits(keep, bitorder="little")
            told["sel"] = self._faiss.IDSelectorBitmap(len(keep), self._faiss.swig_ptr(bits))
        if self._graph:
            told["efSearch"] = 128
            parameters = self._faiss.SearchParametersHNSW(**told)
        else:
            parameters = self._faiss.SearchParameters(**told)
        _, rows = self._index.search(query[None], k, params=parameters)
        found: Rows = rows[0][rows[0] >= 0]
        return found


class Hnswlib:
    """hnswlib with its filter, which calls Python for each work that it comes by."""

    def __init__(self, rows: Floats) -> None:
        hnswlib: Any = import_module("hnswlib")
        self._index = hnswlib.Index("ip", rows.shape[1])
        self._index.init_index(len(rows), M=32, ef_construction=64)
        self._index.set_num_threads(2)
        self._index.add_items(rows)
        self._index.set_num_threads(1)
        self._index.set_ef(128)

    def search(self, query: Floats, k: int, keep: Mask | None) -> Rows:
        for count in (k, max(1, k // 2), 1):  # it raises where it finds fewer than asked for
            try:
                told = {} if keep is None else {"filter": lambda label: bool(keep[label])}
                return np.asarray(self._index.knn_query(query[None], count, num_threads=1, **told)[0][0], np.int64)
            except RuntimeError:
                continue
        return np.empty(0, np.int64)


class BallTree:
    """The conditional ball tree (Hamilton et al. 2020): balls without a kept work are passed by; leaves of 50.

    Of the four bounds of theirs it takes the one by centre and radius. Each ball knows, by a sum over the works below
    it, whether one of them is kept.
    """

    def __init__(self, rows: Floats, leaf: int = 50) -> None:
        self._rows = rows
        self._order = np.arange(len(rows))
        self._centres: list[Floats] = []
        self._radii: list[float] = []
        self._spans: list[tuple[int, int]] = []
        self._children: list[tuple[int, int] | None] = []
        waiting = [(0, len(rows), -1, 0)]
        while waiting:
            begin, end, parent, side = waiting.pop()
            node = len(self._spans)
            if parent >= 0:
                pair = self._children[parent] or (0, 0)
                self._children[parent] = (node, pair[1]) if side == 0 else (pair[0], node)
            own = self._order[begin:end]
            centre = rows[own].mean(0)
            self._centres.append(centre)
            self._radii.append(float(np.sqrt(np.square(rows[own] - centre).sum(1).max())))
            self._spans.append((begin, end))
            self._children.append(None)
            if end - begin > leaf:
                far = own[np.square(rows[own] - centre).sum(1).argmax()]
                farthest = own[np.square(rows[own] - rows[far]).sum(1).argmax()]
                along = rows[own] @ (rows[farthest] - rows[far])
                middle = (end - begin) // 2
                self._order[begin:end] = own[np.argpartition(along, middle)]
                waiting += [(begin + middle, end, node, 1), (begin, begin + middle, node, 0)]

    def search(self, query: Floats, k: int, keep: Mask | None) -> Rows:
        kept = np.ones(len(self._rows), np.bool_) if keep is None else keep
        below = np.concatenate([[0], np.cumsum(kept[self._order])])
        best_rows, best = np.empty(0, np.int64), np.empty(0, np.float32)
        waiting = [(-np.inf, 0)]
        while waiting:
            upper, node = waiting.pop()
            if len(best) >= k and -upper <= best[-1]:
                continue
            begin, end = self._spans[node]
            if below[begin] == below[end]:
                continue
            pair = self._children[node]
            if pair is None:
                own = self._order[begin:end]
                own = own[kept[own]]
                cosines = self._rows[own] @ query
                best_rows, best = np.concatenate([best_rows, own]), np.concatenate([best, cosines])
                order = np.argsort(-best, kind="stable")[:k]
                best_rows, best = best_rows[order], best[order]
                continue
            bounds = [(-float(self._centres[child] @ query) - self._radii[child], child) for child in pair]
            waiting += sorted(bounds, reverse=True)  # the more promising one is looked at first
        return best_rows


class HashForest:
    """Random hyperplanes (Charikar 2002) in several tables, as an LSH forest: works that share a query's longest
    prefixes are compared, until ten times as many as are asked for are there.
    """

    def __init__(self, rows: Floats, tables: int = 10, bits: int = 24, random_seed: int = 0) -> None:
        random = np.random.default_rng(random_seed)
        self._rows = rows
        self._planes = random.standard_normal((tables, bits, rows.shape[1])).astype(np.float32)
        self._bits = bits
        weights = 1 << np.arange(bits)[::-1]
        keys = [((rows @ planes.T) > 0) @ weights for planes in self._planes]
        self._orders = [np.argsort(key, kind="stable") for key in keys]
        self._keys = [key[order] for key, order in zip(keys, self._orders, strict=True)]

    def search(self, query: Floats, k: int, keep: Mask | None) -> Rows:
        weights = 1 << np.arange(self._bits)[::-1]
        asked = [int(((planes @ query) > 0) @ weights) for planes in self._planes]
        candidates = np.empty(0, np.int64)
        for prefix in range(self._bits, -1, -1):
            free = self._bits - prefix
            found = []
            for key, order, own in zip(self._keys, self._orders, asked, strict=True):
                begin, end = np.searchsorted(key, [own >> free << free, ((own >> free) + 1) << free])
                found.append(order[begin:end])
            candidates = np.unique(np.concatenate(found))
            if keep is not None:
                candidates = candidates[keep[candidates]]
            if len(candidates) >= 10 * k:
                break
        cosines = self._rows[candidates] @ query
        return candidates[np.argsort(-cosines, kind="stable")[:k]]


def engines(rows: Floats, ours: CascadeIndex, slow: bool) -> dict[str, Callable[[], Engine]]:
    """Who is compared, by name, and how each is built; `slow` takes those in whose building is slow at size.

    FAISS and hnswlib are compared where they are installed (the extra `peers`).
    """
    every: dict[str, Callable[[], Engine]] = {"ours": lambda: Ours(ours), "numpy": lambda: Brute(rows)}
    if find_spec("faiss"):
        every["faiss flat + selector"] = lambda: Faiss(rows, graph=False)
    if slow:
        every["LSH forest"] = lambda: HashForest(rows)
        every["conditional ball tree"] = lambda: BallTree(rows)
    if slow and find_spec("faiss"):
        every["faiss HNSW + selector"] = lambda: Faiss(rows, graph=True)
    if slow and find_spec("hnswlib"):
        every["hnswlib + filter"] = lambda: Hnswlib(rows)
    return every
