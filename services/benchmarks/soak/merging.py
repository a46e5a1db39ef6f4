"""A trial in parts: what earlier parts found and what this one found in, one report out."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.benchmarks.soak.faults import Fault

SAME = ("release", "visitors", "every_s", "store", "engine")
"""What must be alike for parts to be one trial."""


def part_of(faults: Sequence[Fault], part: str) -> tuple[str, ...]:
    """The names of the faults of one part: "2/4" is the second of four. Raises ValueError."""
    which, _, of = part.partition("/")
    if not (which.isdecimal() and of.isdecimal() and 1 <= int(which) <= int(of) <= len(faults)):
        raise ValueError(f"{part!r} is no part; 2/4 is the second of four, and there are at most {len(faults)}")
    begin, end = (len(faults) * number // int(of) for number in (int(which) - 1, int(which)))
    return tuple(fault.name for fault in faults[begin:end])


def merged(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """One report; a fault that was done again counts as it went this time. Raises ValueError for another trial's."""
    for name in SAME:
        if before.get(name) != now[name]:
            raise ValueError(
                f"the file has a trial with {name} {before.get(name)}, this one has {now[name]}; "
                "give another file, or begin anew with part 1"
            )
    again = {phase["name"] for phase in now["phases"]}
    phases = [*(phase for phase in before["phases"] if phase["name"] not in again), *now["phases"]]
    done = {phase["title"] for phase in phases}
    return {
        **now,
        "seconds": before["seconds"] + now["seconds"],
        "phases": phases,
        "left_out": [title for title in dict.fromkeys((*before["left_out"], *now["left_out"])) if title not in done],
        "redrawn": before["redrawn"] + now["redrawn"],
        "redrawn_wrong": before["redrawn_wrong"] + now["redrawn_wrong"],
        "memory": {
            name: _longest(before["memory"].get(name), now["memory"].get(name))
            for name in dict.fromkeys((*before["memory"], *now["memory"]))
        },
    }


def total(phases: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """All phases together."""
    counted = ("sent", "answered", "shed", "again", "lost", "wrong", "films")
    return {name: sum(phase[name] for phase in phases) for name in counted}


def _longest(one: Mapping[str, float] | None, other: Mapping[str, float] | None) -> Mapping[str, float]:
    """What the longer life tells of a leak, and the most and the lives of both."""
    both = [each for each in (one, other) if each is not None]
    return {
        **max(both, key=lambda each: each["longest_s"]),
        "lives": sum(each["lives"] for each in both),
        "most_mb": max(each["most_mb"] for each in both),
    }
