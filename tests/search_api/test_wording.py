"""Conditions in words: what is written is what is meant, in one form, and what can't be read is said with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.conditions import (
    EVERYTHING,
    All,
    ConditionError,
    Either,
    Expression,
    Known,
    Not,
    OneOf,
    Within,
    simplified,
)
from search_api.wording import parse, to_json, write
from services.collection.artwork import Artwork
from services.collection.columns import FACTS, Columns

values = st.sampled_from(
    ["Japanese", "China", "Ink on paper", 'a "b" \\ c', "OR", "AND", "NOT", "-x", "Greco-Roman", "(?)", "ōban", "a|b"]
)
years = st.none() | st.integers(-600, 2000)


def one_of(fact: str, *wanted: str) -> OneOf:
    return OneOf(fact, frozenset(wanted))


@st.composite
def spans(draw: st.DrawFn) -> Expression:
    first, last = draw(years), draw(years)
    if first is None and last is None:
        return Within(1600, None)
    return Within(*sorted((first, last))) if first is not None and last is not None else Within(first, last)


expressions = st.recursive(
    st.builds(OneOf, st.sampled_from(FACTS), st.frozensets(values, min_size=1, max_size=3))
    | st.builds(Known, st.sampled_from(["culture", "date", "image"]))
    | spans(),
    lambda parts: (
        st.builds(Not, parts)
        | st.builds(All, st.lists(parts, min_size=1, max_size=3).map(tuple))
        | st.builds(Either, st.lists(parts, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=6,
)

WORKS = [
    Artwork("a", culture="Japanese", medium="Ink on paper", date_begin=1700, date_end=1750, image_url="https://x/a"),
    Artwork("b", culture="China", artist="OR", date_begin=-500, date_end=-400),
    Artwork("c", medium="Ink on paper", artist="Japanese"),
    Artwork("d", culture="Greco-Roman", licence="CC0", image_url="https://x/d"),
    Artwork("e"),
]
COLUMNS = Columns.of(WORKS)


@given(expressions)
def test_what_was_written_is_read_as_it_was_meant(expression: Expression) -> None:
    one_form = simplified(expression)
    assert parse(write(one_form)) == one_form


@given(expressions)
def test_the_one_form_keeps_the_same_works_and_is_its_own_one_form(expression: Expression) -> None:
    one_form = simplified(expression)
    assert one_form.mask(COLUMNS).tolist() == expression.mask(COLUMNS).tolist()
    assert simplified(one_form) == one_form


@given(st.lists(expressions, min_size=2, max_size=4), st.randoms())
def test_order_repetition_and_brackets_make_no_difference(parts: list[Expression], random: object) -> None:
    shuffled = [*parts, parts[0]]
    random.shuffle(shuffled)
    for kind in (All, Either):
        nested = kind((kind(tuple(shuffled[:1])), kind(tuple(shuffled[1:]))))
        assert write(simplified(nested)) == write(simplified(kind(tuple(parts))))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", "abcde"),
        ("culture:Japanese", "a"),
        ("culture:Japanese|China", "ab"),
        ('medium:"Ink on paper"', "ac"),
        ("-culture:Japanese", "bcde"),
        ("has:culture -culture:Japanese", "bd"),
        ("date:1700..1750", "a"),
        ("date:..-450", "b"),
        ("date:1740", "a"),
        ("-has:date", "cde"),
        ("has:image", "ad"),
        ("licence:CC0", "d"),
        ("culture:China OR has:image", "abd"),
        ('medium:"Ink on paper" culture:Japanese OR culture:China', "ab"),
        ('medium:"Ink on paper" (culture:Japanese OR artist:Japanese)', "ac"),
        ("-(has:image OR has:date)", "ce"),
        ("NOT (has:image OR has:date)", "ce"),
        ("NOT has:image AND NOT has:date", "ce"),
        ("--has:image", "ad"),
        ("culture:Atlantis", ""),
    ],
)
def test_a_condition_in_words_keeps_these_works(text: str, kept: str) -> None:
    assert "".join(work.id for work, keeps in zip(WORKS, parse(text).mask(COLUMNS), strict=True) if keeps) == kept


@pytest.mark.parametrize(
    ("text", "one_form"),
    [
        ("medium:Oil   culture:B|A", "culture:A|B medium:Oil"),
        ("(culture:B OR culture:A) OR culture:C", "culture:A|B|C"),
        ("-(-has:image)", "has:image"),
        ("date:1650", "date:1650..1650"),
        ('culture:"Japanese"', "culture:Japanese"),
    ],
)
def test_conditions_have_one_written_form(text: str, one_form: str) -> None:
    assert write(parse(text)) == one_form


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Japanese", "at letter 1 .*a fact is needed"),
        ("culture:", "at the end .*culture needs a value"),
        ("colour:red", "colour can't be asked for; culture, medium"),
        ("has:title", "has:title can't be asked for"),
        ("(culture:A", "a bracket is not closed"),
        ("culture:A)", "at letter 10 .*never opened"),
        ("culture:A OR", "at the end"),
        ("culture:A AND", "at the end"),
        ("AND culture:A", r"at letter 1 \(AND\)"),
        ("culture:A AND AND culture:B", r"at letter 15 \(AND\)"),
        ("date:NOT 5", "needs a value"),
        ("date:soon", "date:soon at letter 1 is no span of years"),
        ("date:1700..1600", "1700 lies after date_to 1600"),
        ('culture:"Jap', "can't be read at letter 9"),
        ("culture:Ink on paper", "at letter 13 .*a fact is needed"),
        ("(" * 9 + "has:image" + ")" * 9, "depth 8"),
        (" ".join(["has:image"] * 65), "64 parts"),
        ("has:image " * 300, "2000 is the most"),
    ],
)
def test_what_can_not_be_read_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ConditionError, match=said):
        parse(text)


def test_as_json_a_condition_is_a_tree() -> None:
    assert to_json(parse("culture:A|B -(has:image OR date:..1700)")) == {
        "all": [
            {"fact": "culture", "values": ["A", "B"]},
            {"not": {"any": [{"date": {"from": None, "to": 1700}}, {"has": "image"}]}},
        ]
    }
    assert to_json(EVERYTHING) == {"all": []}
