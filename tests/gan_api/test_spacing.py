"""Each landmark's seed is given room, and moved no further than that takes."""

import pytest
import torch
from torch.nn.functional import normalize

from gan_api.inversion.spacing import APART, SHORTEST, spaced

NONE = torch.zeros(40, dtype=torch.bool)


def crowd(count: int = 40) -> torch.Tensor:
    """Seeds that look alike: cosines of some 0.8."""
    random = torch.Generator().manual_seed(0)
    return torch.randn(1, 140, generator=random) + 0.5 * torch.randn(count, 140, generator=random)


def likest(seeds: torch.Tensor) -> float:
    near = normalize(seeds) @ normalize(seeds).T
    return float(near.fill_diagonal_(-1).max())


def test_seeds_that_crowd_move_apart_and_not_far() -> None:
    seeds = crowd()
    assert likest(seeds) > 0.75
    moved = spaced(seeds, NONE)
    assert likest(moved) < APART + 0.03
    assert (normalize(moved) * normalize(seeds)).sum(1).min() > 0.5
    assert torch.allclose(moved.norm(dim=1), seeds.norm(dim=1), rtol=1e-4)


def test_those_that_are_fixed_stay_and_are_left_room() -> None:
    seeds, fixed = crowd(), NONE.clone()
    fixed[0] = True
    moved = spaced(seeds, fixed)
    assert torch.equal(moved[0], seeds[0])
    assert likest(moved) < APART + 0.03


def test_seeds_with_room_stay_where_they_are() -> None:
    seeds = torch.eye(140)[:40] * 12
    assert torch.equal(spaced(seeds, NONE), seeds)


def test_those_that_crowd_are_spread_as_evenly_as_random_ones() -> None:
    random = torch.Generator().manual_seed(0)
    crowded = torch.randn(600, 140, generator=random) * torch.linspace(0.1, 2, 140)
    moved = normalize(spaced(crowded, torch.zeros(600, dtype=torch.bool)))
    cosines = (moved @ moved.T)[~torch.eye(600, dtype=torch.bool)]
    assert cosines.square().mean() < 1.05 / 140
    kin = normalize(crowded) @ normalize(crowded).T
    assert torch.corrcoef(torch.stack([kin[~torch.eye(600, dtype=torch.bool)], cosines]))[0, 1] > 0.5


def test_a_blend_of_three_of_a_crowd_is_nearest_to_its_parts() -> None:
    random = torch.Generator().manual_seed(0)
    crowded = torch.randn(600, 140, generator=random) * torch.linspace(2, 0.1, 140) ** 3
    of_parts = []
    for seeds in (crowded, spaced(crowded, torch.zeros(600, dtype=torch.bool))):
        places = normalize(seeds)
        nearest = (places.view(200, 3, 140).sum(1) @ places.T).topk(3).indices
        of_parts.append(float((nearest // 3 == torch.arange(200)[:, None]).float().mean()))
    assert of_parts[0] < 0.9
    assert of_parts[1] > 0.97


def test_two_in_the_very_same_place_part() -> None:
    seeds = crowd(1).expand(2, -1).contiguous()
    assert likest(spaced(seeds, NONE[:2])) < APART + 0.03


def test_short_ones_are_drawn_out_in_their_direction() -> None:
    seeds = torch.eye(140)[:3] * 12 * torch.tensor([[1.0], [0.1], [0.0]])
    moved = spaced(seeds, NONE[:3])
    assert torch.equal(moved[0], seeds[0])
    assert torch.allclose(moved[1], seeds[1] / seeds[1].norm() * SHORTEST * 140**0.5)
    assert moved[2].isfinite().all()


def test_many_at_once_are_the_same_as_few(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = crowd()
    wanted = spaced(seeds, NONE)
    monkeypatch.setattr("gan_api.inversion.spacing._PART", 7)
    assert torch.allclose(spaced(seeds, NONE), wanted, atol=1e-4)
