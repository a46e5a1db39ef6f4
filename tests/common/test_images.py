"""Pictures at the border: what visitors have comes in as RGB, anything else is a 4xx; files go out marked."""

import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from services.common.images import (
    CONTENT_TYPES,
    MAX_PIXELS,
    MAX_RATIO,
    MAX_UPLOAD_BYTES,
    decode_upload,
    encode,
    uploaded_image,
)
from services.common.problems import Problem, TooLarge, Unprocessable, UnsupportedMedia
from services.common.web import create_base_app

RED = (200, 30, 30)


def a_file(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def plain(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    return Image.new("RGB", size, RED).convert(mode)


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and ends where its pixels should begin."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    size = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + size + struct.pack(">I", 1000) + b"IDAT"


def centre(image: Image.Image) -> tuple[int, ...]:
    pixel = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(pixel, tuple)
    return tuple(int(value) for value in pixel)


def near(mine: tuple[int, ...], theirs: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(mine, theirs, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_the_kinds_that_are_named_are_read(kind: str) -> None:
    image = decode_upload(a_file(plain(), kind))
    assert (image.mode, image.size) == ("RGB", (40, 30))
    assert near(centre(image), RED)


@pytest.mark.parametrize(
    ("mode", "kind"), [("L", "PNG"), ("1", "PNG"), ("P", "PNG"), ("CMYK", "JPEG"), ("CMYK", "TIFF")]
)
def test_grey_palette_and_print_colours_become_rgb(mode: str, kind: str) -> None:
    image = decode_upload(a_file(plain(mode), kind))
    assert image.mode == "RGB"
    expected = plain(mode).convert("RGB").resize((1, 1), Image.Resampling.BOX)
    assert near(centre(image.resize((3, 3), Image.Resampling.BOX)), centre(expected), 40)


def test_sixteen_bits_are_scaled_and_not_cut() -> None:
    grey = Image.fromarray(np.full((30, 40), 128 * 257, np.uint16))
    assert near(centre(decode_upload(a_file(grey, "PNG"))), (128, 128, 128), 1)
    assert near(centre(decode_upload(a_file(grey, "TIFF"))), (128, 128, 128), 1)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_is_white(kind: str) -> None:
    image = Image.new("RGBA", (40, 30), (*RED, 0))
    assert near(centre(decode_upload(a_file(image, kind))), (255, 255, 255))


def test_a_picture_is_turned_upright_and_loses_its_exif() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter
    exif[0x010E] = "taken at home"
    image = decode_upload(a_file(plain(size=(40, 30)), "JPEG", exif=exif.tobytes()))
    assert image.size == (30, 40)
    assert not image.info
    assert not dict(image.getexif())


def test_the_first_frame_of_an_animation_counts() -> None:
    data = a_file(plain(), "GIF", save_all=True, append_images=[Image.new("RGB", (40, 30), "blue")])
    assert near(centre(decode_upload(data)), RED)


def test_a_text_named_jpg_is_a_415() -> None:
    with pytest.raises(UnsupportedMedia, match="JPEG, PNG, WebP, TIFF or GIF"):
        decode_upload(b"dear reader, this is no picture " * 100)


@pytest.mark.parametrize("kind", ["BMP", "PPM", "ICO"])
def test_other_kinds_are_a_415(kind: str) -> None:
    with pytest.raises(UnsupportedMedia):
        decode_upload(a_file(plain(size=(32, 32)), kind))


@pytest.mark.parametrize("size", [(20_000, 10_000), (100_000, 100_000), (9_000, 9_000), (MAX_PIXELS // 1000 + 1, 1000)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(*_: object) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decode)
    with pytest.raises(TooLarge, match="40 megapixels"):
        decode_upload(png_header(*size))


def test_a_picture_at_the_pixel_limit_is_let_in() -> None:
    with pytest.raises(Unprocessable, match="damaged"):  # past the check of its size, where its data is missing
        decode_upload(png_header(MAX_PIXELS // 1000, 1000))


def test_a_line_of_pixels_is_refused() -> None:
    with pytest.raises(Unprocessable, match=f"up to {MAX_RATIO} times"):
        decode_upload(a_file(plain(size=(4, 4 * MAX_RATIO + 4)), "PNG"))
    assert decode_upload(a_file(plain(size=(4, 4 * MAX_RATIO)), "PNG")).size == (4, 4 * MAX_RATIO)


def test_a_file_past_the_byte_limit_is_refused_unread() -> None:
    with pytest.raises(TooLarge, match="10 MiB"):
        decode_upload(b"\x00" * (MAX_UPLOAD_BYTES + 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_no_damaged_file_raises_anything_but_a_problem(kind: str) -> None:
    random = np.random.default_rng(0)
    noise = Image.fromarray(random.integers(0, 255, (48, 48, 3), np.uint8))
    whole = a_file(noise, kind)
    for _ in range(150):
        broken = bytearray(whole[: random.integers(1, len(whole))] if random.random() < 0.5 else whole)
        for place in random.integers(0, len(broken), 8):
            broken[place] = random.integers(0, 256)
        try:
            status = 200 if decode_upload(bytes(broken)).mode == "RGB" else 500
        except Problem as problem:
            status = problem.status
        assert status in {200, 413, 415, 422}


@pytest.mark.parametrize("file_format", list(CONTENT_TYPES))
def test_a_drawing_is_written_with_its_mark_and_the_same_each_time(file_format: str) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (64, 48, 3), np.uint8)
    mark = "<x:xmpmeta>ein Zeichen – ✓</x:xmpmeta>".encode()
    data = encode(pixels, file_format, mark)
    assert data == encode(pixels, file_format, mark)
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (48, 64)
        assert Image.MIME[image.format or ""] == CONTENT_TYPES[file_format]
    assert mark in data


def test_a_png_keeps_every_pixel() -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (16, 16, 3), np.uint8)
    assert np.array_equal(np.asarray(decode_upload(encode(pixels, "png"))), pixels)


def test_what_is_no_picture_is_not_written() -> None:
    with pytest.raises(ValueError, match="choose one of jpg, webp, png"):
        encode(np.zeros((4, 4, 3), np.uint8), "bmp")
    with pytest.raises(ValueError, match="uint8"):
        encode(np.zeros((4, 4), np.uint8), "png")


@pytest.fixture
def client() -> FlaskClient:
    app: Flask = create_base_app(
        "upload", service="upload", max_body_bytes=MAX_UPLOAD_BYTES + 65536, ready=lambda: None
    )
    app.add_url_rule("/", "size", lambda: {"size": decode_upload(uploaded_image()).size}, methods=["POST"])
    return app.test_client()


def test_a_picture_comes_as_a_form_field_or_as_the_body(client: FlaskClient) -> None:
    data = a_file(plain(), "PNG")
    assert client.post("/", data={"image": (io.BytesIO(data), "a.png")}).get_json() == {"size": [40, 30]}
    for content_type in ("image/png", "image/anything", "application/octet-stream"):
        assert client.post("/", data=data, content_type=content_type).get_json() == {"size": [40, 30]}


def test_a_form_without_one_picture_says_how_to_send_it(client: FlaskClient) -> None:
    data = a_file(plain(), "PNG")
    for form in (
        {"picture": (io.BytesIO(data), "a.png")},
        {"image": "text"},
        {"image": [(io.BytesIO(data), "a"), (io.BytesIO(data), "b")]},
    ):
        answer = client.post("/", data=form, content_type="multipart/form-data")
        assert answer.status_code == 400
        assert "image=@picture.jpg" in answer.get_json(force=True)["detail"]


def test_an_empty_or_foreign_body_is_refused(client: FlaskClient) -> None:
    assert client.post("/", data=b"", content_type="image/png").status_code == 400
    assert client.post("/", json={"image": "base64"}).status_code == 415
    assert client.post("/", data=b"x").status_code == 415
    assert client.post("/", data=b"no boundary", content_type="multipart/form-data").status_code == 400
