"""Kin of several kinds: several works at once, analogies, connections, diversity, and what a cosine means."""

import itertools
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from search_api.analogies import KINDS, MAX_EACH, MAX_GROUPS, analogies
from search_api.calibration import Calibration
from search_api.conditions import Condition
from search_api.connections import MAX_LOOKED_AT, NEIGHBOURS, connect
from search_api.diversity import diversified
from search_api.encoding import QueuedEncoder
from search_api.index.exact import ExactIndex
from search_api.retrieval import Retrieval
from search_api.routes import kin, parameters
from search_api.wording import parse
from services.collection.artwork import Artwork
from services.collection.catalogue import Catalogue
from tests.search_api.test_browsing import problem
from tests.search_api.test_openapi import CONTRACT, fits, parameter
from tests.search_api.tiny import API, ENCODER, RELEASE, ColourEncoder


def on_a_circle(degrees: list[float], **facts: list[Any]) -> Retrieval:
    """Works w0, w1, … whose features are directions in a plane."""
    turns = np.deg2rad(degrees)
    features = np.stack([np.cos(turns), np.sin(turns)], 1).astype(np.float32)
    works = [
        Artwork(f"w{number}", **{fact: values[number] for fact, values in facts.items()})
        for number in range(len(degrees))
    ]
    encoder = QueuedEncoder(ColourEncoder(), 2)
    return Retrieval(RELEASE, Catalogue.from_artworks(works), ExactIndex(features, ENCODER), encoder)


def works_of(matches: Any) -> list[str]:
    return [match["artwork"]["id"] for match in matches]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(-2, 2), st.integers(-2, 2), st.booleans()), min_size=1, max_size=30
    ),
    st.integers(1, 3),
)
def test_the_best_of_every_group_are_what_a_plain_loop_finds(rows: list[tuple[int, int, int, bool]], each: int) -> None:
    rows = [(group, x, y if x or y else 1, kept) for group, x, y, kept in rows]
    features = np.array([(x, y) for _, x, y, _ in rows], np.float64)
    groups = np.array([group for group, *_ in rows])
    keep = np.array([kept for *_, kept in rows])
    index = ExactIndex(features, ENCODER)
    query = np.array([1.0, 0.25])
    unit = index.rows(np.arange(len(rows))).astype(np.float64)
    cosines = unit @ (query / np.linalg.norm(query))
    wanted = []
    for group in sorted(set(groups)):
        inside = [row for row in range(len(rows)) if groups[row] == group and keep[row]]
        wanted += sorted(inside, key=lambda row: (-cosines[row], row))[:each]
    found = index.best_of_groups(query, groups, each, keep)
    assert found.rows.tolist() == wanted
    assert found.similarities == pytest.approx(cosines[wanted])


def test_an_analogy_is_the_nearest_work_of_each_culture_and_the_nearest_culture_comes_first() -> None:
    cultures = ["Greek", "Greek", "Dutch", "Dutch", None, "Thai"]
    retrieval = on_a_circle([0, 40, 30, 10, 1, 20], culture=cultures)
    found = analogies(retrieval, "w0", "culture", Condition(), each=2, groups=10)
    assert [(one.value, [match.artwork.id for match in one.matches]) for one in found] == [
        ("Dutch", ["w3", "w2"]),
        ("Thai", ["w5"]),
        ("Greek", ["w1"]),
    ]
    first = analogies(retrieval, "w0", "culture", Condition(where=parse("-culture:Dutch")), each=1, groups=1)
    assert [one.value for one in first] == ["Thai"]


def test_centuries_are_named_as_people_name_them_and_works_without_years_are_in_none() -> None:
    begin = [None, 1650, 1, -50, -450, 1999, 1100]
    end = [None, 1660, 5, -50, -430, 2001, 1100]
    retrieval = on_a_circle([0, 10, 20, 30, 40, 50, 60], date_begin=begin, date_end=end)
    found = analogies(retrieval, "w0", "century", Condition(), each=1, groups=10)
    assert [one.value for one in found] == [
        "17th century",
        "1st century",
        "1st century BC",
        "5th century BC",
        "21st century",
        "12th century",
    ]


