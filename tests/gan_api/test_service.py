"""The generator service over HTTP, with the tiny engine behind it."""

import io
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image

from gan_api.app import create_app
from gan_api.settings import GanSettings
from gan_api.studio import MAX_BLEND_PARTS
from services.common.provenance import GENERATED
from tests.gan_api.tiny import RELEASE, FlatEngine, HeldEngine, deps, studio

API = "/api/gan/v1"


@pytest.fixture
def engine() -> FlatEngine:
    return FlatEngine()


@pytest.fixture
def client(engine: FlatEngine) -> FlaskClient:
    return create_app(GanSettings(), deps(studio(engine))).test_client()


def colour(data: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(data)) as image:
        return tuple(int(value) for value in np.asarray(image.convert("RGB")).reshape(-1, 3).mean(0).round())


def close(mine: tuple[int, ...], theirs: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(mine, theirs, strict=True)) <= 3


def problem(answer: Any) -> dict[str, Any]:
    assert answer.content_type == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert body["status"] == answer.status_code
    assert body["request_id"]
    return body


def test_the_model_says_what_it_serves(client: FlaskClient) -> None:
    model = client.get(f"{API}/model").get_json()
    assert model["release"] == RELEASE
    assert model["seed_length"] == 140
    assert model["landmarks"] == 3
    assert model["card"] == "# A card"


def test_an_artworks_seed_draws_its_picture(client: FlaskClient) -> None:
    seed = client.get(f"{API}/artworks/red/seed").get_json()
    assert seed["seed"][:3] == [3, 0, 0]
    picture = client.get(seed["image"])
    assert picture.content_type == "image/jpeg"
    assert close(colour(picture.data), (224, 128, 128))


@pytest.mark.parametrize(("file_format", "kind"), [("jpg", "jpeg"), ("webp", "webp"), ("png", "png")])
def test_every_picture_is_marked_as_generated_and_carries_its_recipe(
    client: FlaskClient, file_format: str, kind: str
) -> None:
    recipe = client.get(f"{API}/artworks/green/seed").get_json()["recipe"]
    picture = client.get(f"{API}/images/{recipe}.{file_format}")
    assert picture.content_type == f"image/{kind}"
    assert GENERATED.encode() in picture.data
    assert recipe.encode() in picture.data


def test_the_same_recipe_gives_the_same_bytes_and_is_drawn_once(client: FlaskClient, engine: FlatEngine) -> None:
    url = client.get(f"{API}/artworks/red/seed").get_json()["image"]
    first, second = client.get(url), client.get(url)
    assert first.data == second.data
    assert len(engine.drawn) == 1
    assert "immutable" in first.headers["Cache-Control"]
    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_blend_lies_between_its_parts_and_leans_to_the_heavier(client: FlaskClient) -> None:
    parts = [{"artwork": "red", "weight": 3}, {"artwork": "blue", "weight": 1}]
    blend = client.post(f"{API}/blends", json={"parts": parts}).get_json()
    assert [part["weight"] for part in blend["parts"]] == [0.75, 0.25]
    red, green, blue = colour(client.get(blend["image"]).data)
    assert red > blue > green


def test_a_blend_with_all_weight_on_one_artwork_is_its_seed(client: FlaskClient) -> None:
    parts = [{"artwork": "red", "weight": 1}, {"artwork": "blue", "weight": 0}]
    blend = client.post(f"{API}/blends", json={"parts": parts}).get_json()
    assert blend["recipe"] == client.get(f"{API}/artworks/red/seed").get_json()["recipe"]


def test_a_seed_of_ones_own_becomes_a_recipe(client: FlaskClient) -> None:
    answer = client.post(f"{API}/recipes", json={"seed": [3.0] + [0.0] * 139, "size": 64}).get_json()
    assert close(colour(client.get(answer["image"]).data), (224, 128, 128))


def test_a_rendering_comes_in_the_size_that_was_asked_for(client: FlaskClient) -> None:
    with Image.open(io.BytesIO(client.get(f"{API}/artworks/red/rendering.jpg?size=64").data)) as image:
        assert image.size == (64, 64)


