"""Indexes on this machine's disk: each held while somebody here uses it; those that nobody uses are deleted.

The lock stands beside an index's folder and stays when that goes: another process may just have opened it.
"""

import fcntl
import logging
import shutil
from pathlib import Path
from typing import TextIO

_PLACES = "/".join(["[0-9a-f]" * 16] * 2)  # an encoder's hash, and its features'
_LOG = logging.getLogger("gen_studio.index")


def hold(place: Path) -> TextIO:
    """Hold the index in a folder, which need not be there yet, until this file is closed or the process ends."""
    place.parent.mkdir(parents=True, exist_ok=True)
    file = _lock_of(place).open("a", encoding="ascii")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def sweep(folder: Path) -> None:
    """Delete the indexes below a folder that no process here holds."""
    for place in filter(Path.is_dir, folder.glob(_PLACES)):
        try:
            with _lock_of(place).open("a", encoding="ascii") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(place)
        except BlockingIOError:
            continue  # somebody here uses it
        except OSError as error:
            _LOG.warning("could not delete the index in %s: %s", place, error)
        else:
            _LOG.info("the index in %s, which nobody uses, is no longer kept", place)


def _lock_of(place: Path) -> Path:
    return place.with_name(f"{place.name}.lock")
