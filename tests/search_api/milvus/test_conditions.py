"""A filter in Milvus' words keeps the works that the condition keeps, whatever stands in it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.conditions import EVERYTHING, KNOWABLE, All, Either, Expression, Known, Not, OneOf, Within
from search_api.index.milvus.filling import fill
from search_api.index.milvus.link import collection_of, connect
from search_api.index.milvus.wording import ROW, quoted, worded
from services.collection.artwork import SETS, Artwork
from services.collection.columns import FACTS, Columns
from tests.search_api.milvus.lite import lite

RELEASE = "0123456789ab"
NASTY = ['"', "\\", '\\"', "a\\nb", "a\nb", "\t", "'] or row >= 0 or x in ['", '"] or ["', "ōban\u2028", "%", "Ж💠"]
values = st.sampled_from(["Japanese", "French", *NASTY, "Atlantis", "", "\ud800"])
years = st.none() | st.integers(-600, 2000)


def works() -> Iterator[Artwork]:
    """Works with every nasty value in every fact, some silent, some dated."""
    for number, value in enumerate(["Japanese", "French", *NASTY]):
        for silent in (False, True):
            facts: dict[str, Any] = {"culture": value, "artist": None if silent else value}
            facts |= {fact: (value, NASTY[number % 3]) for fact in SETS if not silent}
            span = {} if silent else {"date_begin": number * 150 - 500, "date_end": number * 150 - 420}
            yield Artwork(f"w{number}-{silent}", image_url="https://x/y" if number % 2 else None, **facts, **span)


WORKS = list(works())
COLUMNS = Columns.of(WORKS)


@st.composite
def spans(draw: st.DrawFn) -> Expression:
    first, last = draw(years), draw(years)
    return Within(*sorted((first, last))) if first is not None and last is not None else Within(first, last)


expressions = st.recursive(
    st.builds(OneOf, st.sampled_from(FACTS), st.frozensets(values, min_size=1, max_size=3))
    | st.builds(Known, st.sampled_from(KNOWABLE))
    | spans(),
    lambda parts: (
        st.builds(Not, parts)
        | st.builds(All, st.lists(parts, max_size=3).map(tuple))
        | st.builds(Either, st.lists(parts, max_size=3).map(tuple))
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with lite(tmp_path_factory.mktemp("milvus")) as running:
        found = connect(running.address, "", 10)
        fill(found, RELEASE, WORKS, np.eye(len(WORKS), dtype=np.float32))
        yield found
        found.close()


def kept(client: Any, where: str) -> list[int]:
    rows = client.query(collection_of(RELEASE), filter=where, output_fields=[ROW], limit=1000)
    return sorted(row[ROW] for row in rows)


@settings(max_examples=80, deadline=None)
@given(expression=expressions)
def test_a_filter_keeps_what_the_condition_keeps(client: Any, expression: Expression) -> None:
    assert kept(client, worded(expression)) == np.flatnonzero(expression.mask(COLUMNS)).tolist()


@pytest.mark.parametrize("value", ["Japanese", *NASTY])
def test_each_value_is_found_as_itself(client: Any, value: str) -> None:
    for fact in ("culture", *SETS):
        wanted = OneOf(fact, frozenset({value}))
        assert kept(client, worded(wanted)) == np.flatnonzero(wanted.mask(COLUMNS)).tolist() != []


def test_no_condition_keeps_all_and_its_negation_none(client: Any) -> None:
    assert len(kept(client, worded(EVERYTHING))) == len(WORKS)
    assert kept(client, worded(Not(EVERYTHING))) == []
    assert kept(client, worded(Either(()))) == []


def test_a_value_does_not_leave_its_quotes() -> None:
    assert quoted('a" or row >= 0 or culture == "b\\') == r'"a\" or row >= 0 or culture == \"b\\"'
    assert quoted("a\nb\tc\r") == r'"a\nb\tc\r"'
