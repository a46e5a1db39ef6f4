"""How a picture is made up: its lightness, (H, W), in; complexity, symmetry, balance and ground out. Knows no faces.

All measures are shares from 0 to 1 and depend on what is in the picture, not on its size: it is given at one size.
"""

import numpy as np
from numpy.typing import NDArray

_EDGE = 0.06  # a step of lightness from one pixel to the next that an eye takes for an edge
_GROUND = 0.06  # what differs less from the border than this belongs to the ground
_BORDER = 0.06

Light = NDArray[np.float32]  # (H, W), 0 to 1


def complexity(light: Light) -> float:
    """The share of pixels at an edge: near 0 for a bare wall, above a half for a print full of lines."""
    return round(float((_slopes(light) > _EDGE).mean()), 4)


def symmetry(light: Light) -> float:
    """How like its mirror image, left for right, it is: the correlation of both, at least 0; 1 is the same."""
    centred = light - light.mean()
    energy = float((centred**2).sum())
    if energy < 1e-6 * light.size:
        return 1.0
    return round(max(0.0, float((centred * centred[:, ::-1]).sum()) / energy), 4)


def balance(light: Light) -> tuple[float, float]:
    """Where the edges have their centre of weight: from 0 left to 1 right, from 0 above to 1 below."""
    slopes = _slopes(light)
    total = float(slopes.sum())
    if total < 1e-6:
        return 0.5, 0.5
    height, width = light.shape
    across = float((slopes.sum(0) * (np.arange(width) + 0.5)).sum()) / total / width
    down = float((slopes.sum(1) * (np.arange(height) + 0.5)).sum()) / total / height
    return round(across, 4), round(down, 4)


def ground(lab: NDArray[np.float32]) -> float:
    """The share of (H, W, 3) OKLab pixels that look like the border's middle colour: high for an object on a ground."""
    height, width = lab.shape[:2]
    edge = max(1, round(min(height, width) * _BORDER))
    border = np.concatenate(
        [
            lab[:edge].reshape(-1, 3),
            lab[-edge:].reshape(-1, 3),
            lab[:, :edge].reshape(-1, 3),
            lab[:, -edge:].reshape(-1, 3),
        ]
    )
    away = np.sqrt(((lab - np.median(border, axis=0)) ** 2).sum(2))
    return round(float((away < _GROUND).mean()), 4)


def _slopes(light: Light) -> Light:
    down = np.abs(np.diff(light, axis=0, append=light[-1:]))
    across = np.abs(np.diff(light, axis=1, append=light[:, -1:]))
    return np.asarray(np.hypot(down, across), np.float32)
