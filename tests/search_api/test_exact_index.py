"""The exact index finds what a scan of every work finds, ties included."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search_api.index import exact
from search_api.index.exact import ExactIndex
from search_api.index.found import QueryError

D = 16


@st.composite
def units(draw: st.DrawFn) -> list[float]:
    """A vector of length exactly 1: 1, 4 or 16 entries of ±1, ±1/2 or ±1/4, so that cosines are exact and often tie."""
    count = draw(st.sampled_from([1, 4, 16]))
    places = draw(st.permutations(range(D)))[:count]
    signs = draw(st.lists(st.sampled_from([-1, 1]), min_size=count, max_size=count))
    vector = [0.0] * D
    for place, sign in zip(places, signs, strict=True):
        vector[place] = sign / math.sqrt(count)
    return vector


def scan(
    features: list[list[float]], query: list[float], k: int, keep: list[bool], leave_out: int | None
) -> list[tuple[int, float]]:
    """The definition, one work at a time: (row, cosine), best first, ties by row."""
    scores = [
        (row, sum(a * b for a, b in zip(feature, query, strict=True)))
        for row, feature in enumerate(features)
        if keep[row] and row != leave_out
    ]
    return sorted(scores, key=lambda found: (-found[1], found[0]))[:k]


@given(st.data())
def test_every_search_is_what_a_plain_scan_finds(data: st.DataObject) -> None:
    features = data.draw(st.lists(units(), min_size=1, max_size=24))
    query = data.draw(units())
    keep = data.draw(st.lists(st.booleans(), min_size=len(features), max_size=len(features)))
    leave_out = data.draw(st.none() | st.integers(0, len(features) - 1))
    k = data.draw(st.integers(1, 30))
    found = ExactIndex(np.array(features), "e").search(np.array(query), k, np.array(keep), leave_out)
    wanted = scan(features, query, k, keep, leave_out)
    assert list(zip(found.rows.tolist(), found.similarities.tolist(), strict=True)) == wanted
    assert found.kept == sum(kept for row, kept in enumerate(keep) if row != leave_out)


def some_features(count: int, dimensions: int = 64) -> NDArray[np.float32]:
    rows = np.random.default_rng(5).standard_normal((count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("share", [0.002, 0.05, 0.2, 0.9])
def test_gathered_rows_and_a_full_scan_give_the_same_numbers(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    index = ExactIndex(some_features(3000), "e")
    keep = np.random.default_rng(6).random(3000) < share
    answers = []
    for gather_share in (0, 10**9):  # always gather, never gather
        monkeypatch.setattr(exact, "GATHER_SHARE", gather_share)
        answers.append(index.search(index.row(7), 20, keep))
    assert answers[0].rows.tolist() == answers[1].rows.tolist()
    assert answers[0].similarities.tolist() == answers[1].similarities.tolist()


def test_the_same_features_tie_wherever_they_stand() -> None:
    features = some_features(2001)
    copies = [3, 500, 1999, 2000]  # the last rows are where a matrix product takes another path
    features[copies] = features[3]
    found = ExactIndex(features, "e").search(features[3], 4)
    assert found.rows.tolist() == copies
    assert len(set(found.similarities.tolist())) == 1


def test_works_that_differ_by_less_than_a_float32_sum_can_tell_are_still_put_in_order() -> None:
    centre = some_features(1)[0]
    jitter = np.random.default_rng(8).standard_normal((2000, 64)) * 2e-8
    index = ExactIndex(centre + jitter.astype(np.float32), "e")
    scores = [float(np.vecdot(index.row(row).astype(np.float64), centre.astype(np.float64))) for row in range(2000)]
    wanted = sorted(range(2000), key=lambda row: (-scores[row], row))[:20]
    assert index.search(centre, 20).rows.tolist() == wanted


def test_many_ties_are_put_in_order_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "AT_ONCE", 7)
    found = ExactIndex(np.ones((50, 4)), "e").search(np.ones(4), 20)
    assert found.rows.tolist() == list(range(20))


def test_fewer_works_than_asked_for_are_all_given() -> None:
    index = ExactIndex(np.eye(3), "e")
    assert index.search(np.eye(3)[1], 100).rows.tolist() == [1, 0, 2]
    assert index.search(np.eye(3)[1], 100, leave_out=1).rows.tolist() == [0, 2]


def test_a_condition_that_keeps_none_gives_none() -> None:
    found = ExactIndex(np.eye(3), "e").search(np.eye(3)[0], 5, np.zeros(3, np.bool_))
    assert (found.rows.tolist(), found.similarities.tolist(), found.kept) == ([], [], 0)


def test_half_precision_rows_are_brought_back_to_unit_length() -> None:
    features = some_features(50)
    index = ExactIndex(features.astype(np.float16), "e")
    assert index.search(index.row(4), 1).similarities[0] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("query", [[np.nan, 0, 0], [np.inf, 0, 0], [0, 0, 0], [1, 0], [[1, 0, 0]]])
def test_a_query_that_is_like_nothing_is_refused(query: list[float]) -> None:
    with pytest.raises(QueryError):
        ExactIndex(np.eye(3), "e").search(np.array(query, np.float32), 5)


@pytest.mark.parametrize("features", [[[np.nan, 1]], [[np.inf, 1]], [[0, 0]], [1, 0]])
def test_features_that_are_none_are_refused(features: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="features"):
        ExactIndex(np.array(features, np.float32), "e")
