"""The seed encoder and Gen Studio's own inversion, on a tiny generator."""

import itertools
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from gan_api import latent
from gan_api.inversion.gen_studio import Classifier, GenStudioInverter
from gan_api.inversion.invert import Inverter
from gan_api.inversion.perceptual import Perceptual
from gan_api.inversion.seed_encoder import (
    SeedEncoder,
    SeedEncoderError,
    load_seed_encoder,
    read_seed_encoder,
    save_seed_encoder,
)
from gan_api.inversion.seed_training import SeedTrainingPlan, train_seed_encoder
from gan_api.model.checkpoint import load_generator, save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from services.vision.distillation import save_encoder
from services.vision.encoder import EncoderError
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.resnet50 import ResNet50
from tests.gan_api.tiny import draws_something


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("models")
    generator = Generator(GeneratorConfig(channels=4))
    draws_something(generator)
    save_generator(generator, folder / "generator.safetensors")
    save_file({key: value.clone() for key, value in MobileNetV2().state_dict().items()}, folder / "eyes.safetensors")
    (folder / "images").mkdir()
    random = np.random.default_rng(0)
    for index in range(16):
        colour = random.integers(0, 255, (4, 4, 3), dtype=np.uint8)
        Image.fromarray(colour).resize((70, 70)).save(folder / "images" / f"{index}.png")
    return folder


class Plain(torch.nn.Module):
    """Classes that are the mean colour, so that tests need no large network."""

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return images.float().mean((2, 3))


