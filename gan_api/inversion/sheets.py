"""Sheets to look at: pictures, seeds and a generator in; contact sheets of them out."""

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor

from gan_api import latent
from gan_api.layout import layout
from gan_api.model.generator import Generator
from gan_api.training.trainer import as_image, as_sheet

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
    return as_image(torch.cat([torch.cat(list(images), dim=2) for part in parts for images in part], dim=1))


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
        maps.append(as_sheet(drawn))
    across = maps[0].width + _GAP
    sheet = Image.new("RGB", (MAPS * across - _GAP, maps[0].height), "white")
    for number, one in enumerate(maps):
        sheet.paste(one, (number * across, 0))
    return sheet
