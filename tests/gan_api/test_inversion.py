"""Inversion on a tiny generator: what is stored is what was drawn, and it is nearer than any random start."""

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
from safetensors.torch import save_file

from gan_api import latent
from gan_api.inversion.invert import Inverter, as_target
from gan_api.inversion.landmarks import LandmarksPlan, tune_to_landmarks
from gan_api.inversion.likeness import Likeness
from gan_api.inversion.run import InversionPlan, KeptInversions, invert_works, read_inversions
from gan_api.inversion.tune import Tuned, Tuner, textures, tune
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.training.discriminator import ProjectedDiscriminator, told_apart
from gan_api.training.previews import preview_error
from gan_api.training.texture import TextureDiscriminator
from services.common.hashes import sha256_of
from services.vision.distillation import save_encoder
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.resnet50 import ResNet50


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("models")
    generator = Generator(GeneratorConfig(channels=4))
    for name, weight in generator.named_parameters():
        if "conv" in name or "to_rgb" in name or "stem" in name:
            weight.data *= 4  # a random generator draws flat grey; this one draws something
    save_generator(generator, folder / "generator.safetensors")
    save_encoder(ResNet50(), 64, folder / "encoder.safetensors")
    save_file({name: value.clone() for name, value in MobileNetV2().state_dict().items()}, folder / "eyes.safetensors")
    return folder


@pytest.fixture(autouse=True)
def few_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store's works have few starts: where a descent begins is not what is asked here."""
    monkeypatch.setattr("gan_api.inversion.run.Inverter", partial(Inverter, bank=16))


