"""Inversion: artworks in, the seeds whose images are nearest to them out (gradient descent on the seed).

The loss is their unlikeness plus a pull towards the length of seeds that the generator was trained on. What is
returned is quantised first and drawn again, so the image shown is the image that the stored seed draws.
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from gan_api import latent
from gan_api.inversion.likeness import Likeness
from gan_api.model.generator import Generator
from services.vision.resnet50 import ResNet50

_LENGTH_WEIGHT = 0.02
_LEARNING_RATE = 0.08


@dataclass(frozen=True)
class Inversions:
    """Seeds (n, 140) int16, what they draw (n, 3, S, S) in [-1, 1], and the loss (n,) of each."""

    seeds: latent.Steps
    images: Tensor
    losses: Tensor


class Inverter:
    """Finds seeds for one generator, seen through one encoder.

    `bank` random seeds are drawn once; each artwork starts from those that draw something near it already.
    """

    def __init__(self, generator: Generator, encoder: ResNet50, *, bank: int = 2048, random_seed: int = 0) -> None:
        self.generator = generator
        self._likeness = Likeness(encoder)
        random = torch.Generator().manual_seed(random_seed)
        self._bank = torch.randn(bank, generator.config.seed_length, generator=random)
        with torch.inference_mode():
            self._sketches = torch.cat([_sketch(generator(part)) for part in self._bank.split(32)])

    def invert(self, targets: Tensor, steps: int = 120) -> Inversions:
        """Targets (n, 3, S, S) in [-1, 1], S the generator's own size, to their seeds."""
        with torch.no_grad():
            wanted = self._likeness.look(targets)
        seeds = self._starts(targets).requires_grad_(True)
        optimiser = torch.optim.Adam([seeds], lr=_LEARNING_RATE)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps, eta_min=_LEARNING_RATE / 20)
        for _ in range(steps):
            with torch.autocast(targets.device.type, torch.bfloat16):
                loss = self._likeness.distance(self.generator(seeds), wanted).sum() + too_long(seeds).sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
        stored = latent.quantise(seeds.detach().cpu().numpy())
        with torch.no_grad():
            drawn = self.generator(torch.from_numpy(latent.restore(stored)).to(targets.device))
            losses = self._likeness.distance(drawn, wanted)
        return Inversions(stored, drawn.float(), losses.float())

    def _starts(self, targets: Tensor) -> Tensor:
        sketch = _sketch(targets)
        chosen = torch.cdist(sketch, self._sketches.clone()).argmin(1)
        return self._bank[chosen].clone().to(targets.device)


def too_long(seeds: Tensor) -> Tensor:
    """(n,): how far seeds (n, 140) are beyond the length that the generator was trained on; 0 within it."""
    return _LENGTH_WEIGHT * (seeds.square().mean(1) - 1).clamp(min=0).square()


def _sketch(images: Tensor) -> Tensor:
    """(n, 3, S, S) to (n, 192): the image at 8 × 8, by which starts are chosen."""
    return F.adaptive_avg_pool2d(images.float(), 8).flatten(1)


def as_target(picture: np.ndarray) -> Tensor:
    """(S, S, 3) uint8 to (3, S, S) in [-1, 1], the generator's own range: full contrast."""
    return torch.from_numpy(picture.copy()).permute(2, 0, 1).float() / 127.5 - 1
