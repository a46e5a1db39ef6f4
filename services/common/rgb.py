"""Any picture file as upright 8-bit RGB: the one way in which works, training images and uploads are read."""

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps


class UnreadablePicture(ValueError):
    """The picture can't be read as RGB; the message says why and what would do."""


def read_rgb(source: Path | bytes) -> Image.Image:
    """A file, or its bytes, as `upright_rgb` gives it. Raises UnreadablePicture, also where the bytes are damaged."""
    try:
        with Image.open(source if isinstance(source, Path) else io.BytesIO(source)) as image:
            return upright_rgb(image)
    except UnreadablePicture:
        raise
    except Exception as error:  # a decoder can raise anything on damaged bytes
        raise UnreadablePicture(f"it can't be read as a picture: {error}") from error


def upright_rgb(image: Image.Image) -> Image.Image:
    """An opened image as RGB: upright by its EXIF orientation, 16 bits scaled to 8, transparency on white.

    Nothing of its metadata is left. Raises UnreadablePicture for floating-point pixels.
    """
    if not isinstance(image.info.get("xmp", b""), bytes):  # a TIFF's may be numbers, in which Pillow can't search
        del image.info["xmp"]
    picture = ImageOps.exif_transpose(image)
    if picture.mode.startswith("I"):  # 16 bits a pixel, which Pillow would cut at 255 instead of scaling
        values = np.asarray(picture).astype(np.int64).clip(0, 65535)
        picture = Image.fromarray((values // 257).astype(np.uint8))
    elif picture.mode == "F":
        raise UnreadablePicture("the picture has floating-point pixels; save it with 8 or 16 bits per channel")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        rgb = Image.new("RGB", layer.size, "white")
        rgb.paste(layer, mask=layer.getchannel("A"))
        return rgb
    rgb = picture.convert("RGB")
    rgb.info.clear()  # no EXIF, no place names, no thumbnails beyond this point
    return rgb


def centre_square(image: Image.Image, size: int) -> NDArray[np.uint8]:
    """The centre square of an RGB image, (size, size, 3)."""
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    box = (left, top, left + side, top + side)
    return np.asarray(image.resize((size, size), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))
