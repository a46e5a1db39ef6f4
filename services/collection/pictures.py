"""Pictures of a collection: a file in; nothing out where it can be imported, else the reason, as an error."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

MAX_PICTURE_PIXELS = 80_000_000  # below Pillow's own limit, which only warns
MIN_PICTURE_SIDE = 32
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")


class PictureError(ValueError):
    """The file can't be imported; the message says why."""


def check_picture(path: Path) -> None:
    """Read a picture whole, its size from the header first. Raises PictureError."""
    with reading():
        if not stat.S_ISREG(path.stat().st_mode):
            raise PictureError("it is no plain file")
        with Image.open(path, formats=PICTURE_FORMATS) as image:
            check_size(image.width, image.height)
            image.load()


@contextmanager
def reading() -> Iterator[None]:
    """Whatever goes wrong while a picture is opened and decoded becomes a PictureError."""
    try:
        yield
    except PictureError:
        raise
    except FileNotFoundError as error:
        raise PictureError("the file is missing") from error
    except UnidentifiedImageError as error:
        raise PictureError(f"it is no picture of a known kind ({', '.join(PICTURE_FORMATS)})") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(f"it has more pixels than the {MAX_PICTURE_PIXELS:,} allowed") from error
    except Exception as error:  # on broken bytes a decoder raises nearly anything
        raise PictureError(f"it can't be decoded: {error}") from error


def check_size(width: int, height: int) -> None:
    """Raises PictureError for too many pixels, or too small a side."""
    if width * height > MAX_PICTURE_PIXELS:
        raise PictureError(f"it has {width * height:,} pixels; {MAX_PICTURE_PIXELS:,} is the most")
    if min(width, height) < MIN_PICTURE_SIDE:
        raise PictureError(f"it is {width} × {height} pixels; a side needs at least {MIN_PICTURE_SIDE}")
