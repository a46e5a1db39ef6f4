"""Tune a generator to its landmarks: their seeds and pictures in, a generator that draws them more faithfully out.

Pivotal tuning (Roich et al. 2021) over the whole set at once. Because the set shares one generator, the seeds may
move too, as in GLO (Bojanowski et al. 2018), held to the length of seeds that the generator was trained on. Random
seeds are held to what they drew before (the locality of pivotal tuning), and blends of landmarks to real pictures by
the judge that trains generators (Sauer et al. 2021). It also keeps the landmarks from being drawn as the blurred mean
of what they might be. The previews stay previews of the full size.
"""

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from gan_api import latent
from gan_api.inversion.invert import too_long
from gan_api.inversion.perceptual import differences
from gan_api.model.generator import Generator
from gan_api.training.augment import diff_augment
from gan_api.training.data import as_images, batches
from gan_api.training.discriminator import ProjectedDiscriminator, told_apart
from gan_api.training.previews import preview_error
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.placing import placed
from services.vision.precision import half_precision

_BATCH = 12
_BETWEEN = 4  # blends of landmarks
_ELSEWHERE = 4  # random seeds
_JUDGED = 4  # landmarks that the judge sees
_SHOWN = _JUDGED + _ELSEWHERE + _BETWEEN
_BLENDED = 4  # landmarks in a blend, at most
_SIGHT = 128
_SHIFT = 8  # pixels by which what is compared moves, so that no grid of the eyes' strides is drawn
_SEEN_WEIGHT = 0.4
_JUDGE_WEIGHT = 0.03
_RATE = 5e-4
_JUDGE_RATE = 4e-4
_SEED_RATE = 3e-2
_REST = 0.02  # share of the rates at the end
_SCALES = (1, 2, 4, 16)


@dataclass(frozen=True)
class Tuned:
    """The tuned generator, and the seeds (n, 140) int16 that draw the landmarks with it."""

    generator: Generator
    seeds: latent.Steps


def tune(
    tuner: "Tuner", minutes: float, keep: Callable[[Tuned, float], object] | None = None, keep_every: float = 15.0
) -> tuple[Tuned, float]:
    """Let `tuner` go on for `minutes`; what was reached, and the minutes that it took, fewer where it was interrupted.

    `keep` is given what was reached every `keep_every` minutes.
    """
    bar = tqdm(total=round(minutes * 60), unit="s", desc="tuning", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}")
    kept = spent = 0.0
    steps = 0
    try:
        while spent < minutes:
            began = time.monotonic()
            losses = tuner.step(spent / minutes)
            steps += 1
            spent += (time.monotonic() - began) / 60  # what keeping takes is not counted
            bar.n = round(min(spent, minutes) * 60)
            bar.set_postfix_str(f"{steps} steps, " + ", ".join(f"{name} {loss:.3f}" for name, loss in losses.items()))
            if keep is not None and spent - kept > keep_every:
                keep(tuner.tuned(), spent)
                kept = spent
    except KeyboardInterrupt:
        tqdm.write("stopped; keeping what was reached")
    bar.close()
    return tuner.tuned(), spent


