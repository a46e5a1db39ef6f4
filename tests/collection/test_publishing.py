"""Releases in a store: published once, switched and switched back, fetched whole or not at all."""

from pathlib import Path

import pytest

from services.collection.manifests import ReleaseError
from services.collection.publishing import (
    activate,
    active_release,
    fetch_release,
    publish,
    published,
    remove,
    rollback,
    standing,
)
from services.collection.releases import Release, open_release
from services.common.blobs import FolderBlobs
from tests.tiny_release import another_release, tiny_release


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, Release]:
    """Two releases that differ in one file alone."""
    first = tiny_release(tmp_path_factory.mktemp("first"))
    return first, another_release(first, tmp_path_factory.mktemp("second") / "release")


@pytest.fixture
def store(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "store")


def test_a_release_is_published_activated_and_fetched(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    publish(two[0], store, lambda *now: told.append(now))
    assert told[-1][1] == told[-1][2] == published(store)[0].bytes
    assert active_release(store) is None
    activate(store, two[0].id)
    assert [(one.id, one.active) for one in published(store)] == [(two[0].id, True)]
    fetched = fetch_release(store, two[0].id, tmp_path / "here")
    assert (fetched.id, fetched.root) == (two[0].id, tmp_path / "here" / two[0].id)
    assert open_release(fetched.root).id == two[0].id
    assert fetch_release(store, two[0].id, tmp_path / "here").root == fetched.root


def test_what_releases_share_is_there_once(two: tuple[Release, Release], store: FolderBlobs) -> None:
    for release in two:
        publish(release, store)
    assert len(store.names("files/")) == len(two[0].manifest["files"]) + 1


def test_one_can_go_back_as_often_as_one_went_on(two: tuple[Release, Release], store: FolderBlobs) -> None:
    for release in two:
        publish(release, store)
        activate(store, release.id)
    activate(store, two[1].id)
    assert active_release(store) == two[1].id
    assert rollback(store) == two[0].id
    assert active_release(store) == two[0].id
    with pytest.raises(ReleaseError, match="was active before"):
        rollback(store)


def test_what_was_active_once_is_known_until_it_is_removed(two: tuple[Release, Release], store: FolderBlobs) -> None:
    for release in two:
        publish(release, store)
        activate(store, release.id)
    rollback(store)
    assert standing(store).left == (two[1].id,)
    with pytest.raises(ReleaseError, match="is active"):
        remove(store, two[0].id)
    assert remove(store, two[1].id) == two[1].manifest["files"]["MODEL_CARD.md"]["bytes"]  # all else is shared
    assert (standing(store).served, standing(store).removed) == (frozenset(), (two[1].id,))
    assert [one.id for one in published(store)] == [two[0].id]
    assert all(store.exists(f"files/{known['sha256']}") for known in two[0].manifest["files"].values())
    with pytest.raises(ReleaseError, match="not in the store"):
        remove(store, two[1].id)
    publish(two[1], store)
    activate(store, two[1].id)
    assert standing(store).removed == ()


def test_a_release_that_is_not_whole_is_not_activated(two: tuple[Release, Release], store: FolderBlobs) -> None:
    with pytest.raises(ReleaseError, match="published are: none"):
        activate(store, two[0].id)
    publish(two[0], store)
    publish(two[1], store)
    activate(store, two[0].id)
    sha = two[1].manifest["files"]["MODEL_CARD.md"]["sha256"]
    store.delete(f"files/{sha}")
    with pytest.raises(ReleaseError, match=r"MODEL_CARD\.md .* is missing"):
        activate(store, two[1].id)
    assert active_release(store) == two[0].id


def test_a_broken_file_is_refused_and_nothing_of_the_release_is_served(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    publish(two[0], store)
    sha = two[0].manifest["files"]["seeds.safetensors"]["sha256"]
    good = store.read(f"files/{sha}")
    store.write(f"files/{sha}", good[:-1] + b"x")
    with pytest.raises(ReleaseError, match="can't be fetched whole"):
        fetch_release(store, two[0].id, tmp_path / "here")
    assert not (tmp_path / "here" / two[0].id).exists()
    store.write(f"files/{sha}", good)
    fetched = fetch_release(store, two[0].id, tmp_path / "here")  # goes on where it broke
    assert fetched.id == two[0].id


def test_a_store_that_tells_nonsense_of_what_is_active_says_so(store: FolderBlobs) -> None:
    for nonsense in (b"{", b"[]", b'{"id": "a"}'):
        store.write("active.json", nonsense)
        with pytest.raises(ReleaseError, match="activate a release anew"):
            active_release(store)


def test_files_that_another_release_here_has_are_not_fetched_again(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for release in two:
        publish(release, store)
    first = fetch_release(store, two[0].id, tmp_path / "here")
    fetched: list[Path] = []
    fetch = FolderBlobs.fetch

    def noted(self: FolderBlobs, name: str, path: Path, sha256: str) -> None:
        fetched.append(path)
        fetch(self, name, path, sha256)

    monkeypatch.setattr(FolderBlobs, "fetch", noted)
    second = fetch_release(store, two[1].id, tmp_path / "here")
    assert [path.name for path in fetched] == ["MODEL_CARD.md"]
    assert open_release(second.root).id == two[1].id
    (first.root / "seeds.safetensors").unlink()  # the other one's stays
    assert open_release(second.root).id == two[1].id


def test_a_broken_file_that_is_here_is_not_taken(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    for release in two:
        publish(release, store)
    first = fetch_release(store, two[0].id, tmp_path / "here")
    (first.root / "seeds.safetensors").write_bytes(b"broken")
    assert fetch_release(store, two[1].id, tmp_path / "here").id == two[1].id
