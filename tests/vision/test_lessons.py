"""What a teacher says of parts of pictures, by one that says where it looks."""

from typing import cast

import pytest
import torch
from torch import Tensor

from services.vision.lessons import NUMBERS, Lessons
from services.vision.mobilenetv2 import MobileNetV2

WHOLE = torch.tensor([[[1.0, 0, 0], [0, 1, 0]]])
LEFT_HALF = torch.tensor([[[0.5, 0, -0.5], [0, 1, 0]]])
MIRRORED = torch.tensor([[[-1.0, 0, 0], [0, 1, 0]]])


class Surveyor:
    """Says in its first two numbers how far right and how far down a place is, in the third how light a picture is."""

    def __init__(self) -> None:
        self.asked = 0

    def features(self, views: Tensor) -> Tensor:
        self.asked += len(views)
        told = torch.zeros(len(views), NUMBERS, 7, 7)
        steps = torch.linspace(-0.75, 0.75, 7)
        told[:, 0], told[:, 1] = steps, steps[:, None]
        told[:, 2] = views.mean((1, 2, 3))[:, None, None]
        return told


@pytest.fixture
def surveyor() -> Surveyor:
    return Surveyor()


@pytest.fixture
def lessons(surveyor: Surveyor) -> Lessons:
    pictures = torch.stack([torch.full((3, 16, 16), light, dtype=torch.uint8) for light in (0, 100, 200)])
    return Lessons(cast(MobileNetV2, surveyor), pictures)


def test_the_teacher_is_asked_once_a_picture(surveyor: Surveyor, lessons: Lessons) -> None:
    for _ in range(3):
        lessons.of(torch.tensor([2]), WHOLE, 4)
    assert surveyor.asked == 3


def test_a_lesson_is_of_the_part_that_is_seen(lessons: Lessons) -> None:
    whole, left, mirrored = (
        lessons.of(torch.tensor([1]), part, 2).view(2, 2, NUMBERS) for part in (WHOLE, LEFT_HALF, MIRRORED)
    )
    assert whole[0, 0, 0] == -whole[0, 1, 0] < 0
    assert whole[0, 0, 1] == -whole[1, 0, 1] < 0
    assert (left[..., 0] < 0).all()
    assert left[..., 0].mean().item() == pytest.approx(whole[0, 0, 0].item(), rel=0.02)
    assert torch.allclose(mirrored[..., 0], whole[..., 0].flip(1))
    assert torch.allclose(mirrored[..., 1], whole[..., 1])


def test_lessons_differ_from_the_mean_of_all_by_their_deviation(lessons: Lessons) -> None:
    lights = torch.stack([lessons.of(torch.tensor([row]), WHOLE, 1)[0, 0, 2] for row in range(3)])
    assert lights.mean().abs() < 1e-2
    assert lights.std(correction=0) == pytest.approx(1, abs=1e-2)


def test_where_the_teacher_is_asked_anew_it_says_the_same_of_a_picture_in_any_fineness(lessons: Lessons) -> None:
    light = torch.full((1, 3, 16, 16), 100 / 255)
    kept, asked = lessons.of(torch.tensor([1]), WHOLE, 7), lessons.asked(light, 7)
    assert torch.allclose(asked[..., 2], kept[..., 2], atol=1e-2)
    assert torch.allclose(asked.mean(1), lessons.asked(light, 2).mean(1), atol=1e-2)
    darker = lessons.asked(light / 2, 1)[0, 0, 2]
    assert darker < asked[0, 0, 2]
