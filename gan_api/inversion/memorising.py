"""Teach a generator to remember its landmarks: their seeds and pictures in, a generator that draws them closely out.

As auto-decoders learn (GLO, Bojanowski et al. 2018): a code for each landmark, and how codes become feature maps, the
same for all, by gradient descent on what the pictures look like. The generator's own weights don't move.
"""

import copy
import time
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from gan_api.inversion.perceptual import differences
from gan_api.model.generator import SIZES, Generator
from gan_api.model.memory import NUMBERS, Memory
from gan_api.training.data import as_images
from gan_api.training.previews import preview_error
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.placing import placed
from services.vision.precision import half_precision

_BATCH = 16
_SIGHT = 128
_SHIFT = 8  # pixels by which what is compared moves, so that no grid of the eyes' strides is drawn
_SEEN_WEIGHT = 0.4
_RATE = 0.1
_SPREAD_RATE = 0.04
_REST = 0.02  # share of the rates at the end
_COARSE = 0.5  # share of the time in which half the size is learnt from, in half the time
_SCALES = (1, 2, 4, 16)


def memorise(
    memoriser: "Memoriser",
    minutes: float,
    keep: Callable[[Generator, float], object] | None = None,
    keep_every: float = 15.0,
) -> tuple[Generator, float]:
    """Let `memoriser` go on for `minutes`; what was reached, and the minutes it took, fewer where it was interrupted.

    `keep` is given what was reached every `keep_every` minutes.
    """
    bar = tqdm(total=round(minutes * 60), unit="s", desc="landmarks", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}")
    kept = spent = 0.0
    seen = 0
    try:
        while spent < minutes:
            began = time.monotonic()
            losses = memoriser.step(spent / minutes)
            seen += _BATCH
            spent += (time.monotonic() - began) / 60  # what keeping takes is not counted
            bar.n = round(min(spent, minutes) * 60)
            told = ", ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
            bar.set_postfix_str(f"each seen {seen / len(memoriser):.1f} times, {told}")
            if keep is not None and spent - kept > keep_every:
                keep(memoriser.reached(), spent)
                kept = spent
    except KeyboardInterrupt:
        tqdm.write("stopped; keeping what was reached")
    bar.close()
    return memoriser.reached(), spent


class Memoriser:
    """Holds the generator, which stays as it is, and the codes that it learns."""

    def __init__(self, generator: Generator, eyes: MobileNetV2, seeds: Tensor, targets: Tensor) -> None:
        """`seeds` (n, 140) are to draw `targets` (n, 3, S, S) uint8, S the generator's size.

        What the generator draws from these seeds already is where it begins.
        """
        device = str(seeds.device)
        self._device = device
        self._generator = remembering(generator, seeds).requires_grad_(False)
        self._memory = cast(Memory, self._generator.memory)
        self._memory.into.requires_grad_(True)
        self._eyes = eyes
        self._seeds = seeds
        self._targets = targets
        # sparse: a step moves the codes of its own batch only
        self._codes = nn.Embedding.from_pretrained(_codes_at(seeds, self._memory), freeze=False, sparse=True)
        betas = (0.9, 0.99)
        self._moves: tuple[tuple[torch.optim.Optimizer, float], ...] = (
            (torch.optim.SparseAdam(self._codes.parameters(), lr=_RATE, betas=betas), _RATE),
            (torch.optim.Adam(self._memory.into.parameters(), lr=_SPREAD_RATE, betas=betas), _SPREAD_RATE),
        )
        self._waiting: list[Tensor] = []  # rows of the batches to come

    def __len__(self) -> int:
        return len(self._targets)

    def step(self, done: float) -> dict[str, float]:
        """One batch of landmarks, when a share of `done` of the time is over; the losses."""
        for optimiser, rate in self._moves:
            for group in optimiser.param_groups:
                group["lr"] = rate * max(_REST, 1 - done)
        rows = self._next()
        full = self._generator.config.size
        size = full if done >= _COARSE else max(SIZES[0], full // 2)
        with half_precision(self._device):
            wanted = as_images(self._targets[rows])
            wanted = F.adaptive_avg_pool2d(wanted, size) if size < full else wanted
            pyramid = self._generator.pyramid(self._seeds[rows], size, self._memory.spread(self._codes(rows)))
            drawn = pyramid[size].float()
            pixels = _pixels(drawn, wanted)
            mine, theirs = _glance(torch.cat([drawn, wanted])).chunk(2)
            seen = differences(self._eyes, mine, theirs.detach()).mean()
        loss = pixels + _SEEN_WEIGHT * seen + preview_error(pyramid)
        for optimiser, _ in self._moves:
            optimiser.zero_grad(set_to_none=True)
        loss.backward()
        for optimiser, _ in self._moves:
            optimiser.step()
        return {"pixels": pixels.item(), "seen": seen.item()}

    def _next(self) -> Tensor:
        """The rows of a batch: all come in turn."""
        if not self._waiting:
            self._waiting = list(torch.randperm(len(self)).split(_BATCH))
        return self._waiting.pop().to(self._device)

    def reached(self) -> Generator:
        """What was reached: a copy, frozen."""
        self._memory.keep(self._seeds, self._codes.weight.detach())
        return copy.deepcopy(self._generator).requires_grad_(False)


def remembering(generator: Generator, seeds: Tensor) -> Generator:
    """A copy of `generator`, in eval mode, that remembers these seeds (n, 140): it draws them as it did."""
    device = str(seeds.device)
    again = placed(Generator(replace(generator.config, landmarks=len(seeds))), device).eval()
    empty = cast(Memory, again.memory)
    for layer in empty.into.values():
        weight = layer.get_parameter("weight")
        nn.init.normal_(weight, 0.0, 0.3 / weight.shape[1] ** 0.5)
    by_landmark = {f"memory.{name}" for name, _ in empty.named_buffers()}
    again.load_state_dict(
        {name: value for name, value in generator.state_dict().items() if name not in by_landmark}, strict=False
    )
    known = generator.memory
    wanted = torch.zeros(len(seeds), NUMBERS, device=device) if known is None else _codes_at(seeds, known)
    empty.keep(seeds, wanted)
    return again


@torch.no_grad()
def _codes_at(seeds: Tensor, memory: Memory) -> Tensor:
    return torch.cat([memory.at(part) for part in seeds.split(_BATCH)])


def _pixels(drawn: Tensor, wanted: Tensor) -> Tensor:
    off = drawn - wanted
    return torch.stack([F.avg_pool2d(off, scale).abs().mean() for scale in _SCALES]).mean()


def _glance(images: Tensor) -> Tensor:
    """Images as large as the eyes look at: the whole, scaled down, or a part at full size; moved by some pixels."""
    side = images.shape[-1]
    if side > _SIGHT and torch.rand(()) < 0.5:
        images = F.adaptive_avg_pool2d(images, _SIGHT)
    seen = min(side, _SIGHT)
    wide = F.pad(images, (_SHIFT, _SHIFT, _SHIFT, _SHIFT), mode="reflect")
    room = wide.shape[-1] - seen
    down, right = (int(x) for x in torch.randint(0, room + 1, (2,)))
    return wide[:, :, down : down + seen, right : right + seen].contiguous(memory_format=torch.channels_last)
