"""Overlays: a map of a picture's places in, a PNG to lay over the picture out, clear where nothing is to be shown."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

LONGER_SIDE = 256
_COLOUR = (0, 150, 255)  # azure: most works are brown, and the colour-blind see it too
_STRONGEST = 200  # of 255: the picture stays visible below
_FLAT = 0.05  # where shares differ less, no place is singled out
_SOFT = 4  # pixels over which the edge of what the encoder looks at fades


def overlay(shares: NDArray[np.floating], box: tuple[float, float, float, float], size: tuple[int, int]) -> bytes:
    """`shares` (h, w) from 0 to 1 over the `box` of a picture of `size` pixels, as a PNG of its proportions.

    The place with the least share is clear, and those with much stand out.
    """
    scale = LONGER_SIDE / max(size)
    width, height = (max(1, round(side * scale)) for side in size)
    left, right = (round(place * width) for place in (box[0], box[2]))
    top, bottom = (round(place * height) for place in (box[1], box[3]))
    least, most = float(shares.min()), float(shares.max())
    if most - least > _FLAT:
        shares = most * np.square((shares - least) / (most - least))
    heat = Image.fromarray((np.clip(shares, 0, 1) * _STRONGEST).astype(np.uint8))
    heat = heat.resize((max(1, right - left), max(1, bottom - top)), Image.Resampling.BICUBIC)
    alpha = Image.new("L", (width, height), 0)
    alpha.paste(heat, (left, top))
    alpha = alpha.filter(ImageFilter.GaussianBlur(_SOFT))
    shown = Image.new("RGB", (width, height), _COLOUR)
    shown.putalpha(alpha)
    file = io.BytesIO()
    shown.save(file, "PNG", compress_level=6)
    return file.getvalue()