def test_a_seed_of_139_numbers_is_told_the_right_length(client: FlaskClient) -> None:
    answer = client.post(f"{API}/recipes", json={"seed": [0.0] * 139})
    assert answer.status_code == 400
    assert "139 numbers; this model takes 140" in problem(answer)["detail"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", '"1"', "null", "true"])
def test_what_is_not_a_finite_number_is_refused(client: FlaskClient, number: str) -> None:
    body = '{"seed": [' + ",".join([number] + ["0.0"] * 139) + "]}"
    answer = client.post(f"{API}/recipes", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "seed" in problem(answer)["detail"]


def test_a_recipe_of_another_release_names_both(client: FlaskClient) -> None:
    recipe = client.get(f"{API}/artworks/red/seed").get_json()["recipe"]
    answer = client.get(f"{API}/images/{recipe.replace(RELEASE, 'ba9876543210')}.jpg")
    assert answer.status_code == 404
    detail = problem(answer)["detail"]
    assert "ba9876543210" in detail
    assert RELEASE in detail


def test_an_unknown_artwork_is_not_found_everywhere(client: FlaskClient) -> None:
    parts = [{"artwork": "red", "weight": 1}, {"artwork": "mauve", "weight": 1}]
    answers = [
        client.get(f"{API}/artworks/mauve/seed"),
        client.get(f"{API}/artworks/mauve/rendering.jpg"),
        client.post(f"{API}/blends", json={"parts": parts}),
    ]
    for answer in answers:
        assert answer.status_code == 404
        assert "mauve" in problem(answer)["detail"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/images/nonsense.jpg", "not a recipe"),
        ("/artworks/red/rendering.jpg?size=65", "64, 128, 256"),
        ("/artworks/red/rendering.jpg?size=big", "size"),
        ("/artworks/red/rendering.jpg?sise=64", "sise"),
    ],
)
def test_a_bad_address_is_told_the_limit(client: FlaskClient, path: str, said: str) -> None:
    answer = client.get(API + path)
    assert answer.status_code == 400
    assert said in problem(answer)["detail"]


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [{"artwork": "red", "weight": 1}] * (MAX_BLEND_PARTS + 1),
        [{"artwork": "red", "weight": -1}, {"artwork": "blue", "weight": 1}],
        [{"artwork": "red", "weight": 0}, {"artwork": "blue", "weight": 0}],
        [{"artwork": "red", "wait": 1}, {"artwork": "blue", "weight": 1}],
        "red",
    ],
)
def test_an_impossible_blend_is_refused(client: FlaskClient, parts: Any) -> None:
    answer = client.post(f"{API}/blends", data=json.dumps({"parts": parts}), content_type="application/json")
    assert answer.status_code == 400
    assert problem(answer)["detail"]


@pytest.fixture
def held() -> Iterator[HeldEngine]:
    engine = HeldEngine()
    yield engine
    engine.gate.set()


def test_too_much_waiting_work_is_answered_with_when_to_come_back(held: HeldEngine) -> None:
    full = studio(held, max_waiting=1)
    app = create_app(GanSettings(), deps(full))

    def ask(artwork: str) -> Any:
        return app.test_client().get(f"{API}/artworks/{artwork}/rendering.jpg")

    with ThreadPoolExecutor(2) as pool:
        drawn = pool.submit(ask, "red")
        assert held.begun.wait(20)
        waiting = pool.submit(ask, "green")
        while not full.waiting:
            time.sleep(0.005)
        refused = ask("blue")
        held.gate.set()
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "1"
        assert "the limit is 1" in problem(refused)["detail"]
        assert drawn.result().status_code == waiting.result().status_code == 200
    assert ask("blue").status_code == 200


def test_a_drags_newer_position_takes_the_place_of_the_one_that_waits(held: HeldEngine) -> None:
    one = studio(held)
    app = create_app(GanSettings(), deps(one))

    def ask(artwork: str, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return app.test_client().get(f"{API}/artworks/{artwork}/rendering.jpg", headers=named)

    with ThreadPoolExecutor(3) as pool:
        pool.submit(ask, "red")
        assert held.begun.wait(20)
        older = pool.submit(ask, "green", Gen_Session="drag")
        while not one.waiting:
            time.sleep(0.005)
        newer = pool.submit(ask, "blue", Gen_Session="drag")
        superseded = older.result()
        held.gate.set()
        assert superseded.status_code == 409
        assert problem(superseded)["type"].endswith("superseded")
        assert newer.result().status_code == 200


def test_what_is_not_drawn_by_its_deadline_is_answered_504(held: HeldEngine) -> None:
    app = create_app(GanSettings(), deps(studio(held)))
    late = app.test_client().get(f"{API}/artworks/red/rendering.jpg", headers={"Gen-Deadline-Ms": "40"})
    assert late.status_code == 504
    assert "not drawn within 40 ms" in problem(late)["detail"]


def test_an_answer_says_where_its_time_went(client: FlaskClient) -> None:
    path = f"{API}/artworks/red/rendering.jpg"
    stages = [client.get(path).headers["Server-Timing"] for _ in range(2)]
    assert [stage.split(";")[0] for stage in stages[0].split(", ")] == ["queue", "device", "encode"]
    assert stages[1].startswith("cache;dur=")


def test_a_client_that_had_its_minutes_worth_drawn_is_refused_but_still_served_from_the_cache() -> None:
    app = create_app(GanSettings(), deps(studio(rate_per_minute=1))).test_client()
    assert app.get(f"{API}/artworks/red/rendering.jpg").status_code == 200
    refused = app.get(f"{API}/artworks/blue/rendering.jpg")
    assert refused.status_code == 429
    assert refused.headers["RateLimit"] == '"images";r=0;t=60'
    assert app.get(f"{API}/artworks/red/rendering.jpg").status_code == 200
