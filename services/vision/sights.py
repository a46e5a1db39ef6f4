"""Networks that look at pictures, to be compared: files of weights in, and what each sees of many pictures out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from services.common.hashes import sha256_of
from services.vision.encoder import IMAGENET_SIDE, load_encoder, prepare
from services.vision.mobilenetv2 import load_mobilenetv2
from services.vision.placing import placed

Look = Callable[[Image.Image], NDArray[np.floating]]
"""A picture in, its features of unit length out."""


OURS = "encoder"
"""The name of our own among those that look."""


@dataclass(frozen=True)
class Sight:
    """Who looks, and the hash of its weights ("" for who has none)."""

    look: Look
    sha256: str = ""


def sights(encoder: Path, mobilenetv2: Path | None = None, resnet50: Path | None = None) -> Mapping[str, Sight]:
    """Who looks, by name: our encoder, and those that it is compared with."""
    found = {OURS: _encoder(encoder)}
    if mobilenetv2:
        found["MobileNetV2"] = _mobilenetv2(mobilenetv2)
    if resnet50:
        found["ResNet50"] = _encoder(resnet50)
    return found


def _encoder(path: Path) -> Sight:
    encoder = load_encoder(path, at_once=torch.get_num_threads())
    return Sight(lambda image: encoder.embed([image])[0], encoder.sha256)


def _mobilenetv2(path: Path) -> Sight:
    model = placed(load_mobilenetv2(path))

    def look(image: Image.Image) -> NDArray[np.float32]:
        pixels = torch.from_numpy(prepare(image, IMAGENET_SIDE).copy()).permute(2, 0, 1)[None].float()
        with torch.inference_mode():
            row = model.embed(pixels / 127.5 - 1)[0].numpy()
        return np.asarray(row / np.linalg.norm(row), np.float32)

    return Sight(look, sha256_of(path))
