"""Tiny networks that the tests of inversion and of landmarks share."""

import itertools
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from safetensors.torch import save_file

from gan_api.model.checkpoint import save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from services.vision.distillation import save_encoder
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
    save_encoder(ResNet50(), 64, folder / "encoder.safetensors")
    save_file({name: value.clone() for name, value in MobileNetV2().state_dict().items()}, folder / "eyes.safetensors")
    return folder


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step seems to take 0.3 s, however busy the machine is."""
    ticks = SimpleNamespace(monotonic=itertools.count(0, 0.3).__next__)
    monkeypatch.setattr("gan_api.inversion.learning.time", ticks)
