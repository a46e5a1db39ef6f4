"""Let something learn for some minutes: what it has reached is kept on the way, and where it is stopped."""

import math
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import torch
from torch import Tensor
from tqdm import tqdm

from gan_api.model.generator import Generator

_PAUSED = 10  # times as long as the one before it, a step was suspended; what is beyond that is not counted
_KEEPING = 8  # times as long as it takes to keep what was reached, it goes on


def in_turn(count: int, batch: int, device: str) -> Iterator[Tensor]:
    """Rows of endless batches: all `count` come, in a random order, before one comes again."""
    while True:
        for rows in torch.randperm(count).split(batch):
            yield rows.to(device)


class Learner(Protocol):
    """Learns from a number of works, a batch a step."""

    batch: int

    def __len__(self) -> int: ...

    def step(self, done: float) -> dict[str, float]:
        """One batch, when a share of `done` of the time is over; the losses."""
        ...

    def reached(self) -> Generator:
        """What was reached: a copy, frozen."""
        ...


def learn(
    learner: Learner,
    minutes: float,
    named: str,
    keep: Callable[[Generator, float], object] | None = None,
    keep_every: float = 15.0,
) -> tuple[Generator, float]:
    """Let `learner` go on for `minutes`; what was reached, and the minutes it took, fewer where it was interrupted.

    `keep` is given what was reached every `keep_every` minutes, less often where keeping takes long.
    """
    bar = tqdm(total=round(minutes * 60), unit="s", desc=named, bar_format="{l_bar}{bar}| {n}/{total}s {postfix}")
    kept = spent = 0.0
    took = math.inf
    seen = 0
    try:
        while spent < minutes:
            began = time.monotonic()
            losses = learner.step(spent / minutes)
            seen += learner.batch
            took = min(time.monotonic() - began, _PAUSED * took)
            spent += took / 60  # what keeping takes is not counted
            bar.n = round(min(spent, minutes) * 60)
            told = ", ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
            bar.set_postfix_str(f"each seen {seen / len(learner):.1f} times, {told}")
            if keep is not None and spent - kept > keep_every:
                began = time.monotonic()
                keep(learner.reached(), spent)
                keep_every = max(keep_every, _KEEPING * (time.monotonic() - began) / 60)
                kept = spent
    except KeyboardInterrupt:
        tqdm.write("stopped; keeping what was reached")
    bar.close()
    return learner.reached(), spent
