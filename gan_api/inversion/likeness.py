"""How unlike two images are: pixels at several scales plus ResNet50 feature maps.

The maps are compared at unit length per place, as LPIPS does (Zhang et al. 2018), without its learnt weights. Larger
pictures are scaled down to SIGHT pixels first: there is little that a seed can say of what is finer.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from services.vision.encoder import normalise
from services.vision.resnet50 import ResNet50, folded

SIGHT = 128
"""Pixels of the side of pictures that are compared, at most."""

_FEATURE_WEIGHT = 0.6
_SCALES = (1, 2, 4)  # pixels are compared at 1/1, 1/2 and 1/4 of the size


@dataclass(frozen=True)
class Sight:
    """Images (n, 3, S, S) in [-1, 1], S at most SIGHT, and what the encoder sees in them."""

    images: Tensor
    maps: list[Tensor]

    def of(self, rows: Tensor) -> "Sight":
        """The part of it that `rows` (indices) name."""
        return Sight(self.images[rows], [x[rows] for x in self.maps])


class Likeness:
    """Compares images through one encoder."""

    def __init__(self, encoder: ResNet50) -> None:
        self._encoder = folded(encoder)

    def look(self, images: Tensor, side: int = SIGHT) -> Sight:
        """See `images` once, at no more than `side` pixels, to compare others with them many times."""
        seen = F.adaptive_avg_pool2d(images.float(), side) if images.shape[-1] > side else images
        stages = self._encoder.stages(normalise((seen + 1) / 2).to(memory_format=torch.channels_last))
        return Sight(seen, [F.normalize(x.float(), dim=1) for x in stages])

    def distance(self, images: Tensor, wanted: Sight) -> Tensor:
        """(n,): 0 for the same image; the mean squared pixel difference plus 0.6 of the features' one."""
        mine = self.look(images, wanted.images.shape[-1])
        pixels = torch.zeros(len(images), device=images.device)
        for scale in _SCALES:
            near, far = mine.images.float(), wanted.images.float()
            if scale > 1:
                near, far = F.avg_pool2d(near, scale), F.avg_pool2d(far, scale)
            pixels = pixels + (near - far).square().mean((1, 2, 3)) / len(_SCALES)
        maps = zip(mine.maps, wanted.maps, strict=True)
        features = torch.stack([(one - other).square().sum(1).mean((1, 2)) for one, other in maps]).mean(0)
        return pixels + _FEATURE_WEIGHT * features
