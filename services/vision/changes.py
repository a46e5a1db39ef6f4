"""What happens to a picture before somebody searches with it: a picture in, the changed picture out."""

import io
from collections.abc import Callable

from PIL import Image, ImageOps

_CROP = 0.1  # of each side
_SMALL = 96  # pixels of the shorter side
_JPEG_QUALITY = 30


def _cropped(image: Image.Image) -> Image.Image:
    left, top = round(image.width * _CROP), round(image.height * _CROP)
    return image.crop((left, top, image.width - left, image.height - top))


def _small(image: Image.Image) -> Image.Image:
    scale = _SMALL / min(image.size)
    return image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.BILINEAR)


def _grey(image: Image.Image) -> Image.Image:
    return ImageOps.grayscale(image).convert("RGB")


def _squeezed(image: Image.Image) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_JPEG_QUALITY)
    return Image.open(out).convert("RGB")


CROPPED = f"cropped by {_CROP:.0%} a side"
CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    CROPPED: _cropped,
    f"scaled to {_SMALL} px": _small,
    "in grey": _grey,
    f"JPEG at quality {_JPEG_QUALITY}": _squeezed,
    "mirrored": ImageOps.mirror,
}
