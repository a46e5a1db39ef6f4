"""A choice of works has some of every kind, the well described first, and is always the same."""

from collections import Counter

import pytest

from services.collection.artwork import Artwork
from services.collection.selection import MAX_ALIKE, kind_of, select_works

URL = "https://museum.example/a.jpg"
WORKS = [
    *(
        Artwork(f"p{n}", title=f"Scene {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}", classification="Painting")
        for n in range(90)
    ),
    *(Artwork(f"h{n}", title=f"Helmet of {'abcdefgh'[n]}", classification="Helmets", image_url=URL) for n in range(8)),
    *(Artwork(f"v{n}", title=f"Vase of {'abcdefgh'[n]}", classification="Vase") for n in range(4)),
    *(Artwork(f"f{n}", title=f"Face of {n}", classification="Painting (face detail)") for n in range(20)),
]


def test_every_kind_is_there_and_details_are_not() -> None:
    chosen = select_works(WORKS, 20)
    kinds = Counter(work.id[0] for work in chosen)
    assert len(chosen) == 20
    assert set(kinds) == {"p", "h", "v"}
    assert kinds["p"] > kinds["h"] > kinds["v"] > 0


def test_the_order_given_does_not_matter_to_what_is_chosen_and_is_kept() -> None:
    shuffled = sorted(WORKS, key=lambda work: work.id[::-1])
    assert {work.id for work in select_works(shuffled, 30)} == {work.id for work in select_works(WORKS, 30)}
    ids = [work.id for work in WORKS]
    places = [ids.index(work.id) for work in select_works(WORKS, 30)]
    assert places == sorted(places)


def test_works_that_come_first_are_chosen_before_others_and_the_rest_is_balanced() -> None:
    first = [f"p{n}" for n in range(80, 86)]
    chosen = select_works(WORKS, 20, first)
    assert len(chosen) == 20
    assert {work.id for work in chosen} == {*first} | {
        work.id for work in select_works([work for work in WORKS if work.id not in first], 14)
    }
    assert [work.id for work in select_works(WORKS, 4, first)] == first[:4]


def test_works_with_a_picture_and_facts_come_first() -> None:
    plain = [Artwork(f"a{n}", title=f"Clock {'abcdefghij'[n]}", classification="Horology") for n in range(10)]
    told = [
        Artwork(f"b{n}", title=f"Watch {'abc'[n]}", artist="Maker", classification="Horology", image_url=URL)
        for n in range(3)
    ]
    assert {work.id for work in select_works([*plain, *told], 3)} == {"b0", "b1", "b2"}


def test_one_title_does_not_flood_the_choice() -> None:
    plates = [Artwork(f"d{n}", title=f"Bible, plate {n}", classification="Print", image_url=URL) for n in range(50)]
    others = [Artwork(f"o{n}", title=f"Etching {'abcdefghij'[n]}", classification="Print") for n in range(10)]
    chosen = Counter(work.id[0] for work in select_works([*plates, *others], 8))
    assert chosen["d"] == MAX_ALIKE
    assert len(select_works(plates, 8)) == 8  # where there is nothing else, they will do


@pytest.mark.parametrize("count", [0, 1, 5, 102, 1000])
def test_as_many_as_asked_are_chosen_if_there_are_as_many(count: int) -> None:
    chosen = select_works(WORKS, count)
    assert len(chosen) == len({work.id for work in chosen}) == min(count, 102)


@pytest.mark.parametrize(
    ("artwork", "kind"),
    [
        (Artwork("a", classification="Aerophone-Lip Vibrated-horn"), "instruments"),
        (Artwork("a", classification="Shafted Weapons"), "pole weapons"),
        (Artwork("a", classification="Woodblock print"), "prints"),
        (Artwork("a", classification="Carved amber"), "ambers"),
        (Artwork("a", classification="Painting", title="Portrait of a Man"), "portraits"),
        (Artwork("a", classification="Painting", culture="China"), "paintings of East Asia"),
        (Artwork("a", classification="Painting", title="The Card Players"), "paintings"),
        (Artwork("a", medium="Glazed earthenware"), "ceramics"),
        (Artwork("a"), "other"),
    ],
)
def test_kinds_are_told_from_the_facts(artwork: Artwork, kind: str) -> None:
    assert kind_of(artwork) == kind
