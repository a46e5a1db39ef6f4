"""Films: pictures of one size, one after another, in; the bytes of a WebP, GIF or MP4 that plays them out."""

import io
import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]

FILM_TYPES = {"webp": "image/webp", "gif": "image/gif", "mp4": "video/mp4"}
MAX_GIF_FPS = 50
"""A GIF counts in hundredths of a second, and browsers slow one down that gives a picture less than two of them."""

_SAMPLES = 12  # pictures of a film from which its palette is taken
_H264 = {
    "crf": "18",
    "preset": "fast",
    "threads": "1",  # the device needs the others
    "colorspace": "smpte170m",  # said, so that no player has to guess
    "color_primaries": "bt709",
    "color_trc": "iec61966-2-1",
    "color_range": "tv",
}
_XMP_BOX = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac").bytes  # XMP specification, part 3, ISO base media files


def encode_film(frames: Iterable[Pixels], fps: int, loop: bool, film_format: str, xmp: bytes) -> bytes:
    """Frames (size, size, 3) as a film with `xmp` as its metadata packet; with `loop` it starts anew at its end.

    An MP4 is written as the frames come; the others are put together at the end, since a GIF has one palette for all
    frames (each with its own would flicker). An MP4 can't say that it is to start anew; its player is told that.
    Raises ValueError on another format.
    """
    if film_format == "mp4":
        return _mp4(frames, fps) + _box(b"uuid", _XMP_BOX + xmp)
    images = [Image.fromarray(np.ascontiguousarray(frame)) for frame in frames]
    if film_format == "webp":
        return _webp(images, fps, loop, xmp)
    if film_format == "gif":
        return _with_gif_xmp(_gif(images, fps, loop), xmp)
    raise ValueError(f"{film_format!r} is not written; choose one of {', '.join(FILM_TYPES)}")


def _webp(images: Sequence[Image.Image], fps: int, loop: bool, xmp: bytes) -> bytes:
    out = io.BytesIO()
    images[0].save(
        out,
        "WEBP",
        save_all=True,
        append_images=images[1:],
        duration=_durations(len(images), fps, 1),
        loop=0 if loop else 1,
        quality=90,  # at 85, plain pictures lose a watermark
        method=2,
        xmp=xmp,
    )
    return out.getvalue()


def _gif(images: Sequence[Image.Image], fps: int, loop: bool) -> bytes:
    palette = _palette(images)
    flat = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    out = io.BytesIO()
    again: dict[str, Any] = {"loop": 0} if loop else {}
    durations = _durations(len(flat), fps, 10)
    colours = bytes(palette.getpalette(None) or [])  # named, or Pillow writes a palette with every frame
    flat[0].save(out, "GIF", save_all=True, append_images=flat[1:], duration=durations, palette=colours, **again)
    return out.getvalue()


def _palette(images: Sequence[Image.Image]) -> Image.Image:
    """Up to 256 colours, each once, for all frames, from some of them side by side."""
    samples = images[:: -(-len(images) // _SAMPLES)]
    size = images[0].size
    strip = Image.new("RGB", (size[0] * len(samples), size[1]))
    for number, sample in enumerate(samples):
        strip.paste(sample, (number * size[0], 0))
    chosen = strip.quantize(256, Image.Quantize.MEDIANCUT, kmeans=1)  # else rare strong colours turn grey
    colours = np.unique(np.array(chosen.getpalette(None), np.uint8).reshape(-1, 3), axis=0)
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours.tobytes())
    return palette


def _durations(frames: int, fps: int, step_ms: int) -> list[int]:
    """Milliseconds of each frame, in whole steps, such that no error adds up over the film."""
    ends = [round(Fraction(1000 * frame, fps * step_ms)) * step_ms for frame in range(frames + 1)]
    return [end - begin for begin, end in itertools.pairwise(ends)]


def _with_gif_xmp(gif: bytes, xmp: bytes) -> bytes:
    """Put an XMP application extension before the first frame (XMP specification, part 3, GIF 89a)."""
    flags = gif[10]
    after_palette = 13 + (3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0)
    # XMP stands there raw; whichever byte of it a reader takes for a block's length, the trailer leads it to the end
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    extension = b"\x21\xff\x0bXMP DataXMP" + xmp + trailer
    return b"GIF89a" + gif[6:after_palette] + extension + gif[after_palette:]


def _mp4(frames: Iterable[Pixels], fps: int) -> bytes:
    """H.264 in 4:2:0, which every browser plays."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as film:
        stream: av.VideoStream | None = None
        for number, frame in enumerate(frames):
            if stream is None:
                stream = film.add_stream("libx264", rate=fps, options=_H264)
                stream.height, stream.width = frame.shape[:2]
                stream.pix_fmt = "yuv420p"
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(frame), format="rgb24")
            picture.pts, picture.time_base = number, Fraction(1, fps)
            film.mux(stream.encode(picture))
        if stream is not None:
            film.mux(stream.encode())
    return out.getvalue()


def _box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content
