"""A condition keeps what a plain loop over the works would keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.conditions import Condition, ConditionError
from services.collection.artwork import Artwork
from services.collection.columns import FACETS, Columns

VALUES = ["Chinese", "China", "French", "Oil", ""]
facts = st.none() | st.sampled_from(VALUES[:4])
years = st.integers(-600, 2000)


@st.composite
def artworks(draw: st.DrawFn) -> list[Artwork]:
    works = []
    for number in range(draw(st.integers(0, 12))):
        begin = draw(st.none() | years)
        end = None if begin is None else begin + draw(st.integers(0, 100))
        wording = {facet: draw(facts) for facet in ("culture", "medium", "artist")}
        works.append(Artwork(f"w{number}", date_begin=begin, date_end=end, **wording))
    return works


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    wanted = draw(
        st.dictionaries(st.sampled_from(FACETS), st.frozensets(st.sampled_from([*VALUES, "Atlantis"]), max_size=3))
    )
    first, last = sorted((draw(years), draw(years)))
    return Condition(wanted, draw(st.sampled_from([None, first])), draw(st.sampled_from([None, last])))


def satisfies(work: Artwork, condition: Condition, without: str | None = None) -> bool:
    """The definition, one work at a time."""
    for facet, values in condition.wanted.items():
        if facet != without and getattr(work, facet) not in values:
            return False
    if condition.date_from is None and condition.date_to is None:
        return True
    if work.date_begin is None or work.date_end is None:
        return False
    late_enough = condition.date_from is None or work.date_end >= condition.date_from
    return late_enough and (condition.date_to is None or work.date_begin <= condition.date_to)


@given(artworks(), conditions(), st.none() | st.sampled_from(FACETS))
def test_a_mask_is_what_a_plain_loop_finds(works: list[Artwork], condition: Condition, without: str | None) -> None:
    mask = condition.mask(Columns.of(works), without)
    assert mask.tolist() == [satisfies(work, condition, without) for work in works]


@given(artworks(), conditions())
def test_counts_are_what_a_plain_loop_counts(works: list[Artwork], condition: Condition) -> None:
    columns = Columns.of(works)
    counted = {found.value: found.count for found in columns.counts("culture", condition.mask(columns), 30)}
    kept = [work.culture for work in works if satisfies(work, condition) and work.culture is not None]
    assert counted == {value: kept.count(value) for value in set(kept)}


WORKS = Columns.of(
    [
        Artwork("a", culture="China", medium="Silk", date_begin=1600, date_end=1650),
        Artwork("b", culture="French", medium="Silk", date_begin=1700, date_end=1700),
        Artwork("c", culture="China", medium="Oil"),
    ]
)


def kept(condition: Condition) -> str:
    return "".join(np.array(["a", "b", "c"])[condition.mask(WORKS)])


def test_values_of_one_fact_are_alternatives_and_different_facts_must_all_hold() -> None:
    assert kept(Condition({"culture": frozenset({"China", "French"})})) == "abc"
    assert kept(Condition({"culture": frozenset({"China"}), "medium": frozenset({"Silk"})})) == "a"


def test_what_is_said_of_one_fact_can_be_left_out() -> None:
    condition = Condition({"culture": frozenset({"French"}), "medium": frozenset({"Silk"})})
    assert [condition.mask(WORKS, without).tolist() for without in (None, "culture", "medium")] == [
        [False, True, False],
        [True, True, False],
        [False, True, False],
    ]


def test_a_value_that_no_work_has_keeps_none() -> None:
    assert kept(Condition({"culture": frozenset({"Atlantis"})})) == ""
    assert kept(Condition({"museum": frozenset({"Louvre"})})) == ""


def test_no_values_are_no_condition() -> None:
    assert kept(Condition({"culture": frozenset()})) == kept(Condition()) == "abc"


@pytest.mark.parametrize(
    ("first", "last", "works"),
    [(1650, None, "ab"), (1651, None, "b"), (None, 1600, "a"), (None, 1599, ""), (1640, 1660, "a"), (1620, 1630, "a")],
)
def test_works_whose_years_overlap_are_kept_and_undated_ones_are_not(
    first: int | None, last: int | None, works: str
) -> None:
    assert kept(Condition(date_from=first, date_to=last)) == works


def test_a_condition_that_nothing_can_satisfy_says_so() -> None:
    with pytest.raises(ConditionError, match="lies after"):
        Condition(date_from=1700, date_to=1699)
    with pytest.raises(ConditionError, match="colour can't be asked for"):
        Condition({"colour": frozenset({"red"})})
