"""Files that are there whole or not at all: a path in, a place to write to out, which takes the path when done."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safetensors import SafetensorError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to. Where writing fails, what was there before stays, and nothing else is left.

    Raises OSError that names the path, and the room that is left, where it can't be written (a full disk, say).
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
        partial.chmod(0o644)  # safetensors writes for one user; services run as another
        partial.replace(path)
    except (OSError, RuntimeError, SafetensorError) as error:  # each library has its own for a disk that is full
        raise OSError(f"{path} can't be written, and what was there before is kept: {error}{_room(path)}") from error
    finally:
        partial.unlink(missing_ok=True)


def _room(path: Path) -> str:
    try:
        return f"; the disk has {shutil.disk_usage(path.parent).free / 2**20:,.0f} MiB left"
    except OSError:
        return ""
