"""A tiny generator learns to remember: its landmarks are drawn closely, each by a code, and nothing else changes."""

from types import SimpleNamespace
from typing import Any

import pytest
import torch

from gan_api.inversion.learning import learn
from gan_api.inversion.memorising import Memoriser
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.model.memory import Recalled, levels
from gan_api.training.previews import preview_error
from services.vision.mobilenetv2 import MobileNetV2


@pytest.fixture
def narrow_code_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped one takes most of a step."""
    monkeypatch.setattr("gan_api.inversion.code_encoder._WIDTH", 16)


def memoriser(count: int = 2, size: int = 128) -> Memoriser:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(size=size, channels=4)).eval()
    for name, weight in generator.named_parameters():
        if "conv" in name or "to_rgb" in name or "stem" in name:
            weight.data += torch.randn_like(weight) / (
                64 if "128" in name else 8
            )  # drawing something, little of it fine
    eyes = MobileNetV2().eval().requires_grad_(False)
    targets = torch.randint(0, 255, (count, 3, 1, 1), dtype=torch.uint8).expand(-1, -1, size, size)
    return Memoriser(generator, eyes, torch.randn(count, 140), targets)


def test_time_in_which_it_was_suspended_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0, 1, 10, 1011, 2000, 2001])  # steps of 1 s, but for one that was held for 1,000 s
    monkeypatch.setattr("gan_api.inversion.learning.time", SimpleNamespace(monotonic=times.__next__))
    learning = memoriser(size=64)
    steps: list[float] = []

    def step(done: float) -> dict[str, float]:
        steps.append(done)
        return {}

    monkeypatch.setattr(learning, "step", step)
    _, minutes = learn(learning, 11.5 / 60, "landmarks")
    assert steps == pytest.approx([0, 1 / 11.5, 11 / 11.5])
    assert minutes == pytest.approx(12 / 60)


def test_previews_stay_what_the_full_size_is(clock: None, monkeypatch: pytest.MonkeyPatch) -> None:
    errors = []
    for heeded in (True, False):
        if not heeded:
            monkeypatch.setattr(
                "gan_api.inversion.memorising.preview_error", lambda _: 0
            )  # the same steps but for that
        learning = memoriser()
        reached, _ = learn(learning, 0.3, "landmarks")
        with torch.no_grad():
            errors.append(float(preview_error(reached.pyramid(learning._seeds, 128))))
    assert errors[0] < 0.97 * errors[1]


def test_only_layers_beyond_the_codes_learn_along() -> None:
    learning = memoriser()
    before = {name: weight.clone() for name, weight in learning._generator.named_parameters()}
    seeds = torch.randn(2, 140)
    small = learning._generator(seeds, 64)
    for done in (0.6, 0.9):
        learning.step(done)
    reached = learning.reached()
    moved = {name for name, weight in reached.named_parameters() if not torch.equal(weight, before[name])}
    assert {name for name in moved if not name.startswith("memory.")} == {name for name in before if ".128." in name}
    with torch.no_grad():
        reached.memory = learning._generator.memory = None
        assert torch.equal(reached(seeds, 64), small)


def test_random_seeds_draw_nearly_what_they_drew_before(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = torch.randn(8, 140, generator=torch.Generator().manual_seed(3))
    moved = []
    for heeded in (True, False):
        if not heeded:
            monkeypatch.setattr("gan_api.inversion.memorising._ELSEWHERE_WEIGHT", 0)  # the same steps but for that
        learning = memoriser()
        with torch.no_grad():
            before = learning._generator(seeds)
            for _ in range(20):
                with torch.enable_grad():
                    learning.step(0.9)
            moved.append((learning.reached()(seeds) - before).abs().mean().item())
    assert moved[0] < 0.8 * moved[1]


def test_colours_count_by_the_square_of_how_far_off_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    learning = memoriser()
    rows = torch.tensor([0, 1])
    with torch.no_grad():
        codes = learning._codes(rows)
        drawn = learning._generator.pyramid(learning._seeds, 64, learning._memory.spread(codes))[64]
        off = (drawn - learning._wanted(rows, 64)).unfold(2, 4, 4).unfold(3, 4, 4).mean((4, 5))  # of 16 parts a side
        losses = []
        for weight in (2.0, 0.0):
            monkeypatch.setattr("gan_api.inversion.closeness._COLOUR_WEIGHT", weight)
            torch.manual_seed(1)
            losses.append(learning._losses(rows, codes, 64)[0])
    assert torch.isclose(losses[0] - losses[1], 2 * off.square().mean(), rtol=0.02)


def test_a_generator_that_draws_grey_alone_learns_the_colours_of_its_landmarks() -> None:
    learning = memoriser(size=64)
    for weight in learning._generator.to_rgb["64"].parameters():
        weight.copy_(weight.mean(0, keepdim=True).expand_as(weight).clone())
    drawn = [learning._generator.pyramid(learning._seeds, 64, Recalled())[64]]
    for _ in range(20):
        learning.step(0.5)
    drawn.append(learning.reached()(learning._seeds))
    wanted = learning._wanted(torch.tensor([0, 1]), 64)
    before, after, there = (images - images.mean(1, keepdim=True) for images in (*drawn, wanted))
    assert before.abs().max() < 1e-5
    assert (after - there).square().mean() < 0.5 * there.square().mean()


def test_it_learns_in_half_precision_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.vision.precision.cpu_has_bf16", lambda: True)
    learning = memoriser()
    losses = [learning.step(done)["pixels"] for done in (0.0, 0.1, 0.2, 0.6)]
    assert losses[2] < losses[0]
    assert learning.reached().memory is not None


def test_all_landmarks_come_in_turn() -> None:
    learning = memoriser(40, 64)
    rows = torch.cat([next(learning._turns) for _ in range(3)])
    assert sorted(rows.tolist()) == list(range(40))


def test_small_sizes_are_learnt_from_first(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    pyramid = Generator.pyramid

    def drawing(self: Generator, seeds: torch.Tensor, largest: int, codes: Any) -> dict[int, torch.Tensor]:
        if codes.maps:  # not what the code encoder looks at
            drawn.append(largest)
        return pyramid(self, seeds, largest, codes)

    monkeypatch.setattr(Generator, "pyramid", drawing)
    learning = memoriser(size=256)
    for done in (0.1, 0.4, 0.9):
        learning.step(done)
    assert drawn == [64, 128, 256]


def test_each_code_goes_on_from_what_one_network_saw_in_its_landmark(narrow_code_encoder: None) -> None:
    learning = memoriser(20, 64)
    first = learning.step(0.0)["pixels"]
    for _ in range(60):
        last = learning.step(0.3)["pixels"]
    assert last < 0.8 * first
    seen = learning._seen()
    assert seen.std(0).mean() > 0.01  # each its own
    learning.step(0.9)
    moved = (learning._codes.weight.detach() * learning._unit - seen).abs()
    assert moved.max() > 0
    each = [part.std((0, 2, 3)) for part in levels(seen).values()]
    most = [part.amax((0, 2, 3)) for part in levels(moved).values()]
    assert (torch.cat(most) / torch.cat(each)).max() < 0.03  # one step, as small for each channel


def test_what_was_reached_while_that_network_learns_holds_what_it_sees() -> None:
    learning = memoriser(20, 64)
    for _ in range(3):
        learning.step(0.0)
    memory = learning.reached().memory
    assert memory is not None
    seen = learning._seen()
    assert (memory.at(learning._seeds) - seen).abs().mean() < 0.01 * seen.abs().mean()


def test_known_landmarks_keep_their_codes_while_that_network_learns_those_of_new_ones() -> None:
    learning = memoriser(3, 64)
    for done in (0.1, 0.9):
        learning.step(done)
    known = learning.reached()
    seeds = torch.cat([learning._seeds, torch.randn(2, 140)])
    again = Memoriser(known, learning._eyes, seeds, torch.cat([learning._targets, 255 - learning._targets[:2]]))
    for _ in range(3):
        again.step(0.3)
    with torch.no_grad():
        reached = again.reached()
        assert (reached(seeds[:3]) - known(seeds[:3])).abs().max() < 0.02  # of 2
        assert (reached(seeds[3:]) - known(seeds[3:])).abs().max() > 0.02


def test_an_interrupted_run_keeps_what_it_reached(clock: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = memoriser()
    step = stopped.step
    kept: list[Generator] = []

    def interrupted(done: float) -> dict[str, float]:
        if len(kept) == 2:
            raise KeyboardInterrupt
        return step(done)

    monkeypatch.setattr(stopped, "step", interrupted)
    reached, minutes = learn(stopped, 10.0, "landmarks", lambda generator, _: kept.append(generator), keep_every=0.0)
    assert len(kept) == 2
    assert 0 < minutes < 10
    assert all(map(torch.equal, reached.state_dict().values(), kept[-1].state_dict().values()))
