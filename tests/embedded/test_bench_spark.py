"""The comparison of Spark with the plain command sets like beside like, and says from what size on it pays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services.benchmarks import spark
from services.benchmarks.spark import Row, benchmark_spark, pays_from, table
from services.collection.features import read_store_features
from tests.tiny_release import save_networks


def row(way: str, cores: int, start: float, works_per_s: float) -> Row:
    return Row(way, cores, 100, start, 100 / works_per_s, works_per_s, 1.0)


def test_it_pays_from_where_the_time_to_begin_is_saved_again() -> None:
    rows = [row("plain", 1, 1, 5), row("Spark", 1, 29, 1), row("plain", 2, 1, 10), row("Spark", 2, 21, 5)]
    works = pays_from(rows, machines=4)
    assert works == 400
    assert 1 + works / 10 == 21 + works / (4 * 5)
    assert pays_from([row("plain", 2, 1, 10), row("Spark", 2, 21, 5)], machines=2) is None


def test_the_encoder_is_loaded_before_the_time_of_work_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, encoder = save_networks(tmp_path)
    clock: list[str] = []

    def noted(name: str) -> Callable[..., Any]:
        real = getattr(spark, name)

        def call(*told: Any) -> Any:
            clock.append(name)
            return real(*told)

        return call

    def timed(work: Callable[[], object]) -> float:
        clock.append("timed")
        work()
        return 2.0

    for name in ("load_encoder", "index_store"):
        monkeypatch.setattr(spark, name, noted(name))
    monkeypatch.setattr(spark, "_timed", timed)
    monkeypatch.setattr(spark, "_apart", lambda way, *told: way(*told))
    monkeypatch.setattr(spark, "_spark", lambda store, *_: (len(read_store_features(store).ids), 4.0))
    report = benchmark_spark(encoder, 8, (1,))
    assert clock == ["load_encoder", "timed", "index_store"]
    assert [(one["way"], one["works_per_s"], one["efficiency"]) for one in report["rows"]] == [
        ("plain", 4.0, 1.0),
        ("Spark", 2.0, 0.5),
    ]
    assert report["rows"][1]["start_s"] == 8  # the plain command looked at all
    assert "| Spark | 1 | 8.0 | 2.00 | 50% |" in table(report)
