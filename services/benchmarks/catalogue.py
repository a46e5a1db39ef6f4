"""The catalogue at a large museum's size: real works in, resampled to many; import and queries, timed, out.

Each work takes its facts from one real work, its title, artist and tags from three others, and a number into its title,
so that there are as many titles as works. The Met's own rows are imported as they come: a MetObjects.csv is read, its
works normalised. All runs apart from this process; the largest memory of both is told.
"""

import csv
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from search_api.conditions import Condition
from search_api.wording import parse
from services.benchmarks.ahead import made_ahead
from services.collection.artwork import Artwork, artwork_of, to_json
from services.collection.catalogue import Catalogue
from services.collection.harvest import normalised
from services.collection.sources.met import Met

Plain = dict[str, Any]
T = TypeVar("T")
_ARTIST = ("Artist Display Name", "Artist Nationality", "Artist Begin Date", "Artist End Date")
_LISTED = 24  # works of a page
_CSV = "MetObjects.csv"


@dataclass(frozen=True)
class CatalogueBenchPlan:
    """Works to resample, to how many, and how many queries of each kind are asked.

    With `rows` of the Met's CSV, those are resampled. With two `processes`, one reads works, the other makes the
    catalogue.
    """

    real: Sequence[Artwork]
    works: int
    queries: int
    processes: int = 2
    rows: Sequence[Plain] = ()


def rows_of(parquet: Path) -> list[Plain]:
    """Rows of the Met's CSV, kept as Parquet, as its CSV has them: all text. Raises ImportError without pyarrow."""
    try:
        import pyarrow.parquet as pq  # noqa: PLC0415  # an extra that few need
    except ImportError as error:
        raise ImportError("reading Parquet needs pyarrow: pip install 'gen-studio[spark]'") from error
    rows = pq.read_table(parquet).to_pylist()
    return [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows]


def benchmark_catalogue(plan: CatalogueBenchPlan) -> dict[str, Any]:
    """Import and ask in a fresh process. Figures: seconds, MiB (the process's largest, all in), ms."""
    with tempfile.TemporaryDirectory() as folder:
        if plan.rows:
            _write_csv(plan.rows, plan.works, Path(folder) / _CSV)
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            return pool.submit(
                _measured, Path(folder), [*map(to_json, plan.real)], plan.works, plan.queries, plan.processes
            ).result()


def table(report: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        (
            f"{report['works']:,} {report['from']}, resampled from {report['real']:,} real ones; import "
            f"by {report['processes']} processes {report['import_s']:.1f} s "
            f"(catalogue's CPU {report['import_cpu_s']:.1f} s, {report['works'] / report['import_s']:,.0f} works/s), "
            f"largest memory {report['import_mib']:.0f} MiB; after queries {report['mib']:.0f} MiB; file "
            f"{report['file_mib']:.0f} MiB; opened again in {report['open_s']:.1f} s"
        ),
        "",
        "| query | hits, median | p50 ms | p95 ms | most ms | p95, ms of a CPU |",
        "|---|---|---|---|---|---|",
    ]
    for kind, found in report["queries"].items():
        lines.append(
            f"| {kind} | {found['hits']:,.0f} | {found['p50']:.1f} | {found['p95']:.1f} | {found['most']:.1f} | "
            f"{found['cpu_p95']:.1f} |"
        )
    return "\n".join(lines)


def _measured(folder: Path, real_works: list[Plain], works: int, queries: int, processes: int) -> dict[str, Any]:
    real = [artwork_of(row) for row in real_works]
    path, from_csv = folder / "catalogue.sqlite", (folder / _CSV).exists()
    began, cpu = time.perf_counter(), time.process_time()
    make, told = (_artworks, (folder,)) if from_csv else (resampled, (real, works))
    artworks = made_ahead(make, *told) if processes > 1 else make(*told)
    catalogue = Catalogue.from_artworks(artworks, path)
    imported, cpu = time.perf_counter() - began, time.process_time() - cpu
    report: dict[str, Any] = {
        "works": works,
        "real": len(real),
        "processes": processes,
        "from": "rows of a MetObjects.csv" if from_csv else "works",
        "import_s": imported,
        "import_cpu_s": cpu,
        "import_mib": _memory() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }
    with closing(catalogue):
        report["queries"] = {kind: _asked(catalogue, asked) for kind, asked in _questions(real, queries).items()}
    report |= {"mib": _memory(), "file_mib": path.stat().st_size / 2**20}
    del catalogue
    began = time.perf_counter()
    Catalogue.open(path).close()
    return report | {"open_s": time.perf_counter() - began}


