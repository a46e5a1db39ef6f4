"""Blobs: named bytes in a store. A folder today; Azure Blob Storage fills the same interface."""

import os
import tempfile
from pathlib import Path
from typing import Protocol

_PARTIAL = ".partial-"


class BlobNameError(ValueError):
    """The name is not one a store takes: relative, parts joined by '/', none of them empty, '.' or '..'."""


class BlobStore(Protocol):
    """Named bytes. Names look like `images/met-436535.jpg`."""

    def read(self, name: str) -> bytes:
        """The whole blob. Raises FileNotFoundError."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Write or replace a blob in one step: a reader sees the old bytes or the new, never half of them."""
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
        parts = name.split("/")
        if "\\" in name or "\0" in name or any(part in {"", ".", ".."} or part.startswith(_PARTIAL) for part in parts):
            raise BlobNameError(f"{name!r} is not a blob's name; names are relative, like 'images/met-436535.jpg'")
        path = self._root.joinpath(*parts).resolve()
        if not path.is_relative_to(self._root):
            raise BlobNameError(f"{name!r} leads out of the store by a link")
        return path
