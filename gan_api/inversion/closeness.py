"""How far drawings are from what they are to show: by pixels, colours, and as a pretrained network sees them."""

import torch
import torch.nn.functional as F
from torch import Tensor

from gan_api.inversion.perceptual import differences
from services.vision.mobilenetv2 import MobileNetV2

_SIGHT = 128
_SHIFT = 8  # pixels by which what is compared moves, so that no grid of the eyes' strides is drawn
_SEEN_WEIGHT = 0.4
_SCALES = (1, 2, 4, 16)
_PARTS = 16  # of a picture's side: what is far off in colour there counts by its square
_COLOUR_WEIGHT = 4.0


def away(eyes: MobileNetV2, drawn: Tensor, wanted: Tensor) -> tuple[Tensor, dict[str, float]]:
    """A loss of drawings (n, 3, S, S) in [-1, 1] beside the pictures wanted, and two of its parts."""
    near = pixels(drawn, wanted)
    mine, theirs = _glance(torch.cat([drawn, wanted])).chunk(2)
    seen = differences(eyes, mine, theirs.detach()).mean()
    loss = near + _COLOUR_WEIGHT * _colours(drawn, wanted) + _SEEN_WEIGHT * seen
    return loss, {"pixels": near.item(), "seen": seen.item()}


def pixels(drawn: Tensor, wanted: Tensor) -> Tensor:
    """The mean difference of two batches of pictures, at several scales."""
    off = drawn - wanted
    return torch.stack([F.avg_pool2d(off, scale).abs().mean() for scale in _SCALES]).mean()


def _colours(drawn: Tensor, wanted: Tensor) -> Tensor:
    return F.adaptive_avg_pool2d(drawn - wanted, _PARTS).square().mean()


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
