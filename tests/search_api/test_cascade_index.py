"""The index for large collections: whatever is asked, under whatever condition, it finds what a scan finds."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from search_api.index import cascade, files, heads
from search_api.index.cascade import CascadeIndex
from search_api.index.files import IndexFileError, add_rows, build_index, index_version, remove_rows, tidy
from search_api.index.found import QueryError

ROOT = Path(__file__).parents[2]
Features = NDArray[np.floating]


def some_features(works: int, numbers: int, seed: int = 0) -> NDArray[np.float16]:
    """Features as works have them: near to each other, a few axes holding most of what differs, some of them twice."""
    random = np.random.default_rng(seed)
    spread = 1 / np.arange(1, numbers + 1)
    rows = random.standard_normal((works, numbers)) * spread
    rows[:, 0] += 2
    rows[works // 2 : works // 2 + works // 8] = rows[: works // 8]
    return rows.astype(np.float16)


def scan(features: Features, query: Features, k: int, keep: NDArray[np.bool_]) -> tuple[list[int], list[float]]:
    """What a naive scan finds."""
    wide = features.astype(np.float64)
    wide *= (1 / np.linalg.norm(wide, axis=1))[:, None]
    asked = query.astype(np.float64) / np.linalg.norm(query.astype(np.float64))
    cosines = np.vecdot(wide, asked)
    rows = np.flatnonzero(keep)
    order = np.lexsort((rows, -cosines[rows]))[:k]
    return rows[order].tolist(), np.clip(cosines[rows][order], -1, 1).tolist()


@pytest.fixture(autouse=True)
def none_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small indexes rule rows out as large ones do."""
    monkeypatch.setattr(cascade, "_AT_HAND", 0)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[CascadeIndex, Features]:
    """An index in three segments with removed rows, and features that hold both heads and more.

    The first segment is read row by row, as large ones are, the others are held in memory.
    """
    folder = tmp_path_factory.mktemp("index")
    features = some_features(6000, 900)
    build_index(folder, features[:4500], "e")
    add_rows(folder, features[4500:5990])
    add_rows(folder, features[5990:])
    remove_rows(folder, [0, 7, 4500])
    remove_rows(folder, [5999])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "RESIDENT_BYTES", 4_000_000)
        return CascadeIndex.open(folder, verify=True), np.delete(features, [0, 7, 4500, 5999], 0)


def test_two_threads_score_what_one_does(built: tuple[CascadeIndex, Features], monkeypatch: pytest.MonkeyPatch) -> None:
    index, features = built
    seen = heads.Asked(features[5].astype(np.float64), index._axes)
    rows = np.arange(len(features))
    alone = index._first(seen, rows).score
    monkeypatch.setattr(heads, "_MANY", 10)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 3)
    assert np.abs(index._first(seen, rows).score - alone).max() < heads.ROUNDING


def test_some_thousands_that_are_in_memory_are_compared_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    features = some_features(3000, 64)
    build_index(tmp_path, features, "e")
    keep = np.arange(3000) % 3 == 0
    ruled_out = CascadeIndex.open(tmp_path).search(features[3], 20, keep)
    monkeypatch.setattr(cascade, "_AT_HAND", 64 * 1000)
    at_once = CascadeIndex.open(tmp_path).search(features[3], 20, keep)
    assert (ruled_out.rows.tolist(), ruled_out.verified < 1000) == (at_once.rows.tolist(), True)
    assert at_once.verified == 1000


def test_small_segments_are_held_in_memory_and_large_ones_are_not(built: tuple[CascadeIndex, Features]) -> None:
    held = [segment.rows.held for segment in built[0]._segments]
    assert held == [False, True, True]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_it_finds_what_a_scan_finds(built: tuple[CascadeIndex, Features], data: st.DataObject) -> None:
    index, features = built
    random = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    share = data.draw(st.sampled_from([0.0, 0.001, 0.01, 0.1, 0.24, 0.5, 1.0]))
    k = data.draw(st.sampled_from([1, 2, 10, 100, 700, 7000]))
    keep = random.random(len(features)) < share
    row = int(random.integers(len(features)))
    query = random.standard_normal(features.shape[1]) if data.draw(st.booleans()) else features[row]
    leave_out = row if data.draw(st.booleans()) else None
    found = index.search(query, k, None if share == 1 else keep, leave_out)
    allowed = keep | (share == 1)
    if leave_out is not None:
        allowed[leave_out] = False
    rows, cosines = scan(features, query, k, allowed)
    assert found.rows.tolist() == rows
    assert found.similarities.tolist() == cosines
    assert (found.kept, found.exact) == (int(allowed.sum()), True)


