"""What curators withhold is nowhere in a store: neither brought, nor kept."""

from pathlib import Path

from services.collection.sources.source import Wish
from tests.collection.bringing import ALL, Bring, ids
from tests.collection.museum import NUMBERS, Museum


def test_withheld_works_are_nowhere_and_never_asked_for(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    curators = tmp_path / "curators.txt"
    curators.write_text(f"# asked for by their owners\n{ALL[0]}\nword: bead  # sacred\n")
    report = bring(withhold=(curators,))
    assert report.withheld == 2
    assert ids(tmp_path) == [*ALL[1:4], ALL[5]]
    assert museum.asked[f"/objects/{NUMBERS[0]}"] == museum.asked[f"/objects/{NUMBERS[4]}"] == 0
    assert bring().withheld == 2  # the store remembers


def test_a_list_that_begins_with_a_byte_order_mark_is_read_as_any_other(
    bring: Bring, museum: Museum, tmp_path: Path
) -> None:
    curators = tmp_path / "curators.txt"
    curators.write_text(f"{ALL[0]}\n", "utf-8-sig")
    assert bring(withhold=(curators,)).withheld == 1
    (tmp_path / "store" / "withheld.txt").write_text(f"{ALL[1]}\n", "utf-8-sig")
    assert ids(tmp_path) == ALL[2:]
    curators.write_text(f"{ALL[2]}\n", "utf-8")
    assert bring(withhold=(curators,)).withheld == 2
    assert ids(tmp_path) == [ALL[0], *ALL[3:]]


def test_a_work_that_is_withheld_later_leaves_with_its_pictures(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    bring()
    curators = tmp_path / "curators.txt"
    curators.write_text("word: fresco\n")
    report = bring(Wish(departments=("American",)), withhold=(curators,))  # another wish, and yet
    assert report.withheld == 1
    assert ALL[5] not in ids(tmp_path)
    assert not list((tmp_path / "store").rglob(f"{ALL[5]}.jpg"))


def test_a_work_that_is_withheld_no_more_comes_back(bring: Bring, museum: Museum, tmp_path: Path) -> None:
    bring()
    museum.objects[NUMBERS[0]]["medium"] = "Sacred"  # the list of works does not say so
    museum.rows[NUMBERS[0]]["Title"] = "Another title"
    (tmp_path / "store" / "withheld.txt").write_text("word: sacred\n")
    assert (bring().withheld, ids(tmp_path)) == (1, ALL[1:])
    museum.asked.clear()
    assert (bring().withheld, museum.fetched()) == (1, 0)
    (tmp_path / "store" / "withheld.txt").unlink()
    assert bring().works == 6
