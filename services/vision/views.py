"""Views of pictures to learn from: squares in; a random part of each out, changed, and which part it is.

The changes are those that a visitor's photograph or a museum's old plate brings: light, tint, faded colour or none, few
pixels, grain.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

_GREY = 0.2  # share of the views without colour
_SMALL = 0.3  # share of those that have lost pixels
_GRAIN = 0.06  # largest deviation of the grain, of a range of 1


def views_of(pictures: Tensor, side: int, least: float = 0.4) -> tuple[Tensor, Tensor]:
    """Squares (n, 3, S, S) uint8 to changed views (n, 3, side, side) in [0, 1] of a random part of each, and the parts.

    A part has at least `least` of the side. The parts (n, 2, 3) are affine transforms as `affine_grid` takes them: what
    is seen, perhaps mirrored.
    """
    whole = pictures.float() / 255
    count = len(whole)
    scale = torch.rand(count, device=whole.device) * (1 - least) + least  # share of the side that is seen
    shift = (torch.rand(2, count, device=whole.device) * 2 - 1) * (1 - scale)
    mirror = torch.where(torch.rand(count, device=whole.device) < 0.5, -1.0, 1.0)
    parts = torch.zeros(count, 2, 3, device=whole.device)
    parts[:, 0, 0], parts[:, 1, 1] = scale * mirror, scale
    parts[:, 0, 2], parts[:, 1, 2] = shift
    clean = parts_of(pictures, parts, min(2 * side, max(side, whole.shape[-1])))
    views = F.interpolate(clean, size=(side, side), mode="bilinear", antialias=True, align_corners=False)
    return _changed(views).contiguous(memory_format=torch.channels_last), parts


def parts_of(pictures: Tensor, parts: Tensor, side: int) -> Tensor:
    """What such `parts` of pictures (n, 3, S, S) uint8 show unchanged: (n, 3, side, side) in [0, 1]."""
    grid = F.affine_grid(parts, [len(parts), 3, side, side], align_corners=False)
    return F.grid_sample(pictures.float() / 255, grid, mode="bilinear", padding_mode="reflection", align_corners=False)


def mixed(pictures: Tensor, shares: Tensor) -> Tensor:
    """Each of pictures (n, 3, S, S) laid over another, with its share (n,) of both (mixup: Zhang et al. 2018)."""
    own = shares[:, None, None, None]
    return own * pictures + (1 - own) * pictures.roll(1, 0)


def _changed(views: Tensor) -> Tensor:
    count, _, side, _ = views.shape
    few = F.interpolate(views, scale_factor=float(torch.empty(()).uniform_(0.35, 0.8)), mode="bilinear", antialias=True)
    few = F.interpolate(few, size=(side, side), mode="bilinear", align_corners=False)
    views = torch.where(_some(count, _SMALL, views), few, views)
    light = torch.rand(count, 1, 1, 1, device=views.device) * 0.6 + 0.7
    tint = torch.rand(count, 3, 1, 1, device=views.device) * 0.2 + 0.9
    grey = views.mean(1, keepdim=True)
    colour = torch.rand(count, 1, 1, 1, device=views.device) * 1.2
    colour = torch.where(_some(count, _GREY, views), torch.zeros_like(colour), colour)
    tint = torch.where(colour == 0, torch.ones_like(tint), tint)
    grain = torch.randn_like(views) * (torch.rand(count, 1, 1, 1, device=views.device) ** 2 * _GRAIN)
    return ((grey + (views - grey) * colour) * light * tint + grain).clamp(0, 1)


def _some(count: int, share: float, like: Tensor) -> Tensor:
    return torch.rand(count, 1, 1, 1, device=like.device) < share
