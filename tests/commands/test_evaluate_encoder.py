"""gen-studio evaluate encoder on a tiny store: it asks with what was left out, and only then says how good."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from PIL import Image
from safetensors.torch import save_file

from services.cli import main
from services.collection.artwork import Artwork
from services.collection.store import StoredWork, write_catalogue
from services.common.hashes import sha256_of
from services.vision.changes import CHANGES
from services.vision.distillation import save_encoder
from services.vision.holdout import left_out
from services.vision.mobilenetv2 import MobileNetV2
from services.vision.resnet50 import ResNet50

WORKS = 24
SHARE = 0.5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    (folder / "images").mkdir()
    random = np.random.default_rng(0)
    works = []
    for number in range(WORKS):
        file = f"images/w{number}.png"
        Image.fromarray(random.integers(0, 255, (40, 40, 3), dtype=np.uint8)).save(folder / file)
        works.append(StoredWork(Artwork(f"w{number}", culture="Greek", artist=f"artist {number}"), file, True))
    write_catalogue(folder, works)
    return folder


def encoder(folder: Path, share: float) -> Path:
    torch.manual_seed(0)
    path = folder / f"encoder-{share}.safetensors"
    save_encoder(ResNet50(), 32, path, leave_out=share)
    return path


def test_it_asks_with_what_was_left_out_beside_another_network(store: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    mobilenetv2 = tmp_path / "mobilenetv2.safetensors"
    save_file({key: value.clone() for key, value in MobileNetV2().state_dict().items()}, mobilenetv2)
    figures = tmp_path / "figures.json"
    arguments = ["evaluate", "encoder", "--store", str(store), "--encoder", str(encoder(tmp_path, SHARE))]
    said = CliRunner().invoke(main, [*arguments, "--mobilenetv2", str(mobilenetv2), "--json", str(figures)])
    assert said.exit_code == 0, said.output
    report = json.loads(figures.read_text())
    expected = sum(left_out(Path(f"w{number}.png"), SHARE) for number in range(WORKS))
    assert (report["works"], report["asked"], report["left_out"]) == (WORKS, expected, SHARE)
    assert report["encoder_sha256"] == sha256_of(tmp_path / f"encoder-{SHARE}.safetensors")
    assert list(report["networks"]) == ["encoder", "MobileNetV2"]
    for network in report["networks"].values():
        # all are Greek, and no artist has more than one work
        assert network["labels"] == {
            "culture": {"precision_at_10": 1.0, "mean_average_precision": 1.0, "queries": expected}
        }
        assert list(network["found_again"]) == list(CHANGES)
        assert all(0 <= share <= 1 for share in network["found_again"].values())
    assert f"same culture, precision@10 ({expected} asked) | 1.000 | 1.000 |" in said.output


def test_an_encoder_that_has_seen_all_works_is_not_judged(store: Path, tmp_path: Path) -> None:
    arguments = ["evaluate", "encoder", "--store", str(store), "--encoder", str(encoder(tmp_path, 0))]
    said = CliRunner().invoke(main, arguments)
    assert said.exit_code != 0
    assert "0 works" in said.output
    assert "--leave-out 0.1" in said.output
