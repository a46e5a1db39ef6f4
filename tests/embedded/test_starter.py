"""The starter release, as it ships: whole, large enough to wander in, and without a picture of any work."""

import numpy as np
import pytest

from services.collection.manifests import FILES, MANIFEST, OPTIONAL_FILES
from services.collection.releases import STARTER, Release, open_release, read_artworks, read_features, read_seeds

LEAST_WORKS = 300
LARGEST_FILE = 60 * 2**20  # what a repository can carry


@pytest.fixture(scope="module")
def starter() -> Release:
    return open_release(STARTER)


def test_it_has_works_to_wander_between_each_with_a_name_and_a_source(starter: Release) -> None:
    works = read_artworks(starter)
    assert len(works) >= LEAST_WORKS
    assert all(work.title or work.classification for work in works)
    assert all(work.licence for work in works)


def test_every_work_has_a_seed_of_its_own(starter: Release) -> None:
    seeds = read_seeds(starter)
    assert len(np.unique(seeds, axis=0)) == len(read_artworks(starter))


def test_its_features_were_made_by_its_encoder(starter: Release) -> None:
    _, made_by = read_features(starter)
    assert made_by == starter.manifest["encoder_sha256"]


def test_it_ships_no_picture_and_nothing_that_a_repository_cannot_carry(starter: Release) -> None:
    assert {path.name for path in STARTER.iterdir()} == {*FILES, *OPTIONAL_FILES, MANIFEST}
    assert all(path.stat().st_size < LARGEST_FILE for path in STARTER.iterdir())


def test_its_card_says_how_it_was_made_and_what_it_cannot_do(starter: Release) -> None:
    card = starter.path("MODEL_CARD.md").read_text(encoding="utf-8")
    assert "## How it was made" in card
    assert "can't do" in card
