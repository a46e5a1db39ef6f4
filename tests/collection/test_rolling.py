"""Services follow the active release: switched whole and while they answer; a broken one never serves."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from gan_api.app import GanDeps, create_app
from gan_api.building import jobs_of
from gan_api.naming import release_named_in
from gan_api.settings import GanSettings
from services.collection.publishing import activate, publish, remove, rollback
from services.collection.releases import Release, ReleaseError
from services.collection.rolling import REFUSED_S, Rolling
from services.collection.shelf import Shelf
from services.common.blobs import FolderBlobs
from services.common.problems import TURNED_AWAY
from services.common.web import BaseApp
from tests.collection.test_publishing import two
from tests.gan_api.tiny import HeldEngine, studio
from tests.tiny_release import another_release

__all__ = ["two"]


class Told:
    """An app that tells its release, or the problem that a request was given as its answer."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.closed = False

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        problem = environ.get(TURNED_AWAY)
        start_response(
            f"{problem.status} No" if problem else "200 OK", list(problem.headers.items()) if problem else []
        )
        return [str(problem or self.release.id).encode()]

    def close(self) -> None:
        self.closed = True


def named(path: str) -> str | None:
    return path.removeprefix("/of/") if path.startswith("/of/") else None


@pytest.fixture
def store(two: tuple[Release, Release], tmp_path: Path) -> FolderBlobs:
    made = FolderBlobs(tmp_path / "store")
    for release in two:
        publish(release, made)
    return made


@pytest.fixture
def rolling(two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path) -> Iterator[Rolling]:
    activate(store, two[0].id)
    made = Rolling(store, Shelf(tmp_path / "here"), Told, named=named, every_s=0.01)
    yield made
    made.close()


def until_serving(rolling: Rolling, release: Release) -> None:
    for _ in range(2000):
        if rolling.serving == release.id:
            return
        threading.Event().wait(0.005)
    raise AssertionError("it never served")


def test_the_active_release_serves_and_the_one_before_is_kept_for_those_who_name_it(
    two: tuple[Release, Release], rolling: Rolling, store: FolderBlobs
) -> None:
    client = Client(rolling)
    assert client.get("/").text == two[0].id
    activate(store, two[1].id)
    until_serving(rolling, two[1])
    assert client.get("/").text == two[1].id
    assert client.get(f"/of/{two[0].id}").text == two[0].id
    assert client.get("/of/never").text == two[1].id
    rollback(store)
    until_serving(rolling, two[0])
    assert client.get("/").text == two[0].id


def test_while_it_switches_every_request_is_answered_by_one_or_the_other(
    two: tuple[Release, Release], rolling: Rolling, store: FolderBlobs
) -> None:
    seen: list[str] = []
    done = threading.Event()

    def ask() -> None:
        client = Client(rolling)
        while not done.is_set():
            seen.append(client.get("/").text)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(1, 8):
        release = two[number % 2]
        activate(store, release.id)
        until_serving(rolling, release)
    done.set()
    for asker in askers:
        asker.join()
    assert set(seen) == {release.id for release in two}


