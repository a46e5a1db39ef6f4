"""While releases are switched, a worker does jobs of the release before or after its own as well."""

from gan_api.older import by_release, release_of
from services.common.jobs import Order, Result, Works

OWN, OTHER, THIRD = "0123456789ab", "ba9876543210", "aaaaaaaaaaaa"


class Opened:
    def __init__(self, name: str, closed: list[str]) -> None:
        self._name, self._closed = name, closed
        self.works = works_of(name)

    def close(self) -> None:
        self._closed.append(self._name)


def works_of(name: str) -> Works:
    return {"walk": lambda _order, _progress: Result(name.encode(), "video/mp4", "a.mp4")}


def walk(release: str) -> Order:
    return Order("walk", {"stops": [f"{release}.1000.64.AAAA", f"{release}.1000.64.BBBB"]})


class Told:
    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.works = by_release(OWN, works_of(OWN), self.open)

    def open(self, release: str) -> Opened | None:
        self.opened.append(release)
        return None if release == THIRD else Opened(release, self.closed)

    def done(self, order: Order) -> str:
        return self.works["walk"](order, None).data.decode()


def test_a_job_is_done_by_a_studio_of_its_own_release_opened_once() -> None:
    told = Told()
    assert [told.done(walk(release)) for release in (OWN, OTHER, OTHER, OWN)] == [OWN, OTHER, OTHER, OWN]
    assert told.opened == [OTHER]


def test_one_other_release_is_kept_at_a_time() -> None:
    told = Told()
    for release in (OTHER, "cccccccccccc"):
        assert told.done(walk(release)) == release
    assert told.closed == [OTHER]


def test_where_a_release_can_not_be_had_the_workers_own_say_what_is_wrong() -> None:
    assert Told().done(walk(THIRD)) == OWN


def test_an_order_that_names_no_release_is_the_workers_own() -> None:
    told = Told()
    assert told.done(Order("walk", {"square": "…"})) == OWN
    assert release_of(Order("inversion", {"square": "aaaa"})) is None
    assert told.opened == []
