"""Maps over HTTP: made of landmarks, found again by their id alone, drawn at points and as tiles."""

import base64
import io
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image

from gan_api import latent, tiles
from gan_api import studio as studio_module
from gan_api.app import create_app
from gan_api.map_id import MAX_ID_LENGTH, MAX_LANDMARKS, MAX_RECIPE_LANDMARKS, Landmark, Map, MapIdError
from gan_api.recipe import Recipe
from gan_api.settings import GanSettings
from gan_api.tiles import MAX_ZOOM, Tile
from services.common.problems import NotFound
from services.common.provenance import GENERATED
from tests.gan_api.tiny import RELEASE, FlatEngine, deps, studio

API = "/api/gan/v1"
ALL = [{"artwork": "red"}, {"artwork": "green"}, {"artwork": "blue"}]


@pytest.fixture
def engine() -> FlatEngine:
    return FlatEngine()


@pytest.fixture
def client(engine: FlatEngine) -> FlaskClient:
    return create_app(GanSettings(), deps(studio(engine))).test_client()


def make(client: FlaskClient, landmarks: Any) -> Any:
    return client.post(f"{API}/maps", json={"landmarks": landmarks})


def pixels(data: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGB"), np.int64)


def own_recipe(client: FlaskClient, *numbers: float) -> str:
    seed = [*numbers, *[0.0] * (140 - len(numbers))]
    return str(client.post(f"{API}/recipes", json={"seed": seed}).get_json()["recipe"])


def test_a_map_is_found_again_by_its_id_on_a_server_that_never_saw_it(client: FlaskClient) -> None:
    made = make(client, ALL)
    assert made.status_code == 201
    other = create_app(GanSettings(), deps()).test_client()
    found = other.get(made.headers["Location"])
    assert found.get_json() == made.get_json()
    assert "immutable" in found.headers["Cache-Control"]
    assert [one["artwork"] for one in found.get_json()["landmarks"]] == ["red", "green", "blue"]


def test_the_same_landmarks_give_the_same_id(client: FlaskClient) -> None:
    assert make(client, ALL).get_json()["id"] == make(client, ALL).get_json()["id"]


def test_a_landmark_stands_where_it_is_told_to(client: FlaskClient) -> None:
    made = make(client, [ALL[0], {"artwork": "blue", "x": 0, "y": 1024}]).get_json()
    assert (made["landmarks"][1]["x"], made["landmarks"][1]["y"]) == (0, 1024)


def test_a_point_at_a_landmark_is_that_landmarks_own_picture(client: FlaskClient) -> None:
    recipe = own_recipe(client, 1, 2, 3)
    landmarks = make(client, [*ALL, {"recipe": recipe}])
    for number, place in enumerate(landmarks.get_json()["landmarks"]):
        point = client.get(f"{landmarks.headers['Location']}/points/{place['x']},{place['y']}.jpg")
        assert point.headers["Gen-Recipe"] == place["recipe"]
        assert point.headers["Gen-Weights"] == f"{number};w=1.000"
        assert point.data == client.get(f"{API}/images/{place['recipe']}.jpg").data
    assert place["recipe"] == recipe
    assert "artwork" not in place


def test_a_truncated_recipe_is_drawn_truncated_at_its_landmark(client: FlaskClient) -> None:
    body = {"seed": [2.0] + [0.0] * 139, "truncation": 0.5}
    recipe = client.post(f"{API}/recipes", json=body).get_json()["recipe"]
    made = make(client, [ALL[1], {"recipe": recipe, "x": 5, "y": 6}])
    assert client.get(f"{made.headers['Location']}/points/5,6.jpg").headers["Gen-Recipe"] == recipe


def test_a_point_says_which_landmarks_count_the_heaviest_first(client: FlaskClient) -> None:
    places = [{"artwork": "red", "x": 0, "y": 0}, {"artwork": "blue", "x": 900, "y": 0}]
    url = make(client, places).headers["Location"]
    assert client.get(f"{url}/points/600,0.jpg").headers["Gen-Weights"] == "1;w=0.800, 0;w=0.200"
    assert client.get(f"{url}/points/1,0.jpg").headers["Gen-Weights"] == "0;w=1.000"  # the other is below 0.001


def test_a_tile_shows_the_middles_of_its_squares(client: FlaskClient) -> None:
    url = make(client, ALL).headers["Location"]
    tile = client.get(f"{url}/tiles/1/1/0.jpg")
    assert pixels(tile.data).shape == (256, 256, 3)
    for column, row in ((0, 0), (3, 0), (2, 3)):
        x, y = 512 + 64 + 128 * column, 64 + 128 * row
        point = pixels(client.get(f"{url}/points/{x},{y}.jpg?size=64").data)
        part = pixels(tile.data)[64 * row : 64 * row + 64, 64 * column : 64 * column + 64]
        assert part.mean((0, 1)) == pytest.approx(point.mean((0, 1)), abs=2)


@pytest.mark.parametrize(("z", "drawn", "size"), [(0, 16, 64), (5, 16, 64), (6, 4, 128), (7, 1, 256)])
def test_a_tile_costs_a_bounded_number_of_drawings(
    client: FlaskClient, engine: FlatEngine, z: int, drawn: int, size: int
) -> None:
    url = make(client, ALL).headers["Location"]
    last = 2**z - 1
    assert client.get(f"{url}/tiles/{z}/{last}/{last}.jpg").status_code == 200
    assert sum(count for count, _ in engine.drawn) == drawn
    assert {side for _, side in engine.drawn} == {size}


def test_every_level_lies_on_the_grid_and_covers_the_map_evenly() -> None:
    for z in range(MAX_ZOOM + 1):
        across = [x for column in range(2**z) for x in sorted({x for x, _ in Tile(z, column, 0).points})]
        steps = np.diff(across)
        assert (steps == steps[0]).all()
        assert across[0] == latent.GRID - across[-1] == steps[0] // 2


def test_a_tile_is_drawn_once_and_not_at_all_for_who_has_it(client: FlaskClient, engine: FlatEngine) -> None:
    url = f"{make(client, ALL).headers['Location']}/tiles/7/0/0.jpg"
    first = client.get(url)
    assert client.get(url).data == first.data
    assert "immutable" in first.headers["Cache-Control"]
    other = create_app(GanSettings(), deps(studio(engine))).test_client()
    assert other.get(url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len(engine.drawn) == 1
    assert other.get(url.replace("7/0/0", "7/1/0"), headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_tiles_and_pictures_of_an_older_edition_are_not_taken_for_those_of_today(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make(client, ALL).headers["Location"]
    paths = [f"{url}/tiles/1/1/0.jpg", f"{url}/points/1,1.jpg?size=64"]
    before = [client.get(path).headers["ETag"] for path in paths]
    for module in (tiles, studio_module):
        monkeypatch.setattr(module, "EDITION", tiles.EDITION + 1)
    for path, tag in zip(paths, before, strict=True):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_tile_is_marked_and_says_what_it_is(client: FlaskClient) -> None:
    made = make(client, ALL)
    data = client.get(f"{made.headers['Location']}/tiles/2/3/1.jpg").data
    assert GENERATED.encode() in data
    assert f"maps/{made.get_json()['id']}/tiles/2/3/1".encode() in data


@pytest.mark.parametrize("place", ["8/0/0", "2/4/0", "2/0/4", "0/1/0", "-1/0/0", "1/-1/0", "99999999/1/1"])
def test_beyond_the_map_there_is_no_tile(client: FlaskClient, engine: FlatEngine, place: str) -> None:
    url = make(client, ALL).headers["Location"]
    assert client.get(f"{url}/tiles/{place}.jpg").status_code == 404
    assert not engine.drawn


@pytest.mark.parametrize(
    ("landmarks", "said"),
    [
        (ALL[:1], "at least 2"),
        ([{"artwork": str(number)} for number in range(MAX_LANDMARKS + 1)], f"at most {MAX_LANDMARKS}"),
        ([ALL[0], ALL[0]], "once"),
        ([ALL[0], {"artwork": "blue", "x": 1}], "both x and y"),
        ([ALL[0], {"artwork": "blue", "x": 1025, "y": 0}], "1024"),
        ([ALL[0], {"artwork": "blue", "recipe": "a"}], "either an artwork or a recipe"),
        ([ALL[0], {}], "either an artwork or a recipe"),
        ([ALL[0], {"recipe": "nonsense"}], "not a recipe"),
        ([{**one, "x": 9, "y": 9} for one in ALL], "same point"),
    ],
)
def test_an_impossible_map_is_refused(client: FlaskClient, landmarks: Any, said: str) -> None:
    answer = make(client, landmarks)
    assert answer.status_code == 400
    assert said in answer.get_json(force=True)["detail"]


def test_recipes_are_few_on_a_map_so_that_its_address_stays_short(client: FlaskClient) -> None:
    recipes = [{"recipe": own_recipe(client, number)} for number in range(MAX_RECIPE_LANDMARKS + 1)]
    assert f"up to {MAX_RECIPE_LANDMARKS}" in make(client, recipes).get_json(force=True)["detail"]
    longest = Map(
        RELEASE,
        tuple(
            Landmark(number, 0, Recipe.of(RELEASE, latent.restore(studio_seed(number)), 1.0))
            if number < MAX_RECIPE_LANDMARKS
            else Landmark(number, 0, number)
            for number in range(MAX_LANDMARKS)
        ),
    )
    assert len(longest.id) == MAX_ID_LENGTH
    assert Map.parse(longest.id) == longest
    # with the rest of the request line it must pass servers that take 4,094 letters
    assert len(f"GET {API}/maps/{longest.id}/points/1024,1024.jpg?size=256 HTTP/1.1") < 4094


def studio_seed(number: int) -> np.ndarray:
    return np.full(140, number, np.int16)


def test_an_unknown_artwork_is_named(client: FlaskClient) -> None:
    answer = make(client, [ALL[0], {"artwork": "mauve"}])
    assert answer.status_code == 404
    assert "mauve" in answer.get_json(force=True)["detail"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("red,blue", "not a map"),
        ("AQ", "not a map"),
        ("A" * (MAX_ID_LENGTH + 1), "not a map"),
        (base64.urlsafe_b64encode(b"\x02" + bytes(30)).decode().rstrip("="), "version 2"),
        (base64.urlsafe_b64encode(b"\x01" + bytes(7)).decode().rstrip("="), "2 to 64"),
    ],
)
def test_what_is_no_map_is_told_where_to_get_one(client: FlaskClient, word: str, said: str) -> None:
    for path in (f"/maps/{word}", f"/maps/{word}/points/1,1.jpg", f"/maps/{word}/tiles/0/0/0.jpg"):
        answer = client.get(API + path)
        assert answer.status_code == 400
        assert said in answer.get_json(force=True)["detail"]


def test_an_id_has_one_written_form() -> None:
    word = Map(RELEASE, (Landmark(1, 2, 0), Landmark(3, 4, 1))).id
    with pytest.raises(MapIdError, match="written form"):
        Map.parse(word + "AAAA")


def test_a_map_of_another_release_names_both(client: FlaskClient) -> None:
    word = Map("ba9876543210", (Landmark(1, 2, 0), Landmark(3, 4, 1))).id
    answer = client.get(f"{API}/maps/{word}")
    assert answer.status_code == 404
    detail = answer.get_json(force=True)["detail"]
    assert "ba9876543210" in detail
    assert RELEASE in detail


def test_a_row_that_the_release_lacks_is_not_found(client: FlaskClient) -> None:
    word = Map(RELEASE, (Landmark(1, 2, 0), Landmark(3, 4, 3))).id
    assert client.get(f"{API}/maps/{word}").status_code == 404


@pytest.mark.parametrize("point", ["1025,0", "-1,0", "0,1025"])
def test_a_point_off_the_map_is_told_its_edges(client: FlaskClient, point: str) -> None:
    answer = client.get(f"{make(client, ALL).headers['Location']}/points/{point}.jpg")
    assert answer.status_code == 400
    assert "0 to 1024" in answer.get_json(force=True)["detail"]


def test_a_tile_knows_its_limits() -> None:
    with pytest.raises(NotFound, match="0 to 7"):
        Tile(MAX_ZOOM + 1, 0, 0)
