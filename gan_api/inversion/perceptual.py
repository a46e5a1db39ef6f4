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
        return differences(self._eyes, _scaled(first), _scaled(second))


def differences(eyes: MobileNetV2, first: Tensor, second: Tensor) -> Tensor:
    """The same (n,) of pictures as they are, not scaled: their sides are multiples of 32."""
    pairs = zip(_look(eyes, first), _look(eyes, second), strict=True)
    return torch.stack([(one - other).square().sum(1).mean((1, 2)) for one, other in pairs]).mean(0)


def _scaled(images: Tensor) -> Tensor:
    if images.shape[-1] == _SIGHT:
        return images.float()
    size = (_SIGHT, _SIGHT)
    return F.interpolate(images.float(), size=size, mode="bilinear", antialias=True, align_corners=False)


def _look(eyes: MobileNetV2, images: Tensor) -> list[Tensor]:
    maps = eyes(images.contiguous(memory_format=torch.channels_last))
    return [F.normalize(x.float(), dim=1) for x in maps]
