"""Works for a benchmark of search: some real features in, as many as are wanted out, and in what they are like real."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

RESAMPLED = (
    "resampled: each work lies between a real one and one of its 50 nearest, and 0.15 of the way along the difference "
    "of two others, so that it has neighbours and a spectrum as real works have"
)
RANDOM = "random: points of a sphere, which no axes tell apart; the worst case"
_NEAR = 50
_NOISE = 0.15
_AT_ONCE = 8192

Features = NDArray[np.float16]


def resampled(real: NDArray[np.floating], works: int, path: Path, random_seed: int = 0) -> Features:
    """(works, d) unit rows in a file at `path`, mapped; see RESAMPLED. `real` are unit rows (n, d)."""
    random = np.random.default_rng(random_seed)
    rows = real.astype(np.float32)
    near = np.argsort(-(rows @ rows.T), axis=1)[:, 1 : 1 + _NEAR]

    def some(count: int) -> NDArray[np.float32]:
        one = random.integers(len(rows), size=count)
        other = near[one, random.integers(near.shape[1], size=count)]
        share = random.random((count, 1), dtype=np.float32)
        first, second = random.integers(len(rows), size=(2, count))
        mixed = (1 - share) * rows[one] + share * rows[other] + np.float32(_NOISE) * (rows[first] - rows[second])
        return np.asarray(mixed, np.float32)

    return _written(path, works, rows.shape[1], some)


def scattered(works: int, dimensions: int, path: Path, random_seed: int = 0) -> Features:
    """(works, d) unit rows in a file at `path`, mapped; see RANDOM."""
    random = np.random.default_rng(random_seed)
    return _written(path, works, dimensions, lambda count: random.standard_normal((count, dimensions), np.float32))


def _written(path: Path, works: int, dimensions: int, some: Callable[[int], NDArray[np.float32]]) -> Features:
    with tqdm(total=works, desc="making works", unit="work", leave=False) as bar, path.open("wb") as file:
        header = {"descr": "<f2", "fortran_order": False, "shape": (works, dimensions)}
        np.lib.format.write_array_header_1_0(file, header)
        for start in range(0, works, _AT_ONCE):
            rows = some(min(_AT_ONCE, works - start))
            (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype("<f2").tofile(file)
            bar.update(len(rows))
    mapped: Features = np.load(path, mmap_mode="r")
    return mapped
