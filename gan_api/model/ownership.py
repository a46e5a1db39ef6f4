"""One process owns a device: the device's name in, a lock that lasts as long as the process out.

Several processes on one GPU would hold as many generators in its memory, and none of them would see enough requests to
batch them. A CPU may be shared by services, but not by the workers of one.
"""

import fcntl
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TextIO


class DeviceTaken(RuntimeError):
    """Another process draws on the device; the message says what to do."""


def own(device: str, folder: Path | None = None) -> TextIO:
    """Hold the lock of a device until the returned file is closed. Raises DeviceTaken."""
    path = (folder or Path(tempfile.gettempdir())) / f"gen-studio-{_name(device)}.lock"
    lock = path.open("a", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise DeviceTaken(
            f"another process draws on {device} already; run the generator service with one worker and many threads "
            "(gunicorn -c python:services.common.gunicorn_conf), and scale by pods, one for each device"
        ) from error
    return lock


@cache
def own_for_good(device: str) -> TextIO:
    """Hold the lock of a device as long as this process lives, for each release that it draws. Raises DeviceTaken."""
    return own(device)


def _name(device: str) -> str:
    """What must be locked: a GPU as it is numbered here, or the CPU for the workers of one gunicorn."""
    which = str(os.getppid()) if device == "cpu" else os.environ.get("CUDA_VISIBLE_DEVICES", "")
    return re.sub(r"[^0-9A-Za-z]+", "-", f"{device}-{which}").strip("-")
