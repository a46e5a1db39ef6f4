"""Milvus is filled by a command that goes on where it was, and the search service takes what it has."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from prometheus_client import REGISTRY

from search_api.index.milvus import engine, filling
from search_api.index.milvus.filling import drop, fill, filled
from search_api.index.milvus.link import FEATURES, MilvusMissing, collection_of, connect
from search_api.index.milvus.wording import ROW
from search_api.settings import SearchSettings
from search_api.wsgi import build
from services.cli import main
from services.collection.artwork import Artwork
from services.collection.publishing import publish
from services.collection.releases import Release
from services.common.blobs import FolderBlobs
from tests.search_api.milvus.lite import Lite, lite
from tests.search_api.test_cascade_index import some_features
from tests.search_api.test_wsgi import FileEncoder
from tests.search_api.tiny import API

WORKS = [Artwork(f"w{row}") for row in range(50)]
VECTORS = some_features(50, 16)


@pytest.fixture(scope="module")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lite]:
    with lite(tmp_path_factory.mktemp("milvus")) as running:
        yield running


@pytest.fixture
def client(milvus: Lite) -> Iterator[Any]:
    made = connect(milvus.address, "", 10)
    yield made
    made.close()


class Stops:
    """A client that fails at its third batch, of which some rows have come through already."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._sent = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def insert(self, name: str, rows: list[dict[str, Any]], timeout: float) -> None:
        self._sent += 1
        self._client.insert(name, rows[:3] if self._sent == 3 else rows)
        if self._sent == 3:
            raise ConnectionError


def test_a_filling_that_was_cut_short_goes_on_where_it_was(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "BATCH", 10)
    with pytest.raises(ConnectionError):
        fill(Stops(client), "cut", WORKS, VECTORS)
    told: list[tuple[int, int]] = []
    assert fill(client, "cut", WORKS, VECTORS, lambda *done: told.append(done)).works == 50
    assert told == [(30, 50), (40, 50), (50, 50)]
    rows = client.query(collection_of("cut"), filter="row >= 0", output_fields=[ROW, FEATURES], limit=100)
    assert sorted(row[ROW] for row in rows) == list(range(50))
    assert {one.release: one.works for one in filled(client)}["cut"] == 50
    assert drop(client, "cut")
    assert not drop(client, "cut")


def test_the_service_searches_in_milvus_once_the_command_has_filled_it(
    milvus: Lite, release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "FEW", 3)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SEARCH_MILVUS_URL", milvus.address)
    told = CliRunner().invoke(main, ["milvus", "fill", "--release", str(release.root)])
    assert told.stdout == f"Milvus has 12 works of release {release.id}.\n"
    publish(release, FolderBlobs(tmp_path))
    for chosen in (["--id", release.id], []):  # what is there is not sent again; none is active as yet
        again = CliRunner().invoke(main, ["milvus", "fill", "--in", str(tmp_path), *chosen])
        assert (again.exit_code == 0) == bool(chosen)
    app = build(SearchSettings(milvus_timeout_ms=10_000, milvus_checked=1), release, FileEncoder)
    before = _checked()
    answer = app.test_client().get(f"{API}/artworks/work-3/similar?k=3&culture=Japanese&culture=French").json
    assert (answer["exact"], answer["kept"], len(answer["matches"])) == (False, 7, 3)
    app.close()
    assert _checked() == (before[0] + 1, before[1] + 1)  # of so few works all are found
    exact = build(SearchSettings(milvus_url=None), release, FileEncoder).test_client()
    own = exact.get(f"{API}/artworks/work-3/similar?k=3&culture=Japanese&culture=French").json
    assert own["exact"]
    assert [match["artwork"]["id"] for match in own["matches"]] == [
        match["artwork"]["id"] for match in answer["matches"]
    ]
    assert f"{release.id}         12 works\n" in CliRunner().invoke(main, ["milvus", "list"]).output
    removed = CliRunner().invoke(main, ["milvus", "drop", release.id]).output
    assert removed == f"Release {release.id} is removed from Milvus.\n"


def test_the_service_answers_where_milvus_never_was(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "FEW", 3)
    app = build(SearchSettings(milvus_url="http://127.0.0.1:9", milvus_timeout_ms=200), release, FileEncoder)
    answer = app.test_client().get(f"{API}/artworks/work-3/similar?k=3").json
    assert (answer["exact"], len(answer["matches"])) == (True, 3)
    app.close()


def test_a_service_without_the_packages_does_not_start(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(MilvusMissing, match="gen-studio"):
        build(SearchSettings(milvus_url="http://milvus:19530"), release, FileEncoder)


def test_who_does_not_use_milvus_does_not_import_it() -> None:
    code = "import search_api.wsgi, sys; print([name for name in sys.modules if name.startswith(('pymilvus', 'grpc'))])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_features_are_sent_at_unit_length(client: Any) -> None:
    fill(client, "long", WORKS[:4], 7 * VECTORS[:4])
    rows = client.query(collection_of("long"), filter="row >= 0", output_fields=[FEATURES], limit=10)
    assert np.linalg.norm([row[FEATURES] for row in rows], axis=1) == pytest.approx(1, abs=1e-6)


def _checked() -> tuple[float, float]:
    name = "gen_studio_search_milvus_recall"
    total, count = (REGISTRY.get_sample_value(f"{name}_{part}") or 0.0 for part in ("sum", "count"))
    return total, count
