"""Telling pictures apart: views of one picture are gathered, nothing is said of what was never seen."""

import pytest
import torch

from services.vision.instances import Instances


def test_what_is_seen_for_the_first_time_is_only_remembered() -> None:
    instances = Instances(4, 8)
    assert instances(torch.rand(2, 8), torch.tensor([0, 1])).item() == 0
    assert instances.known.tolist() == [True, True, False, False]
    assert instances.memory[2:].abs().sum() == 0


def test_a_view_like_its_own_picture_costs_less_than_one_like_another() -> None:
    instances = Instances(2, 2)
    both = torch.eye(2)
    instances(both, torch.tensor([0, 1]))
    good = instances(both, torch.tensor([0, 1])).item()
    bad = instances(both.flip(0), torch.tensor([0, 1])).item()
    assert good < 0.01 < 5 < bad


def test_descending_the_loss_brings_a_view_back_to_its_picture() -> None:
    torch.manual_seed(0)
    instances = Instances(3, 16)
    instances(torch.rand(3, 16), torch.arange(3))
    view = torch.nn.Parameter(instances.memory[[1]].clone())
    steps = torch.optim.Adam([view], lr=0.02)
    for _ in range(40):
        steps.zero_grad()
        instances(view, torch.tensor([0])).backward()
        steps.step()
    closeness = torch.nn.functional.cosine_similarity(view.detach(), instances.memory)
    assert closeness.argmax() == 0, closeness


def test_remembering_does_not_disturb_the_gradient() -> None:
    instances = Instances(2, 4)
    instances(torch.eye(4)[:2], torch.tensor([0, 1]))
    features = torch.rand(1, 4, requires_grad=True)
    instances(features, torch.tensor([1])).backward()
    assert features.grad is not None
    assert features.grad.abs().sum() > 0


@pytest.mark.parametrize("rows", [[0], [0, 2]])
def test_pictures_never_seen_are_no_rivals(rows: list[int]) -> None:
    instances = Instances(1000, 4)
    instances(torch.eye(4)[: len(rows)], torch.tensor(rows))
    alone = instances(torch.eye(4)[:1], torch.tensor([0])).item()
    assert alone < 0.01
