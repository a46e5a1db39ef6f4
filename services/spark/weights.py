"""Weights for workers: a file in, the same file on each machine out, by way of the blob store and by its hash."""

import tempfile
from pathlib import Path

from services.common.blobs import BlobStore
from services.common.hashes import sha256_of
from services.common.locks import locked_file


def send_weights(blobs: BlobStore, path: Path) -> str:
    """Put a file where workers find it; its SHA-256."""
    sha256 = sha256_of(path)
    if not blobs.exists(_name(sha256)):
        blobs.upload(_name(sha256), path)
    return sha256


def fetched_weights(blobs: BlobStore, sha256: str, folder: Path | None = None) -> Path:
    """The file with this hash on this machine, fetched at first use. Raises FileNotFoundError, BrokenBlob."""
    place = folder or Path(tempfile.gettempdir()) / "gen-studio-weights"
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{sha256}.safetensors"
    with locked_file(place / f"{sha256}.lock"):  # of several processes of a machine, one fetches
        if not path.exists() or sha256_of(path) != sha256:
            blobs.fetch(_name(sha256), path, sha256)
    return path


def _name(sha256: str) -> str:
    return f"spark/weights/{sha256}.safetensors"
