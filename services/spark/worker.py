"""One part of a store on a worker: works in, their results in the blob store out, and a line that says how it went."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import pandas as pd
import torch

from services.common.blobs import BlobStore
from services.common.stores import open_blobs
from services.spark.parts import Part
from services.spark.results import Result, read_results, write_results
from services.spark.tasks import Task

TRIES = 3
"""Times that a part is begun before it is given up, and the others go on."""

SCHEMA = "key string, works long, made long, seconds double, error string"
"""The columns of Told, for Spark."""

_WAIT_S = 1.0


@dataclass(frozen=True)
class Told:
    """How a part went: how many works it has, of how many something was made now, and what broke it, if anything."""

    key: str
    works: int
    made: int
    seconds: float
    error: str | None = None


@dataclass(frozen=True)
class Worker:
    """What is sent to each worker; called by mapInPandas with frames whose rows are parts."""

    task: Task
    threads: int

    def __call__(self, frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        torch.set_num_threads(self.threads)
        for frame in frames:
            yield pd.DataFrame([asdict(self.told(Part.of_json(text))) for text in frame["part"]])

    def told(self, part: Part) -> Told:
        """Do a part, and say how it went; after TRIES it is left for another run."""
        began, error = time.perf_counter(), ""
        for attempt in range(TRIES):
            try:
                made = do_part(open_blobs(self.task.address), self.task, part)
            except Exception as broken:  # whatever it is, the other parts go on
                error = f"{type(broken).__name__}: {broken}"
                time.sleep(_WAIT_S * attempt)
            else:
                return Told(part.key, len(part.works), made, time.perf_counter() - began)
        return Told(part.key, len(part.works), 0, time.perf_counter() - began, error)


def name_of(task: Task, part: Part) -> str:
    """Where a part's results are."""
    return f"{task.folder}/{part.key}.parquet"


def do_part(blobs: BlobStore, task: Task, part: Part) -> int:
    """Make what is not there yet of a part's pictures as they are now, and keep all; of how many works it was made."""
    name = name_of(task, part)
    known = {one.id: one for one in read_results(blobs, name)} if blobs.exists(name) else {}
    results: dict[str, Result] = {}
    made = 0
    for start in range(0, len(part.works), task.batch):
        waiting: dict[str, bytes] = {}
        for work, file in part.works[start : start + task.batch]:
            try:
                data = blobs.read(file)
            except FileNotFoundError:
                results[work] = Result(work, None, None, f"its picture {file} is missing")
                continue
            old = known.get(work)
            if old is not None and old.picture == hashlib.sha256(data).hexdigest():
                results[work] = old
            else:
                waiting[work] = data
        found, left_out = task.made_of(waiting) if waiting else ({}, {})
        made += len(found)
        for work, data in waiting.items():
            picture = hashlib.sha256(data).hexdigest()
            results[work] = Result(work, picture, found.get(work), left_out.get(work))
    write_results(blobs, name, [results[work] for work, _ in part.works])
    return made
