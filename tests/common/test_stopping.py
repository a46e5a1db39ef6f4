"""What is done when the process is asked to stop."""

import threading
from queue import Empty, Queue

import pytest

from services.common import stopping


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was not asked yet, whatever other tests did."""
    monkeypatch.setattr(stopping, "_ASKED", threading.Event())
    monkeypatch.setattr(stopping, "_ACTS", {})


@pytest.mark.usefixtures("asked")
def test_each_thing_is_done_once_also_when_it_is_told_of_late_and_what_is_forgotten_is_not() -> None:
    done: Queue[str] = Queue()
    stopping.then(lambda: done.put("early"))
    stopping.then(lambda: done.put("forgotten"))()
    stopping.begin()
    stopping.begin()
    assert done.get(timeout=10) == "early"
    stopping.then(lambda: done.put("late"))
    assert done.get(timeout=10) == "late"
    with pytest.raises(Empty):
        done.get(timeout=0.2)
