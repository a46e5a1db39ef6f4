"""An index on disk: segments of rows with their heads, written as the rows come and never changed again.

`index.json` names the segments and the file of removed rows, with the hash of each; it is replaced in one step, so that
a reader has the old index or the new one. A row keeps its place for ever: added ones come behind, removed ones are
never found again.
"""

import hashlib
import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_api.index.found import TINY
from search_api.index.heads import PARTS, Floats, Heads, axes, heads_of
from services.common.hashes import sha256_of

RESIDENT_BYTES = 512 * 2**20
"""Rows in full are held in memory where all of a segment's take no more: a hundred thousand works or so."""

FORMAT = "gen-studio-index/3"
_INDEX = "index.json"
_AT_ONCE = 4096  # rows that are in memory in float64 while an index is written
_AXES = "axes.npy"
_ROWS = "rows"

Progress = Callable[[int, int], None]


class IndexFileError(ValueError):
    """The folder holds no index that can be used; the message says why, and the next step."""


class RowsFile:
    """Rows (n, d) in a .npy file: few are held in memory, many are read when they are asked for.

    Not mapped: around each page that is asked for, a map brings in others, and soon all of them count as memory.
    """

    def __init__(self, path: Path) -> None:
        mapped = np.load(path, mmap_mode="r")
        self._held = np.array(mapped) if mapped.nbytes <= RESIDENT_BYTES else None
        self.shape: tuple[int, int] = mapped.shape
        self.dtype, self._begin = mapped.dtype, int(mapped.offset)
        self._width = mapped.dtype.itemsize * mapped.shape[1]
        self._path = path
        self._file = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)  # a reader may hold on to an index that was swapped

    def __len__(self) -> int:
        return self.shape[0]

    @property
    def held(self) -> bool:
        """Whether they are in memory."""
        return self._held is not None

    def take(self, rows: NDArray[np.integer]) -> NDArray[np.floating]:
        """(m, d) some rows. Raises OSError where the file has become shorter."""
        if self._held is not None:
            return self._held.take(rows, 0)
        found = np.empty((len(rows), self.shape[1]), self.dtype)
        for into, row in zip(found, rows.tolist(), strict=True):
            self._read(into, row)
        return found

    def between(self, start: int, stop: int) -> NDArray[np.floating]:
        """(stop - start, d) neighbouring rows."""
        if self._held is not None:
            return self._held[start:stop]
        found = np.empty((min(stop, len(self)) - start, self.shape[1]), self.dtype)
        self._read(found, start)
        return found

    def _read(self, into: NDArray[np.floating], row: int) -> None:
        if os.preadv(self._file, [into.data], self._begin + row * self._width) != into.nbytes:
            raise OSError(f"{self._path} ends before row {row}; build the index again")


@dataclass(frozen=True)
class Segment:
    """Rows (n, d) on disk as they were given, and in memory one over their lengths (n,) and their heads."""

    rows: RowsFile
    over_length: NDArray[np.float64]
    heads: Heads


@dataclass(frozen=True)
class IndexFiles:
    """What an index is made of."""

    encoder_sha256: str
    axes: Floats
    segments: Sequence[Segment]
    removed: NDArray[np.bool_]
    version: int


def build_index(
    folder: Path, features: NDArray[np.floating], encoder_sha256: str, progress: Progress | None = None
) -> None:
    """Write the index of features (n, d), which may be a memory map, in place of what is there.

    Raises ValueError for NaN or a row of zeros.
    """
    if features.ndim != 2 or not len(features):
        raise ValueError(f"features have the shape {features.shape}; (works, numbers) with at least one work is needed")
    folder.mkdir(parents=True, exist_ok=True)
    turned = axes(_checked(features[: min(len(features), _AT_ONCE)]) if len(features) <= _AT_ONCE else features)
    segment = _write_segment(folder, features, turned, progress)
    try:
        version = index_version(folder) + 1
    except IndexFileError:  # none yet, or one that nobody can read any more
        version = 1
    _write(folder, {"encoder_sha256": encoder_sha256, "segments": [segment], "removed": None, "version": version})


def add_rows(folder: Path, features: NDArray[np.floating], progress: Progress | None = None) -> None:
    """Add features (m, d) behind those that are there. Raises IndexFileError, or ValueError as `build_index`."""
    told = _read(folder)
    turned = np.load(folder / told["segments"][0]["name"] / _AXES)
    if features.ndim != 2 or features.shape[1] != turned.shape[1]:
        raise ValueError(f"features have the shape {features.shape}; this index takes (works, {turned.shape[1]})")
    segments = [*told["segments"], _write_segment(folder, features, turned, progress)]
    _write(folder, {**told, "segments": segments, "version": told["version"] + 1})


def remove_rows(folder: Path, rows: Sequence[int]) -> None:
    """Let some rows never be found again. Raises IndexFileError, or ValueError for a row that is not there."""
    told = _read(folder)
    works = sum(segment["works"] for segment in told["segments"])
    gone = sorted({*_removed(folder, told), *map(int, rows)})
    if gone and not 0 <= gone[0] <= gone[-1] < works:
        raise ValueError(f"rows are counted from 0 to {works - 1}; {gone[-1]} is none")
    name = f"removed-{told['version'] + 1:06d}.npy"
    np.save(folder / name, np.array(gone, np.int64))
    removed = {"name": name, "sha256": sha256_of(folder / name)}
    _write(folder, {**told, "removed": removed, "version": told["version"] + 1})


