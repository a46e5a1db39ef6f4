"""A whole trial: a release in; visitors, one fault after another, and a table of what became of every request out."""

import itertools
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from services.benchmarks.soak.answers import Fate
from services.benchmarks.soak.faults import FAULTS, Fault
from services.benchmarks.soak.memory import memory_of
from services.benchmarks.soak.merging import total
from services.benchmarks.soak.parts import Part
from services.benchmarks.soak.redrawing import differing
from services.benchmarks.soak.stage import Stage, staged
from services.benchmarks.soak.visitors import Outcome, Visitors
from services.collection.releases import Release, read_artworks

_WARM_S = 2.0
_SAMPLE_S = 1.0
_SHOWN = 8
_COUNTS = ("sent", "answered", "shed", "again", "lost", "wrong", "films")


@dataclass(frozen=True)
class TrialPlan:
    """What is tried: `faults` by name (all that can be tried here, if none is named), each for so many seconds."""

    release: Release
    faults: Sequence[str] = ()
    seconds: float = 12.0
    visitors: int = 8
    every_s: float = 0.2
    blobs: bool = True
    engine: str = "auto"
    redrawn: int = 200


def try_out(plan: TrialPlan) -> dict[str, Any]:
    """Run the trial. Raises PartError where something does not start or come back."""
    wanted = [fault for fault in FAULTS if not plan.faults or fault.name in plan.faults]
    artworks = [artwork.id for artwork in read_artworks(plan.release)][:40]
    with (
        tempfile.TemporaryDirectory(prefix="gen-studio-soak-") as name,
        staged(plan.release, Path(name), blobs=plan.blobs, engine=plan.engine) as stage,
    ):
        possible = [fault for fault in wanted if _possible(fault, stage)]
        visitors = Visitors(stage.port, plan.release.id, artworks, count=plan.visitors, every_s=plan.every_s)
        parts, over = list(stage.parts.values()), threading.Event()
        threading.Thread(target=_watch, args=(parts, over), daemon=True).start()
        visitors.begin()
        began = time.monotonic()
        time.sleep(_WARM_S)
        bar = tqdm(possible, desc="trial", unit="fault", leave=False)
        phases = [_phase(fault, stage, plan.seconds) for fault in bar]
        visitors.end()
        lasted = time.monotonic() - began
        over.set()
        memory = memory_of(parts)
    redrawn, wrong = differing(plan.release, plan.engine, visitors.seen.pictures, plan.redrawn)
    begins = [began, *(begin for _, begin in phases[1:]), np.inf]  # everything that was asked is of one phase
    spans = zip(phases, itertools.pairwise(begins), strict=True)
    return {
        "release": plan.release.id,
        "visitors": plan.visitors,
        "every_s": plan.every_s,
        "store": "azurite" if plan.blobs else "folder",
        "engine": plan.engine,
        "seconds": lasted,
        "phases": [{**told, **_counted(visitors.tally.between(begin, end))} for (told, _), (begin, end) in spans],
        "left_out": [fault.title for fault in wanted if fault not in possible],
        "redrawn": redrawn,
        "redrawn_wrong": wrong,
        "memory": memory,
    }


def table(report: dict[str, Any]) -> str:
    """The report as Markdown."""
    lines = [
        f"{report['visitors']} visitors and one who orders films, {report['seconds']:.0f} s.",
        "",
        "| what is done | sent | answered | shed | asked again | lost | wrong | films | p50 ms | p95 ms | back after |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for phase in [*report["phases"], {"title": "all", **total(report["phases"])}]:
        counts = " | ".join(str(phase[name]) for name in _COUNTS)
        times = "||" if "p50_ms" not in phase else f"{phase['p50_ms']:.0f} | {phase['p95_ms']:.0f} |"
        back = f" {phase['recovered_s']:.1f} s" if "recovered_s" in phase else ""
        lines.append(f"| {phase['title']} | {counts} | {times}{back} |")
    lines += ["", f"{report['redrawn']} pictures drawn again apart from it: {report['redrawn_wrong']} differ."]
    lines += [f"{phase['title']}: {phase['noted']}." for phase in report["phases"] if phase["noted"]]
    lines += [f"Not tried here: {title}." for title in report["left_out"]]
    for name in ("shed", "amiss"):
        lines += [
            f"{phase['title']}, {name}: {count} × {why}"
            for phase in report["phases"]
            for why, count in phase[f"why_{name}"].items()
        ]
    lines += [
        "",
        "| process | lives | longest, s | MiB in its first third | in its last third | MiB a minute | most MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, told in report["memory"].items():
        lines.append(
            f"| {name} | {told['lives']:.0f} | {told['longest_s']:.0f} | {told['early_mb']:.0f} "
            f"| {told['late_mb']:.0f} | {told['slope_mb_per_min']:+.1f} | {told['most_mb']:.0f} |"
        )
    return "\n".join(lines)


def _possible(fault: Fault, stage: Stage) -> bool:
    return (stage.disk.small or not fault.small) and (stage.link is not None or not fault.blobs)


def _phase(fault: Fault, stage: Stage, seconds: float) -> tuple[dict[str, Any], float]:
    """Do it, and wait until all is well again; what was noted, and when it began."""
    begin = time.monotonic()
    noted = fault.act(stage, seconds)
    recovered = stage.wait_until_ready()
    return {"name": fault.name, "title": fault.title, "noted": noted, "recovered_s": recovered}, begin


def _counted(outcomes: list[Outcome]) -> dict[str, Any]:
    good = [one.seconds * 1000 for one in outcomes if one.fate is Fate.ANSWERED and one.kind != "film"]
    films = [one for one in outcomes if one.kind == "film"]
    return {
        "sent": len(outcomes),
        **{fate.value: sum(one.fate is fate for one in outcomes) for fate in Fate},
        "again": sum(one.again > 0 for one in outcomes),
        "films": sum(one.fate is Fate.ANSWERED for one in films),
        "p50_ms": float(np.quantile(good, 0.5)) if good else 0.0,
        "p95_ms": float(np.quantile(good, 0.95)) if good else 0.0,
        "why_shed": _reasons(outcomes, Fate.SHED),
        "why_amiss": _reasons(outcomes, Fate.LOST, Fate.WRONG),
    }


def _reasons(outcomes: list[Outcome], *fates: Fate) -> dict[str, int]:
    """Why, how often."""
    return dict(Counter(f"{one.kind}: {one.why}" for one in outcomes if one.fate in fates).most_common(_SHOWN))


def _watch(parts: list[Part], over: threading.Event) -> None:
    while not over.wait(_SAMPLE_S):
        for part in parts:
            part.sample()
