"""Rows of The Met's CSV become a catalogue that is timed, whoever reads them."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.benchmarks.ahead import made_ahead
from services.benchmarks.catalogue import CatalogueBenchPlan, benchmark_catalogue, table, work_of
from services.collection.artwork import Artwork

WORKS = [Artwork("a", title="A", tags=("x", "y")), Artwork("b", date_begin=-5, date_end=7)]


def some(fail: bool) -> Iterator[Artwork]:
    yield from WORKS
    if fail:
        raise ValueError("it broke")


def test_works_come_from_another_process_as_they_are_and_so_do_its_errors() -> None:
    assert list(made_ahead(some, False)) == WORKS
    with pytest.raises(ValueError, match="it broke"):
        list(made_ahead(some, True))


def test_the_mets_rows_are_imported_and_asked_for() -> None:
    rows: list[dict[str, Any]] = [
        {
            "Object ID": str(number),
            "Title": f"Vase {number}",
            "Object Date": "ca. 1650-60",
            **dict.fromkeys(("Department", "Classification", "Object Name", "Medium"), "Glass"),
            **dict.fromkeys(("Artist Display Name", "Artist Nationality", "Artist Begin Date", "Artist End Date"), ""),
            **dict.fromkeys(("Is Public Domain", "Is Highlight"), "True"),
            "Culture": "French",
            "Tags": "Flowers",
        }
        for number in range(3)
    ]
    report = benchmark_catalogue(CatalogueBenchPlan([*map(work_of, rows)], 20, 2, 1, rows))
    assert report["queries"]["no words, no condition"]["hits"] == 20
    assert report["queries"]["a word"]["hits"] > 0
    assert "20 rows of a MetObjects.csv, resampled from 3 real ones" in table(report)
