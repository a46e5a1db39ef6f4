"""Every limit in the generator service's contract is the constant in its code, and its answers have the shapes told."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

import gan_api
from gan_api import latent, map_id
from gan_api.albums import MAX_PICTURES
from gan_api.app import create_app
from gan_api.compositions import MAX_BETWEEN, MAX_DRAWN, MAX_PIECES
from gan_api.directions.attributes import ATTRIBUTES
from gan_api.drawing import MAX_DEADLINE_MS, MAX_SESSION_LENGTH
from gan_api.inverting import COST
from gan_api.lending import ACROSS
from gan_api.map_id import MAX_LANDMARKS, MAX_RECIPE_LANDMARKS
from gan_api.model.choosing import MAX_DIFFERENCE
from gan_api.model.generator import SEED_LENGTH, SIZES
from gan_api.moving import MAX_MOVES, MAX_SIGMAS, MAX_VARIATION
from gan_api.recipe import MAX_TRUNCATION
from gan_api.routes.blends import MAX_WEIGHT
from gan_api.routes.jobs import HEARTBEAT_S
from gan_api.routes.things import MAX_RECIPE_LENGTH
from gan_api.routes.visits import DEADLINE_HEADER, SESSION_HEADER
from gan_api.routes.walks import WalkRequest
from gan_api.settings import GanSettings
from gan_api.studio import MAX_BLEND_PARTS
from gan_api.tiles import MAX_ZOOM
from gan_api.walks import MAX_FPS, MAX_FRAMES, MAX_STOPS
from gan_api.works import works_of
from services.collection.artwork import MAX_ID_LENGTH
from services.common.films import FILM_TYPES, MAX_GIF_FPS
from services.common.images import CONTENT_TYPES
from services.common.jobs import State
from services.common.jobs.pool import MAX_PER_CLIENT
from tests.gan_api import tiny

API = "/api/gan/v1"
ONE = [{"artwork": "red", "weight": 1}]
CONTRACT: dict[str, Any] = yaml.safe_load((Path(gan_api.__file__).parent / "openapi.yaml").read_text(encoding="utf-8"))
SCHEMAS: dict[str, Any] = CONTRACT["components"]["schemas"]


@pytest.fixture
def client() -> FlaskClient:
    return create_app(GanSettings(), tiny.deps()).test_client()


def path_parameters(path: str) -> dict[str, Any]:
    return {one["name"]: one["schema"] for one in CONTRACT["paths"][path]["get"]["parameters"] if "name" in one}


def fits(body: Any, name: str) -> None:
    Draft202012Validator({**CONTRACT, "$ref": f"#/components/schemas/{name}"}).validate(body)


def test_a_lent_generator_is_tried_as_told() -> None:
    lent = SCHEMAS["LentGenerator"]["properties"]
    assert lent["max_difference"]["const"] == MAX_DIFFERENCE
    assert lent["seed"]["minItems"] == lent["seed"]["maxItems"] == SEED_LENGTH
    trial = lent["graphs"]["items"]["properties"]["trial"]["properties"]
    assert trial["across"]["const"] == ACROSS
    assert trial["pixels"]["minItems"] == trial["pixels"]["maxItems"] == ACROSS * ACROSS * 3


def test_a_seed_has_as_many_numbers_as_the_model_takes() -> None:
    seed = SCHEMAS["RecipeRequest"]["properties"]["seed"]
    assert seed["minItems"] == seed["maxItems"] == SEED_LENGTH


def test_sizes_and_truncation_are_those_that_are_drawn() -> None:
    assert tuple(SCHEMAS["Size"]["enum"]) == SIZES
    assert SCHEMAS["Size"]["default"] == SIZES[-1]
    assert (SCHEMAS["Truncation"]["minimum"], SCHEMAS["Truncation"]["maximum"]) == (0, MAX_TRUNCATION)


def test_formats_are_those_that_are_written() -> None:
    given = CONTRACT["paths"][f"{API}/images/{{recipe}}.{{format}}"]["get"]["parameters"]
    formats = next(one["schema"]["enum"] for one in given if one["name"] == "format")
    assert formats == list(CONTENT_TYPES)
    assert set(CONTRACT["components"]["responses"]["Picture"]["content"]) == set(CONTENT_TYPES.values())


def test_a_blend_has_the_parts_and_weights_that_are_taken() -> None:
    parts = SCHEMAS["BlendRequest"]["properties"]["parts"]
    assert (parts["minItems"], parts["maxItems"]) == (1, MAX_BLEND_PARTS)
    part = SCHEMAS["BlendPart"]["properties"]
    assert (part["weight"]["minimum"], part["weight"]["maximum"]) == (0, MAX_WEIGHT)
    assert part["artwork"]["maxLength"] == MAX_ID_LENGTH
    assert part["recipe"]["maxLength"] == MAX_RECIPE_LENGTH


def test_a_blend_has_the_moves_that_are_made() -> None:
    blend = SCHEMAS["BlendRequest"]["properties"]
    assert {blend[name]["maxItems"] for name in ("directions", "more_like", "less_like")} == {MAX_MOVES}
    amount = SCHEMAS["DirectionMove"]["properties"]["amount"]
    assert (amount["minimum"], amount["maximum"]) == (-MAX_SIGMAS, MAX_SIGMAS)
    number = SCHEMAS["Variation"]["properties"]["number"]
    assert (number["minimum"], number["maximum"]) == (0, MAX_VARIATION)
    assert SCHEMAS["Direction"]["properties"]["effects"]["required"] == [one.id for one in ATTRIBUTES]


def test_a_map_has_the_landmarks_and_the_grid_of_the_code() -> None:
    landmarks = SCHEMAS["MapRequest"]["properties"]["landmarks"]
    assert (landmarks["minItems"], landmarks["maxItems"]) == (2, MAX_LANDMARKS)
    assert f"up to {MAX_RECIPE_LANDMARKS} of them recipes" in landmarks["description"]
    axis = {"type": "integer", "minimum": 0, "maximum": latent.GRID}
    point = path_parameters(f"{API}/maps/{{map}}/points/{{x}},{{y}}.jpg")
    assert point["x"] == point["y"] == axis
    landmark = SCHEMAS["LandmarkRequest"]["properties"]
    assert landmark["x"] == landmark["y"] == axis
    assert landmark["artwork"]["maxLength"] == MAX_ID_LENGTH
    assert landmark["recipe"]["maxLength"] == MAX_RECIPE_LENGTH
    assert CONTRACT["components"]["parameters"]["Map"]["schema"]["maxLength"] == map_id.MAX_ID_LENGTH


def test_a_map_has_the_tiles_of_the_code() -> None:
    tile = path_parameters(f"{API}/maps/{{map}}/tiles/{{z}}/{{x}}/{{y}}.jpg")
    assert tile["z"] == {"type": "integer", "minimum": 0, "maximum": MAX_ZOOM}
    assert tile["x"] == tile["y"] == {"type": "integer", "minimum": 0, "maximum": 2**MAX_ZOOM - 1}


def test_a_walk_has_the_stops_and_frames_of_the_code() -> None:
    walk = SCHEMAS["WalkRequest"]["properties"]
    assert (walk["stops"]["minItems"], walk["stops"]["maxItems"]) == (2, MAX_STOPS)
    assert (walk["frames"]["minimum"], walk["frames"]["maximum"]) == (2, MAX_FRAMES)
    assert (walk["fps"]["minimum"], walk["fps"]["maximum"]) == (1, MAX_FPS)
    assert f"up to {MAX_GIF_FPS}" in walk["fps"]["description"]
    stop = SCHEMAS["Stop"]["properties"]
    assert (stop["artwork"]["maxLength"], stop["recipe"]["maxLength"]) == (MAX_ID_LENGTH, MAX_RECIPE_LENGTH)
    defaults = {name: field.default for name, field in WalkRequest.model_fields.items() if not field.is_required()}
    assert {name: walk[name]["default"] for name in defaults if name != "size"} | {"size": SIZES[-1]} == defaults
    assert walk["format"]["enum"] == list(FILM_TYPES)
    made = CONTRACT["paths"][f"{API}/jobs/{{job}}/result"]["get"]["responses"]["200"]["content"]
    assert set(made) == {*FILM_TYPES.values(), "application/json"}


def test_jobs_have_the_states_and_limits_of_the_code() -> None:
    assert SCHEMAS["Job"]["properties"]["state"]["enum"] == [state.value for state in State]
    described = {path: item for path, item in CONTRACT["paths"].items() if "/jobs/" in path}
    for ordered in ("walks", "inversions"):
        assert f"may have {MAX_PER_CLIENT} jobs" in CONTRACT["paths"][f"{API}/{ordered}"]["post"]["description"]
    assert f"as {COST:g} images" in CONTRACT["paths"][f"{API}/inversions"]["post"]["description"]
    assert SCHEMAS["Job"]["properties"]["kind"]["enum"] == list(works_of(tiny.studio(), tiny.no_inverter))
    watched = described[f"{API}/jobs/{{job}}/events"]["get"]["description"]
    assert f"every {HEARTBEAT_S:g} seconds" in watched
    assert f"GAN_MAX_LISTENERS ({GanSettings().max_listeners})" in watched
    fetched = described[f"{API}/jobs/{{job}}/result"]["get"]["description"]
    assert f"GAN_KEEP_JOBS_S ({GanSettings().keep_jobs_s}) seconds" in fetched


def test_an_album_has_the_pictures_of_the_code() -> None:
    album = SCHEMAS["AlbumRequest"]["properties"]
    assert (album["recipes"]["minItems"], album["recipes"]["maxItems"]) == (1, MAX_PICTURES)
    assert album["recipes"]["items"]["maxLength"] == MAX_RECIPE_LENGTH
    assert album["format"]["enum"] == list(CONTENT_TYPES)


def test_a_composition_has_the_pieces_of_the_code() -> None:
    composition = SCHEMAS["CompositionRequest"]["properties"]
    pieces = composition["recipes"]
    assert (pieces["minItems"], pieces["maxItems"], pieces["items"]["maxLength"]) == (2, MAX_PIECES, MAX_RECIPE_LENGTH)
    assert composition["across"]["oneOf"][0]["maximum"] == MAX_PIECES
    assert composition["between"]["maximum"] == MAX_BETWEEN
    operation = CONTRACT["paths"][f"{API}/compositions"]["post"]
    assert f"2 to {MAX_PIECES} recipes" in operation["summary"]
    assert f"up to {MAX_DRAWN} pictures" in re.sub(r"\s+", " ", operation["description"])


def test_headers_of_a_visit_are_those_that_are_read() -> None:
    told = CONTRACT["components"]["parameters"]
    assert (told["Session"]["name"], told["Deadline"]["name"]) == (SESSION_HEADER, DEADLINE_HEADER)
    assert told["Deadline"]["schema"]["maximum"] == MAX_DEADLINE_MS
    assert told["Session"]["schema"]["pattern"] == f"^[A-Za-z0-9._-]{{1,{MAX_SESSION_LENGTH}}}$"


def test_whoever_is_told_to_come_back_is_told_when() -> None:
    told = [
        answer["$ref"].rpartition("/")[2]
        for path in CONTRACT["paths"].values()
        for operation in path.values()
        for status, answer in operation["responses"].items()
        if status == "429"
    ]
    assert told
    assert set(told) == {"Busy"}
    assert CONTRACT["components"]["responses"]["Busy"]["headers"]["Retry-After"]["required"]


def test_the_limits_that_the_service_tells_are_those_of_the_contract(client: FlaskClient) -> None:
    limits = client.get(f"{API}/model").get_json()["limits"]
    assert limits.keys() == set(SCHEMAS["Model"]["properties"]["limits"]["properties"])
    assert limits["max_blend_parts"] == SCHEMAS["BlendRequest"]["properties"]["parts"]["maxItems"]
    assert limits["max_truncation"] == SCHEMAS["Truncation"]["maximum"]


def test_answers_have_the_shapes_of_the_contract(client: FlaskClient) -> None:
    fits(client.get(f"{API}/model").get_json(), "Model")
    fits(client.get(f"{API}/artworks/red/seed").get_json(), "Seed")
    landmarks = [{"artwork": "red"}, {"artwork": "blue", "x": 0, "y": 0}]
    fits(client.post(f"{API}/maps", json={"landmarks": landmarks}).get_json(), "Map")
    parts = [{"artwork": "red", "weight": 1}, {"artwork": "blue", "weight": 3}]
    fits(client.post(f"{API}/blends", json={"parts": parts}).get_json(), "BlendAnswer")
    fits(client.post(f"{API}/recipes", json={"seed": [0.5] * SEED_LENGTH}).get_json(), "RecipeAnswer")
    accepted = client.post(f"{API}/walks", json={"stops": [{"artwork": "red"}, {"artwork": "blue"}], "frames": 4})
    fits(accepted.get_json(), "Job")
    assert client.get(f"{accepted.headers['Location']}/events").status_code == 200  # to its end
    fits(client.get(accepted.headers["Location"]).get_json(), "Job")
    fits(client.get(f"{API}/artworks/unicorn/seed").get_json(force=True), "Problem")


def test_the_contract_refuses_what_the_service_refuses(client: FlaskClient) -> None:
    refused = [
        ("recipes", "RecipeRequest", {"seed": [0.0] * (SEED_LENGTH - 1)}),
        ("recipes", "RecipeRequest", {"seed": [0.0] * SEED_LENGTH, "size": 100}),
        ("recipes", "RecipeRequest", {"seed": [0.0] * SEED_LENGTH, "truncation": MAX_TRUNCATION + 0.1}),
        ("recipes", "RecipeRequest", {"seed": [0.0] * SEED_LENGTH, "trunkation": 1}),
        ("maps", "MapRequest", {"landmarks": [{"artwork": "red"}]}),
        ("maps", "MapRequest", {"landmarks": [{"artwork": "red"}] * (MAX_LANDMARKS + 1)}),
        ("maps", "MapRequest", {"landmarks": [{"artwork": "red"}, {"artwork": "blue", "x": 1}]}),
        ("maps", "MapRequest", {"landmarks": [{"artwork": "red"}, {"artwork": "blue", "x": 1, "y": 1025}]}),
        ("maps", "MapRequest", {"landmarks": [{"artwork": "red"}, {}]}),
        ("walks", "WalkRequest", {"stops": [{"artwork": "red"}]}),
        ("walks", "WalkRequest", {"stops": [{"artwork": "red"}] * (MAX_STOPS + 1)}),
        ("walks", "WalkRequest", {"stops": [{"artwork": "red"}, {}]}),
        ("walks", "WalkRequest", {"stops": [{"artwork": "red"}] * 2, "frames": MAX_FRAMES + 1}),
        ("walks", "WalkRequest", {"stops": [{"artwork": "red"}] * 2, "fps": 0}),
        ("walks", "WalkRequest", {"stops": [{"artwork": "red"}] * 2, "easing": "bouncy"}),
        ("images", "AlbumRequest", {"recipes": []}),
        ("images", "AlbumRequest", {"recipes": ["x" * (MAX_RECIPE_LENGTH + 1)]}),
        ("images", "AlbumRequest", {"recipes": ["x"], "format": "gif"}),
        ("compositions", "CompositionRequest", {"recipes": ["x"]}),
        ("compositions", "CompositionRequest", {"recipes": ["x"] * 2, "between": MAX_BETWEEN + 1}),
        ("blends", "BlendRequest", {"parts": ONE, "variation": {"number": MAX_VARIATION + 1, "amount": 1}}),
        ("blends", "BlendRequest", {"parts": []}),
        ("blends", "BlendRequest", {"parts": [{"weight": 1}]}),
        ("blends", "BlendRequest", {"parts": ONE, "directions": [{"id": "lightness", "amount": MAX_SIGMAS + 0.1}]}),
        ("blends", "BlendRequest", {"parts": ONE, "more_like": [{"artwork": "blue", "amount": -0.1}]}),
        ("blends", "BlendRequest", {"parts": ONE, "less_like": [{"artwork": "blue", "amount": 1}] * (MAX_MOVES + 1)}),
        ("blends", "BlendRequest", {"parts": [{"artwork": "red", "weight": 1}] * (MAX_BLEND_PARTS + 1)}),
        ("blends", "BlendRequest", {"parts": [{"artwork": "red", "weight": -1}, {"artwork": "blue", "weight": 1}]}),
    ]
    for route, schema, body in refused:
        assert client.post(f"{API}/{route}", json=body).status_code == 400
        assert not Draft202012Validator({**CONTRACT, "$ref": f"#/components/schemas/{schema}"}).is_valid(body)
