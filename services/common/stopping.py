"""Whether this process was asked to stop: set once by who hears the signal, read by every app's readiness."""

import threading
from collections.abc import Callable
from contextlib import suppress

_ASKED = threading.Event()
_ACTS: dict[object, Callable[[], None]] = {}


def begin() -> None:
    """The process was asked to stop: it answers what comes, but is no longer ready."""
    _ASKED.set()
    _do_all()


def begun() -> bool:
    """Whether it was."""
    return _ASKED.is_set()


def then(act: Callable[[], None]) -> Callable[[], None]:
    """Call `act` once, in a thread of its own, when the process is asked to stop. What is given back forgets it."""
    key = object()
    _ACTS[key] = act
    if begun():
        _do_all()

    def forget() -> None:
        _ACTS.pop(key, None)

    return forget


def _do_all() -> None:
    while _ACTS:
        with suppress(KeyError):  # another thread took the last one
            _, act = _ACTS.popitem()
            threading.Thread(target=act, name="stopping", daemon=True).start()
