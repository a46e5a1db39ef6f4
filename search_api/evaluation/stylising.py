"""Stylise: a content and a style in, the content in the style's colours and half made of small pieces of it out.

The colours get the style's mean and covariance (Reinhard et al. 2001, here in RGB). Then each piece of the content is
replaced by the piece of the style whose light and dark is likest, and overlaps are averaged (texture transfer: Efros
and Freeman 2001; style swap: Chen and Schmidt 2016, here on pixels); half of that is mixed in, so that forms stay.
"""

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

SIDE = 128
_PIECE, _STEP = 9, 3
_MADE_OF_STYLE = 0.5
_LIGHTNESS = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)


def stylised(content: Image.Image, style: Image.Image) -> Image.Image:
    """`content` in the manner of `style`, SIDE pixels square."""
    with torch.inference_mode():
        outside = _square(style)
        inside = _coloured(_square(content), outside)
        light, other = ((picture * _LIGHTNESS).sum(1, keepdim=True) for picture in (inside, outside))
        asked, known = _pieces(light).T, _pieces(other)  # (P, 81), (81, P)
        nearest = (asked @ known - known.square().sum(0) / 2).argmax(1)
        made = F.fold(_pieces(outside)[:, nearest][None], SIDE, _PIECE, stride=_STEP, padding=_PIECE // 2)
        times = F.fold(_pieces(torch.ones_like(outside))[None], SIDE, _PIECE, stride=_STEP, padding=_PIECE // 2)
        mixed = inside.lerp(made / times.clamp(min=1e-6), _MADE_OF_STYLE)
        pixels = mixed[0].permute(1, 2, 0).clamp(0, 255).round().byte()
    return Image.fromarray(pixels.numpy())


def _coloured(content: Tensor, style: Tensor) -> Tensor:
    """The content with the mean and the covariance of the style's colours."""
    own, other = (picture[0].flatten(1) for picture in (content, style))
    turned = _root(torch.cov(other), 0.5) @ _root(torch.cov(own), -0.5) @ (own - own.mean(1, keepdim=True))
    return (turned + other.mean(1, keepdim=True)).view_as(content)


def _root(covariance: Tensor, power: float) -> Tensor:
    """A symmetric power of a covariance (3, 3), none of whose colours is taken to vary by less than a level."""
    lengths, axes = torch.linalg.eigh(covariance)
    root: Tensor = (axes * lengths.clamp(min=1) ** power) @ axes.T
    return root


def _square(picture: Image.Image) -> Tensor:
    """(1, 3, SIDE, SIDE) the centre."""
    short = min(picture.size)
    left, top = (picture.width - short) // 2, (picture.height - short) // 2
    square = picture.convert("RGB").resize(
        (SIDE, SIDE), Image.Resampling.BILINEAR, (left, top, left + short, top + short)
    )
    return torch.from_numpy(np.array(square, np.float32)).permute(2, 0, 1)[None]


def _pieces(picture: Tensor) -> Tensor:
    """(channels × 81, P) all pieces, overlapping."""
    return F.unfold(picture, _PIECE, stride=_STEP, padding=_PIECE // 2)[0]
