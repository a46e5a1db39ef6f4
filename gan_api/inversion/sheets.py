"""Sheets to look at: pictures, seeds and a generator in; contact sheets of them out."""

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from gan_api import latent
from gan_api.layout import layout
from gan_api.model.generator import Generator

MAPS = 3
MAP_SIDE = 7
"""Pictures to a side of a map."""

_MAP_LANDMARKS = 5
_MAP_SIZE = 128  # pixels of a map's picture, at most
_ACROSS = 8
_GAP = 8  # pixels


def sheet_of(*rows: Tensor) -> Image.Image:
    """A contact sheet: each of `rows` (n, 3, S, S) in [-1, 1] is one row of pictures, the originals first.

    Of more than 8 pictures the rows go on below, all of them together.
    """
    across = min(_ACROSS, len(rows[0]))
    blank = -len(rows[0]) % across
    filled = [F.pad(images.float().cpu(), (0, 0, 0, 0, 0, 0, 0, blank), value=1) for images in rows]
    parts = zip(*(images.split(across) for images in filled), strict=True)
    return _image(torch.cat([torch.cat(list(images), dim=2) for part in parts for images in part], dim=1))


def maps_sheet(generator: Generator, seeds: Tensor) -> Image.Image:
    """Three maps side by side, each of five of `seeds` (n, 140) chosen at random, the same ones each time."""
    random = np.random.default_rng(0)
    size = min(generator.config.size, _MAP_SIZE)
    maps = []
    for _ in range(MAPS):
        landmarks = seeds[random.permutation(len(seeds))[:_MAP_LANDMARKS].tolist()].cpu().numpy()
        places = layout(landmarks)
        ground = np.rint(np.linspace(0, latent.GRID, MAP_SIDE)).astype(int).tolist()
        points = [latent.blend(landmarks, latent.weights_at((x, y), places)) for y in ground for x in ground]
        with torch.no_grad():
            drawn = generator(torch.from_numpy(np.stack(points)).to(seeds.device), size).float().cpu()
        rows = drawn.unflatten(0, (MAP_SIDE, MAP_SIDE))  # (7, 7, 3, S, S)
        maps.append(F.pad(torch.cat([torch.cat(list(row), dim=2) for row in rows], dim=1), (0, _GAP), value=1))
    return _image(torch.cat(maps, dim=2)[:, :, :-_GAP])


def _image(pixels: Tensor) -> Image.Image:
    shown = ((pixels + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)
    return Image.fromarray(shown.permute(1, 2, 0).numpy())  # (3, H, W) to (H, W, 3)