def by_brute_force(features: NDArray[np.float64], first: int, last: int) -> float:
    """The least sum of angles over the graph of nearest works, by relaxing every step often enough (Bellman 1958)."""
    angles = np.arccos(np.clip(features @ features.T, -1, 1))
    nearest = [
        [there for there in np.argsort(row, kind="stable") if there != here][:NEIGHBOURS]
        for here, row in enumerate(angles)
    ]
    length = np.full(len(features), np.inf)
    length[first] = 0
    for _ in features:
        for here, theirs in enumerate(nearest):
            for there in {*theirs, *([last] if here in nearest[last] else [])}:
                length[there] = min(length[there], length[here] + angles[here, there])
    return float(length[last])


def test_a_connection_is_the_shortest_chain_over_nearest_works() -> None:
    random = np.random.default_rng(2)
    features = random.normal(size=(120, 3))
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    works = [Artwork(f"w{number}") for number in range(120)]
    index = ExactIndex(features, ENCODER)
    retrieval = Retrieval(RELEASE, Catalogue.from_artworks(works), index, QueuedEncoder(ColourEncoder(), 2))
    far = np.argsort(features @ features[0])[:6]
    for last in far:
        chain = connect(retrieval, "w0", f"w{last}", Condition())
        rows = [int(step.artwork.id[1:]) for step in chain.steps]
        assert (rows[0], rows[-1]) == (0, last)
        cosines = [index.cosine(one, other) for one, other in itertools.pairwise(rows)]
        assert sum(map(np.arccos, cosines)) == pytest.approx(by_brute_force(features, 0, int(last)), rel=1e-4)
        assert chain.weakest is not None
        assert cosines[chain.weakest - 1] == min(cosines)


def test_a_chain_keeps_to_the_condition_and_says_where_there_is_none() -> None:
    degrees = [*range(0, 100, 2), *[180.0] * 20, 182.0]
    sides = ["near"] * 50 + ["far"] * 21
    retrieval = on_a_circle([float(one) for one in degrees], culture=sides)
    through = connect(retrieval, "w0", "w49", Condition(where=parse("culture:near")))
    assert len(through.steps) > 2
    assert through.steps[0].similarity == 1
    apart = connect(retrieval, "w0", "w70", Condition())
    assert (apart.steps, apart.weakest, apart.exhausted) == ([], None, True)


def test_a_work_is_connected_with_itself_by_no_step() -> None:
    chain = connect(on_a_circle([0, 10, 20]), "w1", "w1", Condition())
    assert ([step.artwork.id for step in chain.steps], chain.weakest) == (["w1"], None)


def test_more_like_these_and_less_like_that(client: FlaskClient) -> None:
    plain = client.post(f"{API}/similar/works", json={"more": ["red"]}).json
    assert works_of(plain["matches"])[0] == "pink"
    answer = client.post(f"{API}/similar/works", json={"more": ["red", "green"], "less": ["blue"]})
    assert answer.status_code == 200
    assert works_of(answer.json["matches"]) == ["pink", "night"]
    assert answer.json["matches"][1]["similarity"] < 0
    fits(answer.json, "Matches")
    narrowed = client.post(f"{API}/similar/works?where=culture:French", json={"more": ["red"]}).json
    assert works_of(narrowed["matches"]) == ["night"]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"more": []}, 400, "more"),
        ({"more": ["red"] * 9}, 400, "more"),
        ({"more": ["red"], "less": ["red"]}, 400, "both|on both|among more and among less"),
        ({"more": ["mauve"]}, 404, "mauve"),
        ({"more": ["red"], "diversity": 2}, 400, "diversity"),
        ({"more": ["red"], "les": ["blue"]}, 400, "les"),
    ],
)
def test_works_that_can_not_be_asked_with_are_refused(client: FlaskClient, body: Any, status: int, said: str) -> None:
    detail = problem(client.post(f"{API}/similar/works", json=body), status)["detail"]
    assert any(word in detail for word in said.split("|"))


