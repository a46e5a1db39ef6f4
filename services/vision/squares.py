"""Training images: a folder of pictures in, one uint8 array of centre-cropped squares out.

The squares are kept in memory (5,000 at 64 px: 62 MB; at 256 px: 1 GB) so that training never waits for a disk.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from services.common.rgb import UnreadablePicture, centre_square, read_rgb

SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp")

Square = NDArray[np.uint8]


def load_squares(folder: Path, size: int, without: Callable[[Path], bool] | None = None) -> tuple[list[Path], Square]:
    """Every picture below `folder`: its file, and (N, 3, size, size) RGB. Unreadable ones are named and left out.

    Those that `without` says yes to are not read.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    files = [path for path in files if without is None or not without(path)]

    def read(path: Path) -> Square | None:
        try:
            return square_of(path, size)
        except UnreadablePicture as error:
            tqdm.write(f"left out {path}: {error}")
            return None

    with ThreadPoolExecutor(2) as pool:
        found = list(tqdm(pool.map(read, files), total=len(files), desc=f"reading at {size} px", unit="img"))
    read_files = [path for path, square in zip(files, found, strict=True) if square is not None]
    squares = [square for square in found if square is not None]
    if not squares:
        return [], np.zeros((0, 3, size, size), np.uint8)
    return read_files, np.ascontiguousarray(np.stack(squares).transpose(0, 3, 1, 2))  # (N, S, S, 3) to (N, 3, S, S)


def square_of(path: Path, size: int) -> Square:
    """The centre square of a picture, (size, size, 3) RGB. Raises UnreadablePicture."""
    return centre_square(read_rgb(path), size)
