"""The catalogue finds works by words and facts, and counts what else there would be."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.collection.artwork import Artwork
from services.collection.catalogue import MAX_FACET_VALUES, Catalogue, CatalogueError
from services.collection.columns import Columns, FacetCount, Mask

WORKS = [
    Artwork("a", title="Water Lilies", artist="Claude Monet", culture="French", medium="Oil on canvas"),
    Artwork("b", title="Portrait", artist="Albrecht Dürer", culture="German", medium="Oil on panel"),
    Artwork("c", title="Melencolia", artist="Albrecht Dürer", culture="German", medium="Engraving"),
    Artwork("d", title="A Canal", culture="French", medium="Oil on canvas"),
    Artwork("e", title="東海道 Tōkaidō road", artist="Utagawa Hiroshige", culture="Japan"),
    Artwork("f", title="Untitled", date="1650", date_begin=1650, date_end=1660),
]


class Wants:
    """A condition for tests: one facet, one value."""

    def __init__(self, facet: str, value: str) -> None:
        self.facet, self.value = facet, value

    def mask(self, columns: Columns, without: str | None = None) -> Mask:
        return np.ones(len(columns), np.bool_) if without == self.facet else columns.having(self.facet, {self.value})


@pytest.fixture(scope="module")
def catalogue() -> Iterator[Catalogue]:
    with closing(Catalogue.from_artworks(WORKS)) as made:
        yield made


def found(catalogue: Catalogue, text: str) -> list[str]:
    return [work.id for work in catalogue.search(text).items]


def test_every_work_can_be_had_again_by_its_id(catalogue: Catalogue) -> None:
    assert [catalogue.get(work.id) for work in WORKS] == WORKS
    assert catalogue.ids() == [work.id for work in WORKS]
    assert len(catalogue) == len(WORKS)
    assert catalogue.get("nowhere") is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("durer", ["b", "c"]),
        ("DÜRER", ["b", "c"]),
        ("dur", ["b", "c"]),
        ("tokaido", ["e"]),
        ("東海", ["e"]),
        ("monet lil", ["a"]),
        ("lilies - monet", ["a"]),
        ("durer lilies", []),
        ("ürer", []),
        ("—", []),
    ],
)
def test_all_words_are_looked_for_as_beginnings_whatever_their_case_and_accents(
    catalogue: Catalogue, text: str, ids: list[str]
) -> None:
    assert sorted(found(catalogue, text)) == ids


def test_no_words_find_every_work_in_order(catalogue: Catalogue) -> None:
    assert found(catalogue, "") == found(catalogue, "  ") == catalogue.ids()


def test_a_hit_in_the_title_comes_before_one_in_the_medium() -> None:
    works = [Artwork("m", title="Still life", medium="Canvas and oil"), Artwork("t", title="Canvas", medium="Silk")]
    with closing(Catalogue.from_artworks(works)) as catalogue:
        assert found(catalogue, "canvas") == ["t", "m"]


@given(st.text(max_size=40))
@example('"')
@example('water" OR "lil')
@example("NEAR(a b)")
@example("title:monet")
@example("a* OR b AND NOT c")
@example("\0")
@example("a\0b")
@example("\ud800")
@example("^ { } - + *")
def test_no_text_breaks_the_search(text: str) -> None:
    with closing(Catalogue.from_artworks(WORKS[:2])) as catalogue:
        page = catalogue.search(text)
    assert page.total == len(page.items) <= 2


def test_a_facet_is_counted_under_the_rest_of_the_condition(catalogue: Catalogue) -> None:
    page = catalogue.search("", Wants("culture", "French"))
    assert [work.id for work in page.items] == ["a", "d"]
    assert page.total == 2
    cultures = [FacetCount("French", 2), FacetCount("German", 2), FacetCount("Japan", 1)]
    assert page.facets["culture"] == cultures  # as if no culture were chosen
    assert page.facets["medium"] == [FacetCount("Oil on canvas", 2)]
    assert catalogue.search("durer", Wants("culture", "French")).facets["culture"] == [FacetCount("German", 2)]


def test_a_fact_with_several_values_is_found_and_counted_by_each_of_them() -> None:
    works = [Artwork("a", tags=("Horses", "Battles")), Artwork("b"), Artwork("c", tags=("Horses",))]
    columns = Columns.of(works)
    assert columns.having("tags", {"Horses"}).tolist() == [True, False, True]
    assert columns.having("tags", {"Battles", "Ships"}).tolist() == [True, False, False]
    assert columns.known("tags").tolist() == [True, False, True]
    assert columns.known("hues").tolist() == [False] * 3
    assert columns.counts("tags", np.array([True] * 3), 9) == [FacetCount("Horses", 2), FacetCount("Battles", 1)]
    assert columns.counts("tags", np.array([False, True, True]), 9) == [FacetCount("Horses", 1)]


def test_tags_are_words_to_search_by() -> None:
    works = [Artwork("a", title="Study", tags=("Wild horses", "Battles")), Artwork("b", title="Horses")]
    with closing(Catalogue.from_artworks(works)) as made:
        assert found(made, "horse") == ["b", "a"]
        assert found(made, "battle wild") == ["a"]


def test_only_the_most_frequent_values_of_a_facet_are_listed() -> None:
    works = [Artwork(f"w{n}", culture=f"c{n % 40:02}") for n in range(100)]
    with closing(Catalogue.from_artworks(works)) as catalogue:
        counted = catalogue.search("").facets["culture"]
    assert len(counted) == MAX_FACET_VALUES
    assert counted[0] == FacetCount("c00", 3)
    assert counted[-1] == FacetCount("c29", 2)


def test_pages_follow_each_other(catalogue: Catalogue) -> None:
    pages = [catalogue.search("", limit=4, offset=offset) for offset in (0, 4, 8)]
    assert [work.id for page in pages for work in page.items] == catalogue.ids()
    assert {page.total for page in pages} == {len(WORKS)}


def test_a_shuffle_is_the_same_for_the_same_number_and_loses_nothing(catalogue: Catalogue) -> None:
    orders = [[work.id for work in catalogue.search("", shuffle=seed).items] for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2]) == catalogue.ids()


def test_a_shuffle_brings_landmarks_before_others(catalogue: Catalogue) -> None:
    first = [catalogue.search("", shuffle=seed, landmarks=3, limit=3).items for seed in range(5)]
    assert all(sorted(work.id for work in items) == sorted(catalogue.ids()[:3]) for items in first)


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(CatalogueError, match="two artworks have the id 'a'"):
        Catalogue.from_artworks([WORKS[0], WORKS[1], WORKS[0]])


def test_an_empty_catalogue_answers_too() -> None:
    with closing(Catalogue.from_artworks([])) as catalogue:
        page = catalogue.search("monet", Wants("culture", "French"))
    assert (page.items, page.total, page.facets["culture"]) == ([], 0, [])


def test_a_catalogue_in_a_file_is_the_same(tmp_path: Path, catalogue: Catalogue) -> None:
    Catalogue.from_artworks(WORKS, tmp_path / "it's a catalogue?.sqlite").close()
    with closing(Catalogue.open(tmp_path / "it's a catalogue?.sqlite")) as opened:
        assert opened.search("durer") == catalogue.search("durer")


def test_a_file_that_holds_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "poem.sqlite").write_text("roses are red" * 100)
    for name in ("poem.sqlite", "nowhere.sqlite"):
        with pytest.raises(CatalogueError, match=name):
            Catalogue.open(tmp_path / name)


def test_many_threads_may_search_at_once(catalogue: Catalogue) -> None:
    wanted = catalogue.search("durer")
    wrong: list[object] = []

    def read() -> None:
        wrong.extend(page for _ in range(50) if (page := catalogue.search("durer")) != wanted)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
