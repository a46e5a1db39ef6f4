"""A whole release that is built in a second or two: an untrained generator, an untrained ResNet50, twelve works."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import torch
from PIL import Image

from gan_api import latent
from gan_api.model.checkpoint import save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from services.collection.artwork import Artwork
from services.collection.manifests import CARD, MANIFEST, manifest_of
from services.collection.releases import Release, build_release, open_release
from services.vision.distillation import save_encoder
from services.vision.encoder import load_encoder
from services.vision.resnet50 import ResNet50

SIDE = 64
WORKS = [
    Artwork(
        id=f"work-{number}",
        title=f"Study in colour no. {number}",
        culture=("French", "Japanese", "Greek")[number % 3],
        medium=("Oil on canvas", "Woodblock print")[number % 2],
        date=str(1800 + number),
        date_begin=1800 + number,
        date_end=1800 + number,
        museum="Museum of Tests",
        image_url=f"https://pictures.example.org/{number}.jpg",
    )
    for number in range(12)
]


def picture(number: int) -> Image.Image:
    """The picture of a work: a gradient with a colour of its own."""
    ramp = np.linspace(0, 255, 96, dtype=np.float32)
    shares = np.array([(number * 37 % 100) / 100, (number * 61 % 100) / 100, (number * 89 % 100) / 100])
    pixels = ramp[:, None, None] * shares + ramp[None, :, None] * (1 - shares)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def save_networks(folder: Path) -> tuple[Path, Path]:
    """An untrained generator of 64 px and an untrained encoder, the same at each call."""
    torch.manual_seed(0)
    generator, encoder = folder / "generator.safetensors", folder / "encoder.safetensors"
    save_generator(Generator(GeneratorConfig(size=64, channels=8)).eval(), generator)
    save_encoder(ResNet50().eval(), SIDE, encoder)
    return generator, encoder


def tiny_release(folder: Path) -> Release:
    """Build the release in `folder`/release."""
    generator, encoder = save_networks(folder)
    random = np.random.default_rng(0)
    seeds = latent.quantise(random.standard_normal((len(WORKS), 140)).astype(np.float32))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a network loses more by waiting for a second thread than it gains
    features = load_encoder(encoder).embed([picture(number) for number in range(len(WORKS))])
    torch.set_num_threads(threads)
    return build_release(
        folder / "release",
        generator=generator,
        encoder=encoder,
        artworks=WORKS,
        seeds=seeds,
        features=features.astype(np.float16),
        card="# A tiny model",
        created="2026-01-01T00:00:00+00:00",
    )


def another_release(
    release: Release, folder: Path, card: str = "# Another model", extra: Mapping[str, bytes] = MappingProxyType({})
) -> Release:
    """The same with another card, which is another release, and with `extra` files."""
    shutil.copytree(release.root, folder)
    (folder / CARD).write_text(card, encoding="utf-8")
    for name, data in extra.items():
        (folder / name).write_bytes(data)
    manifest = manifest_of(folder, release.manifest["artworks"], "2026-02-01T00:00:00+00:00")
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return open_release(folder)
