"""Whether this process was asked to stop: set once by who hears the signal, read by every app's readiness."""

import threading

_ASKED = threading.Event()


def begin() -> None:
    """The process was asked to stop: it answers what comes, but is no longer ready."""
    _ASKED.set()


def begun() -> bool:
    """Whether it was."""
    return _ASKED.is_set()
