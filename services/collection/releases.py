"""Releases: a generator, an encoder, artworks, their seeds and features in; one immutable, hashed folder out, and back.

A release's id is a hash over the names and hashes of its files: the same content has the same id wherever it is built.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from services.collection.artwork import Artwork, artwork_of, to_json
from services.collection.manifests import (
    AGAIN,
    CARD,
    CATALOGUE,
    DIRECTIONS,
    ENCODER,
    FEATURES,
    GENERATOR,
    MANIFEST,
    SEED_ENCODER,
    SEEDS,
    ReleaseError,
    manifest_of,
    read_manifest,
)
from services.common.hashes import sha256_of

SEED_LENGTH = 140
FEATURE_LENGTH = 2048
"""The most numbers of a work that are compared; an encoder may say that fewer are."""

STARTER = Path(__file__).parent / "starter"
_UNIT_TOLERANCE = 0.01  # a unit vector in float16 is this close to length 1
_SHA256 = re.compile(r"[0-9a-f]{64}")

__all__ = [
    "CARD",
    "CATALOGUE",
    "DIRECTIONS",
    "ENCODER",
    "FEATURES",
    "FEATURE_LENGTH",
    "GENERATOR",
    "MANIFEST",
    "SEEDS",
    "SEED_ENCODER",
    "SEED_LENGTH",
    "STARTER",
    "Release",
    "ReleaseError",
    "build_release",
    "iter_artworks",
    "open_release",
    "read_artworks",
    "read_features",
    "read_seeds",
]


@dataclass(frozen=True)
class Release:
    """A release on disk, its files as the manifest says they are."""

    id: str
    root: Path
    manifest: Mapping[str, Any]

    def path(self, name: str) -> Path:
        """Where one of the manifest's files lies. Raises ReleaseError for a name that it does not have."""
        if name not in self.manifest["files"]:
            raise ReleaseError(f"release {self.id} has no file {name!r}; it has {', '.join(self.manifest['files'])}")
        return self.root / name


def open_release(root: Path, verify: bool = True) -> Release:
    """Open a release and, unless told otherwise, hash every file. Raises ReleaseError that names what is broken."""
    manifest = read_manifest(root)
    files: dict[str, dict[str, Any]] = manifest["files"]
    for name, known in files.items():
        path = root / name
        if not path.is_file():
            raise ReleaseError(f"{path} is missing from the release; {AGAIN}")
        size = path.stat().st_size
        if size != known["bytes"]:
            raise ReleaseError(f"{path} has {size:,} bytes, not the {known['bytes']:,} of {MANIFEST}; {AGAIN}")
        if verify and (found := sha256_of(path)) != known["sha256"]:
            raise ReleaseError(
                f"{path} has SHA-256 {found[:12]}…, not {known['sha256'][:12]}… as in {MANIFEST}; {AGAIN}"
            )
    return Release(manifest["id"], root, MappingProxyType(manifest))


