"""What a generator remembers of its landmarks: seeds (N, 140) in, what to add to its feature maps and colours out.

A memory of keys and values (Weston et al. 2015): the keys are the landmarks' seeds, the values codes for what the
generator's own layers don't know of those works. A code counts in full at its landmark, less further away, and beyond
REACH not at all. Where several are near, each region of the picture is of the one that has most to say there, as when
pictures are fused (Burt and Kolczynski 1993), and the nearer one counts more (Shepard 1968). So a landmark is drawn
closely, a blend holds parts of each of its works rather than a haze of all, and what is drawn far from all landmarks
stays what it was: pivotal tuning (Roich et al. 2021) without moving the weights that give a seed its meaning.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

LEVELS = {16: 9, 32: 4, 64: 1}
"""Channels of a code, by the side of the feature map that they are added to."""

NUMBERS = sum(channels * side * side for side, channels in LEVELS.items())
"""Numbers of a code, of a byte each."""

CHANNELS = sum(LEVELS.values())

_LEAST = 0.1  # square of the cosine up to which a code counts nothing,
_WHOLLY = 0.05  # and by how much it is more where the code counts as much; of eight in equal parts half as much

REACH = _LEAST**0.5
"""Cosine between seeds up to which a code counts nothing, 0.32: an angle of 72 degrees; random seeds are 90 apart, with
a standard deviation of 5.
"""

_AT_ONCE = 8  # codes that count for one seed, at most
_DEEPEST = 127
_SAME = 1 / 256  # numbers of keys are halves where they were read from a file
_COARSEST = min(LEVELS)  # places are told apart on a map of that side
_NEAREST = 1e-4  # how far from its key a code is all that counts
_PLAIN = 0.03  # share of the mean that even an empty place says
_REGION = 7  # places a side over which what a code says is evened out
_ROUNDS = 8  # so often, for regions that are large and have no corners
_LOUD = 4  # powers: how much more a region is of the code that says more there,
_DECIDED = 4  # and how little is left to the others
_LITTLE = 1e-6  # keeps shares defined where nothing counts; of smaller ones torch's exporter makes nothing


class Recalled(NamedTuple):
    """What to add to what a generator draws."""

    maps: Mapping[int, Tensor] = MappingProxyType({})
    """(N, C, S, S) by side S: to its feature maps."""

    colours: Tensor | float = 0.0
    """(N, 3, S, S): to the smallest picture, before it is held to [-1, 1]. A network that saw few green pictures has
    no feature maps that would become green; here a code says it outright.
    """

    share: Tensor | None = None
    """(N,): how much of the picture is of what is remembered; None stands for nothing, or for all of landmarks."""


class Memory(nn.Module):
    """Codes of `count` landmarks, empty at first; `widths` are the channels of the feature maps, by side."""

    keys: Tensor
    """(n, 140): the landmarks' seeds."""

    codes: Tensor
    scales: Tensor
    """(n, CHANNELS): what a step of each channel is; those of small numbers would be lost in steps of large ones."""

    def __init__(self, count: int, seed_length: int, widths: Mapping[int, int]) -> None:
        super().__init__()
        self.register_buffer("keys", torch.zeros(count, seed_length))
        self.register_buffer("codes", torch.zeros(count, NUMBERS, dtype=torch.int8))
        self.register_buffer("scales", torch.ones(count, CHANNELS))
        self.register_load_state_dict_pre_hook(_as_it_is_now)  # type: ignore[no-untyped-call]
        self.into = nn.ModuleDict(
            {str(side): nn.Conv2d(channels, widths[side], 1, bias=False) for side, channels in LEVELS.items()}
        )
        self.into_colours = nn.ModuleDict(
            {str(side): nn.Conv2d(channels, 3, 1, bias=False) for side, channels in LEVELS.items()}
        )

    def forward(self, seeds: Tensor) -> Recalled:
        """What to add to what is drawn of `seeds` (N, 140)."""
        near, rows = self._nearest(seeds)
        return self.spread(self._counted(near, rows))._replace(share=_total(near))

    def at(self, seeds: Tensor) -> Tensor:
        """What of the codes counts at `seeds` (N, 140): (N, NUMBERS)."""
        return self._counted(*self._nearest(seeds))

    def _nearest(self, seeds: Tensor) -> tuple[Tensor, Tensor]:
        """(N, k) how near the nearest keys are, and which."""
        return nearness(seeds, self.keys).topk(min(_AT_ONCE, len(self.keys)))

    def _counted(self, near: Tensor, rows: Tensor) -> Tensor:
        codes = self.codes[rows].float() * each_number(self.scales[rows])  # (N, k, NUMBERS)
        parts = levels(codes)
        shares = _shares(near, parts)
        kept = []
        for side, part in parts.items():
            mine = shares
            if side > _COARSEST:
                mine = _enlarged(shares, side)
            kept.append((part * mine[:, :, None]).sum(1).flatten(1))
        return torch.cat(kept, dim=1) * _total(near)[:, None]

    def spread(self, codes: Tensor) -> Recalled:
        """What such codes (N, NUMBERS) add to the feature maps and colours."""
        parts = levels(codes)
        return Recalled(
            {side: self.into[str(side)](part) for side, part in parts.items()},
            torch.stack([_enlarged(self.into_colours[str(side)](part)) for side, part in parts.items()]).sum(0),
        )

    def holds(self, seeds: Tensor) -> Tensor:
        """(N,) bool: which of `seeds` (N, 140) are keys."""
        return torch.cat([_same(part[:, None], self.keys).any(1) for part in seeds.split(16)])

    def move(self, seeds: Tensor, places: Tensor) -> None:
        """Remember what is remembered at `seeds` (n, 140) at `places` (n, 140) from now on."""
        keys = self.keys.clone()
        for seed, place in zip(seeds.to(keys), places.to(keys), strict=True):
            self.keys[_same(keys, seed)] = place

    @torch.no_grad()
    def keep(self, keys: Tensor, codes: Tensor) -> None:
        """Remember `codes` (n, NUMBERS) at `keys` (n, 140), rounded to a byte a number."""
        largest = torch.cat([part.abs().amax((-2, -1)) for part in levels(codes).values()], dim=1)
        scales = (largest / _DEEPEST).clamp(min=1e-6).half().float()  # as it is stored
        self.keys.copy_(keys)
        self.scales.copy_(scales)
        self.codes.copy_((codes / each_number(scales)).round().clamp(-_DEEPEST, _DEEPEST))


