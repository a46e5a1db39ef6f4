"""Pods that follow a crowd, step by step: recorded visits, measured speed and the manifests' scaling in; how long
visitors wait, and how many requests are refused, out.

Each visitor has one question on the way, as the page does, and asks the next one some time after the answer. A pod
takes questions in their order, at the measured speed; one that finds `max_waiting` before it is refused (429), one that
waits longer than the deadline is given up (504); both come back, as the page does.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.ops.crowds import Scenario, Visits
from services.ops.scaling import SYNC_S, Autoscaler, Scaling

STEP_S = 0.02
_AGAIN_S = 2.0

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Pod:
    """What one pod does: pictures of the largest size a second, what a preview costs of one, and its limits; and how
    long a new one takes until it is ready, on a node that is there (`start_s`) or is yet to come (`node_s` more).
    """

    images_per_s: float
    preview_cost: float
    start_s: float
    node_s: float
    nodes: int
    max_waiting: int = 64
    deadline_s: float = 10.0


@dataclass(frozen=True)
class Outcome:
    """What became of all questions of a scenario; waits are seconds from a question to its answer."""

    scenario: str
    asked: int
    answered: int
    busy: int
    late: int
    p50_s: float
    p95_s: float
    worst_s: float
    pods_most: int
    pod_hours: float
    course: tuple[int, ...]  # ready pods, minute by minute


def simulate(
    scenario: Scenario,
    visits: Visits,
    visitors: int,
    pod: Pod,
    scaling: Scaling,
    searches_per_s: float = 0.1,
    begin: int | None = None,
) -> Outcome:
    """Let a crowd of at most `visitors` come and go. Each visitor searches so often; `begin`: pods at the start."""
    dice = np.random.default_rng(0)
    state = _State(visits, visitors, dice)
    first = scaling.least if begin is None else begin
    scaler = Autoscaler(scaling, first)
    ready_at = [0.0] * first
    scraped = {"work": 0.0, "searches": 0.0}
    waits: list[Floats] = []
    asked = busy = late = 0
    pod_seconds, most, course = 0.0, first, []
    free_at = np.zeros(0)
    for step in range(round(scenario.seconds / STEP_S)):
        now = step * STEP_S
        ready = sum(at <= now for at in ready_at)
        pod_seconds += len(ready_at) * STEP_S
        most = max(most, ready)
        present = round(visitors * scenario.crowd(now))
        state.let_in(present, now)
        if _every(step, 60):
            course.append(ready)
        fresh = state.asks(now)
        asked += len(fresh)
        if ready:
            if len(free_at) != ready:
                free_at = np.concatenate([free_at, np.full(ready, now)])[:ready]
            refused, gone, spent = state.serve(fresh, free_at, pod, now, dice)
            busy, late = busy + refused, late + gone
            waits.append(spent)
        else:  # the door answers 502: nobody is there yet
            busy += state.refuse(fresh, now)
        if _every(step, scaling.scrape_s):
            scraped = {"work": float(state.work) if ready else 0.0, "searches": present * searches_per_s}
        seen = {one.name: _value(one.query, scraped) for one in scaling.triggers}
        if _every(step, scaling.polling_s):
            scaler.poll(now, seen)
        if _every(step, SYNC_S):
            scaler.sync(now, seen)
        ready_at = _followed(ready_at, scaler.wanted, now, pod)
    spent = np.concatenate(waits) if waits else np.zeros(0)
    p50, p95, worst = (float(one) for one in np.quantile(spent, [0.5, 0.95, 1.0])) if len(spent) else (0.0, 0.0, 0.0)
    return Outcome(
        scenario.name, asked, len(spent), busy, late, p50, p95, worst, most, pod_seconds / 3600, tuple(course)
    )


def fixed(scaling: Scaling, pods: int) -> Scaling:
    """As many pods all the time, to compare with."""
    return replace(scaling, least=pods, most=pods)


class _State:
    """Every visitor: when they ask next, or whether they wait, since when and at which pod."""

    def __init__(self, visits: Visits, visitors: int, dice: np.random.Generator) -> None:
        self._gaps_s, self._least_s = visits.gaps_s, visits.least_s
        self._preview = visits.sizes == visits.sizes.min()
        self._which = dice.integers(len(visits.gaps_s), size=visitors)
        self._turn = dice.integers(visits.gaps_s.shape[1], size=visitors)
        self._next = np.full(visitors, np.inf)
        self._asked = np.zeros(visitors)
        self._pod = np.zeros(visitors, int)
        self._present = 0
        self.work = 0
        self.waiting = np.zeros(visitors, bool)

    def let_in(self, present: int, now: float) -> None:
        """So many are there now; who goes takes back what they asked for."""
        come = np.arange(self._present, present)
        self._next[come] = now + self._gap(come)
        self._next[present:] = np.inf
        self.waiting[present:] = False
        self._present = present

    def asks(self, now: float) -> Indices:
        """Who asks in this step."""
        fresh = np.flatnonzero(self._next <= now)
        self._asked[fresh] = self._next[fresh]
        self._next[fresh] = np.inf
        return fresh

    def refuse(self, who: Indices, now: float) -> int:
        """Send them away, to come back soon."""
        self.waiting[who] = False
        self._next[who] = now + _AGAIN_S
        return len(who)

    def serve(
        self, fresh: Indices, free_at: Floats, pod: Pod, now: float, dice: np.random.Generator
    ) -> tuple[int, int, Floats]:
        """One step of all pods, which are free at some time each: how many were refused, how many given up, and the
        waits of those answered.
        """
        pods = len(free_at)
        self._pod[fresh] = dice.integers(pods, size=len(fresh))
        self.waiting[fresh] = True
        who = np.flatnonzero(self.waiting)
        late = who[now - self._asked[who] > pod.deadline_s]
        given_up = self.refuse(late, now)
        who = who[self.waiting[who]]
        at = self._pod[who] % pods  # those of pods that went are asked of others again
        order = np.lexsort((self._asked[who], at))
        who, at = who[order], at[order]
        costs = np.where(self._preview[self._which[who], self._turn[who]], pod.preview_cost, 1.0) / pod.images_per_s
        first = np.searchsorted(at, np.arange(pods))
        some = np.bincount(at, minlength=pods) > 0
        begin = free_at.copy()  # a pod goes on when it is free and somebody has asked
        begin[some] = np.maximum(free_at[some], self._asked[who[first[some]]])
        total = np.cumsum(costs)
        start = begin[at] + total - costs - np.concatenate([[0.0], total])[first[at]]
        drawn = start <= now
        free_at[:] = np.where(some, begin, free_at) + np.bincount(at[drawn], costs[drawn], minlength=pods)
        done, end = who[drawn], start[drawn] + costs[drawn]
        spent = end - self._asked[done]
        self.work = int((~drawn).sum()) + int((free_at > now).sum())
        self.waiting[done] = False
        self._turn[done] = (self._turn[done] + 1) % self._gaps_s.shape[1]
        self._next[done] = self._asked[done] + np.maximum(spent, self._least_s) + self._gap(done)
        left, at = who[~drawn], at[~drawn]
        place = np.arange(len(left)) - np.searchsorted(at, np.arange(pods))[at]
        return self.refuse(left[place >= pod.max_waiting], now), given_up, spent

    def _gap(self, who: Indices) -> Floats:
        return np.asarray(self._gaps_s[self._which[who], self._turn[who]])


def _value(query: str, scraped: dict[str, float]) -> float:
    return scraped["searches" if "http_requests" in query else "work"]


def _every(step: int, seconds: int) -> bool:
    return step % round(seconds / STEP_S) == 0


def _followed(ready_at: list[float], wanted: int, now: float, pod: Pod) -> list[float]:
    """Pods begin to start, or the newest go."""
    if wanted < len(ready_at):
        return sorted(ready_at)[:wanted]
    new = range(len(ready_at), wanted)
    return ready_at + [now + pod.start_s + (pod.node_s if number >= pod.nodes else 0.0) for number in new]
