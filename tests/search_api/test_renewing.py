"""The index of a new release is made out of that of the last one, where it has most of its works."""

import os
from pathlib import Path

import numpy as np
import pytest

from search_api.index import choosing, files, renewing
from search_api.index.choosing import index_of
from search_api.index.exact import ExactIndex
from search_api.index.found import Index
from tests.search_api.test_cascade_index import Features, none_at_hand, some_features

__all__ = ["none_at_hand"]

ENCODER = "e" * 64


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "LARGE", 100)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many works were in each index that was built from its features alone."""
    whole: list[int] = []

    def build(folder: Path, features: Features, encoder: str) -> None:
        whole.append(len(features))
        files.build_index(folder, features, encoder)

    monkeypatch.setattr(choosing, "build_index", build)
    return whole


def finds_what_a_scan_finds(index: Index, features: Features) -> bool:
    """Whatever is asked of it, whole or in part."""
    scan = ExactIndex(features, ENCODER)
    random = np.random.default_rng(1)
    keep = random.random(len(features)) < 0.3
    groups = random.integers(0, 7, len(features))
    rows = random.integers(0, len(features), 9)
    everything = np.ones(len(features), np.bool_)
    for query in features[rows]:
        for asked in ((query, 12), (query, 12, keep), (query, 12, None, int(rows[0])), (query, 9, keep, int(rows[1]))):
            one, other = index.search(*asked), scan.search(*asked)
            assert one.rows.tolist() == other.rows.tolist()
            assert one.similarities == pytest.approx(other.similarities, abs=1e-6)
            assert (one.kept, one.exact) == (other.kept, True)
        for kept in (keep, everything):
            best = index.best_of_groups(query, groups, 2, kept, int(rows[2]))
            assert best.rows.tolist() == scan.best_of_groups(query, groups, 2, kept, int(rows[2])).rows.tolist()
    wide = features[3].astype(np.float64) / np.linalg.norm(features[3].astype(np.float64))
    assert index.rough(wide) == pytest.approx(scan.rough(wide), abs=1e-5)
    assert index.rows(rows) == pytest.approx(scan.rows(rows), abs=1e-6)
    assert (len(index), index.dimensions, index.encoder_sha256) == (len(features), features.shape[1], ENCODER)
    return True


def test_works_that_went_and_works_that_came_do_not_build_it_anew(tmp_path: Path, built: list[int]) -> None:
    works = some_features(3000, 900)
    releases = [
        works[:2800],
        works[:2850],  # some came,
        np.delete(works[:2850], [0, 1, 7, 2799, 2849], 0),  # some went, from either part,
        np.delete(works[:2900], [0, 1, 7, 1200, 2799, 2849], 0),  # both,
        np.delete(works[:2900], [0, 1, 7, 1200, 2799, 2849, 2899], 0),  # and the last one of all
    ]
    for features in releases:
        assert finds_what_a_scan_finds(index_of(features, ENCODER, tmp_path), features)
    assert built == [2800]
    assert finds_what_a_scan_finds(index_of(releases[-1], ENCODER, tmp_path), releases[-1])  # found there again
    assert len(list(tmp_path.rglob("index.json"))) == 1


def test_the_release_of_before_is_still_searched_in_what_it_had(tmp_path: Path, built: list[int]) -> None:
    works = some_features(1000, 64)
    before = index_of(works[:980], ENCODER, tmp_path)
    after = index_of(works[20:], ENCODER, tmp_path)
    assert finds_what_a_scan_finds(before, works[:980])
    assert finds_what_a_scan_finds(after, works[20:])
    again = index_of(works[:980], ENCODER, tmp_path)
    assert finds_what_a_scan_finds(again, works[:980])
    assert built == [980]


def test_what_stays_is_written_once(tmp_path: Path) -> None:
    works = some_features(1000, 64)
    held = index_of(works[:980], ENCODER, tmp_path)
    index_of(works, ENCODER, tmp_path)
    first, second = (
        {file.stat().st_ino for file in folder.rglob("rows.npy")} for folder in sorted(held_folders(tmp_path))
    )
    assert len(first & second) == 1
    assert len(held) == 980


def held_folders(folder: Path) -> list[Path]:
    return [told.parent for told in folder.rglob("index.json")]


@pytest.mark.parametrize("differs", ["too many went", "too many came", "another order", "all", "other numbers"])
def test_where_too_much_differs_it_is_built_anew(tmp_path: Path, built: list[int], differs: str) -> None:
    works = some_features(900, 64)
    index_of(works, ENCODER, tmp_path)
    features = {
        "too many went": np.delete(works, np.arange(0, 900, 6), 0),
        "too many came": np.concatenate([works, some_features(200, 64, seed=5)]),
        "another order": works[::-1].copy(),
        "all": some_features(900, 64, seed=9),
        "other numbers": some_features(900, 48),
    }[differs]
    assert finds_what_a_scan_finds(index_of(features, ENCODER, tmp_path), features)
    assert built == [900, len(features)]


def test_after_many_changes_it_is_built_anew(tmp_path: Path, built: list[int]) -> None:
    works = some_features(1000, 64)
    for last in range(800, 1000, 10):
        index = index_of(works[:last], ENCODER, tmp_path)
        assert index.search(works[last - 1], 1).rows.tolist() == [
            ExactIndex(works[:last], ENCODER).search(works[last - 1], 1).rows[0]
        ]
    assert built == [800, 890, 980]  # each in eight segments at most, out of the last index or the one before it


def test_one_that_is_broken_is_not_taken_over(tmp_path: Path, built: list[int]) -> None:
    works = some_features(1000, 64)
    index_of(works[:980], ENCODER, tmp_path)
    heads = next(tmp_path.rglob("first.npy"))
    heads.write_bytes(heads.read_bytes()[:-1] + b"\7")
    assert finds_what_a_scan_finds(index_of(works, ENCODER, tmp_path), works)
    assert built == [980, 1000]


def test_a_disk_that_gives_files_no_second_name_gets_a_new_one(
    tmp_path: Path, built: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    works = some_features(1000, 64)
    for features in (works[:980], works):
        assert finds_what_a_scan_finds(index_of(features, ENCODER, tmp_path), features)
    assert built == [980, 1000]


def test_what_a_change_that_was_killed_left_harms_nobody(
    tmp_path: Path, built: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    works = some_features(1000, 64)
    index_of(works[:980], ENCODER, tmp_path)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(renewing, "put_index", killed)
        with pytest.raises(KeyboardInterrupt):
            index_of(works, ENCODER, tmp_path)
    assert finds_what_a_scan_finds(index_of(works, ENCODER, tmp_path), works)
    assert built == [980]
