"""Tune a generator to its landmarks: their seeds and pictures in, a generator that draws them more faithfully out.

Pivotal tuning (Roich et al. 2021) over the whole set at once. Because the set shares one generator, the seeds may move
too, as in GLO (Bojanowski et al. 2018), held to the length of seeds that the generator was trained on. A locality term
holds what other seeds draw near to what they drew before, and the previews stay previews of the full size.
"""

import copy
import time
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from gan_api import latent
from gan_api.inversion.invert import too_long
from gan_api.inversion.likeness import Likeness, Sight
from gan_api.model.generator import Generator
from gan_api.training.previews import preview_error
from services.vision.precision import half_precision
from services.vision.resnet50 import ResNet50

_BATCH = 16
_LOCAL_BATCH = 4
_LOCALITY_WEIGHT = 1.0
_LEARNING_RATE = 1e-3
_SEED_RATE = 3e-2


@dataclass(frozen=True)
class Tuned:
    """The tuned generator, the seeds (n, 140) int16, and the mean unlikeness of the landmarks before and after."""

    generator: Generator
    seeds: latent.Steps
    before: float
    after: float


def tune(generator: Generator, encoder: ResNet50, seeds: Tensor, targets: Tensor, minutes: float) -> Tuned:
    """Move a copy of `generator` for `minutes`, so that `seeds` (n, 140) draw `targets` (n, 3, S, S) in [-1, 1]."""
    original = generator.eval().requires_grad_(False)
    tuned = copy.deepcopy(original).requires_grad_(True)  # stays in eval mode: the norms' statistics are part of it
    likeness = Likeness(encoder)
    # sparse: a step moves the seeds of its own batch only
    points = nn.Embedding.from_pretrained(seeds.clone(), freeze=False, sparse=True)
    weights_move = torch.optim.Adam(tuned.parameters(), lr=_LEARNING_RATE, betas=(0.9, 0.99))
    seeds_move = torch.optim.SparseAdam(points.parameters(), lr=_SEED_RATE)
    wanted = _looked_at(likeness, targets)
    before = _mean_distance(original, likeness, seeds, targets)
    bar = tqdm(total=round(minutes * 60), unit="s", desc="tuning", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}")
    began = time.monotonic()
    steps = 0
    while (done := (time.monotonic() - began) / (minutes * 60)) < 1:
        rows = torch.randperm(len(seeds))[:_BATCH].to(seeds.device)
        for optimiser, rate in ((weights_move, _LEARNING_RATE), (seeds_move, _SEED_RATE)):
            for group in optimiser.param_groups:
                group["lr"] = rate * max(0.02, 1 - done)
        elsewhere = torch.randn(_LOCAL_BATCH, seeds.shape[1], device=seeds.device)
        here = points(rows)
        with half_precision(seeds.device):
            with torch.no_grad():
                held = original(elsewhere)
            pyramid = tuned.pyramid(torch.cat([here, elsewhere]), tuned.config.size)
            drawn = pyramid[tuned.config.size]
            faithful = likeness.distance(drawn[: len(rows)], wanted.of(rows)).mean()
            local = F.mse_loss(drawn[len(rows) :].float(), held.float())
        weights_move.zero_grad(set_to_none=True)
        seeds_move.zero_grad(set_to_none=True)
        (faithful + _LOCALITY_WEIGHT * local + too_long(here).mean() + preview_error(pyramid)).backward()
        weights_move.step()
        seeds_move.step()
        steps += 1
        bar.n = round(min(done, 1) * minutes * 60)
        bar.set_postfix_str(f"{steps} steps, unlikeness {faithful.item():.3f}, elsewhere {local.item():.4f}")
    bar.close()
    tuned.requires_grad_(False)
    stored = latent.quantise(points.weight.detach().cpu().numpy())
    moved = torch.from_numpy(latent.restore(stored)).to(seeds.device)
    return Tuned(tuned, stored, before, _mean_distance(tuned, likeness, moved, targets))


@torch.no_grad()
def _looked_at(likeness: Likeness, targets: Tensor) -> Sight:
    # in half precision: 0.25 MB a work at 64 px, against seeing each work again at every step
    looks = [likeness.look(part) for part in targets.split(_BATCH)]
    maps = [torch.cat([look.maps[stage].half() for look in looks]) for stage in range(len(looks[0].maps))]
    return Sight(targets, maps)


@torch.no_grad()
def _mean_distance(generator: Generator, likeness: Likeness, seeds: Tensor, targets: Tensor) -> float:
    total = 0.0
    for rows in torch.arange(len(seeds)).split(_BATCH):
        total += float(likeness.distance(generator(seeds[rows]), likeness.look(targets[rows])).sum())
    return total / len(seeds)