def test_training_learns_which_seed_drew_a_picture(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, steps, random = tmp_path / "seed-encoder.safetensors", 20, torch.randn
    seeds = torch.randn(4, 140, generator=torch.Generator().manual_seed(9))
    # four seeds again and again, learnt fast and by steps of a second each, however busy the machine is
    monkeypatch.setattr(torch, "randn", lambda *of, **more: seeds if of == (4, 140) else random(*of, **more))
    monkeypatch.setattr("gan_api.inversion.seed_training._RATE", 0.04)
    monkeypatch.setattr("gan_api.inversion.seed_training.time", SimpleNamespace(monotonic=itertools.count().__next__))
    files = (models / "generator.safetensors", models / "images", models / "eyes.safetensors")
    train_seed_encoder(SeedTrainingPlan(*files, output, minutes=steps / 60, batch=8))
    checkpoint = load_generator(models / "generator.safetensors")
    with torch.no_grad():
        guessed = load_seed_encoder(output, checkpoint.sha256)(checkpoint.generator(seeds))
    alike = torch.nn.functional.cosine_similarity(guessed[:, None], seeds[None], dim=2)
    assert alike.argmax(1).tolist() == [0, 1, 2, 3]
    assert (guessed - seeds).square().mean() < 0.7 * seeds.square().mean()


def test_a_run_can_begin_with_the_seed_encoder_of_the_generator_before(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, output = tmp_path / "before.safetensors", tmp_path / "seed-encoder.safetensors"
    torch.manual_seed(5)
    save_seed_encoder(SeedEncoder(140), "a" * 64, before, images_seen=100, minutes=2.0)
    monkeypatch.setattr("gan_api.inversion.seed_training.time", SimpleNamespace(monotonic=itertools.count().__next__))
    files = (models / "generator.safetensors", models / "images", models / "eyes.safetensors")
    plan = SeedTrainingPlan(*files, output, minutes=2 / 60, batch=8, start_from=before)
    train_seed_encoder(plan)
    begun, (reached, told) = read_seed_encoder(before)[0], read_seed_encoder(output)
    weights, after = (torch.cat([value.flatten() for value in one.parameters()]) for one in (begun, reached))
    assert 0 < (after - weights).abs().max() < 0.01
    assert (told["images_seen"], told["generator"]) == ("108", load_generator(plan.generator).sha256)
    assert float(told["minutes"]) == pytest.approx(2.0, abs=0.1)
    save_seed_encoder(SeedEncoder(7), "a" * 64, before)
    with pytest.raises(SeedEncoderError, match="another length"):
        train_seed_encoder(plan)


def test_a_seed_encoder_serves_its_own_generator_only(tmp_path: Path) -> None:
    path = tmp_path / "seed-encoder.safetensors"
    save_seed_encoder(SeedEncoder(140), "a" * 64, path)
    assert load_seed_encoder(path, "a" * 64)(torch.zeros(2, 3, 128, 128)).shape == (2, 140)
    with pytest.raises(SeedEncoderError, match="trained for the generator aaaaaaaaaaaa, not for bbbbbbbbbbbb"):
        load_seed_encoder(path, "b" * 64)


@pytest.mark.parametrize("how", ["another file", "a missing weight", "not finite"])
def test_a_broken_seed_encoder_is_refused(how: str, tmp_path: Path) -> None:
    path = tmp_path / "seed-encoder.safetensors"
    save_seed_encoder(SeedEncoder(140), "a" * 64, path)
    weights = load_file(path)
    header = {"format": "gen-studio-seed-encoder/1", "generator": "a" * 64, "seed_length": "140"}
    if how == "another file":
        header = {}
    elif how == "a missing weight":
        weights.pop("seed.bias")
    else:
        weights["seed.bias"][0] = float("nan")
    save_file(weights, path, metadata=header)
    with pytest.raises(SeedEncoderError):
        load_seed_encoder(path, "a" * 64)


def test_the_descent_begins_at_the_guess_where_that_is_nearest(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    known = torch.randn(2, 140, generator=torch.Generator().manual_seed(5))

    class Knowing(SeedEncoder):
        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return known

    told: list[float] = []
    inverter = Inverter(generator, ResNet50().eval(), Knowing(140).eval(), bank=8)
    found = inverter.invert(generator(known), steps=2, progress=lambda share, *_: told.append(share))
    without = Inverter(generator, ResNet50().eval(), bank=8).invert(generator(known), steps=2)
    assert (found.losses < 0.5 * without.losses).all()
    assert told == [0.5, 1]


def test_a_guess_that_the_descent_only_leads_away_from_is_kept(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gan_api.inversion.invert._LEARNING_RATE", 30)
    generator = load_generator(models / "generator.safetensors").generator
    known = torch.randn(2, 140, generator=torch.Generator().manual_seed(5))

    class Knowing(SeedEncoder):
        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return known

    found = Inverter(generator, ResNet50().eval(), Knowing(140).eval(), bank=8).invert(generator(known), steps=3)
    assert np.array_equal(found.seeds, latent.quantise(known.numpy()))
    assert found.losses.max() < 0.05


def test_gen_studios_seed_is_clipped_and_is_the_one_that_drew_the_picture(models: Path) -> None:
    generator = load_generator(models / "generator.safetensors").generator
    targets = generator(torch.randn(2, 140, generator=torch.Generator().manual_seed(3)) * 3)
    found = GenStudioInverter(generator, Plain(), updates=12).invert(targets)
    assert np.abs(found.seeds).max() <= 2 * 4096
    assert torch.equal(generator(torch.from_numpy(found.seeds / np.float32(4096))), found.images)
    at_start = GenStudioInverter(generator, Plain(), updates=0).invert(targets)
    assert (found.losses < at_start.losses).all()


def test_an_encoder_without_classes_is_no_classifier(tmp_path: Path) -> None:
    save_encoder(ResNet50(), 64, tmp_path / "encoder.safetensors")
    with pytest.raises(EncoderError, match="no classes"):
        Classifier(tmp_path / "encoder.safetensors")


def test_perceptual_distance_is_none_of_a_picture_to_itself_and_grows_with_change() -> None:
    torch.manual_seed(0)
    eyes = Perceptual(MobileNetV2().eval())
    picture = torch.rand(1, 3, 64, 64) * 2 - 1
    noise = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        same, little, much = (eyes.distance(picture, picture + amount * noise).item() for amount in (0, 0.1, 1))
    assert same == pytest.approx(0, abs=1e-6)
    assert same < little < much <= 4
