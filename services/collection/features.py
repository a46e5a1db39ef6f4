"""Features of a store: its works' pictures in, features.safetensors out (one row per work); resumable."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from services.collection.releases import FEATURE_LENGTH, FEATURES
from services.collection.store import StoredWork, read_store
from services.common.rgb import UnreadablePicture, read_rgb
from services.common.whole_files import whole_file

_FORMAT = "gen-studio-features/1"
_BATCH = 16
_SAVE_EVERY_S = 30.0  # so much is lost at most when a run is killed
_SAVING_SHARE = 0.05  # but no more of the time is spent on saving


class Encoder(Protocol):
    """What looks at pictures: (n, d) float32 rows of unit length, and the SHA-256 of its weights."""

    sha256: str

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]: ...


class FeaturesError(ValueError):
    """The store has no features that can be used; the message says why, and the next step."""


@dataclass(frozen=True)
class FeaturesReport:
    """How many works have features now, where they are, and why others have none."""

    works: int
    path: Path
    left_out: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StoreFeatures:
    """(n, d) float16 rows of unit length, the id and the picture's SHA-256 of each row, and who made them."""

    ids: list[str]
    pictures: list[str]
    rows: NDArray[np.float16]
    encoder_sha256: str


@dataclass(frozen=True)
class Seen:
    """One work's row, and the picture that it was made from."""

    picture: str
    row: NDArray[np.float16]


Progress = Callable[[int, int], None]  # (done, total)


def index_store(store: Path, encoder: Encoder, progress: Progress | None = None) -> FeaturesReport:
    """Look at every work of `store` whose picture this encoder has not seen, and keep all rows, in the store's order.

    Where nothing is new, the file stays as it is. Details of works are left aside; a picture that can't be read is
    named in the report. Raises StoreError.
    """
    works = [stored for stored in read_store(store) if stored.work]
    path = store / FEATURES
    known = _known(path, encoder.sha256)
    seen: dict[str, Seen] = {}
    left_out: dict[str, str] = {}
    saved, took = time.monotonic(), 0.0
    for start in range(0, len(works), _BATCH):
        new: dict[str, bytes] = {}
        for work in works[start : start + _BATCH]:
            try:
                data = (store / work.file).read_bytes()
            except OSError as error:
                left_out[work.artwork.id] = str(error)
                continue
            if (old := known.get(work.artwork.id)) and old.picture == hashlib.sha256(data).hexdigest():
                seen[work.artwork.id] = old
            else:
                new[work.artwork.id] = data
        found, unreadable = look_at(new, encoder)
        seen |= found
        left_out |= unreadable
        if found and time.monotonic() - saved >= max(_SAVE_EVERY_S, took / _SAVING_SHARE):
            began = time.monotonic()
            _write(path, works, known | seen, encoder.sha256)
            saved = time.monotonic()
            took = saved - began
        if progress is not None:
            progress(min(start + _BATCH, len(works)), len(works))
    kept = [work.artwork.id for work in works if work.artwork.id in seen]
    if kept != list(known) or any(seen[work] is not known[work] for work in kept) or not path.exists():
        _write(path, works, seen, encoder.sha256)
    return FeaturesReport(len(seen), path, left_out)


def look_at(pictures: Mapping[str, bytes], encoder: Encoder) -> tuple[dict[str, Seen], dict[str, str]]:
    """What an encoder sees in the picture files of some works, and of others why they can't be looked at."""
    images: dict[str, Image.Image] = {}
    left_out: dict[str, str] = {}
    for work, data in pictures.items():
        try:
            images[work] = read_rgb(data)
        except UnreadablePicture as error:
            left_out[work] = str(error)
    if not images:
        return {}, left_out
    rows = encoder.embed(list(images.values())).astype(np.float16)
    hashes = [hashlib.sha256(pictures[work]).hexdigest() for work in images]
    return {work: Seen(picture, row) for work, picture, row in zip(images, hashes, rows, strict=True)}, left_out


def read_store_features(store: Path) -> StoreFeatures:
    """What `index_store` wrote. Raises FeaturesError."""
    path = store / FEATURES
    try:
        with safe_open(path, "numpy") as file:
            header: dict[str, str] = file.metadata() or {}
            rows: NDArray[np.float16] = file.get_tensor("features")
    except FileNotFoundError as error:
        raise FeaturesError(f"{store} has no {FEATURES}; make it with gen-studio index") from error
    except (OSError, SafetensorError) as error:
        raise FeaturesError(f"{path} can't be read ({error}); remove it and run gen-studio index again") from error
    if header.get("format") != _FORMAT:
        raise FeaturesError(f"{path} is not of format {_FORMAT}; remove it and run gen-studio index again")
    return StoreFeatures(json.loads(header["ids"]), json.loads(header["pictures"]), rows, header["encoder_sha256"])


def _known(path: Path, encoder_sha256: str) -> dict[str, Seen]:
    """Rows that are there already; those of another encoder are made anew."""
    if not path.exists():
        return {}
    old = read_store_features(path.parent)
    if old.encoder_sha256 != encoder_sha256:
        return {}
    rows = zip(old.ids, old.pictures, old.rows, strict=True)
    return {work: Seen(picture, row) for work, picture, row in rows}


def _write(path: Path, works: Sequence[StoredWork], seen: dict[str, Seen], encoder_sha256: str) -> None:
    ids = [work.artwork.id for work in works if work.artwork.id in seen]
    rows = np.stack([seen[work].row for work in ids]) if ids else np.zeros((0, FEATURE_LENGTH), np.float16)
    write_features(path, StoreFeatures(ids, [seen[work].picture for work in ids], rows, encoder_sha256))


def write_features(path: Path, features: StoreFeatures) -> None:
    """Write what `read_store_features` reads."""
    header = {
        "format": _FORMAT,
        "encoder_sha256": features.encoder_sha256,
        "ids": json.dumps(features.ids),
        "pictures": json.dumps(features.pictures),
    }
    with whole_file(path) as place:
        save_file({"features": features.rows}, place, header)
