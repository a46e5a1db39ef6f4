"""Whether this process was asked to stop: set once by who hears the signal, read by every app's readiness."""

import threading
from collections.abc import Callable

_ASKED = threading.Event()
_ACTS: dict[object, Callable[[], None]] = {}


def begin() -> None:
    """The process was asked to stop: it answers what comes, but is no longer ready."""
    _ASKED.set()
    for act in list(_ACTS.values()):
        _do(act)


def begun() -> bool:
    """Whether it was."""
    return _ASKED.is_set()


def then(act: Callable[[], None]) -> Callable[[], None]:
    """Call `act`, in a thread of its own, once the process is asked to stop. What is given back forgets it."""
    key = object()
    _ACTS[key] = act
    if begun():
        _do(act)
    return lambda: _ACTS.pop(key, None) and None


def _do(act: Callable[[], None]) -> None:
    threading.Thread(target=act, name="stopping", daemon=True).start()