class Tuner:
    """Holds the generator that moves, the seeds that move with it, and the judge."""

    def __init__(
        self,
        generator: Generator,
        eyes: MobileNetV2,
        seeds: Tensor,
        targets: Tensor,
        real: Tensor,
        origin: Generator | None = None,
    ) -> None:
        """`seeds` (n, 140) draw `targets` (n, 3, S, S) uint8; `real` (m, 3, S, S) uint8 is what the judge knows.

        S is the generator's own size. `origin` is the generator whose drawings of random seeds are to stay (default:
        this one, as it is).
        """
        device = str(seeds.device)
        self._device = device
        # in eval mode: the norms' statistics are part of what the seeds were found with
        self._generator = copy.deepcopy(generator).eval().requires_grad_(True)
        self._origin = copy.deepcopy(origin or generator).eval().requires_grad_(False)
        self._eyes = eyes
        self._targets = targets
        # sparse: a step moves the seeds of its own batch only
        self._points = nn.Embedding.from_pretrained(seeds.clone(), freeze=False, sparse=True)
        self._judge = placed(ProjectedDiscriminator(eyes.channels, min(_SIGHT, generator.config.size)), device)
        self._real = batches(real, min(_SHOWN, len(real)))
        self._moves: tuple[tuple[torch.optim.Optimizer, float], ...] = (
            (torch.optim.Adam(self._generator.parameters(), lr=_RATE, betas=(0.8, 0.99)), _RATE),
            (torch.optim.SparseAdam(self._points.parameters(), lr=_SEED_RATE, betas=(0.8, 0.99)), _SEED_RATE),
        )
        heads = self._judge.heads.parameters()
        self._judge_steps = torch.optim.Adam(heads, lr=_JUDGE_RATE, betas=(0.0, 0.99))

    def step(self, done: float) -> dict[str, float]:
        """One batch of landmarks and of what lies elsewhere, when a share of `done` of the time is over; the losses."""
        for optimiser, rate in self._moves:
            for group in optimiser.param_groups:
                group["lr"] = rate * max(_REST, 1 - done)
        rows = torch.randperm(len(self._targets))[:_BATCH].to(self._device)
        here = self._points(rows)
        elsewhere = torch.randn(_ELSEWHERE, here.shape[1]).to(self._device)
        with half_precision(self._device):
            size = self._generator.config.size
            with torch.no_grad():
                wanted = torch.cat([as_images(self._targets[rows]), self._origin(elsewhere, size).float()])
            pyramid = self._generator.pyramid(torch.cat([here, elsewhere, self._between()]), size)
            drawn = pyramid[size]
            pixels = _pixels(drawn[: len(wanted)], wanted)
            mine, theirs = _glance(torch.cat([drawn[: len(wanted)].float(), wanted])).chunk(2)
            seen = differences(self._eyes, mine, theirs).mean()
            judged, fooled = self._contest(drawn[-_SHOWN:])
        loss = pixels + _SEEN_WEIGHT * seen + _JUDGE_WEIGHT * fooled + too_long(here).mean() + preview_error(pyramid)
        for optimiser, _ in self._moves:
            optimiser.zero_grad(set_to_none=True)
        loss.backward()
        for optimiser, _ in self._moves:
            optimiser.step()
        return {"pixels": pixels.item(), "seen": seen.item(), "judge": judged, "fooled": fooled.item()}

    def _between(self) -> Tensor:
        """Seeds (_BETWEEN, 140) of blends of landmarks, as maps make them."""
        blends = []
        for _ in range(_BETWEEN):
            parts = self._points.weight.detach()[torch.randperm(len(self._targets))[:_BLENDED]].cpu().numpy()
            shares = torch.distributions.Dirichlet(torch.full((len(parts),), 0.5)).sample().numpy()
            blends.append(torch.from_numpy(latent.blend(parts, shares)))
        return torch.stack(blends).to(self._device)

    def _contest(self, drawn: Tensor) -> tuple[float, Tensor]:
        """Teach the judge to tell `drawn` from real pictures; its loss, and the generator's against it."""
        real = next(self._real).to(self._device)
        crop = bool(torch.rand(()) < 0.5)
        drawn_maps = self._judge.see(self._eyes, diff_augment(_sighted(drawn.float(), crop)))
        with torch.no_grad():
            real_maps = self._judge.see(self._eyes, diff_augment(_sighted(real, crop)))
        self._judge.heads.requires_grad_(True)
        loss = told_apart(self._judge, real_maps, drawn_maps)
        self._judge_steps.zero_grad(set_to_none=True)
        loss.backward()
        self._judge_steps.step()
        self._judge.heads.requires_grad_(False)
        return loss.item(), -self._judge(drawn_maps).float().mean()

    def tuned(self) -> Tuned:
        """What was reached: a copy, frozen."""
        seeds = latent.quantise(self._points.weight.detach().cpu().numpy())
        return Tuned(copy.deepcopy(self._generator).requires_grad_(False), seeds)


def _pixels(drawn: Tensor, wanted: Tensor) -> Tensor:
    off = drawn.float() - wanted
    return torch.stack([F.avg_pool2d(off, scale).abs().mean() for scale in _SCALES]).mean()


def _sighted(images: Tensor, crop: bool) -> Tensor:
    """Images as large as the eyes look at: the whole, scaled down, or a part of it at full size."""
    side = images.shape[-1]
    if side <= _SIGHT:
        return images.contiguous(memory_format=torch.channels_last)
    if not crop:
        return F.adaptive_avg_pool2d(images, _SIGHT)
    top, left = (int(x) for x in torch.randint(0, side - _SIGHT + 1, (2,)))
    return images[:, :, top : top + _SIGHT, left : left + _SIGHT].contiguous(memory_format=torch.channels_last)


def _glance(images: Tensor) -> Tensor:
    """The same for pictures that are compared, moved by some pixels."""
    seen = _sighted(images, bool(torch.rand(()) < 0.5))
    side = seen.shape[-1]
    wide = F.pad(seen, (_SHIFT, _SHIFT, _SHIFT, _SHIFT), mode="reflect")
    down, right = (int(x) for x in torch.randint(0, 2 * _SHIFT + 1, (2,)))
    return wide[:, :, down : down + side, right : right + side].contiguous(memory_format=torch.channels_last)
