"""How a work looks: an upright RGB picture in; palette, hues, lightness, composition, words and a fingerprint out.

A pure function of the pixels, the same in one process and on a cluster; MAKER changes when its answers do.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from PIL import Image

from services.vision.colours import Colour, hues, oklab, palette
from services.vision.composition import balance, complexity, ground, symmetry
from services.vision.fingerprints import fingerprint

MAKER = "gen-studio looks 1"
LOOKED_AT = 64
"""Pixels of the longer side at which a picture is measured."""

_LONGER = 1.15
# from here on a measure is worth a word; set on 600 real works so that each is said of some tenth of them
_DARK, _BRIGHT = 0.36, 0.78
_FLAT, _CONTRASTED = 0.22, 0.63
_PALE, _COLOURFUL = 0.008, 0.06
_PLAIN, _DETAILED = 0.13, 0.54
_SYMMETRICAL = 0.87
_ON_GROUND = 0.72


@dataclass(frozen=True)
class Looks:
    """Measures from 0 to 1; `words` says the striking ones, `fingerprint` is 16 hexadecimal digits."""

    palette: tuple[Colour, ...]
    hues: tuple[str, ...]
    words: tuple[str, ...]
    lightness: float
    contrast: float
    colourfulness: float
    complexity: float
    symmetry: float
    balance: tuple[float, float]
    ground: float
    fingerprint: str

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON."""
        return asdict(self)


def looks_of(image: Image.Image) -> Looks:
    """Look at an upright RGB picture."""
    scale = LOOKED_AT / max(image.size)
    size = tuple(max(1, round(side * scale)) for side in image.size)
    pixels = np.asarray(image.resize((size[0], size[1]), Image.Resampling.BOX, reducing_gap=2.0))
    lab = oklab(pixels)
    light = np.ascontiguousarray(lab[..., 0])
    low, high = (float(value) for value in np.percentile(light, (5, 95)))
    colours = palette(pixels.reshape(-1, 3))
    measures = {
        "lightness": round(float(light.mean()), 4),
        "contrast": round(high - low, 4),
        "colourfulness": round(float(np.hypot(lab[..., 1], lab[..., 2]).mean()), 4),
        "complexity": complexity(light),
        "symmetry": symmetry(light),
        "ground": ground(lab),
    }
    return Looks(
        palette=tuple(colours),
        hues=hues(colours),
        words=_words(image.size, measures),
        balance=balance(light),
        fingerprint=f"{fingerprint(image):016x}",
        **measures,
    )


def _words(size: tuple[int, int], measures: dict[str, float]) -> tuple[str, ...]:
    width, height = size
    said = [
        ("wide", width >= _LONGER * height),
        ("tall", height >= _LONGER * width),
        ("square", max(size) < _LONGER * min(size)),
        ("dark", measures["lightness"] < _DARK),
        ("bright", measures["lightness"] > _BRIGHT),
        ("low contrast", measures["contrast"] < _FLAT),
        ("high contrast", measures["contrast"] > _CONTRASTED),
        ("nearly colourless", measures["colourfulness"] < _PALE),
        ("colourful", measures["colourfulness"] > _COLOURFUL),
        ("plain", measures["complexity"] < _PLAIN),
        ("detailed", measures["complexity"] > _DETAILED),
        ("symmetrical", measures["symmetry"] > _SYMMETRICAL),
        ("on a plain ground", measures["ground"] > _ON_GROUND),
    ]
    return tuple(word for word, holds in said if holds)
