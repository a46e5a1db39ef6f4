"""Tune a generator to its landmarks: their seeds and pictures in, a generator that draws them more faithfully out.

Pivotal tuning (Roich et al. 2021) over the whole set at once: the seeds stay where the inversion put them and the
generator's weights move. A locality term holds what other seeds draw near to what they drew before.
"""

import copy
import time
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm

from gan_api.inversion.likeness import Likeness
from gan_api.model.generator import Generator
from services.vision.resnet50 import ResNet50

_BATCH = 16
_LOCAL_BATCH = 8
_LOCALITY_WEIGHT = 1.0
_LEARNING_RATE = 5e-4


@dataclass(frozen=True)
class Tuned:
    """The tuned generator and the mean unlikeness of the landmarks before and after."""

    generator: Generator
    before: float
    after: float


def tune(generator: Generator, encoder: ResNet50, seeds: Tensor, targets: Tensor, minutes: float) -> Tuned:
    """Move a copy of `generator` so that `seeds` (n, 140) draw `targets` (n, 3, S, S) in [-1, 1]; runs for `minutes`."""
    original = generator.eval().requires_grad_(False)
    tuned = copy.deepcopy(original).requires_grad_(True)  # stays in eval mode: the norms' statistics are part of it
    likeness = Likeness(encoder)
    optimiser = torch.optim.Adam(tuned.parameters(), lr=_LEARNING_RATE, betas=(0.9, 0.99))
    before = _mean_distance(original, likeness, seeds, targets)
    bar = tqdm(total=round(minutes * 60), unit="s", desc="tuning", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}")
    began = time.monotonic()
    steps = 0
    while (done := (time.monotonic() - began) / (minutes * 60)) < 1:
        for rows in torch.randperm(len(seeds)).split(_BATCH):
            for group in optimiser.param_groups:
                group["lr"] = _LEARNING_RATE * max(0.02, 1 - done)
            elsewhere = _elsewhere(seeds, _LOCAL_BATCH)
            with torch.autocast(seeds.device.type, torch.bfloat16):
                with torch.no_grad():
                    wanted, held = likeness.look(targets[rows]), original(elsewhere)
                faithful = likeness.distance(tuned(seeds[rows]), wanted).mean()
                local = F.mse_loss(tuned(elsewhere).float(), held.float())
            optimiser.zero_grad(set_to_none=True)
            (faithful + _LOCALITY_WEIGHT * local).backward()
            optimiser.step()
            steps += 1
            done = (time.monotonic() - began) / (minutes * 60)
            bar.n = round(min(done, 1) * minutes * 60)
            bar.set_postfix_str(f"{steps} steps, unlikeness {faithful.item():.3f}, elsewhere {local.item():.4f}")
            if done >= 1:
                break
    bar.close()
    tuned.requires_grad_(False)
    return Tuned(tuned, before, _mean_distance(tuned, likeness, seeds, targets))


def _elsewhere(seeds: Tensor, count: int) -> Tensor:
    """Random seeds (count, 140) of the usual length: where visitors wander that is no landmark."""
    return torch.randn(count, seeds.shape[1], device=seeds.device)


@torch.no_grad()
def _mean_distance(generator: Generator, likeness: Likeness, seeds: Tensor, targets: Tensor) -> float:
    total = 0.0
    for rows in torch.arange(len(seeds)).split(_BATCH):
        total += float(likeness.distance(generator(seeds[rows]), likeness.look(targets[rows])).sum())
    return total / len(seeds)
