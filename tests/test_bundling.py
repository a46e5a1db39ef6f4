"""From a store to a release."""

from pathlib import Path

import numpy as np
import pytest
import torch

from gan_api.inversion.run import KeptInversions
from services import bundling
from services.bundling import release_of_store
from services.collection.features import StoreFeatures, write_features
from services.collection.releases import read_artworks, read_features
from services.collection.store import read_store
from services.common.hashes import sha256_of
from tests.spark.stores import small_store


def test_landmarks_that_are_drawn_closely_come_first_each_with_its_own_features(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, network = small_store(tmp_path / "store"), tmp_path / "network"
    network.write_bytes(b"a network")
    sha256 = sha256_of(network)
    ids = [stored.artwork.id for stored in read_store(store) if stored.work][:4]
    rows = np.eye(4, 8, dtype=np.float16)
    write_features(store / "features.safetensors", StoreFeatures(ids, [""] * 4, rows, sha256))
    (store / "inversions").mkdir()
    losses = torch.tensor([0.21, 0.2, 0.16, 0.01])
    kept = KeptInversions(store / "inversions", sha256)
    kept.add(dict.fromkeys(ids, ""), np.zeros((4, 140), np.int16), losses)
    kept.remembered(sha256, {}, np.zeros((0, 140)), sha256, {"works": [*ids[:2], "a work that is gone"]})
    monkeypatch.setattr(bundling, "model_card", lambda *_: "# Card")
    release = release_of_store(store, network, network, network, tmp_path / "out", "2026-01-01")
    assert [work.id for work in read_artworks(release)] == [ids[1], ids[0], ids[2], ids[3]]
    assert release.manifest["landmarks"] == 1
    assert np.array_equal(read_features(release)[0], rows[[1, 0, 2, 3]])
