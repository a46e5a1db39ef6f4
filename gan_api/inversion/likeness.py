"""How unlike two images are: pixels at several scales plus ResNet50 feature maps.

The maps are compared at unit length per place, as LPIPS does (Zhang et al. 2018), without its learnt weights.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from services.vision.encoder import normalise
from services.vision.resnet50 import ResNet50

_FEATURE_WEIGHT = 0.6
_SCALES = (1, 2, 4)  # pixels are compared at 1/1, 1/2 and 1/4 of the size


@dataclass(frozen=True)
class Sight:
    """Images (n, 3, S, S) in [-1, 1] and what the encoder sees in them."""

    images: Tensor
    maps: list[Tensor]

    def of(self, rows: Tensor) -> "Sight":
        """The part of it that `rows` (indices) name."""
        return Sight(self.images[rows], [x[rows] for x in self.maps])


class Likeness:
    """Compares images through one encoder."""

    def __init__(self, encoder: ResNet50) -> None:
        self.encoder = encoder

    def look(self, images: Tensor) -> Sight:
        """See `images` once, to compare others with them many times."""
        stages = self.encoder.stages(normalise((images + 1) / 2).to(memory_format=torch.channels_last))
        return Sight(images, [F.normalize(x.float(), dim=1) for x in stages])

    def distance(self, images: Tensor, wanted: Sight) -> Tensor:
        """(n,): 0 for the same image; the mean squared pixel difference plus 0.6 of the features' one."""
        pixels = torch.zeros(len(images), device=images.device)
        for scale in _SCALES:
            near, far = (F.avg_pool2d(x.float(), scale) if scale > 1 else x.float() for x in (images, wanted.images))
            pixels = pixels + (near - far).square().mean((1, 2, 3)) / len(_SCALES)
        seen = zip(self.look(images).maps, wanted.maps, strict=True)
        features = torch.stack([(mine - theirs).square().sum(1).mean((1, 2)) for mine, theirs in seen]).mean(0)
        return pixels + _FEATURE_WEIGHT * features
