"""What a generator remembers of its landmarks: seeds (N, 140) in, what to add to its feature maps out.

A memory of keys and values (Weston et al. 2015), interpolated by radial basis functions (Broomhead and Lowe 1988): the
keys are the landmarks' seeds, the values codes for what the generator's own layers don't know of those works. A code
counts in full at its landmark, less further away, and beyond REACH not at all. So a landmark is drawn closely, a blend
holds something of each of its works, and what is drawn far from all landmarks stays what it was: pivotal tuning (Roich
et al. 2021) without moving a single weight.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

LEVELS = {16: 8, 32: 4, 64: 1}
"""Channels of a code, by the side of the feature map that they are added to."""

NUMBERS = sum(channels * side * side for side, channels in LEVELS.items())
"""Numbers of a code, of a byte each."""

_LEAST = 0.12  # what a code counts for at REACH, taken off, so that nothing jumps there

REACH = _LEAST**0.5
"""Cosine between seeds up to which a code counts nothing, 0.35: an angle of 70 degrees; random seeds are 90 apart, with
a standard deviation of 5.
"""

_AT_ONCE = 8  # codes that count for one seed, at most
_DEEPEST = 127
_SAME = 1 / 256  # numbers of keys are halves where they were read from a file
_RIDGE = 0.01  # keeps codes short where two landmarks have all but the same seed


class Memory(nn.Module):
    """Codes of `count` landmarks, empty at first; `widths` are the channels of the feature maps, by side."""

    keys: Tensor
    """(n, 140): the landmarks' seeds."""

    codes: Tensor
    scales: Tensor

    def __init__(self, count: int, seed_length: int, widths: Mapping[int, int]) -> None:
        super().__init__()
        self.register_buffer("keys", torch.zeros(count, seed_length))
        self.register_buffer("codes", torch.zeros(count, NUMBERS, dtype=torch.int8))
        self.register_buffer("scales", torch.ones(count))
        self.into = nn.ModuleDict(
            {str(side): nn.Conv2d(channels, widths[side], 1, bias=False) for side, channels in LEVELS.items()}
        )

    def forward(self, seeds: Tensor) -> dict[int, Tensor]:
        """What to add to the feature maps of `seeds` (N, 140), by side: (N, C, S, S)."""
        return self.spread(self.at(seeds))

    def at(self, seeds: Tensor) -> Tensor:
        """What the codes add up to at `seeds` (N, 140): (N, NUMBERS)."""
        weights, rows = nearness(seeds, self.keys).topk(min(_AT_ONCE, len(self.keys)))
        weights = weights * self.scales[rows]
        return (self.codes[rows].float() * weights[:, :, None]).sum(1)

    def spread(self, codes: Tensor) -> dict[int, Tensor]:
        """What such sums (N, NUMBERS) add to the feature maps."""
        parts = codes.split([channels * side * side for side, channels in LEVELS.items()], dim=1)
        return {
            side: self.into[str(side)](part.unflatten(1, (LEVELS[side], side, side)))
            for side, part in zip(LEVELS, parts, strict=True)
        }

    def holds(self, seeds: Tensor) -> Tensor:
        """(N,) bool: which of `seeds` (N, 140) are keys."""
        return torch.cat([((part[:, None] - self.keys).abs().amax(2) <= _SAME).any(1) for part in seeds.split(16)])

    @torch.no_grad()
    def keep(self, keys: Tensor, wanted: Tensor) -> None:
        """Remember codes that add up to `wanted` (n, NUMBERS) at `keys` (n, 140), rounded to a byte a number."""
        near = torch.cat([nearness(part, keys) for part in keys.split(16)])
        near.diagonal().add_(_RIDGE)
        codes = torch.linalg.solve(near, wanted)
        scales = (codes.abs().amax(1) / _DEEPEST).clamp(min=1e-8).half().float()  # as it is stored
        self.keys.copy_(keys)
        self.scales.copy_(scales)
        self.codes.copy_((codes / scales[:, None]).round().clamp(-_DEEPEST, _DEEPEST))


def nearness(seeds: Tensor, keys: Tensor) -> Tensor:
    """(N, n): how much the code of each key (n, 140) counts for each seed (N, 140); 1 at the key, 0 beyond REACH.

    The square of the cosine of both, less for a seed shorter than the key: of a blend of works whose seeds are at right
    angles and equally long, those squares add up to 1. Where more keys than _AT_ONCE are within reach, the first of the
    others takes the place of what is at REACH, so that the nearest count alone and nothing jumps where they change.
    """
    # no product of matrices: in half precision that would be rounded
    along = (seeds[:, None] * keys).sum(2).clamp(min=0)
    lengths, own = keys.square().sum(1), seeds.square().sum(1, keepdim=True)
    near = along.square() / (lengths * torch.maximum(lengths, own)).clamp(min=1e-6)
    least = torch.full_like(near[:, :1], _LEAST)
    if len(keys) > _AT_ONCE:
        least = near.topk(_AT_ONCE + 1).values[:, -1:].clamp(_LEAST, 0.99)
    return ((near - least) / (1 - least)).clamp(min=0)
