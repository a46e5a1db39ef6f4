"""DiffAugment (Zhao et al. 2020): the same kinds of random change for real and generated images, differentiable.

Colour, translation and cutout, each drawn anew per image; images (N, 3, S, S) in [-1, 1].
"""

import torch
import torch.nn.functional as F
from torch import Tensor


def diff_augment(images: Tensor) -> Tensor:
    """Return `images` with random light, colour and contrast, a shift by up to 1/8 and a hole of half the side."""
    return _cutout(_translate(_colour(images)))


def _random(x: Tensor) -> Tensor:
    return torch.rand(x.shape[0], 1, 1, 1, dtype=x.dtype, device=x.device)


def _colour(x: Tensor) -> Tensor:
    x = x + (_random(x) - 0.5)
    grey = x.mean(1, keepdim=True)
    x = (x - grey) * (_random(x) * 2) + grey
    mean = x.mean((1, 2, 3), keepdim=True)
    return (x - mean) * (_random(x) + 0.5) + mean


def _translate(x: Tensor) -> Tensor:
    count, _, side, _ = x.shape
    reach = side // 8
    padded = F.pad(x, (reach, reach, reach, reach))
    offsets = torch.randint(0, 2 * reach + 1, (2, count, 1), device=x.device)
    steps = torch.arange(side, device=x.device)[None]
    rows, columns = offsets[0] + steps, offsets[1] + steps  # (N, S) each
    item = torch.arange(count, device=x.device)[:, None, None]
    shifted = padded.permute(0, 2, 3, 1)[item, rows[:, :, None], columns[:, None, :]]  # (N, S, S, 3)
    return shifted.permute(0, 3, 1, 2)


def _cutout(x: Tensor) -> Tensor:
    count, _, side, _ = x.shape
    centre = torch.randint(0, side, (2, count, 1), device=x.device)
    inside = (torch.arange(side, device=x.device)[None] - centre).abs() < side // 4  # (2, N, S)
    hole = inside[0][:, :, None] & inside[1][:, None, :]
    return x * (~hole)[:, None].to(x.dtype)
