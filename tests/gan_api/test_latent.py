"""The maths of seeds: exact where it promises to be exact."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gan_api import latent

SEED = arrays(np.float32, 140, elements=st.floats(-4, 4, width=32))
STEPS = arrays(np.int16, 140)


@given(STEPS)
def test_a_stored_seed_comes_back_as_it_was(steps: np.ndarray) -> None:
    assert (latent.quantise(latent.restore(steps)) == steps).all()


@given(SEED)
def test_quantising_moves_no_number_by_more_than_half_a_step(seed: np.ndarray) -> None:
    assert np.abs(latent.restore(latent.quantise(seed)) - seed).max() <= latent.STEP / 2


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_seed_that_is_not_finite_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="NaN or infinity"):
        latent.quantise(np.array([0.0, bad], np.float32))


@given(SEED, SEED)
def test_a_blend_of_one_artwork_is_that_artwork(seed: np.ndarray, other: np.ndarray) -> None:
    assert (latent.blend(np.stack([seed, other]), np.array([3.0, 0.0], np.float32)) == seed).all()


def test_a_blend_is_as_long_as_its_parts_are_on_average() -> None:
    seeds = np.random.default_rng(1).normal(size=(4, 140)).astype(np.float32)
    weights = np.array([1, 2, 3, 4], np.float32)
    wanted = (weights / 10) @ np.linalg.norm(seeds, axis=1)
    assert np.linalg.norm(latent.blend(seeds, weights)) == pytest.approx(wanted, rel=1e-5)
    assert np.linalg.norm((weights / 10) @ seeds) < 0.7 * wanted  # what the rescaling mends


def test_parts_that_cancel_out_give_the_heaviest() -> None:
    seed = np.ones(140, np.float32)
    assert (latent.blend(np.stack([seed, -seed]), np.array([0.5, 0.5], np.float32)) == seed).all()


@pytest.mark.parametrize("weights", [[0, 0], [-1, 2], [np.nan, 1], [np.inf, 1]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        latent.blend(np.ones((2, 140), np.float32), np.array(weights, np.float32))


PLACE = st.tuples(st.integers(0, latent.GRID), st.integers(0, latent.GRID))
PLACES = st.lists(PLACE, min_size=2, max_size=64, unique=True).map(np.array)


@given(PLACES, st.data())
def test_at_a_landmark_only_that_landmark_counts(places: np.ndarray, data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(places) - 1))
    weights = latent.weights_at((int(places[chosen][0]), int(places[chosen][1])), places)
    assert weights[chosen] == 1
    assert weights.sum() == 1


@given(PLACES, PLACE)
def test_weights_are_shares_and_the_nearest_landmark_has_the_largest(
    places: np.ndarray, point: tuple[int, int]
) -> None:
    weights = latent.weights_at(point, places)
    assert weights.sum() == pytest.approx(1, abs=1e-5)
    assert weights.min() >= 0
    distances = np.linalg.norm(places - np.array(point), axis=1)
    assert weights[distances.argmin()] == weights.max()


def spread(count: int) -> np.ndarray:
    return np.random.default_rng(3).choice(latent.GRID, (count, 2), replace=False)


def test_of_many_landmarks_only_the_nearest_count() -> None:
    places = spread(40)
    weights = latent.weights_at((500, 500), places)
    nearest = np.linalg.norm(places - 500, axis=1).argsort()[: latent.NEAREST]
    assert set(np.flatnonzero(weights)) == set(nearest)


def test_of_few_landmarks_all_count() -> None:
    assert (latent.weights_at((500, 500), spread(latent.NEAREST)) > 0).all()


def test_weights_change_little_from_one_grid_point_to_the_next() -> None:
    places = spread(40)
    walk = np.stack([latent.weights_at((x, 700), places) for x in range(latent.GRID)])
    away = np.linalg.norm(places - np.array([0, 700]), axis=1)
    assert len({tuple(np.flatnonzero(weights)) for weights in walk}) > 20  # landmarks come and go on the way
    near = np.abs(np.diff(walk, axis=0)).max()
    assert near < 0.05, away.min()


@given(SEED, SEED)
def test_turning_by_nothing_or_all_the_way_gives_the_seeds_themselves(seed: np.ndarray, other: np.ndarray) -> None:
    assert (latent.slerp(seed, other, 0) == seed).all()
    assert (latent.slerp(seed, other, 1) == other).all()


@given(SEED, st.floats(-1, 1))
def test_turning_a_seed_towards_itself_changes_nothing(seed: np.ndarray, share: float) -> None:
    assert latent.slerp(seed, seed, share) == pytest.approx(seed, abs=1e-5)


def test_half_way_lies_between_and_below_nothing_lies_beyond() -> None:
    one, other = np.zeros((2, 140), np.float32)
    one[0], other[1] = 2, 4
    half, away = latent.slerp(one, other, 0.5), latent.slerp(one, other, -0.5)
    assert half[:2] == pytest.approx([3 / np.sqrt(2)] * 2)
    assert away[:2] == pytest.approx([np.sqrt(2), -np.sqrt(2)])  # as long as the seed, on its other side
