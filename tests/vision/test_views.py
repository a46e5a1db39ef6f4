"""Views to learn from: the same part of a picture, once clean and once changed."""

import torch

from services.vision.views import views_of


def halves(count: int) -> torch.Tensor:
    """Pictures that are dark on top and light below, red all over."""
    picture = torch.zeros(count, 3, 32, 32, dtype=torch.uint8)
    picture[:, 0] = 120
    picture[:, :, 16:] += 90
    return picture


def test_views_come_in_the_sides_that_were_asked_for_and_in_range() -> None:
    torch.manual_seed(0)
    clean, changed = views_of(halves(5), 32, 48)
    assert clean.shape == (5, 3, 48, 48)
    assert changed.shape == (5, 3, 32, 32)
    for view in (clean, changed):
        assert view.min() >= 0
        assert view.max() <= 1


def test_both_views_show_the_same_part() -> None:
    torch.manual_seed(0)
    clean, changed = views_of(halves(64), 32, 32)
    where = [(view.mean(1) - view.mean((1, 2, 3))[:, None, None]).flatten(1) for view in (clean, changed)]
    alike = torch.nn.functional.cosine_similarity(*where)
    assert alike[where[0].norm(dim=1) > 1].min() > 0.8


def test_some_changed_views_have_lost_their_colour_and_no_clean_one_has() -> None:
    torch.manual_seed(0)
    clean, changed = views_of(halves(200), 32, 32)
    colour = [(view[:, 0] - view[:, 1]).mean((1, 2)) for view in (clean, changed)]
    assert colour[0].min() > 0.3
    assert 10 < (colour[1] < 0.03).sum() < 100
