"""Training on a few tiny pictures: it learns, keeps, resumes, and refuses what it can't use."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from torch import Tensor, nn

from gan_api.evaluation.watching import watch
from gan_api.model.checkpoint import load_generator
from gan_api.model.recorded import Step
from gan_api.training.augment import diff_augment
from gan_api.training.data import TrainingDataError, batches, training_squares
from gan_api.training.discriminator import ProjectedDiscriminator
from gan_api.training.plain import PlainDiscriminator
from gan_api.training.previews import preview_error
from gan_api.training.recording import Recorded
from gan_api.training.trainer import Trainer, TrainingPlan, TrainingStopped, train
from services.vision.mobilenetv2 import MobileNetV2


class Blur(nn.Module):
    """Eyes that need no weights: the image itself, averaged at the four strides."""

    channels = (3, 3, 3, 3)

    def forward(self, images: Tensor) -> list[Tensor]:
        return [F.avg_pool2d(images, stride) for stride in (4, 8, 16, 32)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    images = tmp_path / "images"
    images.mkdir()
    for index in range(20):
        pixels = random.integers(150, 255, (40 + index, 70, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(images / f"{index}.jpg")
    return images


def plan(folder: Path, minutes: float = 0.02) -> TrainingPlan:
    return TrainingPlan(folder, folder.parent / "run", channels=4, batch=4, sight=64, minutes=minutes)


def test_pictures_become_squares_and_what_is_unreadable_is_left_out(folder: Path) -> None:
    (folder / "text.jpg").write_text("not a picture")
    Image.new("CMYK", (80, 60)).save(folder / "cmyk.jpg")
    Image.fromarray(np.full((80, 60), 30_000, np.uint16)).save(folder / "deep.png")
    squares = training_squares(folder, 64)
    assert squares.shape == (22, 3, 64, 64)
    assert (squares == 30_000 // 257).all(dim=(1, 2, 3)).sum() == 1


def test_three_pictures_are_too_few(tmp_path: Path) -> None:
    for index in range(3):
        Image.new("RGB", (64, 64)).save(tmp_path / f"{index}.png")
    with pytest.raises(TrainingDataError, match="holds 3 readable images; a generator needs at least 16"):
        training_squares(tmp_path, 64)


def test_a_step_changes_the_generator_and_not_the_eyes(folder: Path) -> None:
    trainer = Trainer(plan(folder), Blur())
    before = [weight.clone() for weight in trainer.generator.parameters()]
    mixed = [weight for name, weight in trainer.judge.named_parameters() if name.startswith("mixing.")]
    mixing = [weight.clone() for weight in mixed]
    trainer.step(torch.rand(4, 3, 64, 64) * 2 - 1)
    changed = [not torch.equal(a, b) for a, b in zip(before, trainer.generator.parameters(), strict=True)]
    assert all(changed)
    assert all(torch.equal(a, b) for a, b in zip(mixing, mixed, strict=True))
    assert mixing


@pytest.mark.parametrize("size", [32, 64, 128])
def test_the_judge_sees_larger_pictures_in_turn_whole_and_in_part(size: int) -> None:
    seen: list[Tensor] = []

    class Watched(Blur):
        def forward(self, images: Tensor) -> list[Tensor]:
            seen.append(images)
            return super().forward(images)

    torch.manual_seed(0)
    ramp = torch.linspace(0, 0.99, size).expand(6, 3, size, size)  # tells how much of it is seen
    images = ramp + torch.arange(6)[:, None, None, None]
    ProjectedDiscriminator(Blur.channels, 64).see(Watched(), images)
    (looked,) = seen
    assert looked.shape == (6, 3, 64, 64)
    spans = (looked.amax(3) - looked.amin(3)).mean((1, 2))
    if size <= 64:
        assert torch.allclose(spans, torch.full((6,), 0.99), atol=0.05)
        assert torch.allclose(looked.amin((1, 2, 3)), torch.arange(6.0), atol=0.05)
    else:
        assert torch.allclose(spans[:3], torch.full((3,), 0.99), atol=0.05)
        assert torch.allclose(spans[3:], torch.full((3,), 0.99 * 63 / 127), atol=0.01)
        assert looked[:, 0, 0, 0].floor().tolist() == [0, 2, 4, 1, 3, 5]


def test_a_step_at_more_pixels_than_the_judges_sight_learns_in_half_precision_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.vision.precision.cpu_has_bf16", lambda: True)
    trainer = Trainer(replace(plan(folder), size=128), Blur())
    before = trainer.generator.get_parameter("to_rgb.128.weight").clone()
    trainer.step(torch.rand(4, 3, 128, 128) * 2 - 1)
    assert not torch.equal(trainer.generator.get_parameter("to_rgb.128.weight"), before)


def test_losses_that_are_not_finite_stop_the_run(folder: Path) -> None:
    trainer = Trainer(plan(folder), Blur())
    with pytest.raises(TrainingStopped, match="nan"):
        trainer.step(torch.full((4, 3, 64, 64), torch.nan))


def test_a_run_leaves_a_generator_that_can_be_served_and_goes_on_exactly(folder: Path) -> None:
    first = train(plan(folder), Blur(), training_squares(folder, 64))
    assert first.images_seen > 0
    served = load_generator(folder.parent / "run" / "generator.safetensors").generator
    assert served(torch.zeros(1, 140)).shape == (1, 3, 64, 64)

    again = Trainer(plan(folder), Blur())
    assert again.resume()
    assert again.images_seen == first.images_seen
    torch.manual_seed(3)
    went_on = first.step(real := next(batches(training_squares(folder, 64), 4, 0, first.images_seen // 4)))
    torch.manual_seed(3)
    assert again.step(real) == pytest.approx(went_on, rel=1e-4)


def test_a_run_that_was_broken_off_learns_what_it_would_have_learnt_without(folder: Path) -> None:
    squares = training_squares(folder, 64)

    def go_on(trainer: Trainer, steps: int) -> list[float]:
        stream = batches(squares, 4, 0, trainer.images_seen // 4)
        return [loss for _ in range(steps) for loss in trainer.step(next(stream))]

    whole = Trainer(plan(folder), Blur())
    losses = go_on(whole, 9)  # more than one pass over the 20 pictures
    broken_off = Trainer(plan(folder), Blur())
    first = go_on(broken_off, 4)
    broken_off.save()
    torch.manual_seed(99)  # another process
    again = Trainer(plan(folder), Blur())
    assert again.resume()
    assert first + go_on(again, 5) == pytest.approx(losses, rel=1e-4)


@pytest.mark.parametrize("begin", [1, 5, 7])
def test_batches_go_on_where_they_were_left(begin: int) -> None:
    squares = torch.arange(22, dtype=torch.uint8)[:, None, None, None].expand(-1, 3, 2, 2)
    whole = [next_batch[:, 0, 0, 0] for next_batch, _ in zip(batches(squares, 4), range(12), strict=False)]
    rest = [next_batch[:, 0, 0, 0] for next_batch, _ in zip(batches(squares, 4, 0, begin), range(5), strict=False)]
    assert all(torch.equal(a, b) for a, b in zip(whole[begin:], rest, strict=False))
    assert len(torch.cat(whole[:5]).unique()) == 20
    assert not torch.equal(torch.cat(whole[:5]), torch.cat(whole[5:10]))


@pytest.mark.parametrize("damage", [b"", b"PK not an archive", None])
def test_a_damaged_checkpoint_is_named_with_a_way_on(folder: Path, damage: bytes | None) -> None:
    trainer = Trainer(plan(folder), Blur())
    trainer.save()
    state = trainer.plan.output / "state.pt"
    state.write_bytes(state.read_bytes()[:2000] if damage is None else damage)
    with pytest.raises(TrainingStopped, match=r"state.pt is damaged .*--from .*generator.safetensors"):
        Trainer(plan(folder), Blur()).resume()


def test_a_folder_without_a_checkpoint_is_nothing_to_begin_from(folder: Path) -> None:
    with pytest.raises(TrainingStopped, match=r"state\.pt is missing"):
        Trainer(replace(plan(folder), start_from=folder), Blur())


def test_a_run_that_was_begun_on_a_gpu_goes_on_on_a_cpu(folder: Path) -> None:
    begun = Trainer(plan(folder), Blur())
    real = torch.rand(4, 3, 64, 64)
    begun.step(real)
    for steps in (begun.generator_steps, begun.judge_steps):
        steps.param_groups[0].update(capturable=True)  # which no CPU can do
    begun.save()
    again = Trainer(plan(folder), Blur())
    assert again.resume()
    again.step(real)
    assert again.images_seen == 8


def test_a_run_of_another_shape_is_not_resumed(folder: Path) -> None:
    train(plan(folder), Blur(), training_squares(folder, 64))
    other = TrainingPlan(folder, folder.parent / "run", channels=8, batch=4, sight=64)
    with pytest.raises(TrainingStopped, match="name another --output"):
        Trainer(other, Blur()).resume()


def test_augmented_images_differ_and_let_gradients_through() -> None:
    images = torch.rand(4, 3, 64, 64, requires_grad=True)
    changed = diff_augment(images)
    assert changed.shape == images.shape
    assert not torch.equal(changed, images)
    changed.sum().backward()
    assert images.grad is not None
    assert images.grad.abs().sum() > 0


def test_a_run_grows_from_a_smaller_one_and_begins_with_its_pictures_and_its_judge(folder: Path) -> None:
    small = train(plan(folder), Blur(), training_squares(folder, 64))
    grown = Trainer(
        TrainingPlan(
            folder, folder.parent / "grown", size=128, channels=4, batch=4, sight=64, start_from=small.plan.output
        ),
        Blur(),
    )
    seeds = small.fixed_seeds[:4]
    before = small.average(seeds)
    assert torch.equal(grown.average(seeds, 64), before)
    scaled = F.interpolate(before, scale_factor=2.0, mode="bilinear")
    assert torch.allclose(grown.average(seeds), scaled, atol=0.02)  # scaled before the last tanh, not after
    assert grown.images_seen == small.images_seen
    for mine, theirs in zip(grown.judge.state_dict().values(), small.judge.state_dict().values(), strict=True):
        assert torch.equal(mine, theirs)
    untouched = grown.generator.get_parameter("to_rgb.128.weight").clone()
    grown.step(torch.rand(4, 3, 128, 128) * 2 - 1)
    assert not torch.equal(grown.generator.get_parameter("to_rgb.128.weight"), untouched)


def test_a_judge_that_looks_with_other_eyes_is_not_taken_over(folder: Path) -> None:
    small = train(plan(folder), Blur(), training_squares(folder, 64))
    wider = TrainingPlan(folder, folder.parent / "grown", channels=4, sight=128, start_from=small.plan.output)
    with pytest.raises(TrainingStopped, match="looks with 64 pixels, not 128"):
        Trainer(wider, Blur())


def test_a_preview_is_held_to_the_large_picture_scaled_down() -> None:
    large = torch.rand(2, 3, 128, 128)
    right = F.avg_pool2d(large, 2)
    assert preview_error({64: right, 128: large}) < 1e-12
    assert preview_error({64: right + 0.5, 128: large}) == pytest.approx(0.25)
    assert preview_error({64: right}) == 0


def test_a_run_with_fastgans_own_judge_learns_all_of_it_and_is_another_shape(folder: Path) -> None:
    plain = TrainingPlan(folder, folder.parent / "run", channels=4, batch=4, sight=64, minutes=0.02, judge="plain")
    trainer = Trainer(plain, Blur())
    before = [weight.clone() for weight in trainer.judge.parameters()]
    names = [name for name, _ in trainer.judge.named_parameters()]
    assert all(map(np.isfinite, trainer.step(torch.rand(4, 3, 64, 64) * 2 - 1)))
    weights = zip(names, before, trainer.judge.parameters(), strict=True)
    # real pulls the last bias up as strongly as drawn pulls it down
    assert {name for name, old, new in weights if torch.equal(old, new)} <= {"heads.logits.2.bias"}
    train(plan(folder), Blur(), training_squares(folder, 64))
    with pytest.raises(TrainingStopped, match="name another --output"):
        trainer.resume()


@pytest.mark.parametrize("size", [64, 128, 256])
def test_fastgans_judge_gives_25_logits_at_every_size(size: int) -> None:
    assert PlainDiscriminator(size)([torch.zeros(2, 3, size, size)]).shape == (2, 25)


def test_where_all_samples_are_alike_the_run_stops_and_the_checkpoint_before_is_kept(folder: Path) -> None:
    trainer = Trainer(plan(folder), Blur())
    trainer.images_seen = 1_000
    trainer.save()
    before = (trainer.plan.output / "generator.safetensors").read_bytes()
    trainer.images_seen = 10_000
    torch.nn.init.zeros_(trainer.average.stem.weight)
    with pytest.raises(TrainingStopped, match="look alike"):
        trainer.save()
    assert (trainer.plan.output / "generator.safetensors").read_bytes() == before


def test_what_is_measured_on_the_way_is_written_down(folder: Path) -> None:
    squares = training_squares(folder, 64)
    torch.manual_seed(0)
    run = train(plan(folder), Blur(), squares, measure=watch(MobileNetV2().eval(), squares, "cpu"))
    lines = (run.plan.output / "metrics.jsonl").read_text().splitlines()
    figures = json.loads(lines[-1])
    assert figures["images_seen"] == run.images_seen
    assert 0 <= figures["recall"] <= 1
    assert np.isfinite(figures["kid"])


def test_a_recorded_step_sees_each_batch_and_is_recorded_once() -> None:
    recordings = 0

    def record(step: Step) -> Step:
        nonlocal recordings
        recordings += 1
        step()  # as on a GPU, where it is tried first
        return step

    learnt: list[float] = []

    def learn(batch: Tensor) -> Tensor:
        learnt.append(batch.sum().item())
        return batch * 2

    recorded = Recorded(learn, record)
    for batch in (torch.ones(3), torch.arange(3.0), torch.zeros(3)):
        assert torch.equal(recorded(batch), batch * 2)
    assert learnt == [3, 3, 3, 0]  # the first one when it is recorded, too
    assert recordings == 1
