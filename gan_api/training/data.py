"""Training images: a folder of pictures in, endless batches of mirrored, shuffled squares out."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from services.vision.squares import SUFFIXES, load_squares

MIN_IMAGES = 16
_PASSES = 1_000_003  # more than any run makes over its pictures


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


def as_images(squares: Tensor) -> Tensor:
    """(N, 3, S, S) uint8 to what generators draw: float in [-1, 1]."""
    return squares.float() / 127.5 - 1


def batches(squares: Tensor, count: int, random_seed: int = 0, begin: int = 0) -> Iterator[Tensor]:
    """Endless batches (count, 3, S, S) float in [-1, 1], shuffled anew each pass, half of them mirrored.

    The same seed gives the same batches; `begin` are those to leave out, so that a run goes on where it stopped.
    """
    a_pass = max(1, len(squares) // count)
    for number in itertools.count(begin // a_pass):
        random = torch.Generator().manual_seed(random_seed * _PASSES + number)
        rows = torch.randperm(len(squares), generator=random).split(count)[:a_pass]
        mirrored = torch.rand(a_pass, count, generator=random) < 0.5
        for row in range(begin % a_pass if number == begin // a_pass else 0, a_pass):
            batch = as_images(squares[rows[row].to(squares.device)])
            yield torch.where(mirrored[row, : len(batch), None, None, None].to(batch.device), batch.flip(3), batch)
