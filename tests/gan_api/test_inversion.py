"""Inversion on a tiny generator: what is stored is what was drawn, and it is nearer than any random start."""

import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.numpy import save_file

from gan_api import latent
from gan_api.inversion.invert import Inverter, as_target
from gan_api.inversion.likeness import Likeness
from gan_api.inversion.run import InversionPlan, KeptInversions, invert_works, read_inversions
from gan_api.model.checkpoint import load_generator
from services.common.hashes import sha256_of
from services.vision.distillation import save_encoder
from services.vision.resnet50 import ResNet50


@pytest.fixture(autouse=True)
def few_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store's works have few starts: where a descent begins is not what is asked here."""
    monkeypatch.setattr("gan_api.inversion.run.Inverter", partial(Inverter, bank=16))


def pictures_of_works(count: int, folder: Path) -> list[tuple[str, Path]]:
    works = [(f"work-{index}", folder / f"{index}.png") for index in range(count)]
    for index, (_, file) in enumerate(works):
        Image.new("RGB", (70, 90), (40 * index, 90, 30)).save(file)
    return works


def another_encoder(folder: Path) -> Path:
    torch.manual_seed(5)
    save_encoder(ResNet50(), 64, folder / "other.safetensors")
    return folder / "other.safetensors"


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


def test_where_time_does_not_suffice_for_the_steps_there_are_fewer(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    told: list[tuple[float, float]] = []

    def step(share: float, losses: torch.Tensor, _: torch.Tensor) -> None:
        told.append((share, float(losses[0])))

    targets = generator(torch.randn(1, 140))
    Inverter(generator, ResNet50().eval(), bank=8).invert(targets, 1_000_000, step, seconds=2)
    shares, losses = zip(*told, strict=True)
    assert list(shares) == sorted(shares)
    assert shares[-1] > 0.99  # the last one is told a moment before the time is over
    assert losses[-1] < losses[0]


def test_where_there_is_no_time_there_is_one_step_all_the_same(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    adam = torch.optim.Adam

    def slowly(*arguments: Any, **more: Any) -> torch.optim.Adam:
        time.sleep(0.02)  # the first one imports a good deal
        return adam(*arguments, **more)

    monkeypatch.setattr("torch.optim.Adam", slowly)
    told: list[float] = []
    targets = generator(torch.randn(2, 140))
    inverter = Inverter(generator, ResNet50().eval(), bank=8)
    found = inverter.invert(targets, 40, lambda share, *_: told.append(share), seconds=0.01)
    assert told == [1]
    assert found.seeds.shape == (2, 140)


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
    works = pictures_of_works(3, tmp_path)
    files = {"generator": models / "generator.safetensors", "encoder": models / "encoder.safetensors"}
    plan = InversionPlan(works, tmp_path / "out", steps=2, batch=2, **files)
    invert_works(plan)
    before, _ = read_inversions(tmp_path / "out")
    Image.new("RGB", (70, 90), (255, 255, 255)).save(works[1][1])
    invert_works(plan)
    after, _ = read_inversions(tmp_path / "out")
    assert set(after) == set(before)
    assert [np.array_equal(before[work], after[work]) for work, _ in works] == [True, False, True]


def test_where_the_report_could_not_be_written_each_work_has_its_own_seed_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seeds(*starts: int) -> np.ndarray:
        return np.stack([np.full(140, start, np.int16) for start in starts])

    kept = KeptInversions(tmp_path, "a generator")
    kept.add(dict.fromkeys("abcd", "a picture"), seeds(1, 2, 3, 4), torch.zeros(4))
    kept.drop({"b", "c"})  # their pictures changed
    with monkeypatch.context() as full:
        full.setattr(KeptInversions, "_write_report", Mock(side_effect=OSError("the disk is full")))
        with pytest.raises(OSError, match="full"):
            kept.add({"b": "another picture"}, seeds(20), torch.zeros(1))
    found, _ = read_inversions(tmp_path)
    assert {work: seed[0] for work, seed in found.items()} == {"a": 1, "b": 20, "d": 4}
    again = KeptInversions(tmp_path, "a generator")
    assert [*again.losses] == ["a", "b", "d"]
    assert np.array_equal(again.seeds_of("dba"), seeds(4, 20, 1))
    other = KeptInversions(tmp_path, "another generator")
    monkeypatch.setattr(KeptInversions, "_write_report", Mock(side_effect=OSError("the disk is full")))
    with pytest.raises(OSError, match="full"):
        other.add({"a": "a picture"}, seeds(100), torch.zeros(1))
    assert not KeptInversions(tmp_path, "a generator").losses
    with pytest.raises(FileNotFoundError):
        read_inversions(tmp_path)


def test_seeds_that_do_not_say_whose_they_are_stand_as_the_report_does(tmp_path: Path) -> None:
    rows = np.arange(3 * 140, dtype=np.int16).reshape(3, 140)
    kept = KeptInversions(tmp_path, "a generator")
    kept.add(dict.fromkeys("abc", "a picture"), rows, torch.zeros(3))
    save_file({"seeds": rows}, tmp_path / "seeds.safetensors")
    found, _ = read_inversions(tmp_path)
    assert np.array_equal([found[work] for work in "abc"], rows)
    assert np.array_equal(KeptInversions(tmp_path, "a generator").seeds_of("abc"), rows)


def test_by_another_encoder_the_seeds_stay_and_are_compared_anew(models: Path, tmp_path: Path) -> None:
    works = pictures_of_works(3, tmp_path)
    other_encoder = another_encoder(tmp_path)
    plan = InversionPlan(
        works, tmp_path / "out", models / "generator.safetensors", models / "encoder.safetensors", 2, batch=2
    )
    first, (seeds, _) = invert_works(plan), read_inversions(plan.output)
    other = invert_works(replace(plan, encoder=other_encoder))
    again = invert_works(plan)
    assert all(abs(other[work] - first[work]) > 1e-4 for work in first)
    assert again == pytest.approx(first, abs=2e-5)
    after, _ = read_inversions(plan.output)
    assert all(np.array_equal(after[work], seeds[work]) for work in seeds)


def test_who_saw_the_losses_is_said_where_that_one_saw_them_all(models: Path, tmp_path: Path) -> None:
    works = pictures_of_works(4, tmp_path)
    other_encoder = another_encoder(tmp_path)
    plan = InversionPlan(
        works[:3], tmp_path / "out", models / "generator.safetensors", models / "encoder.safetensors", 2, batch=2
    )
    other = replace(plan, encoder=other_encoder)

    def seen_by() -> str | None:
        return KeptInversions(plan.output, sha256_of(plan.generator)).encoder_sha256

    invert_works(plan)
    assert seen_by() == sha256_of(plan.encoder)
    invert_works(replace(other, works=works[:2]))
    assert seen_by() is None
    invert_works(replace(other, works=works[3:]))  # a new one beside those that others saw
    assert seen_by() is None
    invert_works(replace(other, works=works))
    assert seen_by() == sha256_of(other.encoder)


def test_what_was_noted_of_landmarks_stays_when_works_are_added(models: Path, tmp_path: Path) -> None:
    works = pictures_of_works(2, tmp_path)
    generator, encoder = models / "generator.safetensors", models / "encoder.safetensors"
    plan = InversionPlan(works[:1], tmp_path / "out", generator, encoder, steps=2)
    invert_works(plan)
    sha256 = sha256_of(generator)
    KeptInversions(plan.output, sha256).remembered(sha256, {}, np.zeros((0, 140)), sha256_of(encoder), {"minutes": 9})
    invert_works(replace(plan, works=works))
    report = json.loads((plan.output / "inversions.json").read_text())
    assert report["landmarks"] == {"minutes": 9}
    assert [*report["losses"]] == ["work-0", "work-1"]


def test_a_seed_that_is_found_is_about_as_long_as_the_seeds_that_generators_are_trained_on(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    found = Inverter(generator, ResNet50().eval(), bank=8).invert(torch.rand(2, 3, 64, 64) * 2 - 1)
    lengths = np.sqrt(np.square(latent.restore(found.seeds)).mean(1))
    assert (lengths < 1.15).all()
