"""A small disk for all that a studio writes, which can be filled to the last byte and freed again."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BLOCK = b"\0" * 2**20
_BALLAST = "ballast"


class Disk:
    """A folder; `small` where it is a disk of its own, so that it can be full without harm to the machine."""

    def __init__(self, folder: Path, small: bool) -> None:
        self.folder = folder
        self.small = small

    def fill(self) -> None:
        """Leave no room."""
        with (self.folder / _BALLAST).open("wb", buffering=0) as file:
            for block in (_BLOCK, b"\0" * 4096, b"\0"):
                try:
                    while file.write(block) == len(block):
                        pass
                except OSError:
                    continue

    def free(self) -> None:
        """Give the room back."""
        (self.folder / _BALLAST).unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A disk in memory at `folder`, until the end of the block; just the folder where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    told = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "gen-studio-soak", str(folder)]
    try:
        mounted = subprocess.run(told, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield Disk(folder, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)
