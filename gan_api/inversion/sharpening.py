"""Let a generator that remembers its landmarks draw sharply: seeds and pictures in, the same with finer detail out.

What is learnt by comparison alone comes out soft: where a detail can't be told from what a code holds, the mean of all
that it may be is nearest. So a judge comes in (the projected discriminator of Sauer et al. 2021), as in training and as
photographs are enlarged (SRGAN, Ledig et al. 2017), that learns to tell what is drawn from the works themselves. Only
the layers beyond the codes learn: from landmarks, which go on being compared with their works, and from blends of them
and random seeds, which stay what they are at the smallest size. Kept is what lies between the weights that were there
and the moving average of those that were learnt (network interpolation, Wang et al. 2018, ESRGAN).
"""

import copy

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from gan_api import latent
from gan_api.inversion.closeness import away
from gan_api.inversion.learning import in_turn
from gan_api.inversion.memorising import after_codes
from gan_api.model.generator import Generator
from gan_api.training.augment import diff_augment
from gan_api.training.data import as_images
from gan_api.training.discriminator import ProjectedDiscriminator, told_apart
from gan_api.training.previews import preview_error
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.placing import placed
from services.vision.precision import half_precision

_SIGHT = 128
_RATE = 5e-4
_JUDGE_RATE = 4e-4
_REST = 0.02  # share of the rate at the end
_FALLS = 0.5  # share of the time after which it falls
_WARM = 40  # steps in which the judge alone learns
_JUDGED_WEIGHT = 0.03
_HELD_WEIGHT = 2.0
_KEPT = 0.98  # of the average, a step
_SHARE = 0.6  # of the way from what was there to that average: at its end random seeds draw a weave
_BATCH = 16
_WORKS = 8  # of a batch; the others are blends and random seeds, as many of each


class Sharpener:
    """Holds the generator, its judge, and the average of what learns."""

    batch = _WORKS

    def __init__(self, generator: Generator, eyes: MobileNetV2, seeds: Tensor, targets: Tensor) -> None:
        """`seeds` (n, 140) are to draw `targets` (n, 3, S, S) uint8, S the generator's size."""
        self._device = str(seeds.device)
        self._generator = copy.deepcopy(generator).requires_grad_(False)
        self._learning = [
            number.requires_grad_(True) for layer in after_codes(self._generator) for number in layer.parameters()
        ]
        self._begun = [number.detach().clone() for number in self._learning]
        self._average = [number.clone() for number in self._begun]
        self._eyes, self._seeds, self._targets = eyes, seeds, targets
        self._judge = placed(ProjectedDiscriminator(eyes.channels, _SIGHT), self._device)
        betas = (0.0, 0.99)
        self._moves = torch.optim.Adam(self._learning, _RATE, betas=betas)
        self._judges_moves = torch.optim.Adam(self._judge.heads.parameters(), _JUDGE_RATE, betas=betas)
        self._turns = in_turn(len(targets), _WORKS, self._device)
        self._steps = 0

    def __len__(self) -> int:
        return len(self._targets)

    def step(self, done: float) -> dict[str, float]:
        """The judge learns from one batch, then the generator, a share of `done` of the time being over; the losses."""
        rows = next(self._turns)
        size = self._generator.config.size
        with half_precision(self._device):
            pyramid = self._generator.pyramid(torch.cat([self._seeds[rows], *self._elsewhere()]), size)
            drawn = pyramid[size].float()
            maps = self._seen(drawn[torch.randperm(len(drawn))])  # of each kind some whole, some in part
            with torch.no_grad():
                theirs = self._seen(self._wanted(torch.randint(len(self), (len(drawn),), device=self._device)))
            judged = told_apart(self._judge, theirs, maps)
        self._judges_moves.zero_grad(set_to_none=True)
        judged.backward()
        self._judges_moves.step()
        self._steps += 1
        self._judge.requires_grad_(False)
        with half_precision(self._device):
            loss, told = away(self._eyes, drawn[: len(rows)], self._wanted(rows))
            loss = loss + preview_error(pyramid) + _HELD_WEIGHT * _moved(pyramid, len(rows))
            loss = loss - _JUDGED_WEIGHT * self._judge(maps).float().mean()
        self._judge.heads.requires_grad_(True)
        if self._steps > _WARM:
            self._move(loss, done)
        return {**told, "judge": judged.item()}

    def reached(self) -> Generator:
        """What was reached: a copy, frozen."""
        reached = copy.deepcopy(self._generator)
        learnt = [number for layer in after_codes(reached) for number in layer.parameters()]
        for number, begun, average in zip(learnt, self._begun, self._average, strict=True):
            number.data.copy_(begun.lerp(average, _SHARE))
        return reached.requires_grad_(False)

    def _move(self, loss: Tensor, done: float) -> None:
        for group in self._moves.param_groups:
            group["lr"] = _RATE * max(_REST, min(1.0, (1 - done) / (1 - _FALLS)))
        self._moves.zero_grad(set_to_none=True)
        loss.backward()
        self._moves.step()
        with torch.no_grad():
            for average, number in zip(self._average, self._learning, strict=True):
                average.lerp_(number, 1 - _KEPT)

    def _seen(self, images: Tensor) -> list[Tensor]:
        """The judge's maps of pictures, changed at random as those of the works are."""
        return self._judge.see(self._eyes, diff_augment(images.contiguous(memory_format=torch.channels_last)))

    def _wanted(self, rows: Tensor) -> Tensor:
        return as_images(self._targets[rows])

    def _elsewhere(self) -> list[Tensor]:
        """Seeds of blends of two and three landmarks, and random ones."""
        known = self._seeds.cpu().numpy()
        count = (_BATCH - _WORKS) // 2
        several = [torch.randint(len(known), (2 + number % 2,)).numpy() for number in range(count)]
        blends = np.stack([latent.blend(known[rows], np.ones(len(rows), np.float32)) for rows in several])
        random = torch.randn(count, known.shape[1], device=self._device)
        return [torch.from_numpy(blends).to(random), random]


def _moved(pyramid: dict[int, Tensor], first: int) -> Tensor:
    """How far the largest pictures, from the `first` on, are from the smallest, which stay as they are."""
    largest, smallest = (pyramid[size][first:].float() for size in (max(pyramid), min(pyramid)))
    return F.l1_loss(F.adaptive_avg_pool2d(largest, smallest.shape[-1]), smallest)
