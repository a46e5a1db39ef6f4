"""Pictures at the border: a visitor's upload in, an RGB image out; drawn pixels in, the bytes of a file out."""

import io
import re
import threading

import numpy as np
from flask import request
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin, UnidentifiedImageError

from services.common.problems import InvalidInput, TooLarge, Unprocessable, UnsupportedMedia
from services.common.rgb import UnreadablePicture, upright_rgb

MAX_UPLOAD_BYTES = 10 * 2**20
MAX_PIXELS = 40_000_000
MAX_RATIO = 100
"""Longer side by shorter side: a hand scroll passes, a line of pixels that would be scaled to a gigabyte does not."""

CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "png": "image/png"}
_TAKEN = ("JPEG", "PNG", "WEBP", "TIFF", "GIF")
_SEND = "send a JPEG, PNG, WebP, TIFF or GIF"
# 40 megapixels take some 300 MB while they are decoded
_ROOM = threading.BoundedSemaphore(2)


def uploaded_image() -> bytes:
    """The picture of the current request: its multipart field `image`, or its raw image/* body. Raises a Problem."""
    data: bytes
    if request.mimetype == "multipart/form-data":
        return uploaded_file("image")
    if request.mimetype.startswith("image/") or request.mimetype == "application/octet-stream":
        data = request.get_data(cache=False)
    else:
        sent = request.mimetype or "no Content-Type"
        raise UnsupportedMedia(f"the body is {sent}; {_SEND}, as form field 'image' or as the body itself")
    return _filled(data)


def uploaded_file(name: str) -> bytes:
    """The picture in a field of the current request's form. Raises a Problem."""
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMedia(
            f"the body is {request.mimetype or 'no Content-Type'}; send a form: curl -F {name}=@picture.jpg …"
        )
    files = request.files.getlist(name)
    if len(files) != 1:
        raise InvalidInput(f"the form has {len(files)} files named {name!r}; send one: curl -F {name}=@picture.jpg …")
    return _filled(files[0].read())


def _filled(data: bytes) -> bytes:
    if not data:
        raise InvalidInput(f"the picture is empty; {_SEND} of up to {MAX_UPLOAD_BYTES // 2**20} MiB")
    return data


def decode_upload(data: bytes) -> Image.Image:
    """An uploaded file as an RGB image: upright by its EXIF orientation, without metadata, transparency on white.

    The size is read from the header before anything is decoded. Raises TooLarge, UnsupportedMedia or Unprocessable.
    """
    if len(data) > MAX_UPLOAD_BYTES:
        raise TooLarge(
            f"the picture has {len(data) / 2**20:.1f} MiB; the limit is {MAX_UPLOAD_BYTES // 2**20} MiB. Send less",
            limit_bytes=MAX_UPLOAD_BYTES,
        )
    try:
        image = Image.open(io.BytesIO(data), formats=_TAKEN)
    except UnidentifiedImageError as error:
        raise UnsupportedMedia(f"the file is not a picture that can be read; {_SEND}") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        told = re.search(r"\((\d+) pixels\)", str(error))  # Pillow's own limit, which it checks first
        raise _too_many_pixels(int(told[1]) if told else MAX_PIXELS + 1) from error
    except Exception as error:  # a parser can raise anything on hostile bytes
        raise _broken(error) from error
    with image:
        _check_size(*image.size)
        try:
            with _ROOM:
                return upright_rgb(image)
        except UnreadablePicture as error:
            raise Unprocessable(str(error)) from error
        except Exception as error:  # and so can a decoder
            raise _broken(error) from error


def encode(pixels: NDArray[np.uint8], file_format: str, xmp: bytes | None = None) -> bytes:
    """Pixels (H, W, 3) as the bytes of a jpg, webp or png, with `xmp` as its metadata packet.

    The same pixels give the same bytes. Raises ValueError on another shape or format.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError(f"pixels are {pixels.dtype} {pixels.shape}; uint8 (height, width, 3) is needed")
    image = Image.fromarray(np.ascontiguousarray(pixels))
    out = io.BytesIO()
    if file_format == "jpg":
        # full chroma: at 64 px, halved colour is visible
        image.save(out, "JPEG", quality=90, subsampling=0, **({"xmp": xmp} if xmp else {}))
    elif file_format == "webp":
        # at 85, plain pictures lose a watermark
        image.save(out, "WEBP", quality=90, method=2, **({"xmp": xmp} if xmp else {}))
    elif file_format == "png":
        marks = PngImagePlugin.PngInfo()
        if xmp:
            marks.add_itxt("XML:com.adobe.xmp", xmp.decode("utf-8"))
        image.save(out, "PNG", pnginfo=marks)
    else:
        raise ValueError(f"{file_format!r} is not written; choose one of {', '.join(CONTENT_TYPES)}")
    return out.getvalue()


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(width * height)
    if min(width, height) < 1 or max(width, height) > MAX_RATIO * min(width, height):
        raise Unprocessable(
            f"the picture is {width} × {height} pixels; one side may be up to {MAX_RATIO} times the other. Crop it"
        )


def _too_many_pixels(pixels: int) -> TooLarge:
    return TooLarge(
        f"the picture has {pixels / 1e6:.4g} megapixels; the limit is {MAX_PIXELS // 10**6} megapixels. Send less",
        limit_pixels=MAX_PIXELS,
    )


def _broken(error: Exception) -> Unprocessable:
    return Unprocessable(
        f"the picture is damaged and can't be decoded ({type(error).__name__}); save it anew and send that"
    )
