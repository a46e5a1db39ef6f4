"""Many pictures at once: a ZIP file of them by number, with the recipes that draw them again."""

import io
import json
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient

from gan_api.albums import MAX_PICTURES
from gan_api.app import create_app
from gan_api.settings import GanSettings
from tests.gan_api.tiny import FlatEngine, deps, studio

API = "/api/gan/v1"


@pytest.fixture
def engine() -> FlatEngine:
    return FlatEngine()


@pytest.fixture
def client(engine: FlatEngine) -> FlaskClient:
    return create_app(GanSettings(), deps(studio(engine))).test_client()


def words(client: FlaskClient, count: int) -> list[str]:
    seeds = [[float(number) / count] * 140 for number in range(count)]
    return [client.post(f"{API}/recipes", json={"seed": seed, "size": 64}).get_json()["recipe"] for seed in seeds]


def album(client: FlaskClient, recipes: Any, **more: Any) -> Any:
    return client.post(f"{API}/images", json={"recipes": recipes, **more})


def test_pictures_of_an_album_are_those_of_its_recipes_by_number(client: FlaskClient) -> None:
    recipes = words(client, 20)
    answer = album(client, recipes, format="webp")
    assert answer.content_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        assert file.testzip() is None
        told = json.loads(file.read("recipes.json"))
        assert [one["recipe"] for one in told] == recipes
        assert told[0]["file"] == "01.webp"
        for one in told:
            assert file.getinfo(one["file"]).compress_type == zipfile.ZIP_STORED
            assert file.read(one["file"]) == client.get(f"{API}/images/{one['recipe']}.webp").data


def test_what_was_drawn_before_is_not_drawn_for_an_album(client: FlaskClient, engine: FlatEngine) -> None:
    recipes = words(client, 6)
    first = album(client, recipes).data
    drawn = list(engine.drawn)
    assert album(client, recipes).data == first
    assert engine.drawn == drawn
    assert sum(images for images, _ in drawn) == 6


def test_an_album_has_a_picture_and_not_too_many(client: FlaskClient) -> None:
    word = words(client, 1)
    assert album(client, word * MAX_PICTURES).status_code == 200
    assert album(client, word * (MAX_PICTURES + 1)).status_code == 400
    assert album(client, []).status_code == 400
    assert album(client, ["nonsense"]).status_code == 400


def test_an_album_of_which_too_much_is_drawn_is_refused_and_can_be_asked_for_again() -> None:
    client = create_app(GanSettings(), deps(studio(rate_per_minute=1))).test_client()
    refused = album(client, words(client, 8))  # of 64 px: 2 images' worth
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
