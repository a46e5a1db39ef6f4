"""A tiny generator learns from a judge to draw sharply: in its finest layers alone, and not away from its works."""

from typing import cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_api.inversion import sharpening
from gan_api.inversion.memorising import remembering
from gan_api.inversion.sharpening import Sharpener
from gan_api.model.generator import Generator, GeneratorConfig
from services.vision.mobilenetv2 import MobileNetV2


class Glimpse(nn.Module):
    """Eyes that see little: one convolution a stride."""

    channels = (8, 8, 8, 8)

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Conv2d(3 if stride == 4 else 8, 8, 3, 1, 1) for stride in (4, 8, 16, 32))

    def forward(self, images: Tensor) -> list[Tensor]:
        maps = []
        for layer, stride in zip(self.layers, (4, 2, 2, 2), strict=True):
            images = F.avg_pool2d((4 * layer(images)).abs(), stride)
            maps.append(images)
        return maps


@pytest.fixture
def sharpener(monkeypatch: pytest.MonkeyPatch) -> Sharpener:
    """Of a generator of 128 px that draws three works softly: their pictures are noise, of which no code tells."""
    for name, value in {"_WARM": 2, "_SIGHT": 32, "_BATCH": 8, "_WORKS": 4}.items():
        monkeypatch.setattr(sharpening, name, value)
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(size=128, channels=4)).eval()
    for name, weight in generator.named_parameters():
        if "conv" in name or "stem" in name:
            weight.data += torch.randn_like(weight) / 8
    seeds = torch.randn(3, 140)
    eyes = cast(MobileNetV2, Glimpse().requires_grad_(False))
    targets = torch.randint(0, 255, (3, 3, 128, 128), dtype=torch.uint8)
    return Sharpener(remembering(generator, seeds), eyes, seeds, targets)


def test_what_is_learnt_from_the_judge_is_to_pass_for_a_work(
    sharpener: Sharpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharpening, "_RATE", 2e-2)
    monkeypatch.setattr(sharpening, "_JUDGE_RATE", 0)  # one that stays as strict as it is
    found = []
    for weight in (0.0, 100.0):
        monkeypatch.setattr(sharpening, "_JUDGED_WEIGHT", weight)
        learning = another(sharpener, steps=10)
        with torch.no_grad():
            drawn = learning._generator(learning._seeds)
            found.append(float(learning._judge(learning._judge.see(learning._eyes, drawn)).mean()))
    assert found[1] > found[0] + 0.03


def test_the_judge_learns_to_tell_drawings_from_works(sharpener: Sharpener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharpening, "_WARM", 100)
    monkeypatch.setattr(sharpening, "_JUDGE_RATE", 2e-4)
    learning = another(sharpener)
    told = [learning.step(0.0)["judge"] for _ in range(40)]
    assert sum(told[-10:]) / 10 < 0.9 * sum(told[:10]) / 10


def another(sharpener: Sharpener, steps: int = 0) -> Sharpener:
    """The same, from the beginning, after so many steps."""
    torch.manual_seed(1)
    learning = Sharpener(sharpener._generator, sharpener._eyes, sharpener._seeds, sharpener._targets)
    for _ in range(steps):
        learning.step(0.0)
    return learning


def test_only_layers_beyond_the_codes_learn_and_small_pictures_stay_to_the_bit(sharpener: Sharpener) -> None:
    before = {name: weight.clone() for name, weight in sharpener._generator.named_parameters()}
    seeds = torch.cat([sharpener._seeds, torch.randn(2, 140)])
    with torch.no_grad():
        small = sharpener._generator(seeds, 64)
    for _ in range(4):
        sharpener.step(0.0)
    reached = sharpener.reached()
    moved = {name for name, weight in reached.named_parameters() if not torch.equal(weight, before[name])}
    assert moved == {name for name in before if ".128." in name}
    assert torch.equal(reached(seeds, 64), small)


def test_the_judge_learns_first_alone(sharpener: Sharpener) -> None:
    begun = sharpener._generator.to_rgb["128"].get_parameter("weight").clone()
    for _ in range(2):
        sharpener.step(0.0)
    assert torch.equal(sharpener._generator.to_rgb["128"].get_parameter("weight"), begun)
    sharpener.step(0.0)
    assert not torch.equal(sharpener._generator.to_rgb["128"].get_parameter("weight"), begun)


def test_a_part_of_the_way_to_the_average_of_what_was_learnt_is_kept(
    sharpener: Sharpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharpening, "_KEPT", 0.75)
    weights = [sharpener._generator.to_rgb["128"].get_parameter("weight").detach().clone()]
    for _ in range(4):
        sharpener.step(0.0)
        weights.append(sharpener._generator.to_rgb["128"].get_parameter("weight").detach().clone())
    _, _, begun, first, second = weights
    kept = sharpener.reached().to_rgb["128"].get_parameter("weight")
    average = 0.75 * (0.75 * begun + 0.25 * first) + 0.25 * second
    assert torch.allclose(kept, begun.lerp(average, 0.6), atol=1e-6)
    assert (average - begun).abs().max() > 1e-4


def test_the_rate_falls_to_the_end(sharpener: Sharpener) -> None:
    rates = []
    for done in (0.0, 0.0, 0.2, 0.75, 1.0):
        sharpener.step(done)
        rates.append(sharpener._moves.param_groups[0]["lr"] / sharpening._RATE)
    assert rates[2:] == pytest.approx([1, 0.5, 0.02])


def test_blends_and_random_seeds_stay_what_they_are_when_small(
    sharpener: Sharpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharpening, "_RATE", 5e-3)
    seeds = torch.cat([torch.stack([sharpener._seeds[0] + sharpener._seeds[1]]) / 2**0.5, torch.randn(5, 140)])
    off = []
    for weight in (2.0, 0.0):
        monkeypatch.setattr(sharpening, "_HELD_WEIGHT", weight)
        learning = another(sharpener, steps=12)
        with torch.no_grad():
            pyramid = learning._generator.pyramid(seeds, 128)
        off.append(float((F.adaptive_avg_pool2d(pyramid[128], 64) - pyramid[64]).abs().mean()))
    assert off[0] < 0.7 * off[1]


def test_all_works_come_in_turn_and_it_learns_in_half_precision_too(
    sharpener: Sharpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.vision.precision.cpu_has_bf16", lambda: True)
    monkeypatch.setattr(sharpening, "_WORKS", 2)
    sharpener = another(sharpener)
    rows = [next(sharpener._turns) for _ in range(4)]
    assert sorted(torch.cat(rows[:2]).tolist()) == sorted(torch.cat(rows[2:]).tolist()) == [0, 1, 2]
    for _ in range(3):
        assert all(torch.tensor(list(sharpener.step(0.5).values())).isfinite())
    assert sharpener.reached().memory is not None
