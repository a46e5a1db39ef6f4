"""Films in each format, as players read them: the frames, their times, what follows the last, and the metadata."""

import io

import av
import numpy as np
import pytest
from PIL import Image

from services.common.films import _XMP_BOX, FILM_TYPES, Pixels, encode_film

XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?>'
COLOURS = [(200, 40, 40), (40, 200, 40), (40, 40, 200), (200, 200, 40), (30, 30, 30)]


def frames() -> list[Pixels]:
    return [np.full((64, 64, 3), colour, np.uint8) for colour in COLOURS]


def played(data: bytes, film_format: str) -> tuple[list[Pixels], float]:
    """The frames of a film as a player shows them, and its seconds."""
    if film_format == "mp4":
        with av.open(io.BytesIO(data), "r") as film:
            shown = [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in film.decode(video=0)]
            stream = film.streams.video[0]
            assert stream.duration
            assert stream.time_base
            return shown, float(stream.duration * stream.time_base)
    shown, milliseconds = [], 0
    with Image.open(io.BytesIO(data)) as image:
        for number in range(image.n_frames):
            image.seek(number)
            shown.append(np.asarray(image.convert("RGB")))
            milliseconds += image.info["duration"]
    return shown, milliseconds / 1000


@pytest.mark.parametrize("film_format", FILM_TYPES)
def test_a_film_shows_its_frames_in_order_and_in_time(film_format: str) -> None:
    shown, seconds = played(encode_film(frames(), 30, True, film_format, XMP), film_format)
    assert len(shown) == len(COLOURS)
    for picture, colour in zip(shown, COLOURS, strict=True):
        assert np.abs(picture.astype(int) - colour).max() < 12
    assert seconds == pytest.approx(len(COLOURS) / 30, abs=0.005)


@pytest.mark.parametrize("film_format", FILM_TYPES)
def test_a_film_carries_its_metadata(film_format: str) -> None:
    data = encode_film(iter(frames()), 12, False, film_format, XMP)
    if film_format == "webp":
        with Image.open(io.BytesIO(data)) as image:
            assert image.info["xmp"] == XMP
    elif film_format == "gif":  # Pillow passes over it, as a reader must that does not know XMP
        assert b"\x21\xff\x0bXMP DataXMP" + XMP + b"\x01\xff\xfe" in data
    else:
        box = data[-len(XMP) - 24 :]
        assert box == (len(XMP) + 24).to_bytes(4, "big") + b"uuid" + _XMP_BOX + XMP


@pytest.mark.parametrize(("film_format", "once"), [("webp", 1), ("gif", None)])
def test_a_film_starts_anew_only_if_it_is_a_loop(film_format: str, once: int | None) -> None:
    for loop, told in ((True, 0), (False, once)):
        with Image.open(io.BytesIO(encode_film(frames(), 12, loop, film_format, XMP))) as image:
            assert image.info.get("loop") == told


def test_all_frames_of_a_gif_share_one_palette() -> None:
    with Image.open(io.BytesIO(encode_film(frames(), 12, True, "gif", XMP))) as image:
        palettes = set()
        for number in range(image.n_frames):
            image.seek(number)
            palettes.add(bytes(image._frame_palette.palette))
        assert len(palettes) == 1


def test_a_format_that_is_not_written_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of webp, gif, mp4"):
        encode_film(frames(), 12, True, "avi", XMP)
