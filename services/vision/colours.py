"""Colours of a picture: RGB pixels in; its palette, the words for its hues, and how light and how rich it is out.

Distances and shares are taken in OKLab (Björn Ottosson, 2020), where equal steps look equal.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PALETTE_MOST = 6
LEAST_SHARE = 0.02
HUES_MOST = 3
LEAST_HUE_SHARE = 0.08
"""A vivid colour is seen from less than a neutral one, such as brown or grey, of which there is much anywhere."""

LEAST_NEUTRAL_SHARE = 0.2
_CLUSTERS = 8
_ROUNDS = 8
_SAME = 0.07  # colours nearer than this in OKLab look like one
_GREY = 0.024  # less chroma than this has no hue
_BEIGE = 0.085

Lab = NDArray[np.float32]  # (..., 3): lightness 0 to 1, green to red, blue to yellow

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
# a hue reaches from the angle before it to its own, in degrees of OKLab's circle; red goes around
_WHEEL = (
    *((10, "pink"), (43, "red"), (77, "orange"), (115, "yellow"), (163, "green"), (220, "turquoise")),
    *((285, "blue"), (325, "purple"), (360, "pink")),
)
_NEUTRAL = ("beige", "black", "brown", "grey", "white")
HUES = tuple(sorted({*_NEUTRAL, *(name for _, name in _WHEEL)}))


@dataclass(frozen=True)
class Colour:
    """One colour of a palette, as #rrggbb, and the share of the picture that it covers."""

    rgb: str
    share: float


def oklab(pixels: NDArray[np.uint8]) -> Lab:
    """(..., 3) sRGB bytes as OKLab."""
    plain = pixels.astype(np.float64) / 255
    linear = np.where(plain <= 0.04045, plain / 12.92, ((plain + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T, np.float32)


def palette(pixels: NDArray[np.uint8]) -> list[Colour]:
    """Up to PALETTE_MOST colours of (n, 3) pixels, the largest first: k-means in OKLab, what looks alike as one.

    The same pixels give the same palette.
    """
    lab = oklab(pixels)
    nearest = _clusters(lab)
    found: list[tuple[float, NDArray[np.float64], Lab]] = []  # share, mean RGB, mean Lab
    for cluster in np.argsort(-np.bincount(nearest), kind="stable"):
        inside = nearest == cluster
        if not inside.any():
            continue
        share, rgb, middle = float(inside.mean()), pixels[inside].mean(0), lab[inside].mean(0)
        for at, (other, its_rgb, its_middle) in enumerate(found):
            if np.linalg.norm(middle - its_middle) < _SAME:
                both = share + other
                mixed = (its_rgb * other + rgb * share) / both, (its_middle * other + middle * share) / both
                found[at] = both, *mixed
                break
        else:
            found.append((share, rgb, middle))
    found.sort(key=lambda one: -one[0])
    kept = [one for one in found if one[0] >= LEAST_SHARE][:PALETTE_MOST]
    return [Colour("#" + bytes(rgb.round().astype(np.uint8)).hex(), round(share, 4)) for share, rgb, _ in kept]


def hues(colours: list[Colour]) -> tuple[str, ...]:
    """The words for a palette's main colours, the largest first."""
    shares: dict[str, float] = {}
    for colour in colours:
        name = hue_of(np.frombuffer(bytes.fromhex(colour.rgb[1:]), np.uint8))
        shares[name] = shares.get(name, 0) + colour.share
    ordered = sorted(shares, key=lambda name: (-shares[name], name))
    least = {name: LEAST_NEUTRAL_SHARE if name in _NEUTRAL else LEAST_HUE_SHARE for name in ordered}
    return tuple(name for name in ordered if shares[name] >= least[name])[:HUES_MOST]


def hue_of(rgb: NDArray[np.uint8]) -> str:
    """The word for one colour, (3,) bytes: a name of HUES."""
    light, green_red, blue_yellow = (float(part) for part in oklab(rgb))
    chroma = float(np.hypot(green_red, blue_yellow))
    if light < 0.22:
        return "black"
    angle = float(np.degrees(np.arctan2(blue_yellow, green_red))) % 360
    warm = 20 <= angle <= 112
    if warm and light >= 0.68 and 0.5 * _GREY <= chroma < _BEIGE:
        return "white" if light > 0.94 else "beige"
    if chroma < _GREY:
        return "white" if light > 0.88 else "black" if light < 0.3 else "grey"
    if warm and chroma < 0.13 and light < 0.68:
        return "brown"
    return next(name for end, name in _WHEEL if angle <= end)


def _clusters(lab: Lab) -> NDArray[np.int64]:
    """(n,) the cluster of each colour. Begins with the mean and then, each time, what is farthest from all so far."""
    centres = lab.mean(0, keepdims=True)
    for _ in range(_CLUSTERS - 1):
        away = _distances(lab, centres).min(1)
        centres = np.concatenate([centres, lab[[int(away.argmax())]]])
    nearest: NDArray[np.int64] = _distances(lab, centres).argmin(1)
    for _ in range(_ROUNDS):
        sums = np.stack([np.bincount(nearest, lab[:, axis], len(centres)) for axis in range(3)], 1)
        counts = np.bincount(nearest, minlength=len(centres))
        filled = counts > 0
        centres[filled] = (sums[filled] / counts[filled, None]).astype(np.float32)
        nearest = _distances(lab, centres).argmin(1)
    return nearest


def _distances(lab: Lab, centres: Lab) -> NDArray[np.float32]:
    """(n, k) squared distances."""
    apart = (lab**2).sum(1)[:, None] - 2 * lab @ centres.T + (centres**2).sum(1)
    return np.asarray(apart, np.float32)
