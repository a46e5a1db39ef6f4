"""Teach a generator to remember its landmarks: their seeds and pictures in, a generator that draws them closely out.

A code for each landmark, and how codes become feature maps, the same for all, by gradient descent on what the pictures
look like. First one network learns to see the codes of new landmarks (see code_encoder), which comes far in a few
views of each; then every code goes on by itself, as auto-decoders learn (GLO, Bojanowski et al. 2018). Of the
generator's own layers those learn along that come after the last code, as they make what is finest in every picture,
and are held to what they drew of random seeds before (the locality of Roich et al. 2021); the others, and with them
what a seed means, don't move.
"""

import copy
from dataclasses import replace
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_api.inversion.closeness import away, pixels
from gan_api.inversion.code_encoder import CodeEncoder
from gan_api.inversion.learning import in_turn
from gan_api.model.generator import SIZES, Generator
from gan_api.model.memory import LEVELS, NUMBERS, Memory, Recalled, each_number, levels
from gan_api.training.data import as_images
from gan_api.training.previews import preview_error
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.placing import placed
from services.vision.precision import half_precision

_BATCH = 16
_RATE = 0.02  # in standard deviations of a code's channel
_SPREAD_RATE = 0.04
_COLOURS_RATE = 0.005  # what a code says of colours outright is seen in full
_ENCODER_RATE = 2e-3
_ENCODER_SPREAD_RATE = 0.01
_ENCODER_COLOURS_RATE = 0.002
_FINEST_RATE = 1e-3
_WARM = 50  # steps until that rate is reached
_REST = 0.02  # share of the rates at the end
_COARSE = 0.5  # share of the time in which half the size is learnt from, in half the time
_COARSEST = 0.2  # share of the time in which a quarter of the size will do for new landmarks
_ENCODED = 0.85  # share of the time in which codes of new landmarks are those that the code encoder sees
_ELSEWHERE = 4  # random seeds a step that are to draw what they drew before
_ELSEWHERE_WEIGHT = 1.0

_Moves = list[tuple[torch.optim.Optimizer, float]]  # with the rate of each at its fastest


