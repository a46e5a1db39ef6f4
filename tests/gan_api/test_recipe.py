"""The recipe's word: everything in it comes back, and nothing else passes for one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gan_api import latent
from gan_api.recipe import Recipe, RecipeError

RELEASE = "0123456789ab"
WORD = Recipe.of(RELEASE, np.zeros(140, np.float32)).word


@given(arrays(np.int16, 140), st.integers(0, 1500), st.sampled_from([64, 128, 256]))
def test_a_recipe_survives_being_written_and_read(steps: np.ndarray, truncation: int, size: int) -> None:
    recipe = Recipe(RELEASE, steps.astype("<i2").tobytes(), truncation, size)
    assert Recipe.parse(recipe.word) == recipe


@given(arrays(np.int16, 140))
def test_an_untruncated_recipe_draws_the_stored_seed(steps: np.ndarray) -> None:
    assert (Recipe(RELEASE, steps.astype("<i2").tobytes()).latent == latent.restore(steps)).all()


def test_a_seed_of_139_numbers_is_refused_with_the_right_length() -> None:
    with pytest.raises(RecipeError, match="seed has 139 numbers; this model takes 140"):
        Recipe.of(RELEASE, np.zeros(139, np.float32))


def test_nan_is_refused() -> None:
    with pytest.raises(RecipeError, match="NaN"):
        Recipe.of(RELEASE, np.full(140, np.nan, np.float32))


@pytest.mark.parametrize(
    "word",
    [
        "",
        "x",
        WORD[:-1],
        WORD + "A",
        WORD.replace(".256.", ".300."),
        WORD.replace(".1000.", ".1501."),
        WORD.replace(".1000.", ".01000."),
        WORD.replace(RELEASE, "not-a-release"),
        WORD[:-1] + "_",  # spare bits set: another spelling of the same seed
        "A" * 100_000,
    ],
)
def test_what_is_no_recipe_is_refused(word: str) -> None:
    with pytest.raises(RecipeError):
        Recipe.parse(word)
