"""Views to learn from: a random part of a picture, changed, and which part it is."""

import torch

from services.vision.views import mixed, parts_of, views_of


def halves(count: int) -> torch.Tensor:
    """Pictures that are dark on top and light below, red all over."""
    picture = torch.zeros(count, 3, 32, 32, dtype=torch.uint8)
    picture[:, 0] = 120
    picture[:, :, 16:] += 90
    return picture


def test_views_come_in_the_side_that_was_asked_for_and_in_range() -> None:
    torch.manual_seed(0)
    views, parts = views_of(halves(5), 32)
    assert views.shape == (5, 3, 32, 32)
    assert parts.shape == (5, 2, 3)
    assert 0 <= views.min() < views.max() <= 1


def test_a_view_shows_the_part_that_is_named() -> None:
    torch.manual_seed(0)
    views, parts = views_of(halves(64), 32)
    lightness = views.mean(1).flatten(1)
    light = (lightness > (lightness.amin(1) + lightness.amax(1))[:, None] / 2).float().mean(1)
    below = ((parts[:, 1, 2] + parts[:, 1, 1]) / (2 * parts[:, 1, 1])).clamp(0, 1)  # the middle of a picture is 0
    across = (below > 0.1) & (below < 0.9)
    assert across.sum() > 20
    assert (light - below)[across].abs().max() < 0.12


def test_some_views_are_mirrored_and_all_show_at_least_two_fifths() -> None:
    torch.manual_seed(0)
    across = views_of(halves(200), 32)[1][:, 0, 0]
    assert 60 < (across < 0).sum() < 140
    assert 0.4 <= across.abs().min() < across.abs().max() <= 1


def test_some_views_have_lost_their_colour() -> None:
    torch.manual_seed(0)
    views = views_of(halves(200), 32)[0]
    colour = (views[:, 0] - views[:, 1]).mean((1, 2))
    assert 10 < (colour < 0.03).sum() < 100


def test_a_part_is_shown_unchanged() -> None:
    picture = halves(1)
    whole, mirrored = torch.tensor([[[1.0, 0, 0], [0, 1, 0]]]), torch.tensor([[[-1.0, 0, 0], [0, 1, 0]]])
    assert torch.allclose(parts_of(picture, whole, 32), picture.float() / 255, atol=1e-6)
    slope = torch.arange(32, dtype=torch.uint8).expand(1, 3, 32, 32)
    assert torch.allclose(parts_of(slope, mirrored, 32), slope.flip(3).float() / 255, atol=1e-6)


def test_a_mixture_has_its_share_of_either_picture() -> None:
    pictures = torch.tensor([0.2, 1.0])[:, None, None, None].expand(2, 3, 4, 4)
    shown = mixed(pictures, torch.tensor([0.75, 1.0]))
    assert torch.allclose(shown[0], torch.full((3, 4, 4), 0.4))
    assert torch.equal(shown[1], pictures[1])
