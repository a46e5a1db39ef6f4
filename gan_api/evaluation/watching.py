"""How a generator fares while it is trained: real pictures once, then a generator in, three figures out."""

from collections.abc import Callable

import torch
from torch import Tensor

from gan_api.evaluation.metrics import kernel_distance, precision_recall
from gan_api.evaluation.report import features_of, pixels_of
from gan_api.model.generator import Generator
from services.vision.mobilenetv2 import MobileNetV2

_COUNT = 1024
_BATCH = 16


def watch(eyes: MobileNetV2, squares: Tensor, device: str) -> Callable[[Generator], dict[str, float]]:
    """KID, precision and recall of 1,024 drawings, always of the same seeds, against so many of `squares`.

    Squares are (N, 3, S, S) uint8.
    """
    random = torch.Generator().manual_seed(0)
    chosen = squares[torch.randperm(len(squares), generator=random)[:_COUNT].to(squares.device)]
    real = features_of(eyes, pixels_of(chosen, device), len(chosen))

    def measure(generator: Generator) -> dict[str, float]:
        seeds = torch.randn(len(real), generator.config.seed_length, generator=torch.Generator().manual_seed(1))
        drawings = (generator(part.to(device)) for part in seeds.split(_BATCH))
        drawn = features_of(eyes, drawings, len(real))
        precision, recall = precision_recall(real, drawn)
        return {"kid": kernel_distance(real, drawn)[0], "precision": precision, "recall": recall}

    return measure
