"""Facts as weak labels: pictures with the same fact are drawn together, unknown facts say nothing."""

import pytest
import torch

from services.vision.resnet50 import FEATURES
from services.vision.weak_labels import WeakLabels


def known(**facts: str) -> dict[str, str]:
    return facts


def test_what_too_few_pictures_share_is_not_told_apart() -> None:
    facts = [known(artist=name) for name in "aaaabbbbc"]
    labels = WeakLabels(facts)
    assert labels.values == {"artist": 2}
    assert labels.rows.tolist() == [[0] * 4 + [1] * 4 + [-100]]


def test_a_fact_with_one_value_teaches_nothing() -> None:
    assert WeakLabels([known(culture="Greek")] * 8).values == {}


def test_where_nothing_is_known_the_loss_is_nothing() -> None:
    labels = WeakLabels([known(artist=name) for name in "aaaabbbb"] + [{}])
    assert labels(torch.rand(1, FEATURES), torch.tensor([8])).item() == 0
    assert WeakLabels([{}] * 9)(torch.rand(2, FEATURES), torch.tensor([0, 1])).item() == 0


def test_descending_the_loss_draws_pictures_of_one_artist_together_and_others_apart() -> None:
    torch.manual_seed(0)
    labels = WeakLabels([known(artist=name) for name in "aaaabbbb"])
    features = torch.nn.Parameter(torch.rand(8, FEATURES))
    steps = torch.optim.Adam([features, *labels.parameters()], lr=0.01)
    for _ in range(60):
        steps.zero_grad()
        labels(features, torch.arange(8)).backward()
        steps.step()
    unit = torch.nn.functional.normalize(features.detach(), dim=1)
    cosines = unit @ unit.T
    same, other = cosines[:4, :4].mean().item(), cosines[:4, 4:].mean().item()
    assert same > other + 0.05, (same, other)


def test_a_picture_without_a_known_fact_does_not_change_the_loss_of_the_others() -> None:
    torch.manual_seed(0)
    labels = WeakLabels([known(artist=name) for name in "aaaabbbb"] + [{}])
    features = torch.rand(3, FEATURES)
    alone = labels(features[:2], torch.tensor([0, 5])).item()
    assert labels(features, torch.tensor([0, 5, 8])).item() == pytest.approx(alone)