def test_diversity_passes_over_what_is_nearly_the_same() -> None:
    cosines = np.array([0.9, 0.89, 0.6])
    features = np.array([[1, 0], [0.999, 0.045], [0, 1]])
    assert diversified(cosines, features, 2, 0) == [0, 1]
    assert diversified(cosines, features, 2, 0.5) == [0, 2]
    assert diversified(cosines, features, 9, 1) == [0, 2, 1]


def test_diverse_matches_come_from_the_nearest_ones(client: FlaskClient) -> None:
    plain = works_of(client.get(f"{API}/artworks/blue/similar?k=3").json["matches"])
    diverse = works_of(client.get(f"{API}/artworks/blue/similar?k=3&diversity=0.9").json["matches"])
    assert plain == ["night", "pink", "red"]
    assert diverse == ["night", "red", "green"]


def test_a_percentile_is_the_share_of_random_pairs_that_are_less_alike() -> None:
    # pairs of four directions at right angles are never alike, so anything above 0 beats them all
    calibration = Calibration(ExactIndex(np.eye(4), ENCODER))
    assert calibration.percentiles(np.array([-0.5, 0.0, 0.1])).tolist() == [0, 0, 1]
    half = Calibration(ExactIndex(np.array([[1.0, 0], [1, 0], [0, 1]]), ENCODER))
    assert half.percentiles(np.array([0.5]))[0] == pytest.approx(2 / 3, abs=0.02)
    assert Calibration(ExactIndex(np.eye(1), ENCODER)).percentiles(np.array([1.0])).tolist() == [0]


def test_matches_say_what_they_share_and_whether_anything_is_close(client: FlaskClient) -> None:
    answer = client.get(f"{API}/artworks/red/similar").json
    shared = {match["artwork"]["id"]: match["shared"] for match in answer["matches"]}
    assert shared["pink"] == ["artist", "culture"]
    assert shared["green"] == ["century"]
    assert answer["close"] is False  # half of all pairs of works here are as alike as red and pink
    twins = client.get(f"{API}/artworks/blue/similar").json
    assert twins["matches"][0]["artwork"]["id"] == "night"
    assert twins["matches"][0]["percentile"] == pytest.approx(0.9, abs=0.02)


def test_kin_over_http_fit_the_contract(client: FlaskClient) -> None:
    analogy = client.get(f"{API}/artworks/red/analogies?by=medium&where=has:medium")
    assert [group["value"] for group in analogy.json["groups"]] == ["Ink", "Oil"]
    fits(analogy.json, "Analogies")
    chain = client.get(f"{API}/artworks/red/connections/blue")
    assert works_of(chain.json["steps"])[0] == "red"
    assert works_of(chain.json["steps"])[-1] == "blue"
    fits(chain.json, "Connection")
    assert problem(client.get(f"{API}/artworks/red/connections/mauve"), 404)
    assert "by" in problem(client.get(f"{API}/artworks/red/analogies?by=mood"), 400)["detail"]


def test_the_limits_of_kin_are_those_of_the_contract() -> None:
    path = f"{API}/artworks/{{artwork}}/analogies"
    assert parameter(path, "get", "each")["maximum"] == MAX_EACH
    groups = parameter(path, "get", "groups")
    assert (groups["maximum"], groups["default"]) == (MAX_GROUPS, kin.DEFAULT_GROUPS)
    assert tuple(parameter(path, "get", "by")["enum"]) == KINDS
    body = CONTRACT["paths"][f"{API}/similar/works"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["properties"]["more"]["maxItems"] == body["properties"]["less"]["maxItems"] == parameters.MAX_WORKS
    assert body["properties"]["k"]["maximum"] == parameters.MAX_K
    told = CONTRACT["paths"][f"{API}/artworks/{{artwork}}/connections/{{other}}"]["get"]["description"]
    assert f"{NEIGHBOURS} nearest works" in told
    assert f"{MAX_LOOKED_AT:,} works" in told
