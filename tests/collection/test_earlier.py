"""Apps of earlier releases: opened once for all who ask, one at a time, never more than memory is for."""

import gc
import threading
import weakref
from typing import Any

import pytest

from services.collection.earlier import BROKEN_S, HELD_S, WAITERS, Earlier, close
from services.common.problems import Gone, Unavailable


class App:
    def __init__(self, release: str) -> None:
        self.release = release
        self.closed = False

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        return [self.release.encode()]

    def close(self) -> None:
        self.closed = True


class House:
    """Opens apps, fails as told, and lets time pass."""

    def __init__(self) -> None:
        self.now = 0.0
        self.opened: list[App] = []
        self.fails: dict[str, Exception] = {}
        self.earlier = Earlier(self.open, lambda: self.now)

    def open(self, release: str) -> App:
        self.opened.append(App(release))
        if release in self.fails:
            raise self.fails[release]
        return self.opened[-1]

    def asked(self, release: str) -> str:
        app = self.earlier.app(release)
        assert isinstance(app, App)
        assert not app.closed
        return app.release


def test_one_is_opened_once_and_then_kept() -> None:
    house = House()
    assert [house.asked("a") for _ in range(3)] == ["a", "a", "a"]
    assert len(house.opened) == 1


def test_another_one_waits_until_the_first_is_not_in_use() -> None:
    house = House()
    house.asked("a")
    with pytest.raises(Unavailable) as told:
        house.asked("b")
    assert int(told.value.headers["Retry-After"]) == HELD_S + 1
    house.now += HELD_S
    assert house.asked("b") == "b"
    assert [app.closed for app in house.opened] == [True, False]


def test_what_nobody_asks_for_is_closed() -> None:
    house = House()
    house.asked("a")
    house.now += 10
    house.earlier.close_idle(11)
    assert house.earlier.release == "a"
    house.earlier.close_idle(10)
    assert (house.earlier.release, house.opened[0].closed) == (None, True)


def test_what_serves_no_longer_takes_the_place_and_gives_it_back() -> None:
    house = House()
    served = App("z")
    assert house.earlier.keep("z", served) is None
    assert house.asked("z") == "z"
    assert house.earlier.take("y") is None
    assert house.earlier.take("z") is served
    assert house.earlier.release is None


def test_what_is_switched_while_another_one_is_opened_keeps_its_place() -> None:
    house = House()
    served, opened = App("z"), App("a")

    def open_slowly(release: str) -> App:
        house.earlier.keep("z", served)  # in the meantime
        return opened

    house.earlier = Earlier(open_slowly, lambda: house.now)
    with pytest.raises(Unavailable):
        house.asked("a")
    assert house.asked("z") == "z"
    while not opened.closed:
        threading.Event().wait(0.01)
    assert not served.closed


@pytest.mark.parametrize(
    ("fails", "problem", "seconds"),
    [
        (Gone("removed"), Gone, BROKEN_S),
        (OSError("no route"), Unavailable, 5),
        (ValueError("NaN weights"), Unavailable, BROKEN_S),
    ],
)
def test_one_that_can_not_be_opened_is_tried_again_after_a_while(
    fails: Exception, problem: type[Exception], seconds: float
) -> None:
    house = House()
    house.fails["a"] = fails
    for _ in range(3):
        with pytest.raises(problem):
            house.asked("a")
    assert len(house.opened) == 1
    house.now += seconds
    house.fails.clear()
    assert house.asked("a") == "a"


def test_a_few_wait_for_it_and_the_others_are_told_to_come_back() -> None:
    go, told = threading.Event(), []

    def opened(release: str) -> App:
        assert go.wait(30)
        return App(release)

    earlier = Earlier(opened)

    def ask() -> None:
        try:
            earlier.app("a")
            told.append("answered")
        except Unavailable:
            told.append("later")

    asking = [threading.Thread(target=ask) for _ in range(WAITERS + 5)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(0.05)
    while len(told) < 5:
        threading.Event().wait(0.01)
    go.set()
    for thread in asking:
        thread.join()
    assert (told.count("later"), told.count("answered")) == (5, WAITERS)


def test_a_closed_app_is_let_go_of_though_the_worker_set_it_apart() -> None:
    assert _set_apart_and_closed(App)() is None
    assert gc.get_freeze_count() > 0
    gc.unfreeze()


def test_a_closed_app_is_let_go_of_though_another_one_is_being_let_go_of() -> None:
    going, go_on = threading.Event(), threading.Event()

    class Slow(App):
        def __del__(self) -> None:
            going.set()
            assert go_on.wait(30)

    other = threading.Thread(target=_set_apart_and_closed, args=(Slow,))
    other.start()
    assert going.wait(30)
    threading.Timer(0.2, go_on.set).start()
    held = _set_apart_and_closed(App)
    other.join()
    assert held() is None
    gc.unfreeze()


def _set_apart_and_closed(kind: type[App]) -> "weakref.ref[App]":
    app = kind("a")
    app.itself = app
    held = weakref.ref(app)
    gc.freeze()
    dropped: list[Any] = [app]
    del app
    close(dropped)
    return held
