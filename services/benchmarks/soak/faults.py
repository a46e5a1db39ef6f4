"""What is done to a studio under load, one thing at a time: a stage in, what happened in words out."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from services.benchmarks.soak.stage import Stage
from services.collection.publishing import activate, publish

Act = Callable[[Stage, float], str]
"""Does its harm within so many seconds, mends what would not mend by itself, and says what was seen."""

_HALF = 0.5
_DELAY_S = 0.15


@dataclass(frozen=True)
class Fault:
    """One phase of a trial; `blobs`, `small`: only with a blob store, only on a small disk."""

    name: str
    title: str
    act: Act
    blobs: bool = False
    small: bool = False


def _wait(_: Stage, seconds: float) -> str:
    time.sleep(seconds)
    return ""


def _killed(name: str) -> Act:
    def act(stage: Stage, seconds: float) -> str:
        time.sleep(seconds * 0.2)
        stage.parts[name].kill()
        time.sleep(seconds * 0.8)
        return ""

    return act


def _child_killed(stage: Stage, seconds: float) -> str:
    time.sleep(seconds * 0.2)
    stage.parts["gan_api"].kill_child()
    time.sleep(seconds * 0.8)
    return ""


def _down(name: str) -> Act:
    def act(stage: Stage, seconds: float) -> str:
        stage.parts[name].down()
        time.sleep(seconds)
        stage.parts[name].up()
        return ""

    return act


def _hung(stage: Stage, seconds: float) -> str:
    stage.parts["redis"].hang()
    time.sleep(seconds)
    stage.parts["redis"].go_on()
    return ""


def _pod_without_store(stage: Stage, seconds: float) -> str:
    """A pod dies while the store of releases is away: what it has fetched must do."""
    stage.parts["azurite"].down()
    stage.parts["gan_api"].kill()
    stage.parts["search_api"].kill()
    time.sleep(seconds)
    for name in ("gan_api", "search_api"):
        spent = stage.parts[name].wait_until_ready()
    stage.parts["azurite"].up()
    return f"both are back without it{f' (after {seconds + spent:.0f} s)' if spent > 1 else ''}"


def _slow(stage: Stage, _: float) -> str:
    if stage.link is None:
        return "no store to slow down"
    stage.link.slow(_DELAY_S)
    try:
        spent = stage.switch(stage.releases[1].id)
        back = stage.switch(stage.releases[0].id)
    finally:
        stage.link.slow(0)
    return f"switched after {spent:.0f} s, and back after {back:.0f} s"


def _switched(stage: Stage, seconds: float) -> str:
    spent = stage.switch(stage.releases[1].id)
    time.sleep(seconds * _HALF)
    back = stage.switch(stage.releases[0].id)
    time.sleep(seconds * _HALF)
    return f"switched after {spent:.0f} s, and back after {back:.0f} s"


def _full(stage: Stage, seconds: float) -> str:
    """No byte can be written, and a release that nobody has fetched is to be fetched."""
    third = stage.releases[2]
    publish(third, stage.store)
    stage.disk.fill()
    activate(stage.store, third.id)
    time.sleep(seconds)
    served = {stage.serving(service) for service in ("gan_api", "search_api")}
    stage.disk.free()
    if served != {stage.releases[0].id}:
        return f"WRONG: {served} served on a full disk"
    spent = stage.switch(third.id)
    back = stage.switch(stage.releases[0].id)
    return f"the old release served on; the new one {spent:.0f} s after there was room, back after {back:.0f} s"


FAULTS = (
    Fault("steady", "nothing", _wait),
    Fault("gan-api", "kill -9 of gan_api", _killed("gan_api")),
    Fault("gan-child", "kill -9 of the process that draws", _child_killed),
    Fault("search-api", "kill -9 of search_api", _killed("search_api")),
    Fault("worker", "kill -9 of the worker", _killed("worker")),
    Fault("nginx", "kill -9 of nginx", _killed("nginx")),
    Fault("redis", "kill -9 of Redis", _killed("redis")),
    Fault("azurite", "kill -9 of the blob store", _killed("azurite"), blobs=True),
    Fault("redis-dead", "Redis dead all the time", _down("redis")),
    Fault("redis-hung", "Redis there, and silent", _hung),
    Fault("store-dead", "both services killed, blob store away", _pod_without_store, blobs=True),
    Fault("slow-blob", "releases switched over a slow line", _slow, blobs=True),
    Fault("switch", "releases switched", _switched),
    Fault("full-disk", "no byte left on the disk", _full, small=True),
    Fault("steady-again", "nothing", _wait),
)
