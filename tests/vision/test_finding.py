"""Precision and rank of features, where the answer is known."""

import numpy as np
import pytest
from PIL import Image

from services.vision.changes import CHANGES
from services.vision.finding import NEIGHBOURS, found_first, same_label

COUNT = NEIGHBOURS + 1  # works of each artist


def circle(artists: int, spread: float) -> np.ndarray:
    """(artists * COUNT, 2): each artist's works `spread` radians around a direction of their own."""
    random = np.random.default_rng(0)
    angles = np.repeat(np.arange(artists) * 2 * np.pi / artists, COUNT) + random.uniform(
        -spread, spread, artists * COUNT
    )
    return np.stack([np.cos(angles), np.sin(angles)], 1)


def labels(artists: int) -> list[str | None]:
    return [f"artist {number}" for number in range(artists) for _ in range(COUNT)]


def test_where_each_artist_stands_apart_all_that_is_found_is_theirs() -> None:
    found = same_label(circle(4, 0.1), labels(4), range(4 * COUNT))
    assert found is not None
    assert (found.precision_at_10, found.mean_average_precision, found.queries) == (1, 1, 4 * COUNT)


def test_a_work_is_never_found_by_itself() -> None:
    # works of a and b alternate: the nearest other work of each is always the other artist's
    features = np.repeat(circle(COUNT, 0), 1, axis=0)[::COUNT].repeat(2, axis=0)
    found = same_label(features, ["a", "b"] * COUNT, [0])
    assert found is not None
    assert found.mean_average_precision < 0.6


def test_a_label_of_too_few_works_is_not_asked_for() -> None:
    features = circle(1, 0.5)
    assert same_label(features, ["a"] * NEIGHBOURS + ["b"], range(COUNT)) is None
    assert same_label(features, [None] * COUNT, range(COUNT)) is None


def test_mean_average_precision_of_a_known_order() -> None:
    # at 0 asks; in order of nearness: a, b, a, then nine more of a
    angles = np.array([0, 1, 2, 3, *range(4, 13)]) / 30
    features = np.stack([np.cos(angles), np.sin(angles)], 1)
    found = same_label(features, ["a", "a", "b", *["a"] * 10], [0])
    assert found is not None
    expected = (1 + sum((rank - 1) / rank for rank in range(3, 13))) / 11
    assert found.mean_average_precision == pytest.approx(expected)
    assert found.precision_at_10 == pytest.approx(0.9)


def test_a_changed_picture_counts_where_its_own_work_comes_first() -> None:
    features = np.eye(3)
    assert found_first(features, features[[0, 1, 1]], [0, 1, 2]) == pytest.approx(2 / 3)


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_leaves_a_colour_picture_that_differs(name: str) -> None:
    random = np.random.default_rng(0)
    image = Image.fromarray(random.integers(0, 255, (200, 300, 3), dtype=np.uint8))
    changed = CHANGES[name](image)
    assert changed.mode == "RGB"
    assert changed.size != image.size or changed.tobytes() != image.tobytes()
