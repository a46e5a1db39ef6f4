"""Stylise: a content and a style in, the content made of nothing but small pieces of the style out.

Each piece of the content is replaced by the piece of the style whose light and dark is likest, and overlaps are
averaged (texture transfer: Efros and Freeman 2001; style swap: Chen and Schmidt 2016, here on pixels).
"""

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

SIDE = 128
_PIECE, _STEP = 11, 4
_LIGHTNESS = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)


def stylised(content: Image.Image, style: Image.Image) -> Image.Image:
    """`content` in the manner of `style`, SIDE pixels square."""
    with torch.inference_mode():
        inside, outside = _square(content), _square(style)
        light, other = ((picture * _LIGHTNESS).sum(1, keepdim=True) for picture in (inside, outside))
        light = (light - light.mean()) / (light.std() + 1e-3) * other.std() + other.mean()
        asked, known = _pieces(light).T, _pieces(other)  # (P, 121), (121, P)
        nearest = (asked @ known - known.square().sum(0) / 2).argmax(1)
        made = F.fold(_pieces(outside)[:, nearest][None], SIDE, _PIECE, stride=_STEP, padding=_PIECE // 2)
        times = F.fold(_pieces(torch.ones_like(outside))[None], SIDE, _PIECE, stride=_STEP, padding=_PIECE // 2)
        pixels = (made / times.clamp(min=1e-6))[0].permute(1, 2, 0).clamp(0, 255).round().byte()
    return Image.fromarray(pixels.numpy())


def _square(picture: Image.Image) -> Tensor:
    """(1, 3, SIDE, SIDE) the centre."""
    short = min(picture.size)
    left, top = (picture.width - short) // 2, (picture.height - short) // 2
    square = picture.convert("RGB").resize(
        (SIDE, SIDE), Image.Resampling.BILINEAR, (left, top, left + short, top + short)
    )
    return torch.from_numpy(np.array(square, np.float32)).permute(2, 0, 1)[None]


def _pieces(picture: Tensor) -> Tensor:
    """(channels × 121, P) all pieces, overlapping."""
    return F.unfold(picture, _PIECE, stride=_STEP, padding=_PIECE // 2)[0]
