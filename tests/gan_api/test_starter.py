"""What visitors do with the works of the starter: directions change them, and blends hold their own parts."""

import numpy as np
import pytest
import torch

from gan_api import latent
from gan_api.directions.attributes import ATTRIBUTES, measure
from gan_api.directions.file import read_directions
from gan_api.model.checkpoint import Checkpoint, load_generator
from gan_api.model.engine import as_pixels
from services.collection.releases import STARTER, open_release, read_seeds


@pytest.fixture(scope="module")
def shipped() -> Checkpoint:
    return load_generator(STARTER / "generator.safetensors")


@pytest.fixture(scope="module")
def seeds() -> latent.Floats:
    return latent.restore(read_seeds(open_release(STARTER)))


def test_each_direction_that_is_named_for_a_quality_changes_it_in_works(
    shipped: Checkpoint, seeds: latent.Floats
) -> None:
    works = seeds[:: len(seeds) // 8][:8]
    directions = read_directions(STARTER / "directions.safetensors", shipped.sha256)
    columns = [attribute.id for attribute in ATTRIBUTES]
    named = [one for one in directions if one.id in columns]
    assert {"lightness", "warmth", "contrast"} <= {one.id for one in named}
    for one in named:
        step = np.float32(2 * one.sigma) * one.vector
        with torch.inference_mode():
            less, more = (
                measure(as_pixels(shipped.generator(torch.from_numpy(moved), 64)).numpy())
                for moved in (works - step, works + step)
            )
        changes = (more - less)[:, columns.index(one.id)]
        assert (changes > 0).all(), one.id
        assert changes.mean() > 0.5 * one.effects[one.id].change, one.id


def test_a_blend_of_three_works_is_nearer_to_them_than_to_any_other(seeds: latent.Floats) -> None:
    places = seeds / np.linalg.norm(seeds, axis=1, keepdims=True)
    chosen = np.random.default_rng(0).permutation(len(seeds))[:120].reshape(40, 3)
    nearest = [
        set(np.argsort(-(places @ latent.blend(seeds[three], np.ones(3, np.float32))))[:3]) == set(three)
        for three in chosen
    ]
    assert np.mean(nearest) > 0.95
