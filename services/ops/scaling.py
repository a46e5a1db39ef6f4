"""How KEDA and the autoscaler that it drives decide: the manifests' own numbers in, how many pods there shall be out.

The rules are those of Kubernetes' HorizontalPodAutoscaler (autoscaling/v2) for values per pod, and of KEDA's
activation.
"""

import math
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SYNC_S = 15
"""Seconds between two looks of the autoscaler (kube-controller-manager's default)."""

TOLERANCE = 0.1
"""How far a value may be off before the number of pods is changed (its default, too)."""


class ManifestError(ValueError):
    """The manifests don't say what is needed; the message names what is missing."""


@dataclass(frozen=True)
class Trigger:
    """One reason to have pods: so much of `query` for each."""

    name: str
    query: str
    threshold: float
    activation: float = 0.0


@dataclass(frozen=True)
class Rule:
    """Change by at most so many pods, or so many per cent, in `period_s`."""

    kind: str
    value: int
    period_s: int

    def most(self, pods: int) -> int:
        """The largest change for so many pods."""
        return self.value if self.kind == "Pods" else math.ceil(pods * self.value / 100)


@dataclass(frozen=True)
class Scaling:
    """All numbers of one ScaledObject, and how often Prometheus looks."""

    least: int
    most: int
    polling_s: int
    cooldown_s: int
    triggers: tuple[Trigger, ...]
    up: Rule
    up_window_s: int
    down: Rule
    down_window_s: int
    scrape_s: int


def read_scaling(manifests: Path, name: str) -> Scaling:
    """The numbers of ScaledObject `name` in k8s/components/keda, and of Prometheus in its neighbour. Raises
    ManifestError.
    """
    import yaml  # noqa: PLC0415  # of the extra `ops`

    try:
        text = (manifests / "keda/scaled-objects.yaml").read_text(encoding="utf-8")
        watched = list(yaml.safe_load_all((manifests / "monitoring/monitors.yaml").read_text(encoding="utf-8")))
    except OSError as error:
        raise ManifestError(f"{error}; name the folder k8s/components with --manifests") from error
    found = [thing for thing in yaml.safe_load_all(text) if thing["metadata"]["name"] == name]
    if not found:
        raise ManifestError(f"{manifests}/keda has no ScaledObject {name!r}")
    monitors = [thing for thing in watched if thing["kind"] == "PodMonitor" and thing["metadata"]["name"] == "services"]
    return scaling_of(found[0]["spec"], monitors[0]["spec"]["podMetricsEndpoints"][0]["interval"])


def scaling_of(spec: Mapping[str, Any], scrape: str) -> Scaling:
    """The numbers of a ScaledObject's spec. Raises ManifestError."""
    try:
        behaviour = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]
        up, down = behaviour["scaleUp"], behaviour["scaleDown"]
        return Scaling(
            spec["minReplicaCount"],
            spec["maxReplicaCount"],
            spec["pollingInterval"],
            spec["cooldownPeriod"],
            tuple(_trigger(one) for one in spec["triggers"]),
            _rule(up["policies"]),
            up["stabilizationWindowSeconds"],
            _rule(down["policies"]),
            down["stabilizationWindowSeconds"],
            _seconds(scrape),
        )
    except KeyError as error:
        raise ManifestError(f"the ScaledObject does not say {error.args[0]}, which a simulation needs") from error


def _trigger(told: Mapping[str, Any]) -> Trigger:
    known = told["metadata"]
    activation = float(known.get("activationThreshold", 0))
    return Trigger(told["name"], known["query"], float(known["threshold"]), activation)


def _rule(policies: list[Mapping[str, Any]]) -> Rule:
    if len(policies) != 1:
        raise ManifestError("the simulation knows one policy for each direction")
    return Rule(policies[0]["type"], policies[0]["value"], policies[0]["periodSeconds"])


def _seconds(text: str) -> int:
    found = re.fullmatch(r"(\d+)s", text)
    if found is None:
        raise ManifestError(f"an interval of {text!r} is not understood; write 10s")
    return int(found[1])


@dataclass
class Autoscaler:
    """Decides as time goes by; `values` are what each trigger's query gives now."""

    scaling: Scaling
    wanted: int
    _last_active: float = 0.0
    _recommended: deque[tuple[float, int]] = field(default_factory=deque)
    _changes: deque[tuple[float, int]] = field(default_factory=deque)

    def poll(self, now: float, values: Mapping[str, float]) -> None:
        """KEDA's look: from nothing to one pod, and from the least back to nothing."""
        told = self.scaling
        if any(values[one.name] > one.activation for one in told.triggers):
            self._last_active = now
            self.wanted = max(self.wanted, 1, told.least)
        elif told.least == 0 and now - self._last_active >= told.cooldown_s:
            self.wanted = 0

    def sync(self, now: float, values: Mapping[str, float]) -> None:
        """The autoscaler's look: as many pods as the values ask for, within the limits of each change."""
        told = self.scaling
        if self.wanted == 0:
            return
        asked = max(self._asked(values[one.name], one.threshold) for one in told.triggers)
        asked = min(max(asked, told.least, 1), told.most)
        self._recommended.append((now, asked))
        longest = max(told.up_window_s, told.down_window_s)
        while self._recommended[0][0] < now - longest:
            self._recommended.popleft()
        highest = max(pods for at, pods in self._recommended if at >= now - told.down_window_s)
        lowest = min(pods for at, pods in self._recommended if at >= now - told.up_window_s)
        before = self.wanted
        if lowest > before:
            self.wanted = min(lowest, before - self._lately(now, told.up) + told.up.most(before))
        elif highest < before:
            self.wanted = max(highest, before - self._lately(now, told.down) - told.down.most(before))
        if self.wanted != before:
            self._changes.append((now, self.wanted - before))

    def _asked(self, value: float, threshold: float) -> int:
        ratio = value / (threshold * self.wanted)
        return self.wanted if abs(ratio - 1) <= TOLERANCE else math.ceil(value / threshold)

    def _lately(self, now: float, rule: Rule) -> int:
        """By how much it changed in the rule's period, in the rule's direction."""
        up = rule is self.scaling.up
        while self._changes and self._changes[0][0] <= now - max(self.scaling.up.period_s, self.scaling.down.period_s):
            self._changes.popleft()
        recent = [change for at, change in self._changes if at > now - rule.period_s and (change > 0) == up]
        return sum(recent)
