"""A tiny generator learns to remember its landmarks: it draws them closely, and nothing else changes."""

import itertools
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from gan_api import latent
from gan_api.inversion.invert import Inverter
from gan_api.inversion.landmarks import LandmarksPlan, learn_landmarks
from gan_api.inversion.learning import learn
from gan_api.inversion.memorising import Memoriser
from gan_api.inversion.run import REPORT, InversionPlan, KeptInversions, invert_works, read_inversions
from gan_api.inversion.sharpening import Sharpener
from gan_api.inversion.spacing import APART
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.model.memory import Recalled, levels
from gan_api.training.previews import preview_error
from services.common.hashes import sha256_of
from services.vision.mobilenetv2 import MobileNetV2


@pytest.fixture(autouse=True)
def few_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store's works have few starts: where a descent begins is not what is asked here."""
    monkeypatch.setattr("gan_api.inversion.run.Inverter", partial(Inverter, bank=16))


@pytest.fixture
def narrow_code_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped one takes most of a step."""
    monkeypatch.setattr("gan_api.inversion.code_encoder._WIDTH", 16)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step seems to take 0.3 s, however busy the machine is."""
    ticks = SimpleNamespace(monotonic=itertools.count(0, 0.3).__next__)
    monkeypatch.setattr("gan_api.inversion.learning.time", ticks)


@pytest.fixture
def inverted(models: Path, tmp_path: Path, clock: None) -> LandmarksPlan:
    """Three works with seeds, and a plan of 10 steps to remember two of them."""
    works = []
    for index in range(3):
        works.append((f"work-{index}", tmp_path / f"{index}.png"))
        Image.new("RGB", (70, 90), (90 * index, 90, 30)).save(works[-1][1])
    files = {name: models / f"{name}.safetensors" for name in ("generator", "encoder")}
    invert_works(InversionPlan(works, tmp_path / "out", steps=2, **files))
    eyes, output = models / "eyes.safetensors", tmp_path / "landmarks.safetensors"
    return LandmarksPlan(works[:2], tmp_path / "out", eyes=eyes, output=output, minutes=0.05, **files)


def report(plan: LandmarksPlan) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((plan.inversions / REPORT).read_text())
    return told


def test_landmarks_are_drawn_more_closely_and_every_seed_stays(inverted: LandmarksPlan) -> None:
    seeds, _ = read_inversions(inverted.inversions)
    losses = report(inverted)["losses"]
    found = learn_landmarks(inverted)
    assert found.before == pytest.approx((losses["work-0"] + losses["work-1"]) / 2, rel=0.05)
    assert found.after < found.before - 0.02
    again, sha256 = read_inversions(inverted.inversions)
    assert sha256 == sha256_of(inverted.output)
    assert list(again) == list(seeds)
    assert all(np.array_equal(again[work], seeds[work]) for work in seeds)
    now = report(inverted)["losses"]
    assert now["work-2"] == losses["work-2"]
    assert (now["work-0"] + now["work-1"]) / 2 == pytest.approx(found.after, abs=1e-4)
    with Image.open(inverted.inversions / "landmarks.png") as sheet:
        assert sheet.size == (2 * 64, 3 * 64)  # of two works: the picture, the drawing before, the drawing now
    with Image.open(inverted.inversions / "maps.png") as sheet:
        assert sheet.size == (3 * 7 * 64 + 2 * 8, 7 * 64)


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


def test_seeds_that_crowd_are_given_room_once(inverted: LandmarksPlan) -> None:
    kept = KeptInversions(inverted.inversions, sha256_of(inverted.generator))
    kept.drop({"work-0", "work-1"})
    crowded = np.stack([np.full(140, 2000, np.int16), np.r_[np.full(139, 2000), 0].astype(np.int16)])
    kept.add({"work-0": "", "work-1": ""}, crowded, torch.zeros(2))
    plan = replace(inverted, minutes=0.01)
    learn_landmarks(plan)
    seeds, _ = read_inversions(plan.inversions)
    first, second = (latent.restore(seeds[work]).astype(float) for work in ("work-0", "work-1"))
    assert first @ second / np.linalg.norm(first) / np.linalg.norm(second) < APART + 0.05
    learn_landmarks(plan)
    again, _ = read_inversions(plan.inversions)
    assert all(np.array_equal(again[work], seeds[work]) for work in seeds)


def test_the_generators_own_weights_stay(inverted: LandmarksPlan) -> None:
    learn_landmarks(inverted)
    before, after = (load_generator(file).generator.state_dict() for file in (inverted.generator, inverted.output))
    assert all(torch.equal(after[name], weight) for name, weight in before.items())
    assert {name.split(".")[0] for name in set(after) - set(before)} == {"memory"}


