"""Features of a store: each work once, again only where its picture or the encoder is another."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from services.collection.artwork import Artwork
from services.collection.features import FeaturesError, index_store, read_store_features
from services.collection.store import StoredWork, write_catalogue
from services.common.images import decode_upload


class Counting:
    """Sees a picture's mean colour as the first three of 2048 numbers, and counts what it was shown."""

    def __init__(self, sha256: str = "a" * 64) -> None:
        self.sha256 = sha256
        self.shown = 0

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        self.shown += len(images)
        rows = np.zeros((len(images), 2048), np.float32)
        rows[:, :3] = [np.asarray(image).mean((0, 1)) for image in images]
        rows[:, 3] = 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Keeping(Counting):
    """Keeps the pictures that it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[Image.Image] = []

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        self.pictures += images
        return super().embed(images)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    works = []
    (tmp_path / "images").mkdir()
    for number in range(20):
        file = f"images/{number}.png"
        paint(tmp_path / file, number)
        works.append(StoredWork(Artwork(id=f"work-{number}"), file, work=number != 7))
    write_catalogue(tmp_path, works)
    return tmp_path


def paint(file: Path, number: int) -> None:
    Image.new("RGB", (8, 8), (number * 10, 100, 50)).save(file)


def test_every_work_has_a_row_in_the_stores_order_and_a_detail_has_none(store: Path) -> None:
    seen: list[tuple[int, int]] = []
    report = index_store(store, Counting(), lambda done, total: seen.append((done, total)))
    features = read_store_features(store)
    assert report.works == 19
    assert features.ids == [f"work-{number}" for number in range(20) if number != 7]
    assert (features.rows.dtype, features.rows.shape) == (np.float16, (19, 2048))
    assert features.rows[:, 0].argsort().tolist() == list(range(19))
    assert features.encoder_sha256 == "a" * 64
    assert seen[-1] == (19, 19)


def test_a_second_run_looks_at_nothing_again(store: Path) -> None:
    index_store(store, Counting())
    first = read_store_features(store)
    again = Counting()
    index_store(store, again)
    assert again.shown == 0
    assert np.array_equal(read_store_features(store).rows, first.rows)


def test_a_picture_that_was_exchanged_is_looked_at_again(store: Path) -> None:
    index_store(store, Counting())
    paint(store / "images" / "3.png", 25)
    again = Counting()
    index_store(store, again)
    assert again.shown == 1
    assert read_store_features(store).rows[:, 0].argmax() == 3


def test_another_encoder_looks_at_everything(store: Path) -> None:
    index_store(store, Counting())
    other = Counting("b" * 64)
    index_store(store, other)
    assert other.shown == 19
    assert read_store_features(store).encoder_sha256 == "b" * 64


def test_a_picture_that_cannot_be_read_is_named_and_left_out(store: Path) -> None:
    (store / "images" / "4.png").write_bytes(b"no picture")
    (store / "images" / "5.png").unlink()
    report = index_store(store, Counting())
    assert set(report.left_out) == {"work-4", "work-5"}
    assert report.works == len(read_store_features(store).ids) == 17


def test_a_run_that_is_broken_off_leaves_what_it_had(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.collection.features._BATCH", 4)
    monkeypatch.setattr("services.collection.features._SAVE_EVERY_S", 0.0)
    monkeypatch.setattr("services.collection.features._SAVING_SHARE", 1e9)

    class Tired(Counting):
        def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
            if self.shown >= 12:
                raise KeyboardInterrupt
            return super().embed(images)

    with pytest.raises(KeyboardInterrupt):
        index_store(store, Tired())
    assert len(read_store_features(store).ids) == 12
    rested = Counting()
    assert index_store(store, rested).works == 19
    assert rested.shown == 7


def test_a_store_without_features_says_how_to_make_them(store: Path) -> None:
    with pytest.raises(FeaturesError, match="gen-studio index"):
        read_store_features(store)
    (store / "features.safetensors").write_bytes(b"broken")
    with pytest.raises(FeaturesError, match="remove it"):
        read_store_features(store)


def test_a_work_is_seen_as_the_same_picture_uploaded_would_be(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    deep, clear, turned = (tmp_path / "images" / name for name in ("deep.png", "clear.png", "turned.jpg"))
    Image.fromarray(np.full((8, 8), 30_000, np.uint16)).save(deep)
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(clear)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    Image.new("RGB", (8, 16), (9, 90, 200)).save(turned, exif=exif)
    files = (deep, clear, turned)
    works = [StoredWork(Artwork(id=file.stem), f"images/{file.name}", work=True) for file in files]
    write_catalogue(tmp_path, works)
    encoder = Keeping()
    index_store(tmp_path, encoder)
    for seen, file in zip(encoder.pictures, files, strict=True):
        uploaded = decode_upload(file.read_bytes())
        assert (seen.mode, seen.size, seen.tobytes()) == (uploaded.mode, uploaded.size, uploaded.tobytes())
