"""The generator written anew to multiply less: a generator in, a module that draws the same pictures out.

A 3 × 3 convolution of a map doubled by nearest neighbours multiplies each value 36 times. The same sums are a
transposed convolution of 4 × 4 with a stride of 2, which multiplies it 16 times. The norm behind it goes into the
weights, and what lies beyond the trained size is scaled up by two products of matrices.
"""

import copy
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_api.model.generator import SIZES, Generator, UpBlock, doubling_taps, folded


class Folded(nn.Module):
    """Seeds (N, 140) to an image (N, 3, S, S) in [-1, 1] for each of SIZES; `generator`'s but for rounding."""

    def __init__(self, generator: Generator) -> None:
        super().__init__()
        self.generator = copy.deepcopy(generator).eval()
        self.largest = generator.config.size
        for side, block in self.generator.up.items():
            up = cast(UpBlock, block)
            self.generator.up[side] = _Doubling(up)
        for size in SIZES:
            if size > self.largest:
                lines = torch.eye(self.largest)[None, None]
                scaled = F.interpolate(lines, size=(size, self.largest), mode="bicubic", align_corners=False)
                self.register_buffer(f"scale_{size}", scaled[0, 0])  # (size, largest)

    def forward(self, seeds: Tensor) -> tuple[Tensor, ...]:
        """All sizes, the smallest first; a graph made of this computes only what a size needs."""
        images = self.generator.pyramid(seeds, self.largest)
        return tuple(images[size] if size in images else self._scaled(images[self.largest], size) for size in SIZES)

    def _scaled(self, image: Tensor, size: int) -> Tensor:
        scale = self.get_buffer(f"scale_{size}")
        return (scale @ image @ scale.T).clamp(-1, 1)


class _Doubling(nn.Module):
    """(N, inside, S, S) → (N, outside, 2S, 2S), as a block of the generator."""

    def __init__(self, block: UpBlock) -> None:
        super().__init__()
        self.smoothing = block.smoothing
        weight, shift = folded(block.conv, block.norm)
        self.register_buffer("weight", weight.detach().contiguous())
        self.register_buffer("shift", shift.detach())

    def forward(self, x: Tensor) -> Tensor:
        # the taps are summed here, in the graph, which whoever loads it does once: a file of it holds 9 and not 16
        taps = doubling_taps(self.get_buffer("weight"))
        doubled = F.conv_transpose2d(x, taps, self.get_buffer("shift"), stride=2, padding=1)
        return F.glu(self.smoothing(doubled), dim=1)
