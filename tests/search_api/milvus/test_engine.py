"""Milvus answers where it pays, our own index else; nothing is called exact that is not, and no answer is short."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prometheus_client import REGISTRY

from search_api.conditions import EVERYTHING, Not, OneOf
from search_api.index.exact import ExactIndex
from search_api.index.found import QueryError
from search_api.index.milvus.engine import MilvusIndex
from search_api.index.milvus.filling import fill
from search_api.index.milvus.link import REST_S, MilvusAway, MilvusLink, MilvusMissing, connect
from services.collection.artwork import Artwork
from services.collection.columns import Columns
from tests.search_api.milvus.lite import Lite, lite
from tests.search_api.test_cascade_index import some_features

RELEASE = "0123456789ab"
FEATURES = some_features(400, 16)
WORKS = [Artwork(f"w{row}", culture=("French", "Greek", "Thai")[row % 3]) for row in range(400)]
COLUMNS = Columns.of(WORKS)
FRENCH = OneOf("culture", frozenset({"French"}))
OWN = ExactIndex(FEATURES, "e" * 64)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lite]:
    with lite(tmp_path_factory.mktemp("milvus")) as running:
        client = connect(running.address, "", 10)
        fill(client, RELEASE, WORKS, FEATURES)
        client.close()
        yield running


def over(running: Lite, **told: Any) -> MilvusIndex:
    link = MilvusLink(running.address, RELEASE, len(WORKS), timeout_s=10, breadth=400)
    return MilvusIndex(OWN, link, **{"few": 20, "checked": 0.0, **told})


class Misses:
    """A Milvus that finds every other of the nearest, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str]] = []

    def nearest(self, query: np.ndarray, limit: int, where: str) -> np.ndarray:
        self.asked.append((limit, where))
        return OWN.search(query, 2 * limit).rows[::2]

    def close(self) -> None: ...


class Away(Misses):
    def nearest(self, query: np.ndarray, limit: int, where: str) -> np.ndarray:
        raise MilvusAway("it is away")


def answers(by: str) -> float:
    return REGISTRY.get_sample_value("gen_studio_search_milvus_answers_total", {"by": by}) or 0.0


def recall() -> tuple[float, float]:
    name = "gen_studio_search_milvus_recall"
    total, count = (REGISTRY.get_sample_value(f"{name}_{part}") or 0.0 for part in ("sum", "count"))
    return total, count


@pytest.mark.parametrize("where", [EVERYTHING, FRENCH, Not(FRENCH)])
def test_milvus_finds_the_nearest_in_our_order_and_does_not_call_them_exact(milvus: Lite, where: Any) -> None:
    index = over(milvus)
    keep = where.mask(COLUMNS)
    before = answers("milvus")
    for row in (3, 77, 210):
        found = index.search(FEATURES[row], 10, keep, row, where)
        exact = OWN.search(FEATURES[row], 10, keep, row)
        assert found.rows.tolist() == exact.rows.tolist()
        assert found.similarities == pytest.approx(exact.similarities, abs=1e-9)
        assert found.kept == exact.kept
        assert not found.exact
    assert answers("milvus") == before + 3
    index.close()


def test_where_few_are_kept_our_own_index_answers_exactly(milvus: Lite) -> None:
    index = over(milvus, few=150)
    found = index.search(FEATURES[0], 5, FRENCH.mask(COLUMNS), None, FRENCH)
    assert found.exact
    assert found.rows.tolist() == OWN.search(FEATURES[0], 5, FRENCH.mask(COLUMNS)).rows.tolist()
    index.close()


def test_without_the_condition_in_words_our_own_index_answers() -> None:
    link = Misses()
    assert MilvusIndex(OWN, link, few=0).search(FEATURES[0], 5, FRENCH.mask(COLUMNS)).exact
    assert link.asked == []


def test_what_is_left_out_is_never_found_and_more_is_asked_for_in_its_place() -> None:
    link = Misses()
    index = MilvusIndex(OWN, link, few=0, checked=0)
    keep = np.ones(len(WORKS), np.bool_)
    keep[OWN.search(FEATURES[9], 40).rows] = False  # what a search by several works leaves out
    found = index.search(FEATURES[9], 10, keep, None, EVERYTHING)
    assert len(found.rows) == 10
    assert keep[found.rows].all()
    assert [limit for limit, _ in link.asked] == [18, 72]


def test_a_short_answer_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    link = Misses()
    monkeypatch.setattr(link, "nearest", lambda *_: np.array([5, 5, 7, 399, 400, -1]))
    found = MilvusIndex(OWN, link, few=0).search(FEATURES[9], 10, None, None, EVERYTHING)
    assert found.exact
    assert found.rows.tolist() == OWN.search(FEATURES[9], 10).rows.tolist()


def test_what_milvus_misses_is_published_of_the_share_that_is_checked() -> None:
    total, count = recall()
    chances = iter([0.0, 0.9, 0.2])
    index = MilvusIndex(OWN, Misses(), few=0, checked=0.5, chance=lambda: next(chances))
    for row in (1, 2, 3):
        index.search(FEATURES[row], 10, None, None, EVERYTHING)
    index.close()
    assert recall() == pytest.approx((total + 2 * 0.5, count + 2))


def test_while_milvus_is_away_our_own_index_answers_exactly() -> None:
    before = answers("away")
    found = MilvusIndex(OWN, Away(), few=0).search(FEATURES[1], 10, None, None, EVERYTHING)
    assert found.exact
    assert found.rows.tolist() == OWN.search(FEATURES[1], 10).rows.tolist()
    assert answers("away") == before + 1


def test_milvus_dies_and_comes_back_and_is_left_in_peace_between(tmp_path: Path) -> None:
    clock = Clock()
    query = OWN.row(0).astype(np.float64)
    with lite(tmp_path) as running:
        client = connect(running.address, "", 10)
        link = MilvusLink(running.address, RELEASE, 40, timeout_s=2, now=clock)
        with pytest.raises(MilvusAway, match=r"has 0 of the 40 works .* run gen-studio milvus fill"):
            link.nearest(query, 3, "row >= 0")
        fill(client, RELEASE, WORKS[:40], FEATURES[:40])
        with pytest.raises(MilvusAway, match="failed a moment ago"):
            link.nearest(query, 3, "row >= 0")
        clock.now += REST_S
        assert link.nearest(query, 3, "row >= 0")[0] == 0
        client.close()
    with pytest.raises(MilvusAway, match="Milvus failed"):
        link.nearest(query, 3, "row >= 0")
    with lite(tmp_path, port=int(running.address.rsplit(":", 1)[1])):
        assert answered(link, query, clock)[0] == 0
    link.close()


def answered(link: MilvusLink, query: np.ndarray, clock: Clock) -> np.ndarray:
    """What it finds once grpc, which rests for a second of its own, tries again."""
    until = time.monotonic() + 20
    while True:
        clock.now += REST_S
        try:
            return link.nearest(query, 3, "row >= 0")
        except MilvusAway:
            assert time.monotonic() < until
            time.sleep(0.1)


def test_a_query_that_is_like_nothing_is_refused_before_it_is_sent() -> None:
    link = Misses()
    with pytest.raises(QueryError):
        MilvusIndex(OWN, link, few=0).search(np.zeros(16), 3, None, None, EVERYTHING)
    assert link.asked == []


def test_without_its_packages_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pymilvus", None)
    with pytest.raises(MilvusMissing, match=r"pip install 'gen-studio\[milvus\]'"):
        connect("http://127.0.0.1:1", "", 1)
