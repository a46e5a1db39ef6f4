"""Compare Spark on this machine with the plain command: the same works by both in, works a second of each out."""

import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image

from services.collection.artwork import Artwork
from services.collection.features import index_store
from services.collection.releases import FEATURES
from services.collection.store import StoredWork, write_catalogue
from services.common.stores import open_blobs
from services.spark.parts import parts_of
from services.spark.running import gathered, run
from services.spark.session import spark_session
from services.spark.storing import keep_features, pairs_of, works_of
from services.spark.tasks import Featurise
from services.spark.weights import send_weights
from services.vision.encoder import load_encoder

_PART = 16  # so few works, that few works make parts enough for all cores
_SIDE = 512
Times = tuple[float, float]
MACHINES = 8
"""Of the cluster that is set beside this machine."""


@dataclass(frozen=True)
class Row:
    """One way: seconds to begin, seconds of work, and works a second of that.

    To begin is to load the encoder and look at something with it, and for Spark first to start Java and the workers.

    `efficiency` is its share of the plain command's works a second on as many cores.
    """

    way: str
    cores: int
    works: int
    start_s: float
    work_s: float
    works_per_s: float
    efficiency: float


def benchmark_spark(encoder: Path, works: int, cores: Sequence[int]) -> dict[str, Any]:
    """Features of so many made-up pictures, plainly and by Spark, on each number of cores."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="gen-studio-bench-") as folder:
        store = Path(folder) / "store"
        _made_up(store, works)
        for count in cores:
            start, plain = _apart(_plain, store, encoder, count)
            rows.append(Row("plain", count, works, start, plain, works / plain, 1.0))
            start, spark = _apart(_spark, store, encoder, count)
            rows.append(Row("Spark", count, works, start, spark, works / spark, plain / spark))
    return {"rows": [*map(asdict, rows)], "pays_from": pays_from(rows)}


def pays_from(rows: Sequence[Row], machines: int = MACHINES) -> int | None:
    """Works from which `machines` such as this, by Spark, are done before this one alone; None if never."""
    plain = max((row for row in rows if row.way == "plain"), key=lambda row: row.works_per_s)
    spark = max((row for row in rows if row.way == "Spark"), key=lambda row: row.cores)
    saved = 1 / plain.works_per_s - 1 / (machines * spark.works_per_s)
    return max(0, round((spark.start_s - plain.start_s) / saved)) if saved > 0 else None


def table(report: dict[str, Any]) -> str:
    """The report as Markdown."""
    lines = ["| way | cores | starts in s | works/s | of plain |", "|---" * 5 + "|"]
    lines += [
        f"| {row['way']} | {row['cores']} | {row['start_s']:.1f} | {row['works_per_s']:.2f} | {row['efficiency']:.0%} |"
        for row in report["rows"]
    ]
    pays = report["pays_from"]
    told = (
        "Spark never pays here." if pays is None else f"{MACHINES} such machines by Spark pay from {pays:,} works on."
    )
    return "\n".join([*lines, "", told])


def _apart(way: Callable[[Path, Path, int], Times], store: Path, encoder: Path, cores: int) -> Times:
    """Seconds to begin and of work, in a process of its own: Java, too, begins anew then."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(way, store, encoder, cores).result()


def _plain(store: Path, encoder: Path, cores: int) -> Times:
    torch.set_num_threads(cores)
    (store / FEATURES).unlink(missing_ok=True)
    began = time.perf_counter()
    eyes = load_encoder(encoder)
    eyes.embed([Image.new("RGB", (_SIDE, _SIDE))])
    start = time.perf_counter() - began
    return start, _timed(lambda: index_store(store, eyes))


def _spark(store: Path, encoder: Path, cores: int) -> Times:
    address = str(store)
    shutil.rmtree(store / "spark", ignore_errors=True)
    blobs = open_blobs(address)
    task = Featurise(address, send_weights(blobs, encoder))
    parts = list(parts_of(pairs_of(works_of(address)), _PART))
    began = time.perf_counter()
    session = spark_session(f"local[{cores}]")
    try:
        run(session, task, parts[:cores], threads=1)  # so that all workers have their networks
        start = time.perf_counter() - began
        shutil.rmtree(store / task.folder)
        works = sum(len(part.works) for part in parts)
        spent = _timed(lambda: run(session, task, parts, threads=1))
    finally:
        session.stop()
    return start, spent + _timed(lambda: keep_features(blobs, gathered(blobs, task, parts), works, "0" * 64))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _made_up(store: Path, works: int) -> None:
    """Pictures as large as a museum's thumbnails, smooth with some noise, so that decoding takes what it does."""
    (store / "images").mkdir(parents=True)
    random = np.random.default_rng(0)
    for number in range(works):
        ground = Image.fromarray(random.integers(0, 256, (8, 8, 3), np.uint8)).resize((_SIDE, _SIDE))
        noise = random.normal(0, 8, (_SIDE, _SIDE, 3))
        pixels = (np.asarray(ground, np.float32) + noise).clip(0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(store / "images" / f"w{number}.jpg", quality=85)
    write_catalogue(
        store, [StoredWork(Artwork(f"w{number}"), f"images/w{number}.jpg", True) for number in range(works)]
    )
