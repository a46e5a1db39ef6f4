"""Views of pictures to learn from: squares in; the same random part of each out, once clean, once changed.

The changes are those that a visitor's photograph or a museum's old plate brings: light, tint, faded colour or none, few
pixels, grain.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

_GREY = 0.2  # share of the views without colour
_SMALL = 0.3  # share of those that have lost pixels
_GRAIN = 0.06  # largest deviation of the grain, of a range of 1


def views_of(pictures: Tensor, side: int, clean_side: int) -> tuple[Tensor, Tensor]:
    """Squares (n, 3, S, S) uint8 to views in [0, 1]: (n, 3, clean_side, clean_side), and changed (n, 3, side, side)."""
    part = pictures.float() / 255
    count = len(part)
    scale = torch.rand(count, device=part.device) * 0.6 + 0.4  # share of the side that is seen
    shift = (torch.rand(2, count, device=part.device) * 2 - 1) * (1 - scale)
    mirror = torch.where(torch.rand(count, device=part.device) < 0.5, -1.0, 1.0)
    transform = torch.zeros(count, 2, 3, device=part.device)
    transform[:, 0, 0], transform[:, 1, 1] = scale * mirror, scale
    transform[:, 0, 2], transform[:, 1, 2] = shift
    grid = F.affine_grid(transform, [count, 3, clean_side, clean_side], align_corners=False)
    clean = F.grid_sample(part, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
    clean = clean.contiguous(memory_format=torch.channels_last)
    changed = F.interpolate(clean, size=(side, side), mode="bilinear", antialias=True, align_corners=False)
    return clean, _changed(changed).contiguous(memory_format=torch.channels_last)


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
