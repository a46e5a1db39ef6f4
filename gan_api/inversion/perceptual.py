"""Perceptual distance: two pictures in, how unlike they look out.

After LPIPS (Zhang et al. 2018): feature maps compared at unit length per place, summed over the channels, averaged over
places and layers; without its learnt weights, and seen by MobileNetV2: not to be set beside published LPIPS figures.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from services.vision.mobilenetv2 import MobileNetV2

NETWORK = "MobileNetV2 (ImageNet), maps at strides 4 to 32, pictures scaled to 128 px"
_SIGHT = 128


class Perceptual:
    """Compares pictures through one frozen network."""

    def __init__(self, eyes: MobileNetV2) -> None:
        self._eyes = eyes

    def distance(self, first: Tensor, second: Tensor) -> Tensor:
        """(n,): pictures (n, 3, S, S) in [-1, 1] compared pair by pair; 0 where they are the same, at most 4."""
        pairs = zip(self._look(first), self._look(second), strict=True)
        return torch.stack([(one - other).square().sum(1).mean((1, 2)) for one, other in pairs]).mean(0)

    def _look(self, images: Tensor) -> list[Tensor]:
        seen = images.float()
        if seen.shape[-1] != _SIGHT:
            seen = F.interpolate(seen, size=(_SIGHT, _SIGHT), mode="bilinear", antialias=True, align_corners=False)
        maps = self._eyes(seen.contiguous(memory_format=torch.channels_last))
        return [F.normalize(x.float(), dim=1) for x in maps]
