"""Compare our index with others at size: real features in, latency and recall under conditions out."""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from search_api.index.cascade import CascadeIndex
from search_api.index.files import build_index
from services.benchmarks.search_data import RANDOM, RESAMPLED, resampled, scattered
from services.benchmarks.search_peers import Engine, engines
from services.collection.columns import Mask

K = 10
SHARES = (1.0, 0.1, 0.01, 0.001)
FEW = 10
_MIB = 2**20


@dataclass(frozen=True)
class SearchBenchPlan:
    """What is compared: so many works, made from `real` unit features (n, d); queries of each kind; in `folder`.

    Engines whose building takes long are compared up to `slow_up_to` works. `engines` names those that are wanted
    (default: all).
    """

    real: NDArray[np.floating]
    works: Sequence[int]
    queries: int = 40
    slow_up_to: int = 50_000
    data: Sequence[str] = ("resampled", "random")
    engines: Sequence[str] = ()
    random_seed: int = 0


@dataclass(frozen=True)
class Row:
    """One engine under one kind of condition. Recall is of the `K` nearest, in the mean of the queries."""

    engine: str
    works: int
    keep: str
    data: str
    p50_ms: float
    p95_ms: float
    recall: float
    build_s: float
    resident_mb: float


def benchmark_search(plan: SearchBenchPlan) -> dict[str, Any]:
    """Every engine answers the same queries under the same conditions, and is compared with a plain scan."""
    rows: list[Row] = []
    for works in plan.works:
        for data in plan.data:
            with tempfile.TemporaryDirectory(prefix="gen-studio-bench-") as folder:
                rows += _compared(plan, works, data, Path(folder))
    return {
        "k": K,
        "queries": plan.queries,
        "data": {"resampled": RESAMPLED, "random": RANDOM},
        "rows": [*map(asdict, rows)],
    }


def _compared(plan: SearchBenchPlan, works: int, data: str, folder: Path) -> Iterator[Row]:
    path, dimensions = folder / "features.npy", plan.real.shape[1]
    if data == "resampled":
        features = resampled(plan.real, works, path, plan.random_seed)
    else:
        features = scattered(works, dimensions, path, plan.random_seed)
    began = time.perf_counter()
    with tqdm(total=works, desc="building ours", unit="work", leave=False) as bar:

        def told(done: int, _: int) -> None:
            bar.update(done - bar.n)

        build_index(folder / "index", features, "benchmark", told)
    ours_s, before = time.perf_counter() - began, _resident_mb()
    index = CascadeIndex.open(folder / "index")
    ours_mb = _resident_mb() - before
    full = features.astype(np.float32)
    full /= np.linalg.norm(full, axis=1, keepdims=True)
    random = np.random.default_rng(plan.random_seed + 1)
    asked = full[random.choice(works, plan.queries, replace=False)]
    conditions = dict(_conditions(works, random))
    truth = _truth(full, asked, conditions)
    for name, make in engines(full, index, works <= plan.slow_up_to).items():
        if plan.engines and name not in plan.engines:
            continue
        began, before = time.perf_counter(), _resident_mb()
        engine = make()
        build_s, resident = time.perf_counter() - began, _resident_mb() - before
        if name == "ours":
            build_s, resident = ours_s, ours_mb
        elif name in {"numpy", "conditional ball tree", "LSH forest"}:
            resident += full.nbytes / _MIB
        for condition, keep in tqdm(conditions.items(), desc=name, unit="condition", leave=False):
            spent, recall = _timed(engine, asked, keep, truth[condition])
            p50, p95 = (float(np.percentile(spent, share)) for share in (50, 95))
            yield Row(name, works, condition, data, p50, p95, recall, build_s, resident)
        del engine


def _truth(
    rows: NDArray[np.float32], asked: NDArray[np.float32], conditions: Mapping[str, Mask | None]
) -> dict[str, list[NDArray[np.integer]]]:
    """Under each condition the nearest of each query in float64, of those that are nearest in float32."""
    cosines = asked @ rows.T

    def nearest(query: int, keep: Mask | None) -> NDArray[np.integer]:
        known = cosines[query] if keep is None else np.where(keep, cosines[query], -np.inf)
        near = np.argpartition(-known, 10 * K)[: 10 * K]
        near = near[np.isfinite(known[near])]
        exact = np.vecdot(rows[near].astype(np.float64), asked[query].astype(np.float64))
        return near[np.lexsort((near, -exact))[:K]]

    return {name: [nearest(query, keep) for query in range(len(asked))] for name, keep in conditions.items()}


def _conditions(works: int, random: np.random.Generator) -> Iterator[tuple[str, Mask | None]]:
    facts = [random.random(works) < 0.3 for _ in range(3)]
    for share in SHARES:
        yield f"{share:.4g}", None if share == 1 else random.random(works) < share
    few = np.zeros(works, np.bool_)
    few[random.choice(works, FEW, replace=False)] = True
    yield f"{FEW} works", few
    yield "A AND (B OR NOT C)", facts[0] & (facts[1] | ~facts[2])


def _timed(
    engine: Engine, asked: NDArray[np.float32], keep: Mask | None, truth: Sequence[NDArray[np.integer]]
) -> tuple[list[float], float]:
    spent, found = [], []
    engine.search(asked[0], K, keep)
    for query, wanted in zip(asked, truth, strict=True):
        began = time.perf_counter()
        rows = engine.search(query, K, keep)
        spent.append((time.perf_counter() - began) * 1000)
        found.append(len(np.intersect1d(rows, wanted)) / len(wanted) if len(wanted) else 1.0)
    return spent, float(np.mean(found))


def _resident_mb() -> float:
    with Path("/proc/self/statm").open() as told:
        return int(told.read().split()[1]) * os.sysconf("SC_PAGESIZE") / _MIB


def merged(before: dict[str, Any], report: dict[str, Any]) -> dict[str, Any]:
    """Both reports as one, for measurements in parts; what both measured is taken from the later one."""
    rows = {_place(row): row for row in [*before["rows"], *report["rows"]]}
    return {**report, "rows": sorted(rows.values(), key=lambda row: (row["works"], row["data"]))}


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["works"], row["data"], row["keep"], row["engine"]


def table(report: dict[str, Any]) -> str:
    """The report as Markdown; ratios are to NumPy's scan of all rows, where that was measured."""
    lines = [f"The {report['k']} nearest works; {report['queries']} queries of each kind. Works are {RESAMPLED}.", ""]
    lines += [
        "| works | data | kept | engine | p50 ms | p95 ms | NumPy / it | recall | built in s | MiB |",
        "|---" * 10 + "|",
    ]
    scans = {
        (row["works"], row["data"], row["keep"]): row["p50_ms"] for row in report["rows"] if row["engine"] == "numpy"
    }
    for row in report["rows"]:
        scan = scans.get((row["works"], row["data"], row["keep"]))
        ratio = f"{scan / row['p50_ms']:.1f}" if scan else ""
        lines.append(
            f"| {row['works']:,} | {row['data']} | {row['keep']} | {row['engine']} | {row['p50_ms']:.2f} | "
            f"{row['p95_ms']:.2f} | {ratio} | {row['recall']:.3f} | {row['build_s']:.1f} | "
            f"{row['resident_mb']:.0f} |"
        )
    return "\n".join(lines)
