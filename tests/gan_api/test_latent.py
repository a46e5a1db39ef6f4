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


@given(st.integers(2, 8), st.data())
def test_at_a_landmark_only_that_landmark_counts(count: int, data: st.DataObject) -> None:
    places = latent.layout(count)
    chosen = data.draw(st.integers(0, count - 1))
    weights = latent.weights_at((int(places[chosen][0]), int(places[chosen][1])), places)
    assert weights[chosen] == 1
    assert weights.sum() == 1


@given(st.integers(2, 8), st.integers(0, latent.GRID), st.integers(0, latent.GRID))
def test_weights_are_shares_and_the_nearest_landmark_has_the_largest(count: int, x: int, y: int) -> None:
    places = latent.layout(count)
    weights = latent.weights_at((x, y), places)
    assert weights.sum() == pytest.approx(1, abs=1e-5)
    distances = np.linalg.norm(places - np.array([x, y]), axis=1)
    assert weights[distances.argmin()] == weights.max()


@pytest.mark.parametrize("count", range(2, 9))
def test_landmarks_stand_apart_and_on_the_map(count: int) -> None:
    places = latent.layout(count)
    assert len({tuple(place) for place in places}) == count
    assert places.min() >= 0
    assert places.max() <= latent.GRID
