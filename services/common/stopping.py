"""Whether this process was asked to stop: set once by who hears the signal, read by every app's readiness."""

import threading
from collections.abc import Callable

_ASKED = threading.Event()


def begin() -> None:
    """The process was asked to stop: it answers what comes, but is no longer ready."""
    _ASKED.set()


def begun() -> bool:
    """Whether it was."""
    return _ASKED.is_set()


def then(act: Callable[[], None]) -> None:
    """Call `act`, in a thread of its own, once the process is asked to stop."""

    def wait_and_act() -> None:
        _ASKED.wait()
        act()

    threading.Thread(target=wait_and_act, name="stopping", daemon=True).start()
