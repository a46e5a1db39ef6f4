"""A folder and a container of Azure Blob Storage (a real Azurite) keep blobs alike; a container survives its server."""

import hashlib
import threading
from pathlib import Path
from typing import Any

import pytest
import requests

from services.common import azure_blobs
from services.common.azure_blobs import AzureBlobs
from services.common.blobs import BlobNameError, BlobsAway, BlobStore, BrokenBlob, FolderBlobs, partial_of
from services.common.stores import open_blobs
from tests.azurite import Azurite

LARGE = bytes(range(256)) * 4096 * 12  # 12 MiB: several blocks and chunks


def container(azurite_server: Azurite, monkeypatch: pytest.MonkeyPatch, retries: int = 2) -> AzureBlobs:
    monkeypatch.setenv(azure_blobs.CONNECTION, azurite_server.connection)
    opened = AzureBlobs.open("azure://tests", retries)
    opened.make_container()
    for name in opened.names():
        opened.delete(name)
    return opened


@pytest.fixture(params=["folder", "azure"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BlobStore:
    if request.param == "folder":
        return FolderBlobs(tmp_path / "store")
    return container(request.getfixturevalue("azurite_server"), monkeypatch)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_was_written_is_read_and_replaced_and_deleted(blobs: BlobStore) -> None:
    assert not blobs.exists("images/a.jpg")
    blobs.write("images/a.jpg", b"one")
    blobs.write("images/a.jpg", b"two")
    assert blobs.read("images/a.jpg") == b"two"
    assert blobs.exists("images/a.jpg")
    blobs.delete("images/a.jpg")
    blobs.delete("images/a.jpg")
    assert not blobs.exists("images/a.jpg")
    with pytest.raises(FileNotFoundError):
        blobs.read("images/a.jpg")


def test_names_are_sorted_and_begin_as_asked(blobs: BlobStore) -> None:
    for name in ("b", "images/2", "images/1", "a/deep/er"):
        blobs.write(name, b"x")
    assert blobs.names() == ["a/deep/er", "b", "images/1", "images/2"]
    assert blobs.names("images/") == ["images/1", "images/2"]


def test_a_large_file_goes_up_and_comes_back_whole(blobs: BlobStore, tmp_path: Path) -> None:
    (tmp_path / "up").write_bytes(LARGE)
    blobs.upload("large", tmp_path / "up")
    blobs.fetch("large", tmp_path / "down", sha(LARGE))
    assert (tmp_path / "down").read_bytes() == LARGE
    assert not partial_of(tmp_path / "down").exists()


def test_what_is_not_what_was_asked_for_is_not_kept(blobs: BlobStore, tmp_path: Path) -> None:
    blobs.write("a", b"data")
    with pytest.raises(BrokenBlob, match="publish it again"):
        blobs.fetch("a", tmp_path / "down", sha(b"other"))
    assert not any(path.is_file() for path in tmp_path.iterdir())
    with pytest.raises(FileNotFoundError):
        blobs.fetch("nothing", tmp_path / "down", sha(b""))


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../a", "a/../../b", "a//b", "a\\b"])
def test_a_name_that_would_leave_the_store_is_refused(blobs: BlobStore, name: str) -> None:
    with pytest.raises(BlobNameError):
        blobs.read(name)


def test_a_fetch_goes_on_where_it_broke(
    azurite_server: Azurite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blobs = container(azurite_server, monkeypatch)
    blobs.write("large", LARGE)
    half = len(LARGE) // 2
    partial_of(tmp_path / "down").write_bytes(LARGE[:half])
    fetched: list[int] = []
    client = blobs._client("large")
    monkeypatch.setattr(blobs, "_client", lambda _: client)
    download = client.download_blob

    def noted(**told: Any) -> Any:
        fetched.append(told["offset"])
        return download(**told)

    monkeypatch.setattr(client, "download_blob", noted)
    blobs.fetch("large", tmp_path / "down", sha(LARGE))
    assert fetched == [half]
    assert (tmp_path / "down").read_bytes() == LARGE


def test_an_upload_whose_server_dies_midway_shows_no_half_and_succeeds_when_that_is_back(
    azurite_server: Azurite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blobs = container(azurite_server, monkeypatch, retries=0)
    (tmp_path / "up").write_bytes(LARGE * 4)

    def upload_on_and_on() -> None:
        for _ in range(50):  # however fast it is
            blobs.upload("large", tmp_path / "up")

    killer = threading.Timer(0.15, azurite_server.kill)
    killer.start()
    with pytest.raises(BlobsAway, match="did not answer"):
        upload_on_and_on()
    killer.join()
    azurite_server.start()
    blobs.make_container()  # the emulator writes down what it holds every few seconds alone
    assert not blobs.exists("large") or blobs.read("large") == LARGE * 4
    blobs.upload("large", tmp_path / "up")
    assert blobs.read("large") == LARGE * 4


def test_a_server_that_comes_back_in_time_is_waited_for(
    azurite_server: Azurite, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = container(azurite_server, monkeypatch, retries=5)
    azurite_server.kill()
    back = threading.Timer(1.0, azurite_server.start)
    back.start()
    blobs.make_container()
    blobs.write("a", b"data")
    back.join()
    assert blobs.read("a") == b"data"


def test_a_signed_address_is_read_by_anybody_until_it_ends(
    azurite_server: Azurite, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = container(azurite_server, monkeypatch)
    blobs.write("films/a.mp4", b"film")
    signed = blobs.signed_url("films/a.mp4", 60)
    assert signed
    assert requests.get(signed, timeout=20).content == b"film"
    for url in (signed.partition("?")[0], blobs.signed_url("films/a.mp4", -60) or ""):
        assert requests.get(url, timeout=20).status_code in {403, 404}


def test_a_store_is_found_by_its_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert isinstance(open_blobs(str(tmp_path)), FolderBlobs)
    monkeypatch.delenv(azure_blobs.CONNECTION, raising=False)
    with pytest.raises(BlobsAway, match=azure_blobs.CONNECTION):
        open_blobs("azure://releases")
    assert isinstance(open_blobs("https://museum.blob.core.windows.net/releases"), AzureBlobs)