def resampled(real: Sequence[Artwork], works: int) -> Iterator[Artwork]:
    """So many works like the real ones, one after the other."""
    for number, (one, title, artist, tags) in enumerate(_drawn(real, works)):
        yield replace(
            one,
            id=f"work-{number}",
            title=f"{title.title or 'Untitled'}, no. {number}",
            artist=artist.artist,
            tags=tags.tags,
        )


def _drawn(real: Sequence[T], works: int) -> Iterator[list[T]]:
    """Four of the real ones for each work."""
    for places in np.random.default_rng(0).integers(len(real), size=(works, 4)):
        yield [real[place] for place in places]


def _write_csv(real: Sequence[Plain], works: int, path: Path) -> None:
    """A MetObjects.csv of so many rows like the real ones."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*real[0]])
        writer.writeheader()
        for number, (one, title, artist, tags) in enumerate(_drawn(real, works)):
            another = {"Object ID": number, "Title": f"{title['Title'] or 'Untitled'}, no. {number}"}
            writer.writerow(one | another | {name: artist[name] for name in _ARTIST} | {"Tags": tags["Tags"]})


def _artworks(folder: Path) -> Iterator[Artwork]:
    """What a harvest makes of the CSV; the address of a picture is the one that the subset has of the API."""
    met = Met()
    for listed in met.rows(folder / _CSV):
        row = listed.record["csv"]
        yield normalised(listed.id, met.work({"csv": row, "api": {"primaryImage": row.get("primaryImage")}}))


def work_of(row: Plain) -> Artwork:
    """The work of a row of the Met's CSV."""
    return normalised(f"met-{row['Object ID']}", Met().work({"csv": row, "api": None}))


def _questions(real: Sequence[Artwork], count: int) -> dict[str, list[tuple[str, Condition]]]:
    """What visitors ask: words of the works themselves, under conditions that works satisfy."""
    random = np.random.default_rng(1)
    said = [text for work in real for text in (work.title, work.artist, work.medium, work.classification) if text]
    words = [word for text in said for word in text.split()]
    cultures = [work.culture for work in real if work.culture]
    kinds = [work.classification for work in real if work.classification]

    def pick(values: Sequence[str]) -> str:
        return values[int(random.integers(len(values)))].replace('"', "")

    def years() -> tuple[int, int]:
        first = int(random.integers(-500, 1800))
        return first, first + int(random.integers(50, 600))

    def under() -> Condition:
        first, last = years()
        return Condition({"culture": frozenset({pick(cultures), pick(cultures)})}, first, last)

    def worded() -> Condition:
        return Condition(where=parse(f'classification:"{pick(kinds)}" -culture:"{pick(cultures)}" has:date'))

    nothing = Condition()
    return {
        "no words, no condition": [("", nothing)] * count,
        "a word": [(pick(words), nothing) for _ in range(count)],
        "its first two letters": [(pick(words)[:2], nothing) for _ in range(count)],
        "two words": [(f"{pick(words)} {pick(words)}", nothing) for _ in range(count)],
        "a condition": [("", under()) for _ in range(count)],
        "a word and a condition": [(pick(words), under()) for _ in range(count)],
        "a word and a condition in words": [(pick(words), worded()) for _ in range(count)],
    }


def _asked(catalogue: Catalogue, asked: list[tuple[str, Condition]]) -> dict[str, float]:
    """A page of 24 works with its total and all facets, each question once."""
    times, cpu, hits = [], [], []
    for text, condition in asked:
        began, cpu_began = time.perf_counter(), time.process_time()
        page = catalogue.search(text, condition, limit=_LISTED)
        cpu.append((time.process_time() - cpu_began) * 1000)
        times.append((time.perf_counter() - began) * 1000)
        hits.append(page.total)
    p50, p95 = np.percentile(times, (50, 95))
    return {
        "hits": statistics.median(hits),
        "p50": float(p50),
        "p95": float(p95),
        "most": max(times),
        "cpu_p95": float(np.percentile(cpu, 95)),
    }


def _memory() -> float:
    """MiB that this process has held at most. Linux' ru_maxrss would count what its parent held, too."""
    status = Path("/proc/self/status")
    if status.exists():
        kib = next(line.split()[1] for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(kib) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
