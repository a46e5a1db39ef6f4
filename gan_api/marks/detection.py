"""Find the watermark: a picture in, how sure it is that the pattern is in there, and at which scale, out.

The picture is flattened, folded onto one tile, and compared with the pattern by the phases of its frequencies alone: at
every shift, so that a cut-out will do, and at many scales. Wherever it is compared in vain, the phases differ as random
ones do whatever the picture, so the score is a sum of random cosines of variance 1, and by Hoeffding's lemma passes t
for less than exp(-t²/2) of all keys. The threshold follows from that and from how many places are looked at.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gan_api.marks.pattern import HIGHEST, TILE, frequencies, phases

Floats = NDArray[np.float32]

COMMON_SCALES = (1.0, 0.5, 2.0, 0.75, 1.5)
OTHER_SCALES = tuple(float(scale) for scale in np.geomspace(0.4, 4.0, 231))
"""Shown size by drawn size: the likely ones, and where they fail, all others in steps of 1 %."""

BANDS = (12.0, 16.0, HIGHEST)
"""Upper limits of the frequencies that are compared: strong JPEG leaves only the lower ones."""

FALSE_POSITIVES = 1e-6
"""At most this share of unmarked pictures is taken for marked, all scales, shifts and bands together."""

THRESHOLD = math.sqrt(2 * math.log(TILE * TILE * len((*COMMON_SCALES, *OTHER_SCALES)) * len(BANDS) / FALSE_POSITIVES))
SMALLEST = 24
"""The shortest side, at the scale it is looked at, that can show a mark."""

_WINDOW = 320  # pixels at the drawn scale; the middle of a larger picture speaks for it


@dataclass(frozen=True, order=True)
class Found:
    """The best score of all places, and the scale at which it was had: 0.5 for a picture of half the drawn size."""

    score: float
    scale: float

    @property
    def marked(self) -> bool:
        """Whether the score is past what an unmarked picture reaches."""
        return self.score > THRESHOLD


def detect(image: Image.Image) -> Found:
    """Look for the watermark in an image of any size, scale after scale until it is found."""
    lightness = Image.fromarray(np.asarray(_middle(image).convert("L"), np.float32))
    best = Found(0.0, 1.0)
    for scale in COMMON_SCALES:
        best = max(best, Found(_score(_flattened(_seen(lightness, scale))), scale))
        if best.marked:
            return best
    # flattened once for all: a little less sure than at each scale anew, and ten times as fast
    flat = Image.fromarray(_flattened(np.asarray(lightness)))
    for scale in OTHER_SCALES:
        best = max(best, Found(_score(_seen(flat, scale)), scale))
        if best.marked:
            return best
    return best


def _score(flat: Floats) -> float:
    """The best score of one flattened picture (H, W) over all shifts of the tile and all bands, at its own scale."""
    if min(flat.shape) < SMALLEST:
        return 0.0
    spectrum = np.fft.rfft2(_folded(flat))
    length = np.abs(spectrum)
    turned = np.divide(spectrum, length, out=np.zeros_like(spectrum), where=length > 0) * np.conj(phases())
    best = 0.0
    for highest in BANDS:
        inside = frequencies() <= highest
        count = int((inside & (phases() != 0)).sum())
        # irfft2 counts each coefficient and its mirror image, and divides by TILE²; K cosines have variance K / 2
        sums = np.fft.irfft2(np.where(inside, turned, 0), (TILE, TILE)) * (TILE * TILE / 2)
        best = max(best, float(sums.max()) / math.sqrt(count / 2))
    return best


def _seen(picture: Image.Image, scale: float) -> Floats:
    """A floating-point picture's middle, brought to the drawn scale (H, W)."""
    width, height = (min(side, _WINDOW * scale) for side in picture.size)
    left, top = (picture.width - width) / 2, (picture.height - height) / 2
    size = (max(1, round(width / scale)), max(1, round(height / scale)))
    if size == picture.size:
        return np.asarray(picture)
    return np.asarray(picture.resize(size, Image.Resampling.BICUBIC, box=(left, top, left + width, top + height)))


def _middle(picture: Image.Image) -> Image.Image:
    """As much of a picture as any scale looks at."""
    width, height = (min(side, int(_WINDOW * max(OTHER_SCALES))) for side in picture.size)
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return picture.crop((left, top, left + width, top + height))


def _flattened(lightness: Floats) -> Floats:
    """Shapes taken away and every region brought to the same liveliness, so that none speaks for the others."""
    fine = lightness - _blurred(lightness, 2)
    flat: Floats = fine / (np.sqrt(_blurred(fine * fine, 3)) + 1)
    return flat


def _folded(values: Floats) -> Floats:
    """The sum of all tiles (64, 64) of (H, W)."""
    height, width = values.shape
    down, across = -(-height // TILE), -(-width // TILE)
    whole = np.zeros((down * TILE, across * TILE), np.float32)
    whole[:height, :width] = values
    summed: Floats = whole.reshape(down, TILE, across, TILE).sum((0, 2))
    return summed


def _blurred(values: Floats, radius: int) -> Floats:
    """The mean over squares of 2 radius + 1, the borders repeated."""
    width = 2 * radius + 1
    for _ in range(2):
        padded = np.pad(values, ((radius + 1, radius), (0, 0)), mode="edge").astype(np.float64)
        padded[0] = 0
        sums = padded.cumsum(0)
        values = ((sums[width:] - sums[:-width]) / width).astype(np.float32).T
    return values