def test_rough_cosines_are_as_near_as_float32_makes_them(built: tuple[CascadeIndex, Features]) -> None:
    index, features = built
    query = np.random.default_rng(4).standard_normal(900)
    query /= np.linalg.norm(query)
    wide = features.astype(np.float64)
    cosines = wide @ query / np.linalg.norm(wide, axis=1)
    assert np.abs(index.rough(query) - cosines).max() < 1e-6


def test_most_rows_are_never_read_in_full(built: tuple[CascadeIndex, Features]) -> None:
    index, features = built
    found = index.search(features[11], 10)
    assert found.scanned == found.kept == len(features)
    assert found.verified < 600


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1), each=st.integers(1, 5), share=st.sampled_from([0.0, 0.02, 1.0]))
def test_the_best_of_each_group_are_those_of_a_scan_of_the_group(
    built: tuple[CascadeIndex, Features], seed: int, each: int, share: float
) -> None:
    index, features = built
    random = np.random.default_rng(seed)
    groups = random.integers(0, 40, len(features))
    keep = random.random(len(features)) < share
    found = index.best_of_groups(features[3], groups, each, keep, leave_out=3)
    allowed = keep.copy()
    allowed[3] = False
    ordered, _ = scan(features, features[3], len(features), allowed)
    wanted = [row for group in range(40) for row in [row for row in ordered if groups[row] == group][:each]]
    assert found.rows.tolist() == wanted


def test_the_heads_never_promise_too_little(built: tuple[CascadeIndex, Features]) -> None:
    index, features = built
    places = np.flatnonzero(index._present)
    wide = index.rows(np.arange(len(features))).astype(np.float64)
    for query in (features[5], some_features(1, 900, seed=9)[0], np.eye(900)[899], np.eye(900)[0]):
        asked = query.astype(np.float64) / np.linalg.norm(query.astype(np.float64))
        seen = heads.Asked(asked, index._axes)
        first = index._first(seen, places)
        second = seen.second(index._heads(places))
        for scores in (first, second):
            assert (np.abs(wide @ asked - scores.score) <= scores.slack).all()
        looked_at, at_most = index._at_most(seen, index._present, len(places))
        assert looked_at is None
        assert (wide @ asked <= at_most[places] + heads.ROUNDING).all()
        assert second.slack.mean() < first.slack.mean()


@pytest.mark.parametrize(("numbers", "first"), [(2, 0), (3, 0), (200, 64), (300, 64), (1100, 128)])
def test_features_of_any_length_are_found_by_heads_that_suit_it(tmp_path: Path, numbers: int, first: int) -> None:
    features = some_features(2000, numbers)
    build_index(tmp_path, features, "e")
    (segment,) = files.open_files(tmp_path).segments
    assert segment.heads.first.shape == (2000, first)
    found = CascadeIndex.open(tmp_path).search(features[3], 20)
    assert found.rows.tolist() == scan(features, features[3], 20, np.ones(2000, np.bool_))[0]


@pytest.mark.parametrize("share", [1.0, 0.2, 0.05])
@pytest.mark.parametrize("held", [True, False])
def test_features_without_axes_are_found_as_well(
    tmp_path: Path, held: bool, share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cascade, "_LEFT", 70)
    monkeypatch.setattr(files, "RESIDENT_BYTES", files.RESIDENT_BYTES * held)
    features = np.random.default_rng(0).standard_normal((3000, 1024)).astype(np.float16)
    build_index(tmp_path, features, "e")
    keep = np.random.default_rng(1).random(3000) < share
    found = CascadeIndex.open(tmp_path).search(features[3], 20, keep)
    assert found.rows.tolist() == scan(features, features[3], 20, keep)[0]
    assert found.verified == found.kept == keep.sum()


def test_rows_on_disk_are_not_read_because_the_leads_alone_rule_hardly_any_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cascade, "_LEFT", 70)
    random = np.random.default_rng(0)
    features = (random.standard_normal((3000, 400)) * np.where(np.arange(400) < 40, 1, 0.01)).astype(np.float16)
    build_index(tmp_path, features, "e")
    in_memory = CascadeIndex.open(tmp_path).search(features[3], 20)
    monkeypatch.setattr(files, "RESIDENT_BYTES", 0)
    on_disk = CascadeIndex.open(tmp_path).search(features[3], 20)
    assert on_disk.rows.tolist() == in_memory.rows.tolist()
    assert in_memory.verified == 3000
    assert on_disk.verified < 300


def test_a_thousand_equal_works_stand_in_their_order(tmp_path: Path) -> None:
    features = some_features(3000, 64)
    features[500:1500] = features[500]
    build_index(tmp_path, features, "e")
    assert CascadeIndex.open(tmp_path).search(features[500], 30).rows.tolist() == list(range(500, 530))