def build_release(
    out: Path,
    *,
    generator: Path,
    encoder: Path,
    artworks: Sequence[Artwork],
    seeds: NDArray[np.int16],
    features: NDArray[np.float16],
    card: str,
    created: str,
    directions: Path | None = None,
    seed_encoder: Path | None = None,
    landmarks: int = 0,
) -> Release:
    """Write a release to `out` (a new path, or a release to replace): beside it first, then renamed, never half of one.

    `seeds` (n, 140) int16 in steps of 1/4096 and `features` (n, d) float16 of unit length are in the order of
    `artworks`, of which the first `landmarks` are drawn closely; `created` is an ISO date-time; `directions` and
    `seed_encoder` are the generator's, if it has them.
    Raises ReleaseError where they don't fit, or `out` is something else.
    """
    _check(artworks, seeds, features)
    out = out.resolve()  # a link to a release goes on pointing where it did
    if out.exists() and not (out / MANIFEST).exists() and not (out.is_dir() and not any(out.iterdir())):
        raise ReleaseError(f"{out} is there already and is no release; name a new folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix=".partial", dir=out.parent))
    try:
        partial.chmod(0o755)  # mkdtemp's is for one user; services run as another
        networks = {GENERATOR: generator, ENCODER: encoder, DIRECTIONS: directions, SEED_ENCODER: seed_encoder}
        _write(partial, networks, artworks, seeds, features, card, created, landmarks)
        open_release(partial)
        _swap(partial, out)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return open_release(out, verify=False)


def read_artworks(release: Release) -> list[Artwork]:
    """The works of a release, in its order. Raises ReleaseError."""
    return list(iter_artworks(release))


def iter_artworks(release: Release) -> Iterator[Artwork]:
    """The works of a release one after the other, for who need not hold them all. Raises ReleaseError."""
    path, number = release.path(CATALOGUE), 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield _artwork(path, number, line)
    if number != release.manifest["artworks"]:
        raise ReleaseError(f"{path} has {number} works, not {release.manifest['artworks']}; {AGAIN}")


def read_seeds(release: Release) -> NDArray[np.int16]:
    """(n, 140) int16, steps of 1/4096, rows in the order of the artworks. Raises ReleaseError."""
    seeds, _ = _tensor(release, SEEDS, "seeds", np.dtype(np.int16), SEED_LENGTH)
    return seeds


def read_features(release: Release) -> tuple[NDArray[np.float16], str]:
    """(n, d) float16 of unit length, in the order of the artworks, and the SHA-256 of the encoder that made them."""
    features, metadata = _tensor(release, FEATURES, "features", np.dtype(np.float16))
    encoder = metadata.get("encoder_sha256", "")
    if not _SHA256.fullmatch(encoder):
        raise ReleaseError(f"{release.path(FEATURES)} does not say which encoder made it; {AGAIN}")
    return features, encoder


def _artwork(path: Path, number: int, line: bytes) -> Artwork:
    try:
        return artwork_of(json.loads(line))
    except (ValueError, AttributeError) as error:
        raise ReleaseError(f"{path}, line {number}: {error}; {AGAIN}") from error


def _check(artworks: Sequence[Artwork], seeds: NDArray[np.int16], features: NDArray[np.float16]) -> None:
    if not artworks:
        raise ReleaseError("a release needs at least one artwork")
    if len({artwork.id for artwork in artworks}) != len(artworks):
        raise ReleaseError("two artworks have the same id")
    for what, array, kind, length in (
        ("seeds", seeds, np.int16, SEED_LENGTH),
        ("features", features, np.float16, _length(features)),
    ):
        if array.shape != (len(artworks), length) or array.dtype != kind:
            raise ReleaseError(
                f"{what} are {array.dtype} of shape {array.shape}; {len(artworks)} artworks need "
                f"{np.dtype(kind)} of shape ({len(artworks)}, {length})"
            )
    lengths = np.linalg.norm(features.astype(np.float32), axis=1)
    wrong = ~(np.abs(lengths - 1) <= _UNIT_TOLERANCE)  # NaN is wrong, too
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise ReleaseError(f"the features of {artworks[row].id} have length {lengths[row]:.3f}, not 1")


def _write(
    folder: Path,
    networks: Mapping[str, Path | None],
    artworks: Sequence[Artwork],
    seeds: NDArray[np.int16],
    features: NDArray[np.float16],
    card: str,
    created: str,
    landmarks: int,
) -> None:
    for name, source in networks.items():
        if source is None:
            continue
        if not source.is_file():
            raise ReleaseError(f"{source} is missing; a release needs it as {name}")
        shutil.copyfile(source, folder / name)
    lines = [json.dumps(to_json(artwork), ensure_ascii=False) + "\n" for artwork in artworks]
    (folder / CATALOGUE).write_text("".join(lines), encoding="utf-8")
    (folder / CARD).write_text(card, encoding="utf-8")
    save_file({"seeds": np.ascontiguousarray(seeds)}, folder / SEEDS)
    made_by = {"encoder_sha256": sha256_of(folder / ENCODER)}
    save_file({"features": np.ascontiguousarray(features)}, folder / FEATURES, made_by)
    for name in (SEEDS, FEATURES):
        (folder / name).chmod(0o644)  # safetensors writes for one user; services run as another
    manifest = manifest_of(folder, len(artworks), created, landmarks)
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _swap(partial: Path, out: Path) -> None:
    """Put the finished folder in its place; what stood there is set aside first and put back should that fail."""
    if not out.exists():
        partial.rename(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", suffix=".old", dir=out.parent))
    out.rename(aside)  # an empty folder may be renamed over
    try:
        partial.rename(out)
    except OSError:
        aside.rename(out)
        raise
    shutil.rmtree(aside)


def _tensor(
    release: Release, name: str, key: str, kind: np.dtype[Any], length: int | None = None
) -> tuple[NDArray[Any], Mapping[str, str]]:
    path = release.path(name)
    try:
        with safe_open(path, "numpy") as file:
            array: NDArray[Any] = file.get_tensor(key)
            metadata: Mapping[str, str] = file.metadata() or {}
    except (OSError, SafetensorError) as error:
        raise ReleaseError(f"{path} can't be read: {error}; {AGAIN}") from error
    wanted = (release.manifest["artworks"], length or _length(array))
    if array.dtype != kind or array.shape != wanted:
        raise ReleaseError(f"{path} holds {array.dtype} of shape {array.shape}, not {kind} of shape {wanted}; {AGAIN}")
    return array, metadata


def _length(features: NDArray[Any]) -> int:
    """How many numbers each work's features have, or the most that they may have where that can't be."""
    length = features.shape[1] if features.ndim == 2 else 0
    return length if 1 <= length <= FEATURE_LENGTH else FEATURE_LENGTH
