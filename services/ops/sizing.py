"""How many pods so many visitors need, and what they cost: measured speed, recorded visits and assumed prices in, a
reckoning out. No I/O.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.ops.crowds import Visits
from services.ops.simulation import Outcome

FULL = 0.7
"""How much of its speed a pod is to be asked for, so that crowds within a second find room."""

_HOURS = 730  # a month
_FILM_S = 5.0  # of a worker, for a film of 60 frames of 256 px on two cores


class SizingError(ValueError):
    """What is needed for a reckoning is missing; the message says how to get it."""


@dataclass(frozen=True)
class Speed:
    """What one generator pod draws: pictures of the largest size a second, and what a preview costs of one."""

    images_per_s: float
    preview_cost: float
    source: str


@dataclass(frozen=True)
class Habits:
    """What visitors do, assumed: the share of a day's visitors who come in its busiest hour, how long they stay, the
    share of questions that a cache answers, searches a second, and the share of visits in which a film is ordered.
    """

    busiest_hour: float = 0.12
    minutes: float = 8.0
    cached: float = 0.0
    searches_per_s: float = 0.1
    films: float = 0.02


@dataclass(frozen=True)
class Prices:
    """Money an hour for a pod of each kind, and where the figures are from."""

    generator: float
    other: float
    source: str


@dataclass(frozen=True)
class Line:
    """One part: pods in the busiest hour, pods on the average of a day, money a month at that average."""

    part: str
    load: str
    pods: int
    mean_pods: float
    month: float


@dataclass(frozen=True)
class Plan:
    """The reckoning."""

    at_once: int
    lines: tuple[Line, ...]

    @property
    def month(self) -> float:
        """Money a month."""
        return sum(line.month for line in self.lines)


def speed_of(report: Mapping[str, Any], source: str) -> Speed:
    """What `gen-studio bench gan --json` measured of one pod without its cache. Raises SizingError."""
    try:
        drawn = max(one["images_per_s"] for one in report["service"].values())  # by 1, 8 and 32 clients
        return Speed(float(drawn), float(report["drag"]["preview_in_images"]), source)
    except (KeyError, TypeError, ValueError) as error:
        raise SizingError(
            f"{source} is no report of gen-studio bench gan --json; measure with make bench-gan"
        ) from error


def reckon(
    visitors: int, visits: Visits, speed: Speed, habits: Habits, prices: Prices, *, search_per_s: float, least: int = 1
) -> Plan:
    """Pods and money for so many visitors a day; `least` generator pods are always there."""
    present = visitors * habits.minutes / 60
    busiest, mean = present * habits.busiest_hour, present / 24
    answer_s = speed.preview_cost / speed.images_per_s
    asks_per_s = 1 / (float(visits.gaps_s.mean()) + max(answer_s, visits.least_s))
    cost = visits.previews * speed.preview_cost + 1 - visits.previews
    drawn = asks_per_s * cost * (1 - habits.cached)
    films_per_s = visitors * habits.films / 3600
    rows = (
        ("gan-api", "images/s", drawn * busiest, drawn * mean, speed.images_per_s, least, prices.generator),
        (
            "search-api",
            "searches/s",
            habits.searches_per_s * busiest,
            habits.searches_per_s * mean,
            search_per_s,
            2,
            None,
        ),
        ("worker", "films/s", films_per_s * habits.busiest_hour, films_per_s / 24, 1 / _FILM_S, 1, None),
        ("frontend", "requests/s", (asks_per_s + habits.searches_per_s) * busiest, 0.0, 2000.0, 2, None),
        ("redis", "", 0.0, 0.0, 1.0, 1, None),
    )
    lines = []
    for part, unit, load, mean_load, each, at_least, price in rows:
        pods = max(at_least, math.ceil(load / (each * FULL)))
        mean_pods = max(float(at_least), mean_load / (each * FULL))
        month = mean_pods * _HOURS * (prices.other if price is None else price)
        lines.append(Line(part, f"{load:,.1f} {unit}" if unit else "", pods, mean_pods, month))
    return Plan(math.ceil(busiest), tuple(lines))


def plan_table(plan: Plan) -> str:
    """The reckoning as Markdown."""
    lines = ["| part | in the busiest hour | pods then | pods on average | a month |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.part} | {one.load} | {one.pods} | {one.mean_pods:.1f} | {one.month:,.0f} |" for one in plan.lines
    ]
    return "\n".join([*lines, f"| all | | {sum(one.pods for one in plan.lines)} | | {plan.month:,.0f} |"])


def outcome_table(outcomes: list[Outcome]) -> str:
    """How simulated visitors fared, as Markdown."""
    lines = [
        "| crowd | questions | answered | 429 | 504 | wait p50 | p95 | longest | pods at most | pod hours |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.scenario} | {one.asked:,} | {one.answered:,} | {one.busy:,} | {one.late:,} | {one.p50_s:.2f} s "
        f"| {one.p95_s:.2f} s | {one.worst_s:.1f} s | {one.pods_most} | {one.pod_hours:.2f} |"
        for one in outcomes
    ]
    return "\n".join(lines)
