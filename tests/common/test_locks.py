"""Locks by key: one at a time makes a thing, and nothing is kept of it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from services.common.locks import KeyedLocks


def test_one_at_a_time_holds_a_key_and_another_key_is_free() -> None:
    locks = KeyedLocks()
    inside: list[str] = []
    most = 0

    def hold(key: str) -> None:
        nonlocal most
        with locks.of(key):
            inside.append(key)
            most = max(most, inside.count(key))
            time.sleep(0.005)
            inside.remove(key)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hold, ["a", "b"] * 8))
    assert most == 1
    assert len(locks) == 0


def test_another_key_does_not_wait() -> None:
    locks = KeyedLocks()
    done = threading.Event()

    def other() -> None:
        with locks.of("b"):
            done.set()

    with locks.of("a"):
        threading.Thread(target=other).start()
        assert done.wait(5)


def test_a_key_is_free_again_after_a_failure() -> None:
    locks = KeyedLocks()
    try:
        with locks.of("a"):
            raise ValueError
    except ValueError:
        pass
    with locks.of("a"):
        assert len(locks) == 1
    assert len(locks) == 0