def test_the_same_command_again_goes_on_from_what_was_reached(inverted: LandmarksPlan) -> None:
    short = replace(inverted, minutes=0.018)
    first = learn_landmarks(short)
    second = learn_landmarks(short)
    assert second.before == pytest.approx(first.after, rel=0.01)
    told = report(inverted)["landmarks"]
    assert told["works"] == ["work-0", "work-1"]
    assert told["minutes"] == pytest.approx(2 * short.minutes, abs=0.01)
    assert told["before"] == first.before


def test_of_works_that_were_compared_by_another_encoder_nobody_is_said_to_have_seen_all(
    inverted: LandmarksPlan,
) -> None:
    told = report(inverted)
    assert told["encoder_sha256"] == sha256_of(inverted.encoder)
    (inverted.inversions / REPORT).write_text(json.dumps(told | {"encoder_sha256": "another"}))
    learn_landmarks(replace(inverted, minutes=0.01))
    assert KeptInversions(inverted.inversions, sha256_of(inverted.output)).encoder_sha256 is None
    all_works = [*inverted.works, ("work-2", inverted.works[0][1].with_name("2.png"))]
    learn_landmarks(replace(inverted, minutes=0.01, works=all_works))
    assert KeptInversions(inverted.inversions, sha256_of(inverted.output)).encoder_sha256 == told["encoder_sha256"]


def test_seeds_of_a_generator_that_is_neither_the_one_named_nor_the_output_are_refused(
    inverted: LandmarksPlan, tmp_path: Path
) -> None:
    other = tmp_path / "other.safetensors"
    save_generator(Generator(GeneratorConfig(channels=4)), other)
    with pytest.raises(CheckpointError, match="another generator"):
        learn_landmarks(replace(inverted, generator=other))
    assert not inverted.output.exists()


@pytest.fixture
def larger(inverted: LandmarksPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LandmarksPlan:
    """The same works with a generator that has a layer beyond the codes."""
    monkeypatch.setattr("gan_api.inversion.sharpening._WARM", 0)
    small = load_generator(inverted.generator).generator
    large = Generator(GeneratorConfig(128, 4))
    large.load_state_dict(small.state_dict(), strict=False)
    save_generator(large.eval(), tmp_path / "large.safetensors")
    told = report(inverted) | {"generator_sha256": sha256_of(tmp_path / "large.safetensors")}
    (inverted.inversions / REPORT).write_text(json.dumps(told))
    return replace(inverted, generator=tmp_path / "large.safetensors")


def test_the_last_part_of_the_time_is_for_drawing_sharply(
    larger: LandmarksPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    for kind in (Memoriser, Sharpener):

        def step(self: Any, done: float, kind: Any = kind, before: Any = kind.step) -> dict[str, float]:
            steps.append(kind.__name__)
            told: dict[str, float] = before(self, done)
            return told

        monkeypatch.setattr(kind, "step", step)
    learn_landmarks(larger)
    assert steps == ["Memoriser"] * 8 + ["Sharpener"] * 4  # of 0.3 s each, in 2.1 and 0.9 s
    told = report(larger)["landmarks"]
    assert (told["minutes"], told["sharpened"]) == pytest.approx((0.06, 0.02))
    steps.clear()
    before = load_generator(larger.output).generator
    learn_landmarks(replace(larger, sharpen=1, minutes=0.01))
    assert steps == ["Sharpener"] * 2
    assert report(larger)["landmarks"]["sharpened"] == pytest.approx(0.03)
    after = load_generator(larger.output).generator
    weights = zip(before.state_dict().items(), after.state_dict().values(), strict=True)
    moved = {name for (name, weight), now in weights if not torch.equal(weight, now)}
    assert moved
    assert all(".128." in name for name in moved)


def test_only_what_is_remembered_can_be_sharpened(larger: LandmarksPlan) -> None:
    with pytest.raises(ValueError, match="remembers 0 of these 2 works"):
        learn_landmarks(replace(larger, sharpen=1))
    assert not larger.output.exists()


def test_what_is_stopped_while_it_remembers_is_not_sharpened(
    larger: LandmarksPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> dict[str, float]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Memoriser, "step", interrupted)
    learn_landmarks(larger)
    assert larger.output.exists()
    assert report(larger)["landmarks"]["sharpened"] == 0


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
    rows = torch.cat([learning._next() for _ in range(3)])
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
