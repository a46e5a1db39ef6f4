"""Which differences between features count, by features of which it is known."""

import numpy as np
from numpy.typing import NDArray

from services.vision.whitening import whitening

CHANGING = 3  # the number that tells what means nothing


def features(count: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Each picture's own numbers, and one that all share."""
    rows = random.normal(0, 0.1, (count, 12)).astype(np.float32)
    rows[:, 11] = 1
    return rows


def unit(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


def test_what_changes_between_views_of_one_picture_counts_less() -> None:
    random = np.random.default_rng(0)
    whole = features(200, random)
    changed = whole.copy()
    changed[:, CHANGING] += random.normal(0, 0.5, 200)
    views = unit(np.stack([whole, changed]))
    compared = unit(whitening(views, views[0, :0], []).of(views))

    def found(rows: NDArray[np.float32]) -> float:
        return float(((rows[1] @ rows[0].T).argmax(1) == np.arange(200)).mean())

    assert found(compared) > 0.9 > 0.5 > found(views)


def test_what_differs_among_works_of_one_hand_counts_less() -> None:
    random = np.random.default_rng(0)
    hands = np.repeat(np.arange(20), 10)
    whole = features(20, random)[hands] + random.normal(0, 0.03, (200, 12))
    whole[:, CHANGING] = random.normal(0, 0.5, 200)
    views = unit(np.stack([whole, whole + random.normal(0, 0.001, whole.shape)]))
    compared = unit(whitening(views, views[0], [str(hand) for hand in hands]).of(views[0]))

    def of_one_hand(rows: NDArray[np.float32]) -> float:
        near = np.argsort(2 * np.eye(200) - rows @ rows.T, axis=1)[:, :9]
        return float((hands[near] == hands[:, None]).mean())

    assert of_one_hand(compared) > 0.7 > 0.5 > of_one_hand(views[0])


def test_where_nothing_differs_features_are_only_centred() -> None:
    views = unit(np.ones((2, 5, 4)))
    white = whitening(views, views[0], [])
    assert np.isfinite(white.turn).all()
    assert np.abs(white.of(views[0])).max() < 1e-6


def test_the_mean_over_places_is_compared_as_the_whole_is() -> None:
    random = np.random.default_rng(0)
    views = unit(random.normal(0, 1, (2, 30, 12)))
    white = whitening(views, views[0], [])
    places = random.normal(0, 1, (3, 3, 12)).astype(np.float32)
    assert np.allclose(white.of(places).mean((0, 1)), white.of(places.mean((0, 1))), atol=1e-6)
