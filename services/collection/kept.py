"""Fetched pictures: the bytes of a museum's file in; a checked picture and a thumbnail in the store out."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from services.collection.pictures import PictureError, check_size, reading
from services.collection.store import IMAGES, THUMBNAILS
from services.common.rgb import upright_rgb

MAX_PICTURE_BYTES = 100_000_000
KEPT_SIDE = 1024
THUMBNAIL_SIDE = 256
_QUALITY = 90


@dataclass(frozen=True)
class Kept:
    """Where a picture is, relative to the store; the SHA-256 of what the museum sent; what it takes here."""

    file: str
    sha256: str
    bytes: int


def keep_picture(data: bytes, store: Path, work: str) -> Kept:
    """Check a museum's file by its content, and keep it at up to 1024 pixels, with a thumbnail of 256, both as JPEG.

    Raises PictureError.
    """
    with reading(), Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "TIFF", "GIF")) as image:
        check_size(image.width, image.height)
        image.draft("RGB", (2 * KEPT_SIDE, 2 * KEPT_SIDE))  # a JPEG is decoded no larger than is needed
        picture = upright_rgb(image)
    picture.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    file = f"{IMAGES}/{work}.jpg"
    size = _save(picture, store / file)
    picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    size += _save(picture, store / THUMBNAILS / f"{work}.jpg")
    return Kept(file, hashlib.sha256(data).hexdigest(), size)


def drop_picture(store: Path, work: str) -> None:
    """Remove a picture and its thumbnail."""
    for folder in (IMAGES, THUMBNAILS):
        (store / folder / f"{work}.jpg").unlink(missing_ok=True)


def _save(picture: Image.Image, path: Path) -> int:
    partial = path.with_name(f".{path.name}.partial")
    picture.save(partial, "JPEG", quality=_QUALITY)
    partial.replace(path)
    return path.stat().st_size


__all__ = ["KEPT_SIDE", "MAX_PICTURE_BYTES", "THUMBNAIL_SIDE", "Kept", "PictureError", "drop_picture", "keep_picture"]
