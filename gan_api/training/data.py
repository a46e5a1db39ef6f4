"""Training images: a folder of pictures in, endless batches of mirrored, shuffled squares out."""

from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from services.vision.squares import SUFFIXES, load_squares

MIN_IMAGES = 16


class TrainingDataError(ValueError):
    """The folder can't be trained on; the message says why and what to do."""


def training_squares(folder: Path, size: int) -> Tensor:
    """Every picture below `folder` as (N, 3, size, size) uint8. Raises TrainingDataError for fewer than MIN_IMAGES."""
    _, squares = load_squares(folder, size)
    if len(squares) < MIN_IMAGES:
        raise TrainingDataError(
            f"{folder} holds {len(squares)} readable images; a generator needs at least {MIN_IMAGES} (and thousands "
            f"to be good). Name a folder with {', '.join(SUFFIXES)} files."
        )
    return torch.from_numpy(squares)


def batches(squares: Tensor, count: int, random: torch.Generator) -> Iterator[Tensor]:
    """Endless batches (count, 3, S, S) float in [-1, 1], shuffled anew each pass, half of them mirrored."""
    while True:
        order = torch.randperm(len(squares), generator=random)
        for start in range(0, len(order) - count + 1, count):
            batch = squares[order[start : start + count].to(squares.device)].float() / 127.5 - 1
            mirrored = torch.rand(count, generator=random).to(batch.device) < 0.5
            yield torch.where(mirrored[:, None, None, None], batch.flip(3), batch)
