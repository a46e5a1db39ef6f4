"""Training images: a folder of pictures in, one uint8 tensor of centre-cropped squares out.

The squares are kept in memory (5,000 at 64 px: 62 MB; at 256 px: 1 GB) so that training never waits for a disk.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from torch import Tensor
from tqdm import tqdm

MIN_IMAGES = 16
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}


class TrainingDataError(ValueError):
    """The folder can't be trained on; the message says why and what to do."""


def load_squares(folder: Path, size: int) -> Tensor:
    """Read every picture below `folder` as (N, 3, size, size) uint8 RGB; unreadable ones are named and left out.

    Raises TrainingDataError where fewer than MIN_IMAGES are left.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    squares: list[NDArray[np.uint8]] = []
    with ThreadPoolExecutor(2) as pool:
        for path, square in tqdm(
            zip(files, pool.map(lambda file: square_of(file, size), files), strict=True),
            total=len(files),
            desc=f"reading at {size} px",
            unit="img",
        ):
            if isinstance(square, str):
                tqdm.write(f"left out {path}: {square}")
            else:
                squares.append(square)
    if len(squares) < MIN_IMAGES:
        raise TrainingDataError(
            f"{folder} holds {len(squares)} readable images; a generator needs at least {MIN_IMAGES} (and thousands "
            f"to be good). Name a folder with {', '.join(sorted(_SUFFIXES))} files."
        )
    return torch.from_numpy(np.stack(squares)).permute(0, 3, 1, 2).contiguous()  # (N, S, S, 3) to (N, 3, S, S)


def square_of(path: Path, size: int) -> NDArray[np.uint8] | str:
    """The centre square of a picture, (size, size, 3) uint8 RGB, or in words why it can't be read."""
    try:
        with Image.open(path) as image:
            rgb = image.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        return str(error)
    side = min(rgb.size)
    left, top = (rgb.width - side) // 2, (rgb.height - side) // 2
    box = (left, top, left + side, top + side)
    return np.asarray(rgb.resize((size, size), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0))


def batches(squares: Tensor, count: int, random: torch.Generator) -> Iterator[Tensor]:
    """Endless batches (count, 3, S, S) float in [-1, 1], shuffled anew each pass, half of them mirrored."""
    while True:
        order = torch.randperm(len(squares), generator=random)
        for start in range(0, len(order) - count + 1, count):
            batch = squares[order[start : start + count].to(squares.device)].float() / 127.5 - 1
            mirrored = torch.rand(count, generator=random).to(batch.device) < 0.5
            yield torch.where(mirrored[:, None, None, None], batch.flip(3), batch)