def link_index(folder: Path, other: Path) -> None:
    """Give the files of an index, on the same disk, a second name in the folder `other`, which is emptied first.

    Raises IndexFileError.
    """
    told = _read(folder)
    shutil.rmtree(other, ignore_errors=True)
    for file in (folder / name for name in _files(told)):
        (other / file.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
        os.link(file, other / file.relative_to(folder))
    _write(other, told)


def put_index(folder: Path, other: Path) -> None:
    """Move an index into the folder `other`, which has it when all is there. Raises IndexFileError."""
    told = _read(folder)
    parts = [
        *(segment["name"] for segment in told["segments"]),
        *([told["removed"]["name"]] if told["removed"] else []),
    ]
    for name in [*parts, _INDEX]:
        (folder / name).replace(other / name)


def open_files(folder: Path, verify: bool = False) -> IndexFiles:
    """Open an index; `verify` compares every hash first. Raises IndexFileError that names what is broken."""
    told = _read(folder)
    try:
        if verify:
            _verify(folder, told)
        segments = [_open_segment(folder / segment["name"]) for segment in told["segments"]]
        removed = np.zeros(sum(len(segment.rows) for segment in segments), np.bool_)
        removed[_removed(folder, told)] = True
        turned = np.load(folder / told["segments"][0]["name"] / _AXES)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise IndexFileError(f"the index in {folder} is broken ({error}); build it again") from error
    return IndexFiles(told["encoder_sha256"], turned, segments, removed, told["version"])


def index_version(folder: Path) -> int:
    """Which version is there now; a reader with another one opens it anew. Raises IndexFileError."""
    return int(_read(folder)["version"])


def tidy(folder: Path) -> None:
    """Delete what the present index does not use. Not before readers have opened that one."""
    told = _read(folder)
    used = {segment["name"] for segment in told["segments"]} | {_INDEX}
    used |= {told["removed"]["name"]} if told["removed"] else set()
    for path in folder.iterdir():
        if path.name not in used:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _write_segment(
    folder: Path, features: NDArray[np.floating], turned: Floats, progress: Progress | None
) -> dict[str, Any]:
    place = Path(tempfile.mkdtemp(prefix=".partial-", dir=folder))
    works = len(features)
    precision = np.float16 if features.dtype == np.float16 else np.float32
    try:
        for start in range(0, works, _AT_ONCE):
            part = _checked(features[start : start + _AT_ONCE].astype(precision))
            _append(place, _ROWS, part, works)
            _append(place, "over_length", 1 / np.linalg.norm(part.astype(np.float64), axis=1), works)
            for name, values in vars(heads_of(part, turned)).items():
                _append(place, name, values, works)
            if progress is not None:
                progress(start + len(part), works)
        np.save(place / _AXES, turned)
        hashes = {path.name: sha256_of(path) for path in sorted(place.iterdir())}
        name = hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:16]
        if (folder / name).exists():  # the same rows on the same axes, from before, or what is left of them
            shutil.rmtree(folder / name)
        place.replace(folder / name)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return {"name": name, "works": works, "files": hashes}


def _append(place: Path, name: str, part: NDArray[Any], works: int) -> None:
    """Write the next rows of a .npy file that will have `works` of them."""
    with (place / f"{name}.npy").open("ab") as file:
        if not file.tell():
            header = {"descr": part.dtype.str, "fortran_order": False, "shape": (works, *part.shape[1:])}
            np.lib.format.write_array_header_1_0(file, header)
        part.tofile(file)


def _checked(rows: NDArray[np.floating]) -> NDArray[np.floating]:
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1)
    if not (np.isfinite(lengths) & (lengths > TINY)).all():
        raise ValueError("features hold NaN, infinity or a row of zeros; index the works again")
    return rows


def _open_segment(place: Path) -> Segment:
    heads = Heads(**{name: np.load(place / f"{name}.npy") for name in PARTS})
    return Segment(RowsFile(place / f"{_ROWS}.npy"), np.load(place / "over_length.npy"), heads)


def _removed(folder: Path, told: Mapping[str, Any]) -> list[int]:
    if told["removed"] is None:
        return []
    rows: list[int] = np.load(folder / told["removed"]["name"]).tolist()
    return rows


def _verify(folder: Path, told: Mapping[str, Any]) -> None:
    for name, known in _files(told).items():
        if (found := sha256_of(folder / name)) != known:
            raise ValueError(f"{name} has SHA-256 {found[:12]}…, not {known[:12]}…")


def _files(told: Mapping[str, Any]) -> dict[str, str]:
    """The SHA-256 of each file of an index, by its place in the folder."""
    files = {f"{one['name']}/{name}": sha for one in told["segments"] for name, sha in one["files"].items()}
    return files | ({told["removed"]["name"]: told["removed"]["sha256"]} if told["removed"] else {})


def _read(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise IndexFileError(f"{folder} holds no index; build one") from error
    except (OSError, ValueError) as error:
        raise IndexFileError(f"{folder / _INDEX} can't be read ({error}); build the index again") from error
    if told.get("format") != FORMAT:
        raise IndexFileError(
            f"the index in {folder} is of the format {told.get('format')!r}, not {FORMAT}; build it again"
        )
    return told


def _write(folder: Path, told: Mapping[str, Any]) -> None:
    partial = folder / f".{_INDEX}.{os.getpid()}"
    partial.write_text(json.dumps({"format": FORMAT, **told}, indent=1), encoding="utf-8")
    partial.replace(folder / _INDEX)
