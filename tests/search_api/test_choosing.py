"""The index is chosen by the size of the collection, and a large one is built once."""

import gc
from pathlib import Path

import numpy as np
import pytest

from search_api.index import choosing, files
from search_api.index.cascade import CascadeIndex
from search_api.index.choosing import index_of
from search_api.index.exact import ExactIndex
from tests.search_api.test_cascade_index import some_features


def test_a_small_collection_stays_in_memory_and_a_large_one_is_built_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    features = some_features(300, 16)
    small = index_of(features, "e" * 64, tmp_path)
    assert isinstance(small, ExactIndex)
    assert not any(tmp_path.iterdir())
    monkeypatch.setattr(choosing, "LARGE", 300)
    large = index_of(features, "e" * 64, tmp_path)
    again = index_of(features, "e" * 64, tmp_path, budget_ms=60_000)
    assert isinstance(large, CascadeIndex)
    assert isinstance(again, CascadeIndex)
    assert (large.version, again.version) == (1, 1)
    for query in features[:5]:
        assert small.search(query, 20).rows.tolist() == large.search(query, 20).rows.tolist()
        groups = np.arange(300) % 7
        keep = np.ones(300, np.bool_)
        both = [index.best_of_groups(query, groups, 2, keep).rows.tolist() for index in (small, large)]
        assert both[0] == both[1]


def test_an_index_that_broke_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "LARGE", 300)
    features = some_features(300, 16)
    index_of(features, "e" * 64, tmp_path)
    rows = next(tmp_path.rglob("rows.npy"))
    rows.write_bytes(rows.read_bytes()[:-7])
    found = index_of(features, "e" * 64, tmp_path).search(features[1], 3)
    assert found.rows.tolist() == ExactIndex(features, "e" * 64).search(features[1], 3).rows.tolist()


def test_indexes_that_nobody_uses_go_when_a_new_one_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")  # what is logged is kept
    monkeypatch.setattr(choosing, "LARGE", 10)
    apart = tmp_path / "somebody" / "elses"
    apart.mkdir(parents=True)
    used, dropped, new = (some_features(300, 16, seed=seed) for seed in range(3))
    holding = index_of(used, "e" * 64, tmp_path)
    index_of(dropped, "f" * 64, tmp_path)
    gc.collect()
    index_of(used, "e" * 64, tmp_path)
    assert len(list(tmp_path.rglob("index.json"))) == 2  # none was built, so all stay
    index_of(new, "e" * 64, tmp_path)
    assert {path.parent.parent.name for path in tmp_path.rglob("index.json")} == {"e" * 16}
    assert len(list(tmp_path.rglob("index.json"))) == 2
    assert holding.search(used[3], 1).rows.tolist() == [3]
    assert apart.is_dir()


def test_what_a_build_that_was_killed_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "LARGE", 300)
    features = some_features(300, 16)
    index_of(features, "e" * 64, tmp_path)
    told = next(tmp_path.rglob("index.json"))
    (told.parent / ".partial-abc").mkdir()
    index_of(features, "e" * 64, tmp_path)
    told.unlink()
    index_of(features, "e" * 64, tmp_path)
    assert len([path for path in told.parent.iterdir() if path.is_dir()]) == 1


def test_an_index_of_an_earlier_format_is_built_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "LARGE", 300)
    features = some_features(300, 16)
    index_of(features, "e" * 64, tmp_path)
    told = next(tmp_path.rglob("index.json"))
    told.write_text(told.read_text().replace(files.FORMAT, "gen-studio-index/1"))
    index = index_of(features, "e" * 64, tmp_path)
    assert index.search(features[1], 1).rows.tolist() == [1]
    assert index_of(features, "e" * 64, tmp_path).encoder_sha256 == "e" * 64  # and found there again


def test_other_features_and_another_encoder_have_an_index_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "LARGE", 10)
    one, other = some_features(300, 16), some_features(300, 16, seed=1)
    for features, encoder in ((one, "e" * 64), (other, "e" * 64), (one, "f" * 64)):
        index = index_of(features, encoder, tmp_path)
        assert index.encoder_sha256 == encoder
        assert index.search(features[3], 1).rows.tolist() == [3]
