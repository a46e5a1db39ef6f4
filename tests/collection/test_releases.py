"""A release is whole, or refused by the name of what is wrong."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from services.collection.artwork import Artwork
from services.collection.releases import (
    FEATURE_LENGTH,
    SEED_LENGTH,
    Release,
    ReleaseError,
    build_release,
    open_release,
    read_artworks,
    read_features,
    read_seeds,
)

WORKS = [Artwork("a", title="Œuvre – 1"), Artwork("b", licence="CC BY 4.0 (J. Paul Getty Trust)"), Artwork("c")]


def parts(folder: Path) -> dict[str, Any]:
    """Everything build_release takes, tiny."""
    folder.mkdir(exist_ok=True)
    (folder / "g").write_bytes(b"generator")
    (folder / "e").write_bytes(b"encoder")
    features = np.zeros((3, FEATURE_LENGTH), np.float16)
    features[[0, 1, 2], [0, 5, 7]] = 1
    return {
        "generator": folder / "g",
        "encoder": folder / "e",
        "artworks": WORKS,
        "seeds": np.arange(3 * SEED_LENGTH, dtype=np.int16).reshape(3, SEED_LENGTH),
        "features": features,
        "card": "# Card\n",
        "created": "2026-11-23T12:00:00+00:00",
    }


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return build_release(tmp_path / "release", **parts(tmp_path / "parts"))


def test_what_was_built_can_be_read(release: Release, tmp_path: Path) -> None:
    opened = open_release(release.root)
    given = parts(tmp_path / "parts")
    assert opened == release
    assert read_artworks(opened) == WORKS
    assert np.array_equal(read_seeds(opened), given["seeds"])
    features, encoder = read_features(opened)
    assert np.array_equal(features, given["features"])
    assert encoder == opened.manifest["encoder_sha256"]
    assert opened.path("MODEL_CARD.md").read_text() == "# Card\n"
    assert opened.path("generator.safetensors").read_bytes() == b"generator"


def test_works_may_be_compared_by_fewer_numbers_than_the_network_has(tmp_path: Path) -> None:
    short = np.eye(3, 512, dtype=np.float16)
    built = build_release(tmp_path / "release", **parts(tmp_path / "parts") | {"features": short})
    assert np.array_equal(read_features(built)[0], short)


def test_how_many_works_are_drawn_closely_stands_in_the_manifest(release: Release, tmp_path: Path) -> None:
    assert release.manifest["landmarks"] == 0
    other = build_release(tmp_path / "other", **parts(tmp_path / "parts"), landmarks=2)
    assert other.manifest["landmarks"] == 2


def test_a_service_under_another_user_can_read_all_of_it(release: Release) -> None:
    assert release.root.stat().st_mode & 0o005 == 0o005
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in release.root.iterdir())


def test_the_id_depends_on_the_content_alone(tmp_path: Path) -> None:
    given = parts(tmp_path / "parts")
    first = build_release(tmp_path / "one", **given)
    again = build_release(tmp_path / "two", **given | {"created": "2030-01-01T00:00:00+00:00"})
    other = build_release(tmp_path / "three", **given | {"card": "# Another card\n"})
    assert first.id == again.id != other.id
    assert len(first.id) == 12


@pytest.mark.parametrize("name", ["generator.safetensors", "catalogue.jsonl", "features.safetensors", "MODEL_CARD.md"])
def test_a_file_that_was_changed_or_lost_is_named(release: Release, name: str) -> None:
    path = release.root / name
    data = path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    with pytest.raises(ReleaseError, match=name):
        open_release(release.root)
    open_release(release.root, verify=False)
    path.write_bytes(data + b"x")
    with pytest.raises(ReleaseError, match=name):
        open_release(release.root, verify=False)
    path.unlink()
    with pytest.raises(ReleaseError, match=f"{name} is missing"):
        open_release(release.root)
    path.write_bytes(data)
    open_release(release.root)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": "gen-studio-release/2"}, "format"),
        ({"id": "000000000000"}, "id"),
        ({"files": None}, "files"),
        ({"artworks": "3"}, "artworks"),
    ],
)
def test_a_manifest_that_lies_is_refused(release: Release, change: dict[str, Any], reason: str) -> None:
    path = release.root / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | change))
    with pytest.raises(ReleaseError, match=reason):
        open_release(release.root)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/b", ".."])
def test_a_manifest_does_not_reach_out_of_its_folder(release: Release, name: str) -> None:
    path = release.root / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["files"][name] = {"bytes": 1, "sha256": "0" * 64}
    path.write_text(json.dumps(manifest))
    with pytest.raises(ReleaseError, match="outside of the release"):
        open_release(release.root)


def test_a_file_that_every_release_has_must_be_listed(release: Release) -> None:
    path = release.root / "manifest.json"
    manifest = json.loads(path.read_text())
    del manifest["files"]["seeds.safetensors"]
    path.write_text(json.dumps(manifest))
    with pytest.raises(ReleaseError, match=r"does not list seeds\.safetensors"):
        open_release(release.root)


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 100_000])
def test_a_manifest_that_is_none_is_refused(release: Release, text: str) -> None:
    (release.root / "manifest.json").write_text(text)
    with pytest.raises(ReleaseError, match=r"manifest\.json"):
        open_release(release.root)


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"manifest\.json is missing"):
        open_release(tmp_path)


def nan(features: np.ndarray) -> np.ndarray:
    changed = features.copy()
    changed[1, 3] = np.nan
    return changed


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"artworks": []}, "at least one"),
        ({"artworks": [WORKS[0], WORKS[1], WORKS[0]]}, "same id"),
        ({"artworks": WORKS[:2]}, "seeds"),
        ({"seeds": np.zeros((3, 139), np.int16)}, "seeds"),
        ({"seeds": np.zeros((3, 140), np.float32)}, "seeds"),
        ({"features": np.zeros((3, 2048), np.float16)}, "length 0.000"),
        ({"features": np.eye(3, 2049, dtype=np.float16)}, "features"),
        ({"features": nan(np.eye(3, 2048, dtype=np.float16))}, "features of b"),
        ({"generator": Path("nowhere.safetensors")}, "nowhere"),
    ],
)
def test_parts_that_do_not_fit_leave_nothing_behind(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    given = parts(tmp_path / "parts")
    with pytest.raises(ReleaseError, match=reason):
        build_release(tmp_path / "out" / "release", **given | change)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_a_release_replaces_a_release_but_nothing_else(tmp_path: Path) -> None:
    given = parts(tmp_path / "parts")
    out = tmp_path / "out" / "release"
    build_release(out, **given)
    replaced = build_release(out, **given | {"card": "# New\n"})
    assert open_release(out).id == replaced.id
    assert [path.name for path in out.parent.iterdir()] == ["release"]
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "dear.txt").write_text("dear")
    with pytest.raises(ReleaseError, match="no release"):
        build_release(letters, **given)
    assert (letters / "dear.txt").read_text() == "dear"


def test_a_name_that_is_no_file_of_the_release_is_refused(release: Release) -> None:
    with pytest.raises(ReleaseError, match="no file"):
        release.path("../parts/g")


def test_tensors_of_another_shape_are_refused(release: Release) -> None:
    path = release.root / "features.safetensors"
    save_file({"features": np.eye(2, FEATURE_LENGTH, dtype=np.float16)}, path, {"encoder_sha256": "0" * 64})
    with pytest.raises(ReleaseError, match=r"features\.safetensors"):
        read_features(release)
    save_file({"features": np.eye(3, FEATURE_LENGTH, dtype=np.float16)}, path)
    with pytest.raises(ReleaseError, match="which encoder"):
        read_features(release)
    path.write_bytes(b"no tensors")
    with pytest.raises(ReleaseError, match="can't be read"):
        read_features(release)