class Memoriser:
    """Holds the generator, most of which stays as it is, and the codes that it learns."""

    batch = _BATCH

    def __init__(self, generator: Generator, eyes: MobileNetV2, seeds: Tensor, targets: Tensor) -> None:
        """`seeds` (n, 140) are to draw `targets` (n, 3, S, S) uint8, S the generator's size.

        What the generator draws from these seeds already is where it begins.
        """
        device = str(seeds.device)
        self._device = device
        self._generator = remembering(generator, seeds).requires_grad_(False)
        self._memory = cast(Memory, self._generator.memory)
        into = self._memory.into.requires_grad_(True)
        colours = self._memory.into_colours.requires_grad_(True)
        self._before = generator
        finest = [layer.requires_grad_(True) for layer in after_codes(self._generator)]
        self._eyes = eyes
        self._seeds = seeds
        self._targets = targets
        # sparse: a step moves the codes of its own batch only
        self._codes = nn.Embedding.from_pretrained(_codes_at(seeds, self._memory), freeze=False, sparse=True)
        self._unit = torch.ones(NUMBERS, device=device)
        self._new = ~held(generator, seeds)
        self._encoder = placed(CodeEncoder(), device) if self._new.any() else None
        if self._encoder is None:
            self._even_out()
        betas = (0.9, 0.99)
        self._moves: _Moves = [
            (torch.optim.SparseAdam(self._codes.parameters(), betas=betas), _RATE),
            (torch.optim.Adam(into.parameters(), betas=betas), _SPREAD_RATE),
            (torch.optim.Adam(colours.parameters(), betas=betas), _COLOURS_RATE),
        ]
        self._encoders_moves: _Moves = []
        if finest:
            learning = [number for layer in finest for number in layer.parameters()]
            self._encoders_moves.append((torch.optim.Adam(learning, betas=betas), _FINEST_RATE))
        self._moves += self._encoders_moves
        self._encoded = 0.0 if self._encoder is None else _ENCODED
        if self._encoder is not None:
            self._encoders_moves.append((torch.optim.AdamW(self._encoder.parameters(), betas=betas), _ENCODER_RATE))
            if generator.memory is None:  # else it would change what known codes mean
                self._encoders_moves += [
                    (torch.optim.Adam(into.parameters(), betas=betas), _ENCODER_SPREAD_RATE),
                    (torch.optim.Adam(colours.parameters(), betas=betas), _ENCODER_COLOURS_RATE),
                ]
        self._turns = in_turn(len(targets), _BATCH, self._device)
        self._steps = 0

    def __len__(self) -> int:
        return len(self._targets)

    def step(self, done: float) -> dict[str, float]:
        """One batch of landmarks, when a share of `done` of the time is over; the losses."""
        if self._encoder is not None and done >= self._encoded:
            self._codes.weight.data[self._new] = self._seen()[self._new]
            self._encoder = None
            self._even_out()
        rows = next(self._turns)
        if self._encoder is not None:
            warm = min(1.0, (self._steps + 1) / _WARM)
            moves, rate = self._encoders_moves, warm * (1 - done / self._encoded)
            codes = self._codes_seen(self._encoder, rows)
        else:
            moves, rate = self._moves, (1 - done) / (1 - self._encoded)
            codes = self._codes(rows) * self._unit
        for optimiser, fastest in moves:
            optimiser.zero_grad(set_to_none=True)
            for group in optimiser.param_groups:
                group["lr"] = fastest * max(_REST, rate)
        loss, told = self._losses(rows, codes, self._size(done))
        loss.backward()
        if self._encoder is not None:
            nn.utils.clip_grad_norm_(self._encoder.parameters(), 1.0)
        for optimiser, _ in moves:
            optimiser.step()
        self._steps += 1
        return told

    def _size(self, done: float) -> int:
        """From which size is learnt: a larger one takes longer."""
        full = self._generator.config.size
        if done >= _COARSE:
            return full
        return max(SIZES[0], full // (4 if self._encoder is not None and done < _COARSEST else 2))

    def _losses(self, rows: Tensor, codes: Tensor, size: int) -> tuple[Tensor, dict[str, float]]:
        with half_precision(self._device):
            wanted = self._wanted(rows, size)
            pyramid = self._generator.pyramid(self._seeds[rows], size, self._memory.spread(codes))
            loss, told = away(self._eyes, pyramid[size].float(), wanted)
        loss = loss + preview_error(pyramid)
        if size > max(LEVELS):  # else nothing moves there
            loss = loss + _ELSEWHERE_WEIGHT * self._moved_elsewhere(size)
        return loss, told

    def _moved_elsewhere(self, size: int) -> Tensor:
        """How far what random seeds draw, without any code, is from what they drew before."""
        seeds = torch.randn(_ELSEWHERE, self._seeds.shape[1], device=self._device)
        with half_precision(self._device):
            with torch.no_grad():
                wanted = self._before.pyramid(seeds, size, Recalled())[size].float()
            return pixels(self._generator.pyramid(seeds, size, Recalled())[size].float(), wanted)

    def _wanted(self, rows: Tensor, size: int) -> Tensor:
        images = as_images(self._targets[rows])
        return F.adaptive_avg_pool2d(images, size) if size < images.shape[-1] else images

    def _codes_seen(self, encoder: CodeEncoder, rows: Tensor) -> Tensor:
        """The codes of landmarks by what the generator draws of them without any."""
        with half_precision(self._device):
            with torch.no_grad():
                drawn = self._generator.pyramid(self._seeds[rows], SIZES[0], Recalled())[SIZES[0]]
            return encoder(self._wanted(rows, SIZES[0]), drawn.float()).float()  # type: ignore[no-any-return]

    @torch.no_grad()
    def _seen(self) -> Tensor:
        """(n, NUMBERS): what the code encoder sees in each landmark."""
        encoder = cast(CodeEncoder, self._encoder)
        parts = torch.arange(len(self), device=self._device).split(_BATCH)
        return torch.cat([self._codes_seen(encoder, rows) for rows in parts])

    def _even_out(self) -> None:
        """From here on a step moves each channel by as large a part of how far its numbers differ, coarse or fine."""
        parts = levels(self._codes.weight.data)
        self._unit = each_number(torch.cat([part.std((0, 2, 3)).clamp(min=1e-3) for part in parts.values()]))
        self._codes.weight.data /= self._unit

    def reached(self) -> Generator:
        """What was reached: a copy, frozen."""
        codes = self._codes.weight.detach() * self._unit
        if self._encoder is not None:
            codes = torch.where(self._new[:, None], self._seen(), codes)
        self._memory.keep(self._seeds, codes)
        return copy.deepcopy(self._generator).requires_grad_(False)


def after_codes(generator: Generator) -> list[nn.Module]:
    """The layers of the sizes beyond those of the codes."""
    kinds = (generator.up, generator.gate, generator.to_rgb)
    return [layer for layers in kinds for side, layer in layers.items() if int(side) > max(LEVELS)]


def held(generator: Generator, seeds: Tensor) -> Tensor:
    """(n,) bool: at which of `seeds` (n, 140) the generator remembers something."""
    known = generator.memory
    return torch.zeros(len(seeds), dtype=torch.bool, device=seeds.device) if known is None else known.holds(seeds)


def remembering(generator: Generator, seeds: Tensor) -> Generator:
    """A copy of `generator`, in eval mode, that remembers these seeds (n, 140): it draws them as it did."""
    device = str(seeds.device)
    again = placed(Generator(replace(generator.config, landmarks=len(seeds))), device).eval()
    empty = cast(Memory, again.memory)
    for layer in [*empty.into.values(), *empty.into_colours.values()]:
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