def test_the_stored_seed_draws_the_image_that_was_shown(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    inverter = Inverter(generator, ResNet50().eval(), bank=32)
    targets = generator(torch.randn(2, 140))
    found = inverter.invert(targets, steps=5)
    assert found.seeds.dtype == np.int16
    redrawn = generator(torch.from_numpy(latent.restore(found.seeds)))
    assert torch.equal(redrawn, found.images)


def test_what_is_seen_smaller_on_the_way_is_told_as_it_is_seen_in_full(models: Path) -> None:
    generator, encoder = load_generator(models / "generator.safetensors").generator, ResNet50().eval()
    targets = generator(torch.randn(2, 140))
    found = Inverter(generator, encoder, bank=8, sight=32).invert(targets, steps=2)
    full = Likeness(encoder)
    with torch.no_grad():
        assert torch.allclose(found.losses, full.distance(found.images, full.look(targets)))


def test_descent_ends_nearer_than_the_best_random_start(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    inverter = Inverter(generator, ResNet50().eval(), bank=32)
    targets = generator(torch.randn(2, 140))
    start, end = inverter.invert(targets, steps=1), inverter.invert(targets, steps=12)
    assert (end.losses < start.losses).all()


def test_targets_keep_their_full_contrast() -> None:
    picture = np.zeros((2, 2, 3), np.uint8)
    picture[0] = 255
    target = as_target(picture)
    assert target.max() == 1
    assert target.min() == -1


def test_a_store_is_inverted_once_and_a_bad_picture_is_left_out(models: Path, tmp_path: Path) -> None:
    for index in range(3):
        Image.new("RGB", (70, 90), (40 * index, 90, 30)).save(tmp_path / f"{index}.png")
    (tmp_path / "bad.png").write_text("no picture")
    works = [(f"work-{index}", tmp_path / f"{index}.png") for index in range(3)] + [("bad", tmp_path / "bad.png")]
    files = {"generator": models / "generator.safetensors", "encoder": models / "encoder.safetensors"}
    first = invert_works(InversionPlan(works[:2] + works[3:], tmp_path / "out", steps=2, batch=2, **files))
    assert list(first) == ["work-0", "work-1"]
    kept = (tmp_path / "out" / "seeds.safetensors").read_bytes()

    second = invert_works(InversionPlan(works, tmp_path / "out", steps=2, batch=2, **files))
    assert list(second) == ["work-0", "work-1", "work-2"]
    assert {work: second[work] for work in first} == first
    assert kept != (tmp_path / "out" / "seeds.safetensors").read_bytes()
    seeds, _ = read_inversions(tmp_path / "out")
    assert all(seed.shape == (140,) for seed in seeds.values())


def test_a_work_whose_picture_changed_is_inverted_again_and_the_others_are_not(models: Path, tmp_path: Path) -> None:
    works = [(f"work-{index}", tmp_path / f"{index}.png") for index in range(3)]
    for index, (_, file) in enumerate(works):
        Image.new("RGB", (70, 90), (40 * index, 90, 30)).save(file)
    files = {"generator": models / "generator.safetensors", "encoder": models / "encoder.safetensors"}
    plan = InversionPlan(works, tmp_path / "out", steps=2, batch=2, **files)
    invert_works(plan)
    before, _ = read_inversions(tmp_path / "out")
    Image.new("RGB", (70, 90), (255, 255, 255)).save(works[1][1])
    invert_works(plan)
    after, _ = read_inversions(tmp_path / "out")
    assert set(after) == set(before)
    assert [np.array_equal(before[work], after[work]) for work, _ in works] == [True, False, True]


def test_by_another_encoder_the_seeds_stay_and_are_compared_anew(models: Path, tmp_path: Path) -> None:
    works = [(f"work-{index}", tmp_path / f"{index}.png") for index in range(3)]
    for index, (_, file) in enumerate(works):
        Image.new("RGB", (70, 90), (40 * index, 90, 30)).save(file)
    torch.manual_seed(5)
    save_encoder(ResNet50(), 64, tmp_path / "other.safetensors")
    plan = InversionPlan(
        works, tmp_path / "out", models / "generator.safetensors", models / "encoder.safetensors", 2, batch=2
    )
    first, (seeds, _) = invert_works(plan), read_inversions(plan.output)
    other = invert_works(replace(plan, encoder=tmp_path / "other.safetensors"))
    again = invert_works(plan)
    assert all(abs(other[work] - first[work]) > 1e-4 for work in first)
    assert again == pytest.approx(first, abs=2e-5)
    after, _ = read_inversions(plan.output)
    assert all(np.array_equal(after[work], seeds[work]) for work in seeds)


def test_what_was_noted_of_a_tuning_stays_when_works_are_added(models: Path, tmp_path: Path) -> None:
    works = [(f"work-{index}", tmp_path / f"{index}.png") for index in range(2)]
    for index, (_, file) in enumerate(works):
        Image.new("RGB", (70, 90), (40 * index, 90, 30)).save(file)
    generator, encoder = models / "generator.safetensors", models / "encoder.safetensors"
    plan = InversionPlan(works[:1], tmp_path / "out", generator, encoder, steps=2)
    invert_works(plan)
    KeptInversions(plan.output, sha256_of(generator)).note(tuned={"minutes": 9})
    invert_works(replace(plan, works=works))
    report = json.loads((plan.output / "inversions.json").read_text())
    assert report["tuned"] == {"minutes": 9}
    assert [*report["losses"]] == ["work-0", "work-1"]


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


def hatched(images: torch.Tensor, begin: int) -> torch.Tensor:
    """Pictures with lines of 4 px drawn across them, `begin` px further on."""
    side = torch.arange(images.shape[-1])
    return images + 0.2 * ((side[:, None] + side[None] + begin) // 4 % 2 * 2 - 1)


def test_lines_across_a_smooth_part_add_to_its_texture_wherever_they_lie() -> None:
    smooth = torch.linspace(-0.5, 0.5, 64).expand(1, 3, 64, 64).contiguous()
    here, there = textures(hatched(smooth, 0)), textures(hatched(smooth, 4))
    assert (here > textures(smooth) + 0.02).float().mean() > 0.6  # not along them, nor a period further on
    assert (here - there).abs().mean() < 0.02 * here.mean()


def test_what_draws_lines_that_no_picture_has_is_told_by_the_texture_alone() -> None:
    torch.manual_seed(0)
    judge = TextureDiscriminator()
    steps = torch.optim.Adam(judge.parameters(), lr=4e-3, betas=(0.0, 0.99))
    real = torch.nn.functional.interpolate(torch.rand(24, 3, 4, 4) * 2 - 1, 64, mode="bicubic")
    drawn = hatched(real.roll(1, 0), 2)
    for _ in range(40):
        loss = told_apart(judge, [real[:16]], [drawn[:16]])
        steps.zero_grad()
        loss.backward()
        steps.step()
    with torch.no_grad():
        unseen = judge([real[16:]]).mean(1), judge([drawn[16:]]).mean(1)
    assert unseen[0].min() > unseen[1].max()


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