def _same(some: Tensor, others: Tensor) -> Tensor:
    return (some - others).abs().amax(-1) <= _SAME


def levels(codes: Tensor) -> dict[int, Tensor]:
    """Codes (…, NUMBERS) by the side of the feature map that they are added to: (…, C, S, S)."""
    parts = codes.split([channels * side * side for side, channels in LEVELS.items()], dim=-1)
    return {
        side: part.unflatten(-1, (channels, side, side))
        for (side, channels), part in zip(LEVELS.items(), parts, strict=True)
    }


def each_number(scales: Tensor) -> Tensor:
    """What belongs to channels (…, CHANNELS), for each number of a code: (…, NUMBERS)."""
    parts = scales.split(list(LEVELS.values()), dim=-1)
    wide = [part[..., None].expand(*part.shape, side * side) for side, part in zip(LEVELS, parts, strict=True)]
    return torch.cat([part.flatten(-2) for part in wide], dim=-1)


def _enlarged(maps: Tensor, side: int = max(LEVELS)) -> Tensor:
    return F.interpolate(maps, size=(side, side), mode="bilinear", align_corners=False)


def _as_it_is_now(_: nn.Module, weights: dict[str, Tensor], prefix: str, *_rest: object) -> None:
    """Files of before had one scale for all channels of a code; then a channel less, and no colours of their own."""
    scales, codes, into = (f"{prefix}{name}" for name in ("scales", "codes", f"into.{_COARSEST}.weight"))
    if scales in weights and weights[scales].dim() == 1:
        weights[scales] = weights[scales][:, None].expand(-1, CHANNELS - 1)
    if codes in weights and weights[codes].shape[1] < NUMBERS:
        known = LEVELS[_COARSEST] - 1
        weights[codes] = _with_another(weights[codes], known * _COARSEST**2, _COARSEST**2)
        weights[scales] = _with_another(weights[scales], known, 1)
        weights[into] = _with_another(weights[into], known, 1)
        colours = {side: torch.zeros(3, channels, 1, 1) for side, channels in LEVELS.items()}
        colours[_COARSEST][:, known, 0, 0] = torch.tensor([-0.5, 1, -0.5])  # green, of which no code says anything yet
        weights.update({f"{prefix}into_colours.{side}.weight": weight for side, weight in colours.items()})


def _with_another(numbers: Tensor, place: int, count: int) -> Tensor:
    """With `count` zeros more from `place` on, along the second axis."""
    before, after = numbers[:, :place], numbers[:, place:]
    return torch.cat([before, before.new_zeros(len(before), count, *before.shape[2:]), after], dim=1)


def _total(near: Tensor) -> Tensor:
    """(N,) how much of a picture is of what is remembered, by how near (N, k) it is: works that are no kin add up to
    less than 1, and to haze.
    """
    return 1 - (1 - near.sum(1)).clamp(min=0) ** 3


def _shares(near: Tensor, parts: Mapping[int, Tensor]) -> Tensor:
    """(N, k, _COARSEST, _COARSEST): how much of each place is of each of k codes, by how near (N, k) they are and by
    what they say there that they don't say everywhere: `parts`, by side (N, k, C, S, S). The shares of a place add up
    to 1, or to 0 where none is near.
    """
    own = {side: part - part.mean((-2, -1), keepdim=True) for side, part in parts.items()}
    told = torch.stack([F.avg_pool2d(part.square().sum(2), side // _COARSEST) for side, part in own.items()]).sum(0)
    for _ in range(_ROUNDS):
        told = F.avg_pool2d(told, _REGION, 1, _REGION // 2, count_include_pad=False)
    told = told / told.mean((2, 3), keepdim=True).clamp(min=_LITTLE) + _PLAIN  # none is louder than others all over
    heavy = (near / (1 - near + _NEAREST))[:, :, None, None] * told**_LOUD
    heavy = (heavy / heavy.amax(1, keepdim=True).clamp(min=_LITTLE)) ** _DECIDED  # so that no power is too small
    return heavy / (heavy.sum(1, keepdim=True) + _LITTLE)


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
    wholly = torch.minimum(least - _LEAST + _WHOLLY, 1 - least)  # wider where keys crowd
    return near * ((near - least) / wholly).clamp(0, 1)
