"""Inversion: artworks in, the seeds whose images are nearest to them out (gradient descent on the seed).

Loss: pixels at several scales plus unit-length ResNet50 feature maps (as LPIPS compares them, Zhang et al. 2018,
without its learnt weights), plus a pull towards the length of seeds that the generator was trained on. What is
returned is quantised first and drawn again, so the image shown is the image that the stored seed draws.
"""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from gan_api import latent
from gan_api.model.generator import Generator
from services.vision.encoder import normalise
from services.vision.resnet50 import ResNet50

_FEATURE_WEIGHT = 0.6
_LENGTH_WEIGHT = 0.02
_LEARNING_RATE = 0.08
_SCALES = (1, 2, 4)  # pixels are compared at 1/1, 1/2 and 1/4 of the size


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
        self.encoder = encoder
        random = torch.Generator().manual_seed(random_seed)
        self._bank = torch.randn(bank, generator.config.seed_length, generator=random)
        with torch.inference_mode():
            self._sketches = torch.cat([_sketch(generator(part)) for part in self._bank.split(32)])

    def invert(self, targets: Tensor, steps: int = 120) -> Inversions:
        """Targets (n, 3, S, S) in [-1, 1], S the generator's own size, to their seeds."""
        wanted = [x.detach() for x in self._see(targets)]
        seeds = self._starts(targets).requires_grad_(True)
        optimiser = torch.optim.Adam([seeds], lr=_LEARNING_RATE)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps, eta_min=_LEARNING_RATE / 20)
        for _ in range(steps):
            with torch.autocast(targets.device.type, torch.bfloat16):
                loss = self._loss(self.generator(seeds), targets, wanted).sum() + self._too_long(seeds).sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
        stored = latent.quantise(seeds.detach().cpu().numpy())
        with torch.no_grad():
            drawn = self.generator(torch.from_numpy(latent.restore(stored)).to(targets.device))
            losses = self._loss(drawn, targets, wanted)
        return Inversions(stored, drawn.float(), losses.float())

    def _starts(self, targets: Tensor) -> Tensor:
        sketch = _sketch(targets)
        chosen = torch.cdist(sketch, self._sketches.clone()).argmin(1)
        return self._bank[chosen].clone().to(targets.device)

    def _see(self, images: Tensor) -> list[Tensor]:
        stages = self.encoder.stages(normalise((images + 1) / 2).to(memory_format=torch.channels_last))
        return [F.normalize(x.float(), dim=1) for x in stages]

    def _loss(self, images: Tensor, targets: Tensor, wanted: list[Tensor]) -> Tensor:
        pixels = torch.zeros(len(images), device=images.device)
        for scale in _SCALES:
            near, far = (F.avg_pool2d(x.float(), scale) if scale > 1 else x.float() for x in (images, targets))
            pixels = pixels + (near - far).square().mean((1, 2, 3)) / len(_SCALES)
        seen = zip(self._see(images), wanted, strict=True)
        features = torch.stack([(mine - theirs).square().sum(1).mean((1, 2)) for mine, theirs in seen]).mean(0)
        return pixels + _FEATURE_WEIGHT * features

    def _too_long(self, seeds: Tensor) -> Tensor:
        return _LENGTH_WEIGHT * (seeds.square().mean(1) - 1).clamp(min=0).square()


def _sketch(images: Tensor) -> Tensor:
    """(n, 3, S, S) to (n, 192): the image at 8 × 8, by which starts are chosen."""
    return F.adaptive_avg_pool2d(images.float(), 8).flatten(1)


def as_target(picture: np.ndarray) -> Tensor:
    """(S, S, 3) uint8 to (3, S, S) in [-1, 1], the generator's own range: full contrast."""
    return torch.from_numpy(picture.copy()).permute(2, 0, 1).float() / 127.5 - 1
