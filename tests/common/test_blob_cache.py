"""Drawn pictures in a folder or a container (a real Azurite): other pods find them; a store away costs no answer."""

import gc
import json
import threading
import time
import weakref
from pathlib import Path

import pytest

from gan_api.building import cache_of
from gan_api.settings import GanSettings
from services.common import azure_blobs
from services.common.azure_blobs import AzureBlobs
from services.common.blob_cache import FOLDER, MAX_UNWRITTEN, REST_S, SLOW_S, BlobCache, name_of
from services.common.blobs import BlobStore, FolderBlobs
from services.common.cache import MemoryCache
from services.common.jobs import keeping
from services.common.stores import open_blobs
from tests.gan_api.tiny import studio
from tests.k8s.manifests import K8S

KEY = "image/3/ffff/torch/0123456789ab.1000.64.AAAA.jpg"


@pytest.fixture(params=["folder", "azure"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "folder":
        return str(tmp_path / "store")
    server = request.getfixturevalue("azurite_server")
    monkeypatch.setenv(azure_blobs.CONNECTION, server.connection)
    AzureBlobs.open("azure://pictures").make_container()
    return "azure://pictures"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def pod(address: str, clock: Clock | None = None) -> BlobCache:
    return BlobCache(MemoryCache(1000), open_blobs(address, slow_s=10), clock or Clock())


def test_what_one_pod_drew_another_one_finds(address: str) -> None:
    one, other = pod(address), pod(address)
    assert one.get(KEY) is None
    one.put(KEY, b"picture")
    one.settle()
    assert open_blobs(address).read(name_of(KEY)) == b"picture"
    assert other.get(KEY) == b"picture"
    open_blobs(address).delete(name_of(KEY))
    assert other.get(KEY) == b"picture"  # it has it near now
    assert other.get(KEY.replace(".jpg", ".png")) is None


def test_a_store_that_is_away_costs_no_answer_and_is_asked_again_after_a_rest(
    address: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    clock = Clock()
    one = pod(address, clock)
    azure = address.startswith("azure")
    server = request.getfixturevalue("azurite_server") if azure else None
    if server is not None:
        server.kill()
    else:
        (tmp_path / "store").write_text("a file where the folder was", encoding="utf-8")
    one.put(KEY, b"picture")
    one.settle()
    assert one.get(KEY) == b"picture"
    assert one.get("other") is None
    if server is not None:
        server.start()
        AzureBlobs.open(address).make_container()
    else:
        (tmp_path / "store").unlink()
    one.put("a.jpg", b"1")
    one.settle()
    assert not open_blobs(address).exists(name_of("a.jpg"))  # it rests
    clock.now += REST_S
    one.put("b.jpg", b"2")
    one.settle()
    assert pod(address).get("b.jpg") == b"2"


def test_a_store_that_is_slow_loses_writes_and_holds_up_nobody(tmp_path: Path) -> None:
    class Slow(FolderBlobs):
        def write(self, name: str, data: bytes) -> None:
            time.sleep(0.005)
            super().write(name, data)

    store: BlobStore = Slow(tmp_path)
    slow = BlobCache(MemoryCache(10**6), store)
    for number in range(2 * MAX_UNWRITTEN):
        slow.put(str(number), b"x")
    slow.settle()
    assert all(slow.get(str(number)) == b"x" for number in range(2 * MAX_UNWRITTEN))
    assert MAX_UNWRITTEN <= len(store.names()) < 2 * MAX_UNWRITTEN


def test_who_closes_it_ends_its_thread_once_all_is_written_and_lets_go_of_what_is_near(tmp_path: Path) -> None:
    gate = threading.Event()

    class Held(FolderBlobs):
        def write(self, name: str, data: bytes) -> None:
            assert gate.wait(20)
            super().write(name, data)

    others = threading.enumerate()
    near, store = MemoryCache(1000), Held(tmp_path)
    dropped = studio(cache=BlobCache(near, store))
    dropped.kept("a.jpg", lambda: b"1")
    writer = next(one for one in threading.enumerate() if one.name == "renderings" and one not in others)
    dropped.close()
    dropped.kept("late.jpg", lambda: b"2")
    dropped.close()
    gate.set()
    writer.join(20)
    assert not writer.is_alive()
    assert store.names() == [name_of("a.jpg")]
    kept = weakref.ref(near)
    del near, dropped
    gc.collect()
    assert kept() is None


def test_names_tell_the_format_and_nothing_else() -> None:
    assert name_of(KEY).startswith(f"{FOLDER}/")
    assert name_of(KEY).endswith(".jpg")
    assert name_of("tile/abcd") != name_of("tile/abce")
    assert len(name_of("x." + "y" * 100)) < 100


def test_it_is_there_where_it_is_set_and_else_not(address: str) -> None:
    assert isinstance(cache_of(GanSettings()), MemoryCache)
    assert isinstance(cache_of(GanSettings(renderings=address)), BlobCache)
    assert SLOW_S < 1


def test_the_store_is_told_to_forget_what_we_write() -> None:
    rules = json.loads((K8S / "components/workload-identity/lifecycle.json").read_text(encoding="utf-8"))["rules"]
    told = [prefix.partition("/")[2] for rule in rules for prefix in rule["definition"]["filters"]["prefixMatch"]]
    assert set(told) == {f"{FOLDER}/", f"{keeping._FOLDER}/"}
