"""The catalogue at a large museum's size: real works in, resampled to many; import and queries, timed, out.

Each work takes its facts from one real work, its title, artist and tags from three others, and a number into its title,
so that there are as many titles as works. All runs in a process of its own, whose largest memory is told.
"""

import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from search_api.conditions import Condition
from search_api.wording import parse
from services.collection.artwork import Artwork, artwork_of, to_json
from services.collection.catalogue import Catalogue

Plain = dict[str, Any]


@dataclass(frozen=True)
class CatalogueBenchPlan:
    """Real works to resample, to how many, and how many queries of each kind are asked."""

    real: Sequence[Artwork]
    works: int
    queries: int


def benchmark_catalogue(plan: CatalogueBenchPlan) -> dict[str, Any]:
    """Import and ask in a fresh process. Figures: seconds, MiB (the process's largest, all in), ms."""
    rows = [to_json(work) for work in plan.real]
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (rows, plan.works, plan.queries))


def table(report: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        (
            f"{report['works']:,} works resampled from {report['real']:,} real ones; import {report['import_s']:.1f} s "
            f"({report['import_cpu_s']:.1f} s of a CPU, {report['works'] / report['import_s']:,.0f} works/s), largest "
            f"memory {report['import_mib']:.0f} MiB; after queries {report['mib']:.0f} MiB; file "
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


def _measured(rows: list[Plain], works: int, queries: int) -> dict[str, Any]:
    real = [artwork_of(row) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        began, cpu = time.perf_counter(), time.process_time()
        catalogue = Catalogue.from_artworks(resampled(real, works), path)
        imported, cpu = time.perf_counter() - began, time.process_time() - cpu
        report: dict[str, Any] = {
            "works": works,
            "real": len(real),
            "import_s": imported,
            "import_cpu_s": cpu,
            "import_mib": _memory(),
        }
        with closing(catalogue):
            report["queries"] = {kind: _asked(catalogue, asked) for kind, asked in _questions(real, queries).items()}
        report |= {"mib": _memory(), "file_mib": path.stat().st_size / 2**20}
        del catalogue
        began = time.perf_counter()
        Catalogue.open(path).close()
        return report | {"open_s": time.perf_counter() - began}


def resampled(real: Sequence[Artwork], works: int, random_seed: int = 0) -> Iterator[Artwork]:
    """So many works like the real ones, one after the other."""
    random = np.random.default_rng(random_seed)
    for number in range(works):
        one, title, artist, tags = (real[place] for place in random.integers(len(real), size=4))
        yield replace(
            one,
            id=f"work-{number}",
            title=f"{title.title or 'Untitled'}, no. {number}",
            artist=artist.artist,
            tags=tags.tags,
        )


def _questions(real: Sequence[Artwork], count: int) -> dict[str, list[tuple[str, Condition]]]:
    """What visitors ask: words of the works themselves, under conditions that works satisfy."""
    random = np.random.default_rng(1)
    words = [
        word for work in real for word in f"{work.title} {work.artist} {work.medium} {work.classification}".split()
    ]
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
        page = catalogue.search(text, condition, limit=24)
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
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
