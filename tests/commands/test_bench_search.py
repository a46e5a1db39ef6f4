"""The benchmark of search, on few works: every engine answers, exact ones without a miss, and the figures add up."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from search_api.index.cascade import CascadeIndex
from search_api.index.files import build_index
from services.benchmarks.search_peers import BallTree, Brute, Engine, HashForest, Ours
from services.cli import main


@pytest.fixture
def rows() -> np.ndarray:
    drawn = np.random.default_rng(0).standard_normal((2000, 32)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def test_exact_engines_agree_under_any_condition(rows: np.ndarray, tmp_path: Path) -> None:
    build_index(tmp_path, rows, "e")
    exact: Sequence[Engine] = [Ours(CascadeIndex.open(tmp_path)), BallTree(rows)]
    scan = Brute(rows)
    random = np.random.default_rng(1)
    for share in (1.0, 0.3, 0.01, 0.001, 0.0):
        keep = None if share == 1 else random.random(len(rows)) < share
        for query in rows[:5]:
            wanted = scan.search(query, 10, keep).tolist()
            assert [engine.search(query, 10, keep).tolist() for engine in exact] == [wanted, wanted]


def test_a_hash_forest_finds_most_and_only_what_is_kept(rows: np.ndarray) -> None:
    forest, scan = HashForest(rows), Brute(rows)
    keep = np.arange(len(rows)) % 2 == 0
    shares = []
    for query in rows[:40]:
        found = forest.search(query, 10, keep)
        assert keep[found].all()
        shares.append(len(np.intersect1d(found, scan.search(query, 10, keep))) / 10)
    assert 0.3 < float(np.mean(shares)) < 1


def test_the_command_compares_at_the_size_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    told = ["bench", "search", "--works", "1500", "--queries", "3", "--data", "resampled", "--slow-up-to", "0"]
    done = CliRunner().invoke(main, [*told, "--json", str(file)])
    assert done.exit_code == 0, done.output
    report = json.loads(file.read_text())
    assert "NumPy / it" in done.output
    ours = [row for row in report["rows"] if row["engine"] == "ours"]
    assert [row["keep"] for row in ours] == ["1", "0.1", "0.01", "0.001", "10 works", "A AND (B OR NOT C)"]
    assert {row["recall"] for row in ours} == {1.0}
    assert all(row["p50_ms"] <= row["p95_ms"] and row["works"] == 1500 for row in report["rows"])
    more = ["--works", "1000", "--queries", "1", "--data", "resampled", "--engine", "ours", "--json", str(file)]
    assert CliRunner().invoke(main, ["bench", "search", *more, "--append"]).exit_code == 0
    both = json.loads(file.read_text())["rows"]
    assert [row for row in both if row["works"] == 1500] == report["rows"]
    assert {row["engine"] for row in both if row["works"] == 1000} == {"ours"}
