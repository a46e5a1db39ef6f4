"""Every question, condition and number of matches: retrieval answers what a plain loop over the works finds."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.conditions import All, Condition, Either, Expression, Known, Not, OneOf, Within
from search_api.encoding import QueuedEncoder
from search_api.index.exact import ExactIndex
from search_api.retrieval import Retrieval
from services.collection.artwork import Artwork
from services.collection.catalogue import Catalogue
from tests.search_api import tiny
from tests.search_api.test_exact_index import scan, units

CULTURES = ["Chinese", "French"]
TAGS = ["Sea", "Dogs"]

parts = st.one_of(
    st.builds(OneOf, st.just("culture"), st.frozensets(st.sampled_from([*CULTURES, "Atlantis"]), min_size=1)),
    st.builds(OneOf, st.just("tags"), st.frozensets(st.sampled_from([*TAGS, "Atlantis"]), min_size=1)),
    st.builds(Within, st.just(1600), st.sampled_from([1650, 1800, None])),
    st.builds(Known, st.sampled_from(["culture", "tags", "date", "image"])),
)
expressions = st.recursive(
    parts,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Either, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@st.composite
def artworks(draw: st.DrawFn) -> list[Artwork]:
    years = st.sampled_from([None, 1500, 1600, 1640, 1700])
    return [
        Artwork(
            f"w{number}",
            culture=draw(st.sampled_from([None, *CULTURES])),
            tags=tuple(draw(st.lists(st.sampled_from(TAGS), unique=True))),
            image_url=draw(st.sampled_from([None, "https://museum.org/a.jpg"])),
            date_begin=(year := draw(years)),
            date_end=year,
        )
        for number in range(draw(st.integers(1, 10)))
    ]


def holds(part: Expression, work: Artwork) -> bool:
    """The definition, one work at a time."""
    match part:
        case OneOf("tags", values):
            return any(tag in values for tag in work.tags)
        case OneOf(fact, values):
            return getattr(work, fact) in values
        case Within(first, last):
            year = work.date_begin
            return year is not None and (first is None or year >= first) and (last is None or year <= last)
        case Known(what):
            known = {"date": work.date_begin, "image": work.image_url, "tags": work.tags or None}
            return known.get(what, work.culture) is not None
        case Not(inner):
            return not holds(inner, work)
        case All(inside):
            return all(holds(one, work) for one in inside)
        case Either(inside):
            return any(holds(one, work) for one in inside)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_retrieval_answers_what_a_plain_loop_finds(data: st.DataObject) -> None:
    works = data.draw(artworks())
    features = data.draw(st.lists(units(), min_size=len(works), max_size=len(works)))
    condition = Condition(where=data.draw(expressions))
    asked, k = data.draw(st.integers(0, len(works) - 1)), data.draw(st.integers(1, 15))
    encoder = QueuedEncoder(tiny.ColourEncoder(), 1)
    catalogue = Catalogue.from_artworks(works)
    retrieval = Retrieval(tiny.RELEASE, catalogue, ExactIndex(np.array(features), tiny.ENCODER), encoder)
    found = retrieval.similar_to_artwork(works[asked].id, condition, k)
    keep = [holds(condition.where, work) for work in works]
    wanted = scan(features, features[asked], k, keep, asked)
    assert [(match.artwork.id, match.similarity) for match in found.matches] == [
        (f"w{row}", one) for row, one in wanted
    ]
    assert (found.exact, found.kept) == (True, sum(kept for row, kept in enumerate(keep) if row != asked))
    retrieval.close()
