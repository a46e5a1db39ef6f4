"""A release's manifest.json: the files of a folder in, sizes, hashes and an id out, and back, checked."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.common.hashes import sha256_of

FORMAT = "gen-studio-release/1"
MANIFEST = "manifest.json"
GENERATOR = "generator.safetensors"
ENCODER = "encoder.safetensors"
CATALOGUE = "catalogue.jsonl"
SEEDS = "seeds.safetensors"
FEATURES = "features.safetensors"
CARD = "MODEL_CARD.md"
DIRECTIONS = "directions.safetensors"
SEED_ENCODER = "seed-encoder.safetensors"
FILES = (GENERATOR, ENCODER, CATALOGUE, SEEDS, FEATURES, CARD)
OPTIONAL_FILES = (DIRECTIONS, SEED_ENCODER)
AGAIN = "fetch or build the release again"
_ID_LENGTH = 12


class ReleaseError(ValueError):
    """No release can be built or opened; the message names the file and the next step."""


def manifest_of(folder: Path, artworks: int, created: str, landmarks: int = 0) -> dict[str, Any]:
    """The manifest of a folder with all FILES of a release, and some of OPTIONAL_FILES. The id is without `created`.

    The first `landmarks` of the works are those that the generator draws closely.
    """
    names = [*FILES, *(name for name in OPTIONAL_FILES if (folder / name).is_file())]
    hashes = {name: sha256_of(folder / name) for name in names}
    return {
        "format": FORMAT,
        "id": release_id(hashes),
        "created": created,
        "artworks": artworks,
        "landmarks": landmarks,
        "generator_sha256": hashes[GENERATOR],
        "encoder_sha256": hashes[ENCODER],
        "files": {name: {"bytes": (folder / name).stat().st_size, "sha256": hashes[name]} for name in names},
    }


def read_manifest(root: Path) -> dict[str, Any]:
    """Read and check a manifest; the files that it lists are not looked at. Raises ReleaseError."""
    path = root / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReleaseError(f"{root} is no release: {MANIFEST} is missing; build one with gen-studio release") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ReleaseError(f"{path} can't be read: {error}; {AGAIN}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ReleaseError(f"{path} is not of format {FORMAT}, the one that this version reads")
    files: Any = manifest.get("files")
    if not isinstance(files, dict) or not isinstance(manifest.get("artworks"), int):
        raise ReleaseError(f"{path} lacks files or artworks; {AGAIN}")
    for name, known in files.items():
        if Path(name).name != name or name in ("", ".", "..") or "\\" in name or "\0" in name:
            raise ReleaseError(f"{path} names a file outside of the release: {name!r}")
        whole = isinstance(known, dict) and isinstance(known.get("bytes"), int) and isinstance(known.get("sha256"), str)
        if not whole:
            raise ReleaseError(f"{path} lacks the size or hash of {name}; {AGAIN}")
    if missing := [name for name in FILES if name not in files]:
        raise ReleaseError(f"{path} does not list {', '.join(missing)}, which every release has; {AGAIN}")
    if manifest.get("id") != release_id({name: known["sha256"] for name, known in files.items()}):
        raise ReleaseError(f"{path} names an id that does not belong to its files; {AGAIN}")
    return manifest


def release_id(hashes: Mapping[str, str]) -> str:
    """12 hex digits over names and hashes: the same content has the same id wherever and whenever it is built."""
    lines = "".join(f"{name} {hashes[name]}\n" for name in sorted(hashes))
    return hashlib.sha256(lines.encode()).hexdigest()[:_ID_LENGTH]
