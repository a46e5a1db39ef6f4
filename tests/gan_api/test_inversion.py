"""Inversion on a tiny generator: what is stored is what was drawn, and it is nearer than any random start."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from gan_api import latent
from gan_api.inversion.invert import Inverter, as_target
from gan_api.inversion.landmarks import LandmarksPlan, tune_to_landmarks
from gan_api.inversion.run import InversionPlan, invert_works, read_inversions
from gan_api.inversion.tune import tune
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.training.previews import preview_error
from services.vision.distillation import save_encoder
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
    return folder


def test_the_stored_seed_draws_the_image_that_was_shown(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    inverter = Inverter(generator, ResNet50().eval(), bank=32)
    targets = generator(torch.randn(2, 140))
    found = inverter.invert(targets, steps=5)
    assert found.seeds.dtype == np.int16
    redrawn = generator(torch.from_numpy(latent.restore(found.seeds)))
    assert torch.equal(redrawn, found.images)


def test_descent_ends_nearer_than_the_best_random_start(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    inverter = Inverter(generator, ResNet50().eval(), bank=32)
    targets = generator(torch.randn(2, 140))
    start, end = inverter.invert(targets, steps=1), inverter.invert(targets, steps=40)
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


def test_tuning_draws_the_landmarks_more_faithfully_from_seeds_that_hardly_move(models: Path, tmp_path: Path) -> None:
    for index in range(2):
        Image.new("RGB", (70, 90), (200 * index, 90, 30)).save(tmp_path / f"{index}.png")
    works = [(f"work-{index}", tmp_path / f"{index}.png") for index in range(2)]
    files = {"generator": models / "generator.safetensors", "encoder": models / "encoder.safetensors"}
    folder, tuned_file = tmp_path / "out", tmp_path / "tuned.safetensors"
    before = dict(invert_works(InversionPlan(works, folder, steps=2, **files)))
    seeds, _ = read_inversions(folder)

    tuned = tune_to_landmarks(LandmarksPlan(works, folder, output=tuned_file, minutes=0.1, **files))
    assert tuned.after < tuned.before
    again, sha256 = read_inversions(folder)
    assert sha256 == load_generator(tuned_file).sha256
    assert all(np.corrcoef(again[work], seeds[work])[0, 1] > 0.9 for work in seeds)
    assert (folder / "landmarks.png").exists()
    assert tuned.before == pytest.approx(sum(before.values()) / 2, rel=0.05)

    tune_to_landmarks(
        LandmarksPlan(works, folder, generator=tuned_file, encoder=files["encoder"], output=tuned_file, minutes=0.05)
    )
    told = json.loads((folder / "inversions.json").read_text())["tuned"]
    assert told["minutes"] == pytest.approx(0.15)
    assert told["before"] == tuned.before

    with pytest.raises(CheckpointError, match="another generator"):
        tune_to_landmarks(LandmarksPlan(works, folder, output=tuned_file, minutes=0.1, **files))


def test_tuning_keeps_the_previews_what_the_full_size_is() -> None:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(size=128, channels=4)).eval()
    torch.nn.init.constant_(generator.to_rgb["128"].bias, 1.0)  # the full size is lighter than its preview
    seeds = torch.randn(2, 140)
    with torch.no_grad():
        targets = generator(seeds)
        before = preview_error(generator.pyramid(seeds, 128))
    tuned = tune(generator, ResNet50().eval(), seeds, targets, minutes=0.1).generator
    with torch.no_grad():
        after = preview_error(tuned.pyramid(seeds, 128))
    assert after < 0.999 * before
