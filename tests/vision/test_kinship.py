"""What is akin, learnt by features of which it is known."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from services.vision import kinship
from services.vision.kinship import akin, narrowed
from services.vision.whitening import Whitening, whitening

LEARNT = 240  # of 300 pictures; by the others it is seen what was learnt
CULTURES = np.arange(300) % 6


def looks() -> NDArray[np.float32]:
    """Two looks at each picture: two small numbers tell its culture, large ones are its own."""
    random = np.random.default_rng(0)
    rows = random.normal(0, 0.3, (300, 12)).astype(np.float32)
    rows[:, 0], rows[:, 1] = 0.15 * np.cos(CULTURES * np.pi / 3), 0.15 * np.sin(CULTURES * np.pi / 3)
    rows[:, :2] += random.normal(0, 0.02, (300, 2))
    rows[:, 11] = 1
    both = np.stack([rows, rows + random.normal(0, 0.02, rows.shape)])
    return np.asarray(both / np.linalg.norm(both, axis=-1, keepdims=True), np.float32)


def of_one_culture(rows: NDArray[np.float32]) -> float:
    """The share of the ten nearest that are of the culture of a picture by which nothing was learnt."""
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    asked = np.arange(LEARNT, 300)
    near = np.argsort(2 * np.eye(300)[asked] - unit[asked] @ unit.T, axis=1)[:, :10]
    return float((CULTURES[near] == CULTURES[asked, None]).mean())


def test_pictures_never_seen_lie_nearer_to_those_that_share_a_fact_with_them() -> None:
    torch.manual_seed(0)
    seen = looks()
    white = whitening(seen[:, :LEARNT], seen[0, :0], [])
    learnt = akin(white, seen[:, :LEARNT], [{"culture": str(culture)} for culture in CULTURES[:LEARNT]])
    assert of_one_culture(learnt.of(seen[0])) > of_one_culture(white.of(seen[0])) + 0.15


def test_where_no_facts_are_known_looks_at_one_picture_stay_together() -> None:
    torch.manual_seed(0)
    seen = looks()
    learnt = akin(whitening(seen, seen[0, :0], []), seen, [{}] * 300)
    one, other = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in learnt.of(seen))
    assert ((other @ one.T).argmax(1) == np.arange(300)).mean() > 0.95


def test_the_numbers_that_are_kept_are_those_in_which_pictures_differ_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinship, "COMPARED", 3)
    random = np.random.default_rng(1)
    rows = random.normal(size=(50, 12)).astype(np.float32) * np.array([1] * 3 + [0.001] * 9, np.float32)
    turn = np.linalg.qr(random.normal(size=(12, 12)))[0].astype(np.float32)
    kept = narrowed(Whitening(np.zeros(12, np.float32), turn), rows).of(rows)
    assert kept.shape == (50, 3)

    def cosines(features: NDArray[np.float32]) -> NDArray[np.float32]:
        unit = features / np.linalg.norm(features, axis=1, keepdims=True)
        return unit @ unit.T

    assert np.allclose(cosines(kept), cosines(rows), atol=1e-3)
