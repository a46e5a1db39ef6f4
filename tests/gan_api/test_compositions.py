"""Compositions: several recipes in one picture, in rows, with blends in between, melting where that is wanted."""

import io
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image

from gan_api.app import create_app
from gan_api.compositions import MAX_PIECES, hang
from gan_api.settings import GanSettings
from tests.gan_api.tiny import FlatEngine, deps, studio

API = "/api/gan/v1"


@pytest.fixture
def engine() -> FlatEngine:
    return FlatEngine()


@pytest.fixture
def client(engine: FlatEngine) -> FlaskClient:
    return create_app(GanSettings(), deps(studio(engine))).test_client()


def recipes(client: FlaskClient, *names: str) -> list[str]:
    return [client.get(f"{API}/artworks/{name}/seed").get_json()["recipe"] for name in names]


def composed(client: FlaskClient, words: list[str], query: str = "", **more: Any) -> Any:
    return client.post(f"{API}/compositions{query}", json={"recipes": words, "size": 64, **more})


def seen(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), np.int16)


def middle(picture: np.ndarray, column: int, row: int = 0) -> np.ndarray:
    """The colour in the middle of a picture of 64 px, by its place."""
    return picture[64 * row + 16 : 64 * row + 48, 64 * column + 16 : 64 * column + 48].mean((0, 1))


def test_pieces_of_a_strip_hang_side_by_side_with_blends_between(client: FlaskClient) -> None:
    strip = seen(composed(client, recipes(client, "red", "blue"), between=1).data)
    assert strip.shape == (64, 192, 3)
    red, between, blue = (middle(strip, column) for column in range(3))
    assert np.abs(red - (224, 128, 128)).max() < 6
    assert np.abs(blue - (128, 128, 224)).max() < 6
    # half of the way on the arc each counts 0.707, so that the seed is as long as theirs
    assert np.abs(between - (196, 128, 196)).max() < 6


def test_pieces_of_a_grid_fill_its_rows_and_blend_both_ways(client: FlaskClient) -> None:
    words = recipes(client, "red", "green", "blue", "red")
    grid = seen(composed(client, words, across=2, between=1).data)
    assert grid.shape == (192, 192, 3)
    assert np.abs(middle(grid, 0, 2) - (128, 128, 224)).max() < 6
    assert np.abs(middle(grid, 0, 1) - (196, 128, 196)).max() < 6
    refused = composed(client, words[:3], across=2)
    assert refused.status_code == 400
    assert "don't fill rows of 2" in refused.get_json()["detail"]


def test_neighbours_melt_without_a_seam_and_plain_ones_stay_plain() -> None:
    plain = hang([np.full((64, 64, 3), 90, np.uint8)] * 4, 2, melt=True)
    assert plain.shape == (96, 96, 3)
    assert (plain == 90).all()
    apart = hang([np.full((64, 64, 3), grey, np.uint8) for grey in (0, 250)], 2, melt=True).astype(int)
    steps = np.diff(apart[0, :, 0])
    assert apart[0, 0, 0] == 0
    assert apart[0, -1, 0] == 250
    assert steps.min() >= 0
    assert steps.max() < 16  # edge to edge it would be one step of 250


def test_a_composition_is_drawn_once_and_marked_and_signed_where_kept(client: FlaskClient, engine: FlatEngine) -> None:
    words = recipes(client, "red", "green", "blue")
    first = composed(client, words, melt=True, between=2)
    drawn = list(engine.drawn)
    assert composed(client, words, melt=True, between=2).data == first.data
    kept = composed(client, words, "?download=1", melt=True, between=2)
    assert engine.drawn == drawn
    assert kept.headers["Content-Disposition"].startswith("attachment")
    found = client.post(f"{API}/verify", data=kept.data, content_type="image/jpeg").get_json()
    assert found["watermark"]["found"]
    assert found["signature"]["intact"]
    assert all(word in found["signature"]["statement"]["recipe"] for word in words)


def test_a_composition_of_too_much_is_refused(client: FlaskClient) -> None:
    red, green = recipes(client, "red", "green")
    for words, more in (
        ([red], {}),
        ([red] * (MAX_PIECES + 1), {}),
        ([red, green] * 6, {"between": 6}),  # 78 pictures
        ([red, green], {"between": 7}),
        (["nonsense", red], {}),
    ):
        refused = composed(client, words, **more)
        assert refused.status_code == 400, more
    assert composed(client, [red, green.replace("0123456789ab", "ba9876543210")]).status_code == 404
