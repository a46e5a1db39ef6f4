"""Blobs: named bytes in a store. This one is a folder; Azure Blob Storage is behind the same interface."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Protocol

from services.common.hashes import sha256_of

_PARTIAL = ".partial-"


class BlobNameError(ValueError):
    """The name is not one a store takes: relative, parts joined by '/', none of them empty, '.' or '..'."""


class BlobsAway(OSError):
    """The store can't be reached, or does not let us in; the message says which, and what to do."""


class BrokenBlob(ValueError):
    """What was fetched is not what was asked for; nothing of it is kept."""


class BlobStore(Protocol):
    """Named bytes. Names look like `images/met-436535.jpg`."""

    def read(self, name: str) -> bytes:
        """The whole blob. Raises FileNotFoundError."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write or replace a blob in one step: a reader sees the old bytes or the new, never half of them."""
        ...

    def upload(self, name: str, path: Path) -> None:
        """Write or replace a blob with a file's bytes, in one step."""
        ...

    def fetch(self, name: str, path: Path, sha256: str) -> None:
        """Bring a blob to a file of this machine. What a broken fetch left beside it is gone on with.

        Raises FileNotFoundError, or BrokenBlob where the bytes have another hash.
        """
        ...

    def delete(self, name: str) -> None:
        """Delete a blob, if it is there."""
        ...

    def signed_url(self, name: str, seconds: int) -> str | None:
        """An address from which anybody can read the blob for so long, or None where the store gives none."""
        ...

    def exists(self, name: str) -> bool: ...

    def names(self, prefix: str = "") -> list[str]:
        """All names that begin with `prefix`, sorted."""
        ...

    def local_path(self, name: str) -> Path:
        """A file on this machine with the blob's bytes. Raises FileNotFoundError."""
        ...


class FolderBlobs:
    """Blobs as files below `root`. A name that would leave the folder, by dots or by a link, is refused."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def read(self, name: str) -> bytes:
        return self._path(name).read_bytes()

    def write(self, name: str, data: bytes) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(prefix=_PARTIAL, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(partial).replace(path)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise

    def upload(self, name: str, path: Path) -> None:
        target = self._path(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(prefix=_PARTIAL, dir=target.parent)
        os.close(handle)
        try:
            shutil.copyfile(path, partial)
            Path(partial).replace(target)
        except BaseException:
            Path(partial).unlink(missing_ok=True)
            raise

    def fetch(self, name: str, path: Path, sha256: str) -> None:
        partial = partial_of(path)
        shutil.copyfile(self.local_path(name), partial)
        take_if_whole(partial, path, name, sha256)

    def delete(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def signed_url(self, name: str, seconds: int) -> str | None:
        return None

    def exists(self, name: str) -> bool:
        return self._path(name).is_file()

    def names(self, prefix: str = "") -> list[str]:
        files = (path for path in self._root.rglob("*") if path.is_file() and not path.name.startswith(_PARTIAL))
        return sorted(name for path in files if (name := path.relative_to(self._root).as_posix()).startswith(prefix))

    def local_path(self, name: str) -> Path:
        path = self._path(name)
        if not path.is_file():
            raise FileNotFoundError(f"there is no blob {name!r} in {self._root}")
        return path

    def _path(self, name: str) -> Path:
        path = self._root.joinpath(*parts_of(name)).resolve()
        if not path.is_relative_to(self._root):
            raise BlobNameError(f"{name!r} leads out of the store by a link")
        return path


def parts_of(name: str) -> list[str]:
    """The parts of a blob's name. Raises BlobNameError."""
    parts = name.split("/")
    if "\\" in name or "\0" in name or any(part in {"", ".", ".."} or part.startswith(_PARTIAL) for part in parts):
        raise BlobNameError(f"{name!r} is not a blob's name; names are relative, like 'images/met-436535.jpg'")
    return parts


def partial_of(path: Path) -> Path:
    """Where a fetch of `path` keeps what it has so far."""
    return path.with_name(f"{_PARTIAL}{path.name}")


def take_if_whole(partial: Path, path: Path, name: str, sha256: str) -> None:
    """Move a fetched file to its place. Raises BrokenBlob, and deletes it, where it has another hash."""
    if (found := sha256_of(partial)) != sha256:
        partial.unlink()
        raise BrokenBlob(f"{name} has SHA-256 {found[:12]}…, not {sha256[:12]}…; publish it again")
    partial.replace(path)
