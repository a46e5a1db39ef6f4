"""Tuning a tiny generator to its landmarks: they are drawn more faithfully, and what else it draws is looked after."""

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from gan_api import latent
from gan_api.inversion.invert import Inverter
from gan_api.inversion.landmarks import LandmarksPlan, tune_to_landmarks
from gan_api.inversion.run import InversionPlan, invert_works, read_inversions
from gan_api.inversion.tune import Tuned, Tuner, tune
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.training.discriminator import ProjectedDiscriminator
from gan_api.training.previews import preview_error
from services.vision.mobilenetv2 import MobileNetV2


@pytest.fixture(autouse=True)
def few_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store's works have few starts: where a descent begins is not what is asked here."""
    monkeypatch.setattr("gan_api.inversion.run.Inverter", partial(Inverter, bank=16))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the tuning each step takes 0.3 s, however busy the machine is; and little is drawn besides the landmarks."""
    for name, pictures in {"_ELSEWHERE": 1, "_BETWEEN": 1, "_SHOWN": 4}.items():
        monkeypatch.setattr(f"gan_api.inversion.tune.{name}", pictures)
    monkeypatch.setattr("gan_api.inversion.tune.time", SimpleNamespace(monotonic=itertools.count(0, 0.3).__next__))


@pytest.fixture
def inverted(models: Path, tmp_path: Path, clock: None) -> LandmarksPlan:
    """Two works with seeds, among enough pictures for a judge, and a plan of 10 steps to tune to them."""
    random = np.random.default_rng(0)
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for index in range(16):
        Image.fromarray(random.integers(0, 255, (70, 90, 3), dtype=np.uint8)).save(pictures / f"{index}.png")
    for index in range(2):
        Image.new("RGB", (70, 90), (200 * index, 90, 30)).save(pictures / f"{index}.png")
    works = [(f"work-{index}", pictures / f"{index}.png") for index in range(2)]
    files = {name: models / f"{name}.safetensors" for name in ("generator", "encoder")}
    invert_works(InversionPlan(works, tmp_path / "out", steps=2, **files))
    eyes, output = models / "eyes.safetensors", tmp_path / "tuned.safetensors"
    return LandmarksPlan(works, pictures, tmp_path / "out", eyes=eyes, output=output, lessons=1, minutes=0.05, **files)


def test_tuning_draws_the_landmarks_more_faithfully_from_seeds_that_hardly_move(inverted: LandmarksPlan) -> None:
    seeds, _ = read_inversions(inverted.inversions)
    losses = json.loads((inverted.inversions / "inversions.json").read_text())["losses"]
    tuned = tune_to_landmarks(inverted)
    assert tuned.after < tuned.before
    assert tuned.before == pytest.approx(sum(losses.values()) / 2, rel=0.05)
    again, sha256 = read_inversions(inverted.inversions)
    assert sha256 == load_generator(inverted.output).sha256
    assert list(again) == list(seeds)
    assert all(np.corrcoef(again[work], seeds[work])[0, 1] > 0.9 for work in seeds)
    with Image.open(inverted.inversions / "landmarks.png") as sheet:
        assert sheet.size == (2 * 64, 3 * 64)  # of two works: the picture, the drawing before, the drawing now
    with Image.open(inverted.inversions / "maps.png") as sheet:
        assert sheet.size == (3 * 7 * 64 + 2 * 8, 7 * 64)


def test_the_same_command_again_goes_on_from_what_was_reached(inverted: LandmarksPlan) -> None:
    short = replace(inverted, minutes=0.018)
    first = tune_to_landmarks(short)
    second = tune_to_landmarks(short)
    assert second.before == pytest.approx(first.after, rel=0.01)
    told = json.loads((inverted.inversions / "inversions.json").read_text())["tuned"]
    assert sorted(told["works"]) == sorted(work for work, _ in inverted.works)
    assert told["minutes"] == pytest.approx(2 * short.minutes, abs=0.01)
    assert told["before"] == first.before


def test_seeds_of_a_generator_that_is_neither_the_one_named_nor_the_output_are_refused(
    inverted: LandmarksPlan, tmp_path: Path
) -> None:
    other = tmp_path / "other.safetensors"
    save_generator(Generator(GeneratorConfig(channels=4)), other)
    with pytest.raises(CheckpointError, match="another generator"):
        tune_to_landmarks(replace(inverted, generator=other))
    assert not inverted.output.exists()


def test_tuning_lets_a_generator_grow(inverted: LandmarksPlan) -> None:
    tuned = tune_to_landmarks(replace(inverted, size=128, minutes=0.02))
    assert load_generator(inverted.output).generator.config.size == 128
    assert tuned.after < tuned.before


def tuner(generator: Generator, seeds: torch.Tensor, targets: torch.Tensor, hold: bool = False) -> Tuner:
    random = torch.randint(0, 255, (16, *targets.shape[1:]), dtype=torch.uint8)
    torch.manual_seed(1)
    eyes = MobileNetV2().eval().requires_grad_(False)
    return Tuner(generator, eyes, seeds, targets, random, generator if hold else None)


def as_bytes(images: torch.Tensor) -> torch.Tensor:
    return ((images + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)


def test_tuning_keeps_the_previews_what_the_full_size_is(clock: None) -> None:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(size=128, channels=4)).eval()
    torch.nn.init.constant_(generator.to_rgb["128"].bias, 1.0)  # the full size is lighter than its preview
    seeds = torch.randn(2, 140)
    with torch.no_grad():
        before = preview_error(generator.pyramid(seeds, 128))
        targets = as_bytes(generator(seeds))
    tuned, _ = tune(tuner(generator, seeds, targets), minutes=0.05)
    with torch.no_grad():
        after = preview_error(tuned.generator.pyramid(seeds, 128))
    assert after < 0.999 * before


def test_a_tuned_seed_stays_about_as_long_as_the_seeds_that_generators_are_trained_on(clock: None) -> None:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(channels=4)).eval()
    seeds = 3 * torch.randn(2, 140)
    still = tuner(generator, seeds, torch.zeros(2, 3, 64, 64, dtype=torch.uint8))
    for _ in range(8):
        still.step(0.0)
    after = latent.restore(still.tuned().seeds)
    assert (np.square(after).mean(1) < 0.95 * np.square(seeds.numpy()).mean(1)).all()


@pytest.mark.parametrize("hold", [True, False])
def test_what_lies_between_the_landmarks_is_taught_by_the_judges_alone_and_what_lies_elsewhere_where_it_is_let_go(
    hold: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(channels=4)).eval()
    landmarks = torch.randn(2, 140)
    drawn: list[torch.Tensor] = []
    judged: list[torch.Tensor] = []
    compared: list[torch.Tensor] = []
    wanted: list[torch.Tensor] = []
    pyramid, see = Generator.pyramid, ProjectedDiscriminator.see

    def drawing(self: Generator, seeds: torch.Tensor, largest: int) -> dict[int, torch.Tensor]:
        drawn.append(seeds.detach().clone())
        return pyramid(self, seeds, largest)

    def judging(self: ProjectedDiscriminator, eyes: MobileNetV2, images: torch.Tensor) -> list[torch.Tensor]:
        judged.append(images)
        return see(self, eyes, images)

    def comparing(_: MobileNetV2, first: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        compared.append(first)
        wanted.append(other)
        return first.square().mean((1, 2, 3))

    monkeypatch.setattr(Generator, "pyramid", drawing)
    monkeypatch.setattr(ProjectedDiscriminator, "see", judging)
    monkeypatch.setattr("gan_api.inversion.tune.differences", comparing)
    tuner(generator, landmarks, torch.zeros(2, 3, 64, 64, dtype=torch.uint8), hold).step(0.0)

    *before, seeds = drawn
    assert (len(seeds), [len(images) for images in judged]) == (12, [12, 14])
    assert len(compared[0]) == (8 if hold else 2)
    assert judged[0].requires_grad  # the generator learns from what the judge says of its drawings,
    assert not judged[1].requires_grad  # not from what it says of real pictures
    plane = torch.linalg.qr(landmarks.T).Q
    off = (seeds - seeds @ plane @ plane.T).norm(dim=1) / seeds.norm(dim=1)
    assert (off[:2] < 1e-3).all()  # the landmarks
    assert (off[2:8] > 0.9).all()  # random seeds,
    assert [torch.equal(seeds[2:8], one) for one in before] == [True] * hold  # compared with what they drew before
    assert torch.allclose(compared[0][2:], wanted[0][2:], atol=1e-4)
    assert not torch.allclose(compared[0][:2], wanted[0][:2], atol=0.1)
    assert (off[8:] < 1e-3).all()  # blends of landmarks
    shortest, longest = landmarks.norm(dim=1).aminmax()
    assert ((seeds[8:].norm(dim=1) > 0.99 * shortest) & (seeds[8:].norm(dim=1) < 1.01 * longest)).all()


def test_the_judges_learn_before_anything_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    losses: list[float] = []
    contest = Tuner._contest

    def watched(self: Tuner, drawn: torch.Tensor) -> tuple[float, torch.Tensor]:
        told = contest(self, drawn)
        losses.append(told[0])
        return told

    monkeypatch.setattr(Tuner, "_contest", watched)
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(channels=4)).eval()
    seeds = torch.randn(2, 140)
    taught = tuner(generator, seeds, torch.zeros(2, 3, 64, 64, dtype=torch.uint8))
    taught.teach(12)
    reached = taught.tuned()
    assert all(map(torch.equal, reached.generator.state_dict().values(), generator.state_dict().values()))
    assert np.array_equal(reached.seeds, latent.quantise(seeds.numpy()))
    assert len(losses) == 12
    assert np.mean(losses[-3:]) < np.mean(losses[:3])


def test_a_smaller_size_is_tuned_at_that_size(inverted: LandmarksPlan) -> None:
    tune_to_landmarks(replace(inverted, size=128, minutes=0.01))
    generator = load_generator(inverted.output).generator
    tuned = tune_to_landmarks(replace(inverted, generator=inverted.output, size=64, minutes=0.02))
    again = load_generator(inverted.output).generator
    changed = {name for name, weight in again.named_parameters() if not weight.equal(generator.state_dict()[name])}
    assert tuned.after < tuned.before
    assert "to_rgb.64.weight" in changed
    assert "to_rgb.128.weight" not in changed
    with Image.open(inverted.inversions / "landmarks.png") as sheet:
        assert sheet.size == (2 * 64, 3 * 64)


def test_an_interrupted_run_keeps_what_it_reached(clock: None, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(channels=4)).eval()
    stopped = tuner(generator, torch.randn(2, 140), torch.zeros(2, 3, 64, 64, dtype=torch.uint8))
    step = stopped.step
    kept: list[Tuned] = []

    def interrupted(done: float) -> dict[str, float]:
        if len(kept) == 2:
            raise KeyboardInterrupt
        return step(done)

    monkeypatch.setattr(stopped, "step", interrupted)
    reached, minutes = tune(stopped, 10.0, lambda tuned, _: kept.append(tuned), keep_every=0.0)
    assert len(kept) == 2
    assert 0 < minutes < 10
    assert np.array_equal(reached.seeds, kept[-1].seeds)


def test_what_is_measured_before_any_tuning_and_after_all_of_it_is_noted(inverted: LandmarksPlan) -> None:
    figures = iter([1.0, 2.0, 3.0, 4.0])
    seen: list[tuple[int, ...]] = []

    def watch(_: MobileNetV2, pictures: torch.Tensor, __: str) -> Callable[[Generator], dict[str, float]]:
        seen.append(tuple(pictures.shape))
        return lambda _: {"kid": next(figures)}

    tune_to_landmarks(replace(inverted, minutes=0.01), watch)
    tune_to_landmarks(replace(inverted, minutes=0.01), watch)
    told = json.loads((inverted.inversions / "inversions.json").read_text())["tuned"]
    assert seen == [(16, 3, 64, 64)] * 2
    assert told["measured"] == {"before": {"kid": 1.0}, "after": {"kid": 4.0}}
    assert told["size"] == 64
