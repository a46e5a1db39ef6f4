"""What one can see of a picture, in numbers: pixels in, its lightness, warmth, contrast, colourfulness, complexity out.

All are taken from CIELAB (CIE 1976, white D65), whose steps are about as large as they look.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Measures = NDArray[np.float64]


class Attribute(NamedTuple):
    """The quality's name, and what one calls more and less of it."""

    id: str
    more: str
    less: str


ATTRIBUTES = (
    Attribute("lightness", "lighter", "darker"),
    Attribute("warmth", "warmer", "cooler"),
    Attribute("contrast", "more contrast", "less contrast"),
    Attribute("colourfulness", "more colourful", "greyer"),
    Attribute("complexity", "busier", "plainer"),
)

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
_WHITE = _TO_XYZ.sum(1)
_SHADES = np.arange(256) / 255  # of sRGB
_LINEAR = np.where(_SHADES <= 0.04045, _SHADES / 12.92, ((_SHADES + 0.055) / 1.055) ** 2.4)
_KNEE = (6 / 29) ** 3


def measure(pictures: NDArray[np.uint8]) -> Measures:
    """Pictures (n, H, W, 3) to (n, 5), in the order of ATTRIBUTES.

    Lightness is the mean L*, warmth the mean b* (yellow over blue), contrast the spread of L* (standard deviation),
    colourfulness the mean chroma √(a*² + b*²), complexity the mean slope of L* per pixel.
    """
    lab = _lab(pictures)
    lightness, green_red, blue_yellow = lab[..., 0], lab[..., 1], lab[..., 2]
    down, across = np.abs(np.diff(lightness, axis=1)), np.abs(np.diff(lightness, axis=2))
    columns = (
        lightness.mean((1, 2)),
        blue_yellow.mean((1, 2)),
        lightness.std((1, 2)),
        np.hypot(green_red, blue_yellow).mean((1, 2)),
        (down.mean((1, 2)) + across.mean((1, 2))) / 2,
    )
    return np.stack(columns, axis=1)


def _lab(pictures: NDArray[np.uint8]) -> Measures:
    """sRGB (…, 3) to L*, a*, b*."""
    shares = _LINEAR[pictures] @ _TO_XYZ.T / _WHITE
    bent = np.where(shares > _KNEE, np.cbrt(shares), shares / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = bent[..., 0], bent[..., 1], bent[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)
