"""Inversion: artworks in, the seeds whose images are nearest to them out (gradient descent on the seed).

The loss is their unlikeness plus a pull towards the length of seeds that the generator was trained on. What is
returned is quantised first and drawn again, so the image shown is the image that the stored seed draws.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from gan_api import latent
from gan_api.inversion import seed_encoder
from gan_api.inversion.adam import Adam
from gan_api.inversion.likeness import SIGHT, Likeness, Sight
from gan_api.inversion.seed_encoder import SeedEncoder
from gan_api.model.generator import SIZES, Generator
from services.vision.precision import half_precision
from services.vision.resnet50 import ResNet50

STEPS = 40
_LENGTH_WEIGHT = 0.2  # with 0.02, steps so large end a third too far out
_LEARNING_RATE = 0.3  # 40 steps so large come nearer than 60 of 0.1
_STARTS = 2
_TRIAL = 0.15  # share of the way after which only the best start of each artwork goes on

Told = Callable[[float, Tensor, Tensor], None]
"""Told after each step: the share of the way done, and of each target the least loss (n,) and its seed (n, 140)."""


@dataclass(frozen=True)
class Inversions:
    """Seeds (n, 140) int16, what they draw (n, 3, S, S) in [-1, 1], and the loss (n,) of each."""

    seeds: latent.Steps
    images: Tensor
    losses: Tensor


class Inverter:
    """Finds seeds for one generator, seen through one encoder.

    Each artwork has several starts: the guess of a seed encoder, where there is one, and those of the `known` seeds
    (n, 140) and of `bank` random ones that draw something near it already. On the way pictures are compared at
    `sight` pixels, in the end at SIGHT.
    """

    def __init__(
        self,
        generator: Generator,
        encoder: ResNet50,
        guess: SeedEncoder | None = None,
        *,
        bank: int = 256,
        known: Tensor | None = None,
        random_seed: int = 0,
        sight: int = SIGHT,
    ) -> None:
        self.generator = generator
        self._guess = guess
        self._likeness = Likeness(encoder)
        self._sight = sight
        random = torch.Generator().manual_seed(random_seed)
        drawn = torch.randn(bank, generator.config.seed_length, generator=random)
        self._bank = drawn if known is None else torch.cat([known, drawn])
        self._bank = self._bank.to(next(generator.parameters()).device)
        with torch.inference_mode():
            self._sketches = torch.cat([_sketch(generator(part, seed_encoder.SIGHT)) for part in self._bank.split(32)])

    def invert(
        self, targets: Tensor, steps: int = STEPS, progress: Told | None = None, seconds: float = math.inf
    ) -> Inversions:
        """Targets (n, 3, S, S) in [-1, 1], S the generator's own size, to their seeds.

        Where `seconds` do not suffice for the steps, there are fewer and longer ones; drawing what was found takes a
        little more.
        """
        with torch.no_grad():
            wanted = self._likeness.look(targets, self._sight)
        seeds = self._starts(targets)  # (starts, n, 140)
        descent = _Descent(self.generator, self._likeness, wanted, _Way(steps, seconds), progress)
        tried = descent.go(seeds, _TRIAL) if len(seeds) > 1 else seeds
        found = descent.go(tried.gather(0, descent.best[None, :, None].expand(1, -1, tried.shape[2])), 1)
        stored = latent.quantise(torch.stack([found[0], descent.begun]).cpu().numpy())
        with torch.no_grad():
            in_full = wanted if self._sight == SIGHT else self._likeness.look(targets)
            points = torch.from_numpy(latent.restore(stored)).to(targets.device)
            drawn = torch.stack([self.generator(part) for part in points])
            losses = torch.stack([self._likeness.distance(images, in_full) for images in drawn])
        nearer = losses.argmin(0)  # a few steps, as long as they are then, may lead away from a good start
        each = torch.arange(len(nearer), device=nearer.device)
        seeds_found = stored[nearer.cpu().numpy(), each.cpu().numpy()]
        return Inversions(seeds_found, drawn[nearer, each].float(), losses[nearer, each].float())

    def _starts(self, targets: Tensor) -> Tensor:
        nearest = torch.cdist(_sketch(targets), self._sketches.clone())
        starts = self._bank[nearest.topk(min(_STARTS, len(self._bank)), largest=False).indices.T]
        if self._guess is None:
            return starts
        with torch.no_grad():
            return torch.cat([self._guess(targets)[None], starts[: _STARTS - 1]])


class _Way:
    """How far a descent is that ends after so many steps or seconds, whichever comes first."""

    def __init__(self, steps: int, seconds: float) -> None:
        self._steps, self._seconds = steps, seconds
        self._begun: float | None = None
        self.done = 0
        """Steps done."""

    def share(self) -> float:
        """0 when it is asked first, so that there is one step at least."""
        now = time.monotonic()
        if self._begun is None:
            self._begun = now
        return max(self.done / self._steps, (now - self._begun) / self._seconds)


class _Descent:
    """Gradient descent on seeds, all starts of all targets at once, on one schedule for all of the way."""

    def __init__(
        self,
        generator: Generator,
        likeness: Likeness,
        wanted: Sight,
        way: _Way,
        progress: Told | None,
    ) -> None:
        self._generator = generator
        seen = wanted.images.shape[-1]
        self._size = next(size for size in SIZES if size >= seen)  # a preview does, where nothing finer is compared
        self._likeness = likeness
        self._wanted = wanted
        self._way = way
        self._progress = progress
        self.best = torch.zeros(len(wanted.images), dtype=torch.long, device=wanted.images.device)
        """(n,): the start of each target that was nearest when last looked at."""
        self.begun = torch.empty(0)
        """(n, 140): the nearest start of each target, before any step."""

    def go(self, seeds: Tensor, until: float) -> Tensor:
        """Move seeds (starts, n, 140) until this share of the way is done."""
        starts, targets, length = seeds.shape
        wanted = self._wanted.of(torch.arange(targets, device=seeds.device).repeat(starts))
        moving = seeds.reshape(-1, length).clone().requires_grad_(True)
        adam = Adam(moving)
        while (share := self._way.share()) < until:
            with half_precision(seeds.device):
                losses = self._likeness.distance(self._generator(moving, self._size), wanted) + too_long(moving)
            (gradient,) = torch.autograd.grad(losses.sum(), moving)
            adam.step(gradient, _LEARNING_RATE * (0.05 + 0.95 * math.cos(share * math.pi / 2) ** 2))
            least, self.best = losses.detach().reshape(starts, targets).min(0)
            each = torch.arange(targets, device=self.best.device)
            if self._way.done == 0:
                self.begun = seeds[self.best, each]
            self._way.done += 1
            if self._progress is not None:
                nearest = moving.detach().reshape(starts, targets, length)[self.best, each]
                self._progress(min(1.0, self._way.share()), least, nearest)
        return moving.detach().reshape(starts, targets, length)


def too_long(seeds: Tensor) -> Tensor:
    """(n,): how far seeds (n, 140) are beyond the length that the generator was trained on; 0 within it."""
    return _LENGTH_WEIGHT * (seeds.square().mean(1) - 1).clamp(min=0).square()


def _sketch(images: Tensor) -> Tensor:
    """(n, 3, S, S) to (n, 192): the image at 8 × 8, by which starts are chosen."""
    return F.adaptive_avg_pool2d(images.float(), 8).flatten(1)


def as_target(picture: np.ndarray) -> Tensor:
    """(S, S, 3) uint8 to (3, S, S) in [-1, 1], the generator's own range: full contrast."""
    return torch.from_numpy(picture.copy()).permute(2, 0, 1).float() / 127.5 - 1
