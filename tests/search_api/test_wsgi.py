"""The real service is built of a release, and only with the encoder that the release was indexed with."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from search_api.settings import SearchSettings
from search_api.strangers import strangers
from search_api.wsgi import WrongEncoderError, build
from services.collection.artwork import Artwork
from services.collection.releases import FEATURE_LENGTH, SEED_LENGTH, Release, build_release
from services.common.settings import SettingsError, load_settings
from tests.search_api.tiny import API, picture


class FileEncoder:
    """Any file as an encoder: it sees the first feature in every picture, and counts them."""

    def __init__(self, path: Path) -> None:
        self.sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        self.seen = 0

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        self.seen += len(images)
        return np.eye(1, FEATURE_LENGTH, dtype=np.float32).repeat(len(images), axis=0)


@pytest.fixture
def release(tmp_path: Path) -> Release:
    for name in ("generator", "encoder", "other"):
        (tmp_path / name).write_text(name)
    return build_release(
        tmp_path / "release",
        generator=tmp_path / "generator",
        encoder=tmp_path / "encoder",
        artworks=[Artwork("a", title="First"), Artwork("b", title="Second")],
        seeds=np.zeros((2, SEED_LENGTH), np.int16),
        features=np.eye(2, FEATURE_LENGTH, dtype=np.float16),
        card="# Card\n",
        created="2026-11-23T12:00:00+00:00",
        landmarks=1,
    )


def test_a_release_is_served(release: Release) -> None:
    client = build(SearchSettings(), release, FileEncoder).test_client()
    assert client.get(f"{API}/collection").json == {
        "release": release.id,
        "artworks": 2,
        "encoder_sha256": release.manifest["encoder_sha256"],
    }
    answer = client.post(f"{API}/similar", data=picture("red"), content_type="image/png")
    assert [match["artwork"]["id"] for match in answer.json["matches"]] == ["a", "b"]


def test_a_releases_landmarks_are_shown_before_its_other_works(release: Release) -> None:
    client = build(SearchSettings(), release, FileEncoder).test_client()
    for shuffle in range(6):
        shown = client.get(f"{API}/artworks?shuffle={shuffle}").json["items"]
        assert [work["id"] for work in shown] == ["a", "b"]


def test_the_encoder_has_seen_a_picture_before_the_service_is_ready(release: Release) -> None:
    loaded: list[FileEncoder] = []

    def load(path: Path) -> FileEncoder:
        loaded.append(FileEncoder(path))
        return loaded[0]

    build(SearchSettings(), release, load)
    assert [encoder.seen for encoder in loaded] == [len(strangers())]


def test_the_same_encoder_from_another_place_is_taken(release: Release, tmp_path: Path) -> None:
    build(SearchSettings(encoder=tmp_path / "encoder"), release, FileEncoder)


def test_another_encoder_than_the_indexs_is_refused_by_name_with_the_way_out(release: Release, tmp_path: Path) -> None:
    with pytest.raises(WrongEncoderError) as refused:
        build(SearchSettings(encoder=tmp_path / "other"), release, FileEncoder)
    message = str(refused.value)
    assert release.manifest["encoder_sha256"] in message
    assert FileEncoder(tmp_path / "other").sha256 in message
    assert f"gen-studio index --store STORE --encoder {tmp_path / 'other'}" in message


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCH_ENCODER", "weights/resnet50.safetensors")
    monkeypatch.setenv("SEARCH_MAX_WAITING", "3")
    settings = load_settings(SearchSettings)
    assert (settings.encoder, settings.max_waiting) == (Path("weights/resnet50.safetensors"), 3)
    monkeypatch.setenv("SEARCH_MAX_WAITING", "-1")
    with pytest.raises(SettingsError, match="SEARCH_MAX_WAITING"):
        load_settings(SearchSettings)
