"""The encoder: pictures in, unit feature vectors out. Index, query, inversion and evaluation all come through here."""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors import SafetensorError, safe_open
from torch import Tensor

from services.common.hashes import sha256_of
from services.vision.placing import placed
from services.vision.resnet50 import FEATURES, ResNet50

IMAGENET_SIDE = 224
_LONGEST = 100  # times the shorter side
_MEAN = (0.485, 0.456, 0.406)
_DEVIATION = (0.229, 0.224, 0.225)


class EncoderError(ValueError):
    """The file is no ResNet50 that can be loaded; the message says why."""


def prepare(image: Image.Image, side: int) -> NDArray[np.uint8]:
    """The one preprocessing: shorter side to 8/7 of `side` (bilinear, antialiased), centre → (side, side, 3) uint8."""
    rgb = image.convert("RGB")
    short = min(rgb.size)
    if max(rgb.size) > _LONGEST * short:  # scaled whole, a line of pixels would fill the memory
        left, top = (rgb.width - short) // 2, (rgb.height - short) // 2
        rgb = rgb.crop((left, top, left + short, top + short))
    scale = side * 8 / 7 / min(rgb.size)
    wide = rgb.resize((round(rgb.width * scale), round(rgb.height * scale)), Image.Resampling.BILINEAR)
    left, top = (wide.width - side) // 2, (wide.height - side) // 2
    return np.asarray(wide.crop((left, top, left + side, top + side)))


def normalise(images: Tensor) -> Tensor:
    """(N, 3, S, S) in [0, 1] → what ResNet50 was trained on: ImageNet's mean and deviation taken out."""
    mean = torch.tensor(_MEAN, device=images.device).view(1, 3, 1, 1)
    deviation = torch.tensor(_DEVIATION, device=images.device).view(1, 3, 1, 1)
    return (images - mean) / deviation


def load_resnet50(path: Path) -> tuple[ResNet50, int]:
    """Read a torchvision-named ResNet50 (its fc layer is left out), frozen, and the side in pixels that it looks at.

    The side stands in the file's header (`side`); a file without one is taken for ImageNet's 224. Raises EncoderError.
    """
    try:
        with safe_open(path, "pt") as file:
            side = int((file.metadata() or {}).get("side", IMAGENET_SIDE))
            weights = {key: file.get_tensor(key).float() for key in file.keys() if not key.startswith("fc.")}
    except (OSError, SafetensorError) as error:
        raise EncoderError(f"{path} can't be read as safetensors: {error}") from error
    model = ResNet50()
    try:
        missing, unexpected = model.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise EncoderError(f"{path} is not a torchvision-named ResNet50: {error}") from error
    wrong = [key for key in missing if not key.endswith("num_batches_tracked")] + unexpected
    if wrong:
        raise EncoderError(f"{path} is not a torchvision-named ResNet50: {', '.join(wrong[:4])} …")
    if not all(torch.isfinite(value).all() for value in weights.values()):
        raise EncoderError(f"{path} holds NaN or infinite weights")
    return model.eval().requires_grad_(False), side


class Encoder:
    """A frozen ResNet50 with its preprocessing; safe to call from several threads, one at a time inside."""

    def __init__(self, model: ResNet50, side: int, sha256: str) -> None:
        self.model = placed(model)
        self.side = side
        self.sha256 = sha256
        self._one_at_a_time = threading.Lock()

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        """(n, 2048) float32 rows of unit length, one per picture."""
        if not images:
            return np.zeros((0, FEATURES), np.float32)
        pixels = torch.from_numpy(np.stack([prepare(image, self.side) for image in images]))
        # one row at a time: on a CPU a batch is no faster, and a picture's features never depend on its company
        with self._one_at_a_time, torch.inference_mode():
            rows = [self.model(normalise(row[None].permute(0, 3, 1, 2).float() / 255)) for row in pixels]
        features = torch.cat(rows).numpy()
        return np.asarray(features / np.linalg.norm(features, axis=1, keepdims=True), np.float32)


def load_encoder(path: Path) -> Encoder:
    """Read an encoder and hash its file. Raises EncoderError."""
    model, side = load_resnet50(path)
    return Encoder(model, side, sha256_of(path))
