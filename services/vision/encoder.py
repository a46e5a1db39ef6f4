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
from services.vision.patches import Patches
from services.vision.placing import placed
from services.vision.resnet50 import FEATURES, ResNet50, folded
from services.vision.threads import side_by_side
from services.vision.whitening import WHITENING, Whitening

IMAGENET_SIDE = 224
_LONGEST = 100  # times the shorter side
_STRIDE = 32  # pixels from one place of the last feature map to the next
_MEAN = (0.485, 0.456, 0.406)
_DEVIATION = (0.229, 0.224, 0.225)


class EncoderError(ValueError):
    """The file is no ResNet50 that can be loaded; the message says why."""


def prepare(image: Image.Image, side: int) -> NDArray[np.uint8]:
    """The one preprocessing: shorter side to 8/7 of `side` (bilinear, antialiased), centre → (side, side, 3) uint8."""
    wide, left, top = _fitted(image, side)
    return np.asarray(wide.crop((left, top, left + side, top + side)))


def _fitted(image: Image.Image, side: int) -> tuple[Image.Image, int, int]:
    """The picture at the encoder's scale, and where in it the centre begins that is looked at."""
    rgb = image.convert("RGB")
    short = min(rgb.size)
    if max(rgb.size) > _LONGEST * short:  # scaled whole, a line of pixels would fill the memory
        left, top = (rgb.width - short) // 2, (rgb.height - short) // 2
        rgb = rgb.crop((left, top, left + short, top + short))
    scale = side * 8 / 7 / min(rgb.size)
    wide = rgb.resize((round(rgb.width * scale), round(rgb.height * scale)), Image.Resampling.BILINEAR)
    return wide, (wide.width - side) // 2, (wide.height - side) // 2


def normalise(images: Tensor) -> Tensor:
    """(N, 3, S, S) in [0, 1] → what ResNet50 was trained on: ImageNet's mean and deviation taken out."""
    mean = torch.tensor(_MEAN, device=images.device).view(1, 3, 1, 1)
    deviation = torch.tensor(_DEVIATION, device=images.device).view(1, 3, 1, 1)
    return (images - mean) / deviation


def load_resnet50(path: Path) -> tuple[ResNet50, int]:
    """Read a torchvision-named ResNet50 (its fc layer is left out), frozen, and the side in pixels that it looks at.

    The side stands in the file's header (`side`); a file without one is taken for ImageNet's 224. Raises EncoderError.
    """
    weights, side = _read(path)
    return _network(path, {key: value for key, value in weights.items() if not key.startswith(WHITENING)}), side


def _read(path: Path) -> tuple[dict[str, Tensor], int]:
    try:
        with safe_open(path, "pt") as file:
            side = int((file.metadata() or {}).get("side", IMAGENET_SIDE))
            weights = {key: file.get_tensor(key).float() for key in file.keys() if not key.startswith("fc.")}
    except (OSError, SafetensorError) as error:
        raise EncoderError(f"{path} can't be read as safetensors: {error}") from error
    if not all(torch.isfinite(value).all() for value in weights.values()):
        raise EncoderError(f"{path} holds NaN or infinite weights")
    return weights, side


def _network(path: Path, weights: dict[str, Tensor]) -> ResNet50:
    model = ResNet50()
    try:
        missing, unexpected = model.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise EncoderError(f"{path} is not a torchvision-named ResNet50: {error}") from error
    wrong = [key for key in missing if not key.endswith("num_batches_tracked")] + unexpected
    if wrong:
        raise EncoderError(f"{path} is not a torchvision-named ResNet50: {', '.join(wrong[:4])} …")
    return model.eval().requires_grad_(False)


class Encoder:
    """A frozen ResNet50 with its preprocessing; safe to call from several threads, `at_once` at a time inside.

    With `at_once` above 1 it also looks at the pictures of one call side by side. Without a `whitening` the network's
    own 2048 numbers are compared, else what that makes of them.
    """

    def __init__(
        self, model: ResNet50, side: int, sha256: str, at_once: int = 1, whitening: Whitening | None = None
    ) -> None:
        self._model = placed(folded(model))
        self._whitening = whitening
        self._at_once = at_once
        self.side = side
        self.dimensions = FEATURES if whitening is None else whitening.turn.shape[1]
        self.sha256 = sha256
        self._turns = threading.Semaphore(at_once)

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        """(n, `dimensions`) float32 rows of unit length, one per picture."""
        if not images:
            return np.zeros((0, self.dimensions), np.float32)
        # one row at a time: on a CPU a batch is no faster, and a picture's features never depend on its company
        together = self._at_once > 1 and len(images) > 1
        rows = side_by_side(self._row, images) if together else map(self._row, images)
        return np.stack(list(rows))

    def _row(self, image: Image.Image) -> NDArray[np.float32]:
        pixels = torch.from_numpy(prepare(image, self.side).copy())[None].permute(0, 3, 1, 2).float() / 255
        with self._turns, torch.inference_mode():
            features = self._model(normalise(pixels))[0].numpy()
        compared = self._compared(features / np.linalg.norm(features))
        return np.asarray(compared / np.linalg.norm(compared), np.float32)

    def _compared(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        return features if self._whitening is None else self._whitening.of(features)

    def patches(self, image: Image.Image) -> Patches:
        """The last feature map before the mean is taken of it, twice as fine each way by four looks a little aside."""
        wide, left, top = _fitted(image, self.side)
        aside = min(_STRIDE // 4, left, top)
        steps = (-aside, aside)
        with self._turns, torch.inference_mode():
            looks = [[self._map(wide.crop(_square(left + x, top + y, self.side))) for x in steps] for y in steps]
        rows, columns, numbers = looks[0][0].shape
        features = np.empty((2 * rows, 2 * columns, numbers), np.float32)
        for y, x in np.ndindex(2, 2):
            features[y::2, x::2] = looks[y][x]
        features = self._compared(features / np.linalg.norm(features.mean((0, 1))))
        return Patches(features, _share_of(wide, _square(left, top, self.side), image))

    def _map(self, square: Image.Image) -> NDArray[np.float32]:
        """(h, w, 2048) what is seen in each place of a square."""
        pixels = torch.from_numpy(np.array(square))[None].permute(0, 3, 1, 2).float() / 255
        seen: NDArray[np.float32] = self._model.stages(normalise(pixels))[-1][0].permute(1, 2, 0).float().numpy()
        return seen


def _square(left: int, top: int, side: int) -> tuple[int, int, int, int]:
    return left, top, left + side, top + side


def _share_of(
    wide: Image.Image, box: tuple[int, int, int, int], image: Image.Image
) -> tuple[float, float, float, float]:
    """A box of the picture at the encoder's scale as shares of the whole; a hand scroll was cut to its centre first."""
    scale = min(image.size) / min(wide.size)
    (left, top), (right, bottom) = (
        tuple(
            (place - inside / 2) * scale / outside + 0.5
            for place, inside, outside in zip(corner, wide.size, image.size, strict=True)
        )
        for corner in (box[:2], box[2:])
    )
    return left, top, right, bottom


def load_encoder(path: Path, at_once: int = 1) -> Encoder:
    """Read an encoder and hash its file; it looks at so many pictures at once. Raises EncoderError."""
    weights, side = _read(path)
    own = {key.removeprefix(WHITENING): weights.pop(key).numpy() for key in [*weights] if key.startswith(WHITENING)}
    return Encoder(_network(path, weights), side, sha256_of(path), at_once, Whitening(**own) if own else None)
