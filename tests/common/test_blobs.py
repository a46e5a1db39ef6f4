"""Blobs in a folder: whole, sorted, and never outside."""

import os
import threading
from pathlib import Path

import pytest

from services.common.blobs import BlobNameError, FolderBlobs


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "store")


def test_what_was_written_is_read(blobs: FolderBlobs) -> None:
    blobs.write("images/a.jpg", b"one")
    blobs.write("images/a.jpg", b"two")
    assert blobs.read("images/a.jpg") == b"two"
    assert blobs.local_path("images/a.jpg").read_bytes() == b"two"
    assert blobs.exists("images/a.jpg")


def test_names_are_sorted_and_begin_as_asked(blobs: FolderBlobs) -> None:
    for name in ("b", "images/2", "images/1", "a/deep/er"):
        blobs.write(name, b"")
    assert blobs.names() == ["a/deep/er", "b", "images/1", "images/2"]
    assert blobs.names("images/") == ["images/1", "images/2"]


def test_a_missing_blob_is_said_to_be_missing(blobs: FolderBlobs) -> None:
    assert not blobs.exists("a")
    assert blobs.names() == []
    with pytest.raises(FileNotFoundError):
        blobs.read("a")
    with pytest.raises(FileNotFoundError, match="'a'"):
        blobs.local_path("a")


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../a", "a/../../b", "a//b", "a/.", "a\\b", "a\0b", ".partial-x"])
def test_a_name_that_would_leave_the_store_is_refused(blobs: FolderBlobs, name: str) -> None:
    for use in (blobs.read, blobs.exists, blobs.local_path, lambda name: blobs.write(name, b"")):
        with pytest.raises(BlobNameError):
            use(name)


def test_a_link_out_of_the_store_is_refused(blobs: FolderBlobs, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    blobs.write("a", b"")
    (tmp_path / "store" / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(BlobNameError, match="link"):
        blobs.read("link")


def test_a_write_that_fails_leaves_the_old_blob_and_no_rest(
    blobs: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs.write("a", b"old")

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        blobs.write("a", b"new")
    assert blobs.read("a") == b"old"
    assert os.listdir(tmp_path / "store") == ["a"]  # noqa: PTH208  # hidden files, too


def test_a_reader_never_sees_half_a_blob(blobs: FolderBlobs) -> None:
    versions = {bytes([number]) * 100_000 for number in range(8)}
    blobs.write("a", next(iter(versions)))
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(blobs.read("a"))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        for version in versions:
            blobs.write("a", version)
    done.set()
    reader.join()
    assert seen <= versions