def test_a_broken_release_is_refused_once_and_the_old_one_serves_on(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tried: list[str] = []

    def build(release: Release) -> Any:
        tried.append(release.id)
        if release.id == two[1].id:
            raise ValueError("NaN weights")
        return Told(release)

    activate(store, two[0].id)
    rolling = Rolling(store, Shelf(tmp_path / "here"), build, every_s=60)
    activate(store, two[1].id)
    for _ in range(3):
        rolling.look()
    assert rolling.serving == two[0].id
    assert tried == [two[0].id, two[1].id]
    assert "NaN weights" in caplog.text
    rolling.close()


def test_a_release_with_a_broken_file_is_refused_and_one_that_can_not_be_reached_is_tried_again(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    activate(store, two[0].id)
    rolling = Rolling(store, Shelf(tmp_path / "here"), Told, every_s=60)
    activate(store, two[1].id)
    with monkeypatch.context() as away:
        away.setattr(FolderBlobs, "fetch", lambda *_: (_ for _ in ()).throw(OSError("no route")))
        rolling.look()
    assert rolling.serving == two[0].id
    sha = two[1].manifest["files"]["MODEL_CARD.md"]["sha256"]
    good = store.read(f"files/{sha}")
    store.write(f"files/{sha}", b"bad")
    rolling.look()
    assert rolling.serving == two[0].id
    store.write(f"files/{sha}", good)
    rolling.look()
    assert rolling.serving == two[0].id  # it was refused a moment ago
    monkeypatch.setattr("time.monotonic", lambda now=time.monotonic: now() + REFUSED_S)
    rolling.look()
    assert rolling.serving == two[1].id
    rolling.close()


def test_an_app_that_is_no_longer_asked_is_closed(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.collection.rolling.DROPPED_S", 0.01)
    third = another_release(two[0], tmp_path / "third", "# A third model")
    publish(third, store)
    built: list[Told] = []

    def build(release: Release) -> Told:
        built.append(Told(release))
        return built[-1]

    activate(store, two[0].id)
    rolling = Rolling(store, Shelf(tmp_path / "here"), build, every_s=60)
    for release in (two[1], third):
        activate(store, release.id)
        rolling.look()
    assert [app.closed for app in built] == [True, False, False]
    rolling.close()


def test_a_job_is_found_by_who_handed_it_in_though_another_release_serves_by_now(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    engines: list[HeldEngine] = []

    def build(release: Release) -> BaseApp:
        engines.append(HeldEngine())
        drawer, settings = studio(engines[-1]), GanSettings()
        return create_app(settings, GanDeps(drawer, jobs_of(settings, release, drawer), "# A card"))

    activate(store, two[0].id)
    rolling = Rolling(store, Shelf(tmp_path / "here"), build, named=release_named_in, every_s=60)
    client = Client(rolling)
    walk = {"stops": [{"artwork": "red"}, {"artwork": "blue"}], "frames": 4, "size": 64, "format": "gif", "fps": 4}
    accepted = client.post("/api/gan/v1/walks", json=walk)
    assert accepted.status_code == 202
    activate(store, two[1].id)
    rolling.look()
    assert rolling.serving == two[1].id
    engines[0].gate.set()
    events = client.get(f"{accepted.headers['Location']}/events").text
    done = json.loads(events.splitlines()[-2].removeprefix("data: "))
    assert done["state"] == "done"
    assert client.get(done["result"]).data.startswith(b"GIF8")
    rolling.close()


def test_a_service_that_starts_later_draws_the_links_of_releases_before(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path
) -> None:
    for release in (*two, two[0], two[1]):
        activate(store, release.id)
    assert rollback(store) == two[0].id  # the second one was left, and its links were handed out
    rolling = Rolling(store, Shelf(tmp_path / "here"), Told, named=named, every_s=60)
    client = Client(rolling)
    assert client.get(f"/of/{two[1].id}").text == two[1].id
    assert client.get("/of/0123456789ab").text == two[0].id  # which will say that it knows no such release
    remove(store, two[1].id)
    rolling.look()
    gone = client.get(f"/of/{two[1].id}")
    assert (gone.status_code, gone.text.split(",")[0]) == (410, f"release {two[1].id} was removed by the museum")
    rolling.close()


def test_links_of_a_release_that_is_not_loaded_yet_are_to_be_asked_for_again(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    building, go = threading.Event(), threading.Event()

    def build(release: Release) -> Told:
        if release.id == two[1].id:
            building.set()
            assert go.wait(30)
        return Told(release)

    activate(store, two[0].id)
    rolling = Rolling(store, Shelf(tmp_path / "here"), build, named=named, every_s=60)
    activate(store, two[1].id)
    answer = Client(rolling).get(f"/of/{two[1].id}")  # another service has it already
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert building.wait(30)  # it looked at once
    go.set()
    until_serving(rolling, two[1])
    assert Client(rolling).get(f"/of/{two[1].id}").text == two[1].id
    rolling.close()


def test_while_the_store_is_away_nobody_is_told_that_a_link_is_wrong(
    two: tuple[Release, Release], store: FolderBlobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for release in two:
        activate(store, release.id)
    rolling = Rolling(store, Shelf(tmp_path / "here"), Told, named=named, every_s=60)
    with monkeypatch.context() as away:
        away.setattr("services.collection.rolling._WAIT_S", 0.05)
        away.setattr(FolderBlobs, "read", lambda *_: (_ for _ in ()).throw(OSError("no route")))
        assert Client(rolling).get(f"/of/{two[0].id}").status_code == 503
    rolling.look()
    with monkeypatch.context() as away:
        away.setattr(FolderBlobs, "fetch", lambda *_: (_ for _ in ()).throw(OSError("no route")))
        answer = Client(rolling).get(f"/of/{two[0].id}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    rolling.close()


def test_without_an_active_release_nothing_can_serve(store: FolderBlobs, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release of the store is active"):
        Rolling(store, Shelf(tmp_path / "here"), Told)
