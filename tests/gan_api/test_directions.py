"""Directions: what pictures look like in numbers, what is found in a tiny generator, names, the file, and moves."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from flask.testing import FlaskClient

from gan_api import latent
from gan_api.app import create_app
from gan_api.directions.attributes import ATTRIBUTES, measure
from gan_api.directions.direction import Direction, Effect
from gan_api.directions.file import DirectionsError, read_directions, save_directions
from gan_api.directions.finding import DirectionsPlan, apart, find_directions, fit, principal_vectors
from gan_api.directions.naming import earned, named
from gan_api.directions.report import table
from gan_api.inversion.memorising import remembering
from gan_api.inversion.toning import learn_tone
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.recipe import Recipe
from gan_api.settings import GanSettings
from tests.gan_api.tiny import SEEDS, deps, draws_something, studio

API = "/api/gan/v1"
NAMES = [attribute.id for attribute in ATTRIBUTES]


def plain(*colour: int) -> np.ndarray:
    return np.broadcast_to(np.array(colour, np.uint8), (1, 8, 8, 3))


def of(pictures: np.ndarray, name: str) -> float:
    return float(measure(pictures)[0, NAMES.index(name)])


def test_lightness_is_that_of_cielab() -> None:
    assert of(plain(255, 255, 255), "lightness") == pytest.approx(100, abs=0.01)
    assert of(plain(0, 0, 0), "lightness") == pytest.approx(0, abs=0.01)
    assert of(plain(255, 0, 0), "lightness") == pytest.approx(53.24, abs=0.05)  # as in the literature


def test_grey_is_neither_warm_nor_colourful_and_orange_is_both() -> None:
    assert of(plain(120, 120, 120), "colourfulness") == pytest.approx(0, abs=0.1)
    assert of(plain(230, 140, 30), "warmth") > 50 > 0 > of(plain(30, 60, 230), "warmth")
    assert of(plain(30, 60, 230), "colourfulness") > 50


def test_stripes_have_contrast_and_finer_ones_are_busier() -> None:
    coarse, fine = np.zeros((2, 1, 8, 8, 3), np.uint8)
    coarse[:, :, 4:], fine[:, :, ::2] = 255, 255
    assert of(coarse, "contrast") == of(fine, "contrast") == pytest.approx(50, abs=0.1)
    assert of(fine, "complexity") > 3 * of(coarse, "complexity")
    assert of(plain(9, 99, 200), "contrast") == of(plain(9, 99, 200), "complexity") == 0


def with_one_loud_number(number: int) -> Generator:
    """A generator whose first layer hears one number of the seed ten times as loud as the others."""
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(size=64, channels=8)).eval()
    with torch.no_grad():
        generator.stem.weight[number] *= 10
    return generator


def test_the_first_principal_direction_is_what_the_first_layer_hears_loudest() -> None:
    seeds = np.random.default_rng(1).standard_normal((1500, 140)).astype(np.float32)
    vectors, explained = principal_vectors(with_one_loud_number(17), seeds, 3)
    assert abs(vectors[0, 17]) > 0.9
    assert explained[0] > 3 * explained[1]
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_the_same_generator_gives_the_same_directions() -> None:
    plan = DirectionsPlan(principal=2, layer_seeds=300, fitted_seeds=200, looked_at_seeds=8)
    first, again = (find_directions(with_one_loud_number(3), plan) for _ in range(2))
    assert [(one.id, one.name, one.effects) for one in first] == [(one.id, one.name, one.effects) for one in again]
    assert all((one.vector == other.vector).all() for one, other in zip(first, again, strict=True))
    assert [one.id for one in first][-2:] == ["principal-1", "principal-2"]
    assert len(table(first).splitlines()) == len(first) + 4


def test_where_works_are_remembered_qualities_change_along_the_tone_alone_and_are_looked_at_on_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gan_api.directions.finding.earned", lambda _: True)
    seen: list[np.ndarray] = []

    def looked_at(one: Direction, seeds: np.ndarray, *_: object) -> Direction:
        seen.append(seeds)
        return replace(one, effects=dict.fromkeys(NAMES, Effect(1.0, 1.0, 1.0)))

    monkeypatch.setattr("gan_api.directions.finding._looked_at", looked_at)
    generator = Generator(GeneratorConfig(channels=4)).eval()
    draws_something(generator)
    learn_tone(generator)
    works = generator.tone.level(torch.randn(5, 140, generator=torch.Generator().manual_seed(0)))
    generator = remembering(generator, works)
    found = find_directions(generator, DirectionsPlan(principal=1, layer_seeds=200, fitted_seeds=300))
    qualities = torch.from_numpy(np.stack([one.vector for one in found if one.kind == "attribute"]))
    assert len(qualities) > 1
    assert torch.allclose(generator.tone.only(qualities), qualities, atol=1e-5)
    assert (works @ qualities.T).abs().max() < 1e-2
    assert all(sorted(map(tuple, seeds)) == sorted(map(tuple, works.numpy())) for seeds in seen)


def test_a_fit_finds_what_a_value_grows_along_and_how_surely() -> None:
    random = np.random.default_rng(2)
    seeds = random.standard_normal((2000, 140)).astype(np.float32)
    vector, r2 = fit(seeds, 3 * seeds[:, 5] + random.standard_normal(2000) * 3, 1500)
    assert vector[5] > 0.95
    assert r2 == pytest.approx(0.5, abs=0.1)
    _, none = fit(seeds, random.standard_normal(2000), 1500)
    assert none < 0.05


def test_a_freed_direction_leaves_the_others_alone() -> None:
    one, other = np.zeros((2, 140), np.float32)
    one[:2], other[1] = np.sqrt(0.5), 1
    freed = apart(one, [other])
    assert freed[0] == pytest.approx(1)
    assert float(freed @ other) == pytest.approx(0, abs=1e-6)


def direction(identity: str = "principal-1", agreement: float = 0.95, **deviations: float) -> Direction:
    effects = {name: Effect(1.0, deviations.get(name, 0.0), agreement) for name in NAMES}
    vector = np.eye(140, dtype=np.float32)[0]
    return Direction(identity, "", "principal", vector, 1.0, effects)


def test_a_name_goes_to_the_direction_that_changes_an_attribute_most() -> None:
    names = [one.name for one in named([direction(lightness=2.0), direction("principal-2", lightness=1.5)])]
    assert names == ["Direction 1: lighter", "Direction 2"]


def test_a_weak_or_unsure_effect_earns_no_name() -> None:
    assert named([direction(lightness=0.9)])[0].name == "Direction 1"
    assert named([direction(lightness=2.0, agreement=0.7)])[0].name == "Direction 1"


def test_a_principal_direction_is_turned_to_the_increase_of_its_strongest_effect() -> None:
    (turned,) = named([direction(lightness=-2.0, warmth=1.5)])
    assert turned.name == "Direction 1: lighter, cooler"
    assert turned.vector[0] == -1
    assert turned.effects["lightness"].deviations == 2.0


def test_an_attributes_direction_must_change_it_as_much_as_anything_else() -> None:
    assert earned(direction("warmth", warmth=2.0, colourfulness=2.1))
    assert not earned(direction("warmth", warmth=2.0, lightness=3.0))
    assert not earned(direction("warmth", warmth=0.5))
    assert not earned(direction("warmth", warmth=-2.0))


def test_directions_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    given = [direction(lightness=2.0), replace(direction("warmth"), kind="attribute", r2=0.5)]
    path = tmp_path / "directions.safetensors"
    save_directions(given, "a" * 64, path)
    first = path.read_bytes()
    save_directions(given, "a" * 64, path)
    assert path.read_bytes() == first
    read = read_directions(path, "a" * 64)
    assert [replace(one, vector=None) for one in read] == [replace(one, vector=None) for one in given]
    assert all((one.vector == other.vector).all() for one, other in zip(read, given, strict=True))


def test_directions_of_another_generator_or_of_another_length_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "directions.safetensors"
    save_directions([direction()], "a" * 64, path)
    with pytest.raises(DirectionsError, match="another generator"):
        read_directions(path, "b" * 64)
    save_directions([replace(direction(), vector=2 * direction().vector)], "a" * 64, path)
    with pytest.raises(DirectionsError, match="length 1"):
        read_directions(path, "a" * 64)
    path.write_bytes(b"nothing")
    with pytest.raises(DirectionsError, match="can't be read"):
        read_directions(path, "a" * 64)


@pytest.fixture
def client() -> FlaskClient:
    along = replace(direction(), vector=np.eye(140, dtype=np.float32)[7], sigma=1.5)
    return create_app(GanSettings(), deps(directions=[along])).test_client()


def blend(client: FlaskClient, artwork: str = "red", **moves: Any) -> np.ndarray:
    answer = client.post(f"{API}/blends", json={"parts": [{"artwork": artwork, "weight": 1}], **moves})
    assert answer.status_code == 200, answer.get_json(force=True)
    return Recipe.parse(answer.get_json()["recipe"]).latent


def test_a_variation_is_the_same_one_for_its_number_and_none_at_nothing(client: FlaskClient) -> None:
    def varied(number: int, amount: float) -> np.ndarray:
        return blend(client, variation={"number": number, "amount": amount})

    assert (varied(7, 0) == blend(client)).all()
    assert (varied(7, 0.5) == varied(7, 0.5)).all()
    pairs = [
        latent.blend(latent.restore(np.stack(two)), np.ones(2, np.float32)) for two in combinations(SEEDS.values(), 2)
    ]
    found = [[bool(np.allclose(varied(number, 1), pair, atol=1 / 4096)) for pair in pairs] for number in range(12)]
    assert all(sum(one) == 1 for one in found)
    assert all(map(any, zip(*found, strict=True)))  # each pair has its turn


def test_where_there_are_no_two_works_a_variation_is_a_random_seed() -> None:
    one = studio(seeds={"red": SEEDS["red"]})
    varied = blend(create_app(GanSettings(), deps(one)).test_client(), variation={"number": 7, "amount": 1})
    assert np.allclose(varied[:3], (1.6905257, -0.4659374, 0.0328201), atol=1 / 4096)  # NumPy's own, for ever


def test_directions_are_listed_with_what_they_change(client: FlaskClient) -> None:
    (told,) = client.get(f"{API}/directions").get_json()["directions"]
    assert told["id"] == "principal-1"
    assert set(told["effects"]) == set(NAMES)


def test_a_move_along_a_direction_is_counted_in_sigmas(client: FlaskClient) -> None:
    moved = blend(client, directions=[{"id": "principal-1", "amount": -2}])
    assert moved[0] == 3
    assert moved[7] == -3


def test_more_like_a_work_ends_at_that_work(client: FlaskClient) -> None:
    assert (blend(client, more_like=[{"artwork": "blue", "amount": 1}]) == blend(client, "blue")).all()
    half = blend(client, more_like=[{"artwork": "blue", "amount": 0.5}])
    assert half[0] == pytest.approx(half[2], abs=0.001)


def test_less_like_a_work_turns_away_by_half_the_angle_at_the_same_length(client: FlaskClient) -> None:
    red, away = blend(client), blend(client, less_like=[{"artwork": "blue", "amount": 1}])
    assert np.linalg.norm(away) == pytest.approx(np.linalg.norm(red), abs=0.001)
    assert away[0] == pytest.approx(-away[2], abs=0.001)  # 45° beyond, as the two stand at right angles


def test_moves_of_nothing_change_nothing(client: FlaskClient) -> None:
    nothing = {"directions": [{"id": "principal-1", "amount": 0}], "less_like": [{"artwork": "blue", "amount": 0}]}
    assert (blend(client, **nothing) == blend(client)).all()


def test_truncation_comes_after_the_moves(client: FlaskClient) -> None:
    moved = blend(client, directions=[{"id": "principal-1", "amount": 2}], truncation=0.5)
    assert moved[7] == 1.5


@pytest.mark.parametrize(
    ("moves", "status", "said"),
    [
        ({"directions": [{"id": "upwards", "amount": 1}]}, 404, "upwards"),
        ({"more_like": [{"artwork": "mauve", "amount": 1}]}, 404, "mauve"),
        ({"directions": [{"id": "principal-1", "amount": 5.1}]}, 400, "5"),
        ({"less_like": [{"artwork": "blue", "amount": -1}]}, 400, "0"),
    ],
)
def test_an_impossible_move_is_refused(client: FlaskClient, moves: Any, status: int, said: str) -> None:
    answer = client.post(f"{API}/blends", json={"parts": [{"artwork": "red", "weight": 1}], **moves})
    assert answer.status_code == status
    assert said in answer.get_json(force=True)["detail"]


def test_a_recipe_may_be_a_part_of_a_blend_and_what_to_be_more_like(client: FlaskClient) -> None:
    blue = client.post(f"{API}/blends", json={"parts": [{"artwork": "blue", "weight": 1}]}).get_json()["recipe"]
    mixed = {"parts": [{"artwork": "red", "weight": 3}, {"artwork": "blue", "weight": 1}]}
    with_recipe = {"parts": [{"artwork": "red", "weight": 3}, {"recipe": blue, "weight": 1}]}
    told = client.post(f"{API}/blends", json=with_recipe).get_json()
    assert told["recipe"] == client.post(f"{API}/blends", json=mixed).get_json()["recipe"]
    assert told["parts"] == [{"artwork": "red", "weight": 0.75}, {"recipe": blue, "weight": 0.25}]
    for way in ("more_like", "less_like"):
        assert (
            blend(client, **{way: [{"recipe": blue, "amount": 0.5}]})
            == blend(client, **{way: [{"artwork": "blue", "amount": 0.5}]})
        ).all()


@pytest.mark.parametrize("part", [{}, {"artwork": "red", "recipe": "000000000000.1000.256.AA"}])
def test_a_part_of_a_blend_is_either_an_artwork_or_a_recipe(client: FlaskClient, part: dict[str, str]) -> None:
    refused = client.post(f"{API}/blends", json={"parts": [{**part, "weight": 1}]})
    assert refused.status_code == 400
    assert "either an artwork or a recipe" in refused.get_json()["detail"]
