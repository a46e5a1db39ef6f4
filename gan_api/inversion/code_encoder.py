"""The code encoder: a picture and what is drawn of it so far in, a code of what is missing out.

As ReStyle (Alaluf et al. 2021) sees both, and as amortised inference (Kingma and Welling 2014) finds at once, for all
works by one network, what a descent would look for in each of them alone. It is needed while landmarks are learnt only.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_api.model.memory import LEVELS

_SIGHT = max(LEVELS)
_WIDTH = 64
_GROUPS = 8


class CodeEncoder(nn.Module):
    """Two batches of images (n, 3, S, S) in [-1, 1], wanted and drawn → codes (n, NUMBERS)."""

    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.ModuleList()
        self.heads = nn.ModuleDict()
        inside, width = 6, _WIDTH
        for side in sorted(LEVELS, reverse=True):  # the finest first
            stride = 1 if side == _SIGHT else 2
            self.stages.append(nn.Sequential(*_block(inside, width, stride), *_block(width, width)))
            self.heads[str(side)] = nn.Conv2d(width, LEVELS[side], 3, 1, 1)
            inside, width = width, 2 * width

    def forward(self, wanted: Tensor, drawn: Tensor) -> Tensor:
        seen = torch.cat([F.adaptive_avg_pool2d(images, _SIGHT) for images in (wanted, drawn)], dim=1)
        parts: dict[int, Tensor] = {}
        for stage, (side, head) in zip(self.stages, self.heads.items(), strict=True):
            seen = stage(seen)
            parts[int(side)] = head(seen).flatten(1)
        return torch.cat([parts[side] for side in LEVELS], dim=1)


def _block(inside: int, outside: int, stride: int = 1) -> tuple[nn.Module, ...]:
    return nn.Conv2d(inside, outside, 3, stride, 1), nn.GroupNorm(_GROUPS, outside), nn.SiLU()
