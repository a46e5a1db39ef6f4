"""Releases on a machine's disk: the active one and the one before stay, and what is there serves without the store."""

import fcntl
import threading
from pathlib import Path

import pytest

from services.collection.manifests import ReleaseError
from services.collection.publishing import activate, publish
from services.collection.releases import Release
from services.collection.rolling import Rolling, first_release
from services.collection.shelf import Shelf
from services.common.blobs import BlobsAway, FolderBlobs
from tests.collection.test_publishing import two
from tests.collection.test_rolling import Told, store
from tests.tiny_release import another_release

__all__ = ["store", "two"]


class Away(FolderBlobs):
    """A store that can't be reached."""

    def read(self, name: str) -> bytes:
        raise BlobsAway("no route")


def here(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


def test_the_active_release_and_the_one_before_stay_and_others_go(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.collection.rolling.DROPPED_S", 0.01)
    third = another_release(two[0], tmp_path / "third", "# A third model")
    publish(third, store)
    activate(store, two[0].id)
    rolling = Rolling(store, Shelf(tmp_path / "here"), Told, every_s=60)
    for release in (two[1], third):
        activate(store, release.id)
        rolling.look()
    assert here(tmp_path / "here") == {two[1].id, third.id}
    rolling.close()


def test_what_another_process_uses_is_not_deleted_until_it_lets_go(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    ours, theirs = Shelf(tmp_path / "here"), Shelf(tmp_path / "here")
    for release in two:
        ours.fetch(store, release.id)
    theirs.fetch(store, two[0].id)
    ours.keep({two[1].id})
    assert here(tmp_path / "here") == {two[0].id, two[1].id}
    theirs.keep({two[1].id})
    assert here(tmp_path / "here") == {two[1].id}


def test_two_processes_get_a_release_though_the_first_fetch_of_one_failed(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    ours, theirs = Shelf(tmp_path / "here"), Shelf(tmp_path / "here")
    with pytest.raises(BlobsAway):
        ours.fetch(Away(tmp_path / "store"), two[0].id)
    for shelf in (theirs, ours):
        fetching = threading.Thread(target=shelf.fetch, args=(store, two[0].id), daemon=True)
        fetching.start()
        fetching.join(10)
        assert not fetching.is_alive()  # one that waits for ever is seen, not joined
    assert here(tmp_path / "here") == {two[0].id}


def test_what_a_broken_fetch_left_goes_too(two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path) -> None:
    shelf, file = Shelf(tmp_path / "here"), two[0].manifest["files"]["MODEL_CARD.md"]["sha256"]
    store.write(f"files/{file}", b"bad")
    with pytest.raises(ReleaseError):
        shelf.fetch(store, two[0].id)
    assert here(tmp_path / "here") == {f".partial-{two[0].id}"}
    shelf.keep(())
    assert here(tmp_path / "here") == set()


def test_a_process_that_starts_while_the_store_is_away_serves_what_was_served_last(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    away = Away(tmp_path / "store")
    with pytest.raises(BlobsAway):
        first_release(away, Shelf(tmp_path / "here"))
    activate(store, two[1].id)
    Rolling(store, Shelf(tmp_path / "here"), Told, every_s=60).close()
    restarted = Rolling(away, Shelf(tmp_path / "here"), Told, every_s=60)
    assert restarted.serving == two[1].id
    restarted.close()


def test_on_a_full_disk_what_is_here_is_served(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    activate(store, two[0].id)
    Shelf(tmp_path / "here").fetch(store, two[0].id)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fcntl, "flock", full)
    monkeypatch.setattr(Path, "write_text", full)
    rolling = Rolling(store, Shelf(tmp_path / "here"), Told, every_s=60)
    assert rolling.serving == two[0].id
    rolling.close()
