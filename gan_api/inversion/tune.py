"""Tune a generator to its landmarks: their seeds and pictures in, a generator that draws them more faithfully out.

Pivotal tuning (Roich et al. 2021) over the whole set at once. Because the set shares one generator, the seeds may
move too, as in GLO (Bojanowski et al. 2018), held to the length of seeds that the generator was trained on. Random
seeds are held to what they drew before (the locality of pivotal tuning), or, where that is not worth keeping, to real
pictures alone: by the judge that trains generators (Sauer et al. 2021), and by one that knows textures only and learns
from pixels (Isola et al. 2017), since frozen eyes overlook the hatching that they cause. Blends of landmarks are held
to real pictures, too. It also keeps the landmarks from being drawn as the blurred mean of what they might be. The
previews stay previews of the full size.
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
from gan_api.training.texture import TextureDiscriminator
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.placing import placed
from services.vision.precision import half_precision

LESSONS = 120
"""Steps that the judges learn before anything moves: fresh ones push colours about."""

_BATCH = 10
_BETWEEN = 4  # blends of landmarks
_ELSEWHERE = 6  # random seeds
_JUDGED = 4  # landmarks that the judges see
_SHOWN = _JUDGED + _ELSEWHERE + _BETWEEN
_BLENDED = 4  # landmarks in a blend, at most
_SIGHT = 128
_SHIFT = 8  # pixels by which what is compared moves, so that no grid of the eyes' strides is drawn
_SEEN_WEIGHT = 0.4
_GRAIN_WEIGHT = 2.0
_JUDGE_WEIGHT = 0.03  # for landmarks
_MADE_WEIGHT = 0.1  # for what has no picture to be like
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
    """Holds the generator that moves, the seeds that move with it, and the judges."""

    def __init__(
        self,
        generator: Generator,
        eyes: MobileNetV2,
        seeds: Tensor,
        targets: Tensor,
        real: Tensor,
        origin: Generator | None = None,
    ) -> None:
        """`seeds` (n, 140) draw `targets` (n, 3, S, S) uint8; `real` (m, 3, S, S) uint8 is what the judges know.

        S is a size that the generator has an output of, its own or a smaller one. `origin` is a generator whose
        drawings of random seeds are to stay, if any.
        """
        device = str(seeds.device)
        self._device = device
        self._size = targets.shape[-1]
        # in eval mode: the norms' statistics are part of what the seeds were found with
        self._generator = copy.deepcopy(generator).eval().requires_grad_(True)
        self._origin = copy.deepcopy(origin).eval().requires_grad_(False) if origin is not None else None
        self._eyes = eyes
        self._targets = targets
        # sparse: a step moves the seeds of its own batch only
        self._points = nn.Embedding.from_pretrained(seeds.clone(), freeze=False, sparse=True)
        self._judge = placed(ProjectedDiscriminator(eyes.channels, min(_SIGHT, self._size)), device)
        self._texture = placed(TextureDiscriminator(), device)
        self._real = batches(real, min(_SHOWN, len(real)))
        self._moves: tuple[tuple[torch.optim.Optimizer, float], ...] = (
            (torch.optim.Adam(self._generator.parameters(), lr=_RATE, betas=(0.8, 0.99)), _RATE),
            (torch.optim.SparseAdam(self._points.parameters(), lr=_SEED_RATE, betas=(0.8, 0.99)), _SEED_RATE),
        )
        learning = [*self._judge.heads.parameters(), *self._texture.heads.parameters()]
        self._judge_steps = torch.optim.Adam(learning, lr=_JUDGE_RATE, betas=(0.0, 0.99))

    def teach(self, lessons: int = LESSONS) -> None:
        """Let the judges learn before anything moves."""
        for _ in tqdm(range(lessons), desc="lessons of the judges", unit="step"):
            with half_precision(self._device), torch.no_grad():
                drawn = self._generator.pyramid(torch.cat(self._shown()), self._size)[self._size]
            self._contest(drawn)

    def step(self, done: float) -> dict[str, float]:
        """One batch of landmarks and of what lies elsewhere, when a share of `done` of the time is over; the losses."""
        for optimiser, rate in self._moves:
            for group in optimiser.param_groups:
                group["lr"] = rate * max(_REST, 1 - done)
        rows = torch.randperm(len(self._targets))[:_BATCH].to(self._device)
        here = self._points(rows)
        _, elsewhere, between = self._shown()
        with half_precision(self._device):
            wanted = as_images(self._targets[rows])
            if self._origin is not None:
                with torch.no_grad():
                    wanted = torch.cat([wanted, self._origin(elsewhere, self._size).float()])
            pyramid = self._generator.pyramid(torch.cat([here, elsewhere, between]), self._size)
            drawn = pyramid[self._size]
            compared = drawn[: len(wanted)].float()
            pixels = _pixels(compared, wanted)
            grain = (textures(compared) - textures(wanted)).abs().mean()
            mine, theirs = _glance(torch.cat([compared, wanted])).chunk(2)
            seen = differences(self._eyes, mine, theirs.detach()).mean()
            judged, fooled = self._contest(drawn[-_SHOWN:])
        made = len(elsewhere) + len(between)
        swayed = _JUDGE_WEIGHT * fooled[:-made].mean() + _MADE_WEIGHT * fooled[-made:].mean()
        likeness = pixels + _SEEN_WEIGHT * seen + _GRAIN_WEIGHT * grain
        loss = likeness + swayed + too_long(here).mean() + preview_error(pyramid)
        for optimiser, _ in self._moves:
            optimiser.zero_grad(set_to_none=True)
        loss.backward()
        for optimiser, _ in self._moves:
            optimiser.step()
        told = {"pixels": pixels, "seen": seen, "grain": grain, "fooled": fooled.mean()}
        return {"judges": judged, **{name: value.item() for name, value in told.items()}}

    def _shown(self) -> tuple[Tensor, Tensor, Tensor]:
        """Seeds of some landmarks, random ones, and those of blends: what the judges are shown."""
        landmarks = self._points.weight.detach()[torch.randperm(len(self._targets))[:_JUDGED]]
        return landmarks, torch.randn(_ELSEWHERE, landmarks.shape[1]).to(self._device), self._between()

    def _between(self) -> Tensor:
        """Seeds (_BETWEEN, 140) of blends of landmarks, as maps make them."""
        blends = []
        for _ in range(_BETWEEN):
            parts = self._points.weight.detach()[torch.randperm(len(self._targets))[:_BLENDED]].cpu().numpy()
            shares = torch.distributions.Dirichlet(torch.full((len(parts),), 0.5)).sample().numpy()
            blends.append(torch.from_numpy(latent.blend(parts, shares)))
        return torch.stack(blends).to(self._device)

    def _contest(self, drawn: Tensor) -> tuple[float, Tensor]:
        """Teach the judges to tell `drawn` from real pictures; their loss, and how real each picture seems to them."""
        real = next(self._real).to(self._device)
        crop = bool(torch.rand(()) < 0.5)
        drawn_maps = self._judge.see(self._eyes, diff_augment(_sighted(drawn.float(), crop)))
        drawn_parts = [_part(drawn.float())]
        with torch.no_grad():
            real_maps = self._judge.see(self._eyes, diff_augment(_sighted(real, crop)))
        judges = (self._judge, self._texture)
        for judge in judges:
            judge.heads.requires_grad_(True)
        loss = told_apart(self._judge, real_maps, drawn_maps) + told_apart(self._texture, [_part(real)], drawn_parts)
        self._judge_steps.zero_grad(set_to_none=True)
        loss.backward()
        self._judge_steps.step()
        for judge in judges:
            judge.heads.requires_grad_(False)
        seems = self._judge(drawn_maps).float().mean(1) + self._texture(drawn_parts).float().mean(1)
        return loss.item(), -seems

    def tuned(self) -> Tuned:
        """What was reached: a copy, frozen."""
        seeds = latent.quantise(self._points.weight.detach().cpu().numpy())
        return Tuned(copy.deepcopy(self._generator).requires_grad_(False), seeds)


def _pixels(drawn: Tensor, wanted: Tensor) -> Tensor:
    off = drawn.float() - wanted
    return torch.stack([F.avg_pool2d(off, scale).abs().mean() for scale in _SCALES]).mean()


def textures(images: Tensor) -> Tensor:
    """How much pictures (n, 3, S, S) change from pixel to pixel near each place: (n, 12, s, s).

    Along rows, columns and both diagonals, over 1, 2 and 4 pixels: lines that were drawn across a smooth part add to
    it, wherever they lie.
    """
    found = []
    for step in (1, 2, 4):
        here, right = images[..., :-step, :-step], images[..., :-step, step:]
        below, across = images[..., step:, :-step], images[..., step:, step:]
        changes = torch.cat([one.abs().mean(1, keepdim=True) for one in (right - here, below - here)], 1)
        diagonal = torch.cat([one.abs().mean(1, keepdim=True) for one in (across - here, below - right)], 1)
        found += [F.avg_pool2d(one, 16, 8) for one in (changes, diagonal)]
    # the last places of wider steps may be missing
    side = min(one.shape[-1] for one in found)
    return torch.cat([one[..., :side, :side] for one in found], 1)


def _part(images: Tensor) -> Tensor:
    """A part of pictures at full size, as large as the eyes look at."""
    return _sighted(images, crop=True)


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
