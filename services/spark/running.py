"""A task over a whole store: parts that are not done yet to the workers, what each says of it back, as it comes."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.common.blobs import BlobStore
from services.common.stores import open_blobs
from services.spark.parts import Part
from services.spark.results import Result, read_results
from services.spark.tasks import Task
from services.spark.worker import SCHEMA, Told, Worker, name_of

_LOOK_EVERY_S = 0.5
_GROUP = "gen-studio"

Progress = Callable[[int, int], None]  # (parts done, parts in all)


@dataclass(frozen=True)
class Outcome:
    """How a run went: parts in all, those that were there already, what was told of the others."""

    parts: int
    skipped: int
    told: list[Told] = field(default_factory=list)

    @property
    def failed(self) -> list[Told]:
        """Parts that are to be done by another run."""
        return [one for one in self.told if one.error is not None]

    @property
    def made(self) -> int:
        """Works of which something was made now."""
        return sum(one.made for one in self.told)


def run(
    session: Any,
    task: Task,
    parts: Sequence[Part],
    *,
    recheck: bool = False,
    threads: int = 1,
    progress: Progress | None = None,
) -> Outcome:
    """Do every part that has no results, or with `recheck` look at all pictures again and do what changed.

    Each worker process uses so many threads.
    """
    blobs = open_blobs(task.address)
    there = set() if recheck else set(blobs.names(f"{task.folder}/"))
    waiting = [part for part in parts if name_of(task, part) not in there]
    if not waiting:
        return Outcome(len(parts), len(parts))
    rows = session.sparkContext.parallelize([(part.to_json(),) for part in waiting], len(waiting))
    frame = session.createDataFrame(rows, "part string").mapInPandas(Worker(task, threads), SCHEMA)
    told = _watched(session, frame, len(waiting), progress)
    return Outcome(len(parts), len(parts) - len(waiting), told)


def gathered(blobs: BlobStore, task: Task, parts: Sequence[Part]) -> Iterator[Result]:
    """The results of all works in the store's order; files of parts that are no more are removed behind them."""
    wanted = {name_of(task, part): part for part in parts}
    for name in wanted:
        yield from read_results(blobs, name)
    for name in blobs.names(f"{task.folder}/"):
        if name not in wanted:
            blobs.delete(name)


def _watched(session: Any, frame: Any, parts: int, progress: Progress | None) -> list[Told]:
    """Collect a frame while looking now and then how far it is."""
    told: list[Told] = []
    broken: list[BaseException] = []

    def collect() -> None:
        try:
            session.sparkContext.setJobGroup(_GROUP, "gen-studio")
            told.extend(Told(**row.asDict()) for row in frame.collect())
        except BaseException as error:  # it belongs to who waits
            broken.append(error)

    working = threading.Thread(target=collect, daemon=True)
    working.start()
    while working.is_alive():
        working.join(_LOOK_EVERY_S)
        if progress is not None:
            progress(_done(session), parts)
    if broken:
        raise broken[0]
    return told


def _done(session: Any) -> int:
    tracker = session.sparkContext.statusTracker()
    stages = (stage for job in tracker.getJobIdsForGroup(_GROUP) for stage in tracker.getJobInfo(job).stageIds)
    infos = (tracker.getStageInfo(stage) for stage in stages)
    return sum(info.numCompletedTasks for info in infos if info is not None)
