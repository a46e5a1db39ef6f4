"""Large files that jobs made lie in a blob store (a real Azurite) by their hash, small ones in Redis, and both go."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import requests
from redis import Redis

from services.common import azure_blobs
from services.common.azure_blobs import AzureBlobs
from services.common.blobs import BlobStore, FolderBlobs
from services.common.jobs.job import Result
from services.common.jobs.keeping import LARGE_BYTES, Keeper
from services.common.problems import Unavailable
from tests.azurite import Azurite, azurite
from tests.redis_server import redis_server

FILM = Result(b"film" * LARGE_BYTES, "video/mp4", "walk.mp4")
NAME = f"results/{hashlib.sha256(FILM.data).hexdigest()}.mp4"
SMALL = Result(b"{}", "application/json", "inversion.json")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azurite]:
    with azurite(tmp_path_factory.mktemp("azurite")) as running:
        yield running


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    with redis_server(tmp_path_factory.mktemp("redis")) as running, Redis.from_url(running.url) as client:
        yield client


@pytest.fixture(params=["folder", "azure"])
def store(
    request: pytest.FixtureRequest, server: Azurite, redis: Redis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> BlobStore:
    redis.flushall()
    if request.param == "folder":
        return FolderBlobs(tmp_path)
    return container(server, monkeypatch)


def container(server: Azurite, monkeypatch: pytest.MonkeyPatch) -> AzureBlobs:
    monkeypatch.setenv(azure_blobs.CONNECTION, server.connection)
    opened = AzureBlobs.open("azure://films", retries=0)
    opened.make_container()
    for name in opened.names():
        opened.delete(name)
    return opened


def memory(redis: Redis, key: str) -> int:
    return cast(int, redis.memory_usage(key))


def test_a_film_lies_in_the_store_by_its_hash_and_redis_carries_its_name_alone(redis: Redis, store: BlobStore) -> None:
    keeper = Keeper(redis, 60, store)
    keeper.keep("a", FILM)
    assert keeper.find("a") == FILM
    assert store.names() == [NAME]
    assert memory(redis, "a") < 1000
    keeper.keep("b", FILM)  # the same film is there once
    assert store.names() == [NAME]


def test_what_is_small_and_all_without_a_store_is_in_redis(redis: Redis, store: BlobStore) -> None:
    Keeper(redis, 60, store).keep("a", SMALL)
    Keeper(redis, 60).keep("b", FILM)
    assert store.names() == []
    assert Keeper(redis, 60, store).find("a") == SMALL
    assert Keeper(redis, 60).find("b") == FILM
    assert memory(redis, "b") > len(FILM.data)


def test_what_nobody_knows_any_more_is_deleted_when_the_next_is_kept(
    redis: Redis, store: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Keeper(redis, 60, store)
    keeper.keep("a", FILM)
    keeper.keep("b", SMALL)
    assert store.names() == [NAME]
    monkeypatch.setattr("time.time", lambda: 4e9)
    keeper.keep("c", SMALL)
    assert store.names() == []
    assert keeper.find("a") is None
    assert redis.zcard("gen-studio:results") == 0


def test_a_link_is_signed_and_read_by_anybody_where_the_store_gives_one(redis: Redis, store: BlobStore) -> None:
    keeper = Keeper(redis, 60, store)
    keeper.keep("a", FILM)
    link = keeper.link("a", 600)
    if isinstance(store, FolderBlobs):
        assert link is None  # the service's own address does
    else:
        answer = requests.get(link or "", timeout=20)
        assert answer.content == FILM.data
        assert answer.headers["Content-Type"] == "video/mp4"
        assert requests.get((link or "").partition("?")[0], timeout=20).status_code in {403, 404}
    keeper.keep("b", SMALL)
    assert keeper.link("b", 600) is None


def test_a_store_that_is_away_costs_no_film(
    redis: Redis, server: Azurite, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = Keeper(redis, 60, container(server, monkeypatch))
    keeper.keep("a", FILM)
    server.kill()
    keeper.keep("b", Result(FILM.data[1:], "video/mp4", "other.mp4"))
    assert "Redis keeps a file" in caplog.text
    found = keeper.find("b")
    assert found is not None
    assert found.data == FILM.data[1:]
    with pytest.raises(Unavailable, match="ask again") as away:
        keeper.find("a")
    assert away.value.headers["Retry-After"] == "5"
    server.start()
