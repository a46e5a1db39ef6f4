"""A polite client keeps a host's pace, waits longer each time it is refused, and asks for nothing twice."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common.polite import AddressError, AwayError, DayIsFull, Manners, PoliteClient
from tests.collection.museum import Museum, always, once, open_museum

OBJECT = "/objects/10028"


@pytest.fixture
def museum() -> Iterator[Museum]:
    with open_museum() as found:
        yield found


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def client(self, **manners: float) -> PoliteClient:
        usual = Manners(**{"per_second": 10, "attempts": 3, **manners})
        return PoliteClient(usual=usual, sleep=self.sleep, clock=lambda: self.now, chance=lambda: 0.5)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_a_host_is_asked_at_its_pace(museum: Museum) -> None:
    time = Time()
    client = time.client(per_second=4)
    for _ in range(9):
        client.json(museum.address + OBJECT, most=10**6)
    assert time.now == pytest.approx(2.0)


def test_each_refusal_doubles_the_wait_and_the_pace_slows(museum: Museum) -> None:
    museum.behaviour = {OBJECT: always(403)}
    time = Time()
    client = time.client(attempts=4, per_second=1000)
    with pytest.raises(AwayError, match="answers 403, 4 times"):
        client.json(museum.address + OBJECT, most=10**6)
    waits = [seconds for seconds in time.slept if seconds >= 1]
    assert waits == [1, 2, 4]
    museum.behaviour = {}
    time.slept.clear()
    for _ in range(5):
        client.json(museum.address + OBJECT, most=10**6)
    assert time.slept[1] >= 8 / 1000  # ten times as slow as at first, and easing
    assert all(later < earlier for earlier, later in itertools.pairwise(time.slept[1:]))


def test_retry_after_is_kept_to_but_not_for_ever(museum: Museum) -> None:
    time = Time()
    museum.behaviour = {OBJECT: once(429, Retry_After="100")}
    time.client(longest_wait=60).json(museum.address + OBJECT, most=10**6)
    assert 60 in time.slept


def test_what_is_not_there_is_not_asked_for_twice(museum: Museum) -> None:
    with pytest.raises(AddressError, match="answers 404"):
        Time().client().json(museum.address + "/objects/7", most=10**6)
    assert museum.asked["/objects/7"] == 1


def test_more_than_is_allowed_is_not_read(museum: Museum) -> None:
    with pytest.raises(AddressError, match="more than the 10 bytes"):
        Time().client().get(museum.address + OBJECT, most=10)


def test_a_file_that_did_not_change_is_not_fetched_again(museum: Museum, tmp_path: Path) -> None:
    client, url, path = Time().client(), museum.address + "/MetObjects.csv", tmp_path / "met.csv"
    first = client.download(url, path, most=10**6)
    again = client.download(url, path, most=10**6, known=first)
    assert (first.unchanged, again.unchanged, again.etag) == (False, True, first.etag)
    museum.rows.popitem()
    assert not client.download(url, path, most=10**6, known=again).unchanged
    path.unlink()
    assert not client.download(url, path, most=10**6, known=again).unchanged


def test_a_host_that_is_not_there_is_away(museum: Museum) -> None:
    with pytest.raises(AwayError, match="3 times"):
        Time().client().get("http://127.0.0.1:1/", most=10)


def test_a_day_has_an_end(museum: Museum) -> None:
    client = Time().client(per_day=3)
    client.asked_before({museum.address.removeprefix("http://"): 1})
    for _ in range(2):
        client.get(museum.address + OBJECT, most=10**6)
    with pytest.raises(DayIsFull, match="go on tomorrow"):
        client.get(museum.address + OBJECT, most=10**6)
