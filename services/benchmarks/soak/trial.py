"""A whole trial: a release in; visitors, one fault after another, and a table of what became of every request out."""

import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from services.benchmarks.soak.answers import Fate
from services.benchmarks.soak.faults import FAULTS, Fault
from services.benchmarks.soak.parts import Part
from services.benchmarks.soak.redrawing import differing
from services.benchmarks.soak.stage import Stage, staged
from services.benchmarks.soak.visitors import Outcome, Visitors
from services.collection.releases import Release, read_artworks

_WARM_S = 2.0
_SAMPLE_S = 1.0
_LONG_LIFE_S = 20.0
_SHOWN = 8


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
        time.sleep(_WARM_S)
        began = time.monotonic()
        bar = tqdm(possible, desc="trial", unit="fault", leave=False)
        phases = [_phase(fault, stage, plan.seconds) for fault in bar]
        visitors.end()
        lasted = time.monotonic() - began
        over.set()
        memory = _memory(parts)
    redrawn, wrong = differing(plan.release, plan.engine, visitors.seen.pictures, plan.redrawn)
    tally = visitors.tally
    return {
        "release": plan.release.id,
        "visitors": plan.visitors,
        "seconds": lasted,
        "phases": [{**told, **_counted(tally.between(begin, end))} for told, begin, end in phases],
        "all": _counted(tally.outcomes),
        "left_out": [fault.title for fault in wanted if fault not in possible],
        "redrawn": redrawn,
        "redrawn_wrong": wrong,
        "memory": memory,
        "shed": dict(tally.reasons(Fate.SHED).most_common(_SHOWN)),
        "amiss": dict(tally.reasons(Fate.LOST, Fate.WRONG).most_common(_SHOWN)),
    }


def table(report: dict[str, Any]) -> str:
    """The report as Markdown."""
    lines = [
        f"{report['visitors']} visitors and one who orders films, {report['seconds']:.0f} s.",
        "",
        "| what is done | sent | answered | shed | asked again | lost | wrong | films | p50 ms | p95 ms | back after |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for phase in [*report["phases"], {"title": "all", "noted": "", "recovered_s": None, **report["all"]}]:
        back = "" if phase["recovered_s"] is None else f"{phase['recovered_s']:.1f} s"
        lines.append(
            f"| {phase['title']} | {phase['sent']} | {phase['answered']} | {phase['shed']} | {phase['again']} "
            f"| {phase['lost']} | {phase['wrong']} | {phase['films']} "
            f"| {phase['p50_ms']:.0f} | {phase['p95_ms']:.0f} | {back} |"
        )
    lines += ["", f"{report['redrawn']} pictures drawn again apart from it: {report['redrawn_wrong']} differ."]
    lines += [f"{phase['title']}: {phase['noted']}." for phase in report["phases"] if phase["noted"]]
    lines += [f"Not tried here: {title}." for title in report["left_out"]]
    for name in ("shed", "amiss"):
        lines += [f"{name}: {count} × {why}" for why, count in report[name].items()]
    lines += [
        "",
        "| process | lives | longest, s | MiB in its first third | in its last third |",
        "|---|---|---|---|---|",
    ]
    for name, told in report["memory"].items():
        lines.append(
            f"| {name} | {told['lives']} | {told['longest_s']:.0f} | {told['early_mb']:.0f} | {told['late_mb']:.0f} |"
        )
    return "\n".join(lines)


def _possible(fault: Fault, stage: Stage) -> bool:
    return (stage.disk.small or not fault.small) and (stage.link is not None or not fault.blobs)


def _phase(fault: Fault, stage: Stage, seconds: float) -> tuple[dict[str, Any], float, float]:
    """Do it, and wait until all is well again; what was noted, and the span of time."""
    begin = time.monotonic()
    noted = fault.act(stage, seconds)
    recovered = stage.wait_until_ready()
    end = time.monotonic()
    return {"name": fault.name, "title": fault.title, "noted": noted, "recovered_s": recovered}, begin, end


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
    }


def _watch(parts: list[Part], over: threading.Event) -> None:
    while not over.wait(_SAMPLE_S):
        for part in parts:
            part.sample()


def _memory(parts: list[Part]) -> dict[str, dict[str, float]]:
    """Of each process' longest life: median memory of its first third after the start, and of its last."""
    told = {}
    for part in parts:
        life = max(part.lives, key=lambda one: len(one.samples))
        held = [mb for age, mb in life.samples if age > min(_LONG_LIFE_S, life.samples[-1][0] / 2)]
        third = max(1, len(held) // 3)
        told[part.name] = {
            "lives": len(part.lives),
            "longest_s": life.samples[-1][0] if life.samples else 0.0,
            "early_mb": float(np.median(held[:third])) if held else 0.0,
            "late_mb": float(np.median(held[-third:])) if held else 0.0,
        }
    return told