def test_what_a_budget_cuts_short_is_not_called_exact(
    built: tuple[CascadeIndex, Features], monkeypatch: pytest.MonkeyPatch
) -> None:
    index, features = built
    assert not index.search(features[11], 10, budget_ms=0).exact
    assert index.search(features[11], 10, budget_ms=60_000).exact
    monkeypatch.setattr(index, "_budget_ms", 0.0)
    assert not index.search(features[11], 10).exact  # as SEARCH_BUDGET_MS has it
    monkeypatch.setattr(index, "_few", 10_000)
    assert index.search(features[11], 10, budget_ms=0).exact  # all were compared before it was over


@pytest.mark.parametrize("query", [[np.nan] * 900, [0] * 900, [np.inf] * 900, [1.0]])
def test_a_query_that_is_like_nothing_is_refused(built: tuple[CascadeIndex, Features], query: list[float]) -> None:
    with pytest.raises(QueryError):
        built[0].search(np.array(query, np.float32), 5)


def test_bad_features_are_refused_and_the_index_stays_what_it_was(tmp_path: Path) -> None:
    features = some_features(50, 8)
    build_index(tmp_path, features, "e")
    bad = features.copy()
    for value in (np.nan, 0):
        bad[7] = value
        with pytest.raises(ValueError, match="NaN, infinity or a row of zeros"):
            build_index(tmp_path, bad, "e")
        with pytest.raises(ValueError, match="NaN, infinity or a row of zeros"):
            add_rows(tmp_path, bad)
    with pytest.raises(ValueError, match="takes"):
        add_rows(tmp_path, features[:, :5])
    with pytest.raises(ValueError, match="counted from 0 to 49"):
        remove_rows(tmp_path, [50])
    assert index_version(tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".partial")] == []


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    build_index(tmp_path, some_features(50, 8), "e")
    rows = next(tmp_path.glob("*/rows.npy"))
    data = bytearray(rows.read_bytes())
    data[-1] ^= 1
    rows.write_bytes(data)
    with pytest.raises(IndexFileError, match=r"rows\.npy"):
        CascadeIndex.open(tmp_path, verify=True)
    rows.unlink()
    with pytest.raises(IndexFileError, match="build it again"):
        CascadeIndex.open(tmp_path)
    (tmp_path / "index.json").write_text("{")
    with pytest.raises(IndexFileError, match="can't be read"):
        CascadeIndex.open(tmp_path)
    with pytest.raises(IndexFileError, match="holds no index"):
        CascadeIndex.open(tmp_path / "nowhere")


def test_tidying_leaves_what_is_used(tmp_path: Path) -> None:
    features = some_features(300, 8)
    build_index(tmp_path, features[:100], "e")
    build_index(tmp_path, features, "e")
    remove_rows(tmp_path, [1])
    remove_rows(tmp_path, [2])
    assert len(list(tmp_path.iterdir())) == 5
    tidy(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    assert CascadeIndex.open(tmp_path, verify=True).search(features[1], 300).kept == 298


READER = """
import sys, numpy as np
from pathlib import Path
from search_api.index.cascade import CascadeIndex
folder, features = Path(sys.argv[1]), np.load(sys.argv[2])
answers = 0
print("ready", flush=True)
while not (folder.parent / "stop").exists() or answers < 20:
    index = CascadeIndex.open(folder)
    found = index.search(features[5], 3)
    assert (len(index), found.kept) in ((200, 200), (399, 399)), (len(index), found)
    assert found.rows.tolist() == [5, 6, 7], found
    answers += 1
print(answers)
"""


def test_readers_have_the_old_index_or_the_new_one_while_it_is_swapped(tmp_path: Path) -> None:
    features = some_features(400, 16)
    features[5:8] = features[5]
    folder = tmp_path / "index"
    np.save(tmp_path / "features.npy", features)
    build_index(folder, features[:200], "e")
    told = [sys.executable, "-c", READER, str(folder), str(tmp_path / "features.npy")]
    readers = [subprocess.Popen(told, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    until = time.monotonic() + 1.5
    swaps = 0
    small = json.loads((folder / "index.json").read_text())
    while time.monotonic() < until:
        large = folder / "large"
        if not large.exists():
            build_index(large, features, "e")
            remove_rows(large, [399])
            for path in large.iterdir():
                if path.name != "index.json":
                    path.rename(folder / path.name)
        told_large: Any = json.loads((large / "index.json").read_text())
        for version in (told_large, small):
            (folder / "next").write_text(json.dumps(version))
            (folder / "next").replace(folder / "index.json")
            swaps += 1
    (tmp_path / "stop").touch()
    answers = [int(reader.communicate(timeout=30)[0]) for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0]
    assert min(answers) >= 20
    assert swaps > 20
