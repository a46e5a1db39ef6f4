"""Training an encoder on a few tiny pictures with a random teacher."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from services.vision import distillation
from services.vision.distillation import DistillationPlan, save_encoder, train_encoder
from services.vision.encoder import load_encoder
from services.vision.holdout import left_out
from services.vision.mobilenetv2 import MobileNetV2, load_mobilenetv2
from services.vision.resnet50 import FEATURES, ResNet50
from services.vision.whitening import Whitening


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("teacher") / "mobilenetv2.safetensors"
    save_file({key: value.clone() for key, value in MobileNetV2().state_dict().items()}, path)
    return path


def test_the_teachers_maps_come_at_strides_4_to_32(teacher: Path) -> None:
    maps = load_mobilenetv2(teacher)(torch.zeros(1, 3, 64, 64))
    assert [tuple(x.shape[1:]) for x in maps] == [(24, 16, 16), (32, 8, 8), (96, 4, 4), (320, 2, 2)]


def test_folding_the_norms_changes_no_feature(teacher: Path) -> None:
    torch.manual_seed(1)
    plain = MobileNetV2().eval()
    for name, buffer in plain.named_buffers():
        if name.endswith(("running_mean", "running_var")):
            buffer.uniform_(0.5, 1.5)
    save_file({key: value.clone() for key, value in plain.state_dict().items()}, teacher.with_name("plain.safetensors"))
    image = torch.rand(1, 3, 64, 64)
    folded = load_mobilenetv2(teacher.with_name("plain.safetensors"))
    assert torch.allclose(folded.embed(image), plain.embed(image), atol=1e-5)


def test_another_network_is_no_teacher(tmp_path: Path) -> None:
    save_file({"conv1.weight": torch.zeros(1)}, tmp_path / "other.safetensors")
    with pytest.raises(RuntimeError, match="not a MobileNetV2"):
        load_mobilenetv2(tmp_path / "other.safetensors")


def test_a_run_leaves_an_encoder_that_says_how_long_it_was_trained(
    teacher: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(0)
    for index in range(4):
        Image.fromarray(random.integers(0, 255, (60, 60, 3), dtype=np.uint8)).save(tmp_path / f"{index}.png")
    output = tmp_path / "out" / "encoder.safetensors"
    plan = DistillationPlan(tmp_path, output, teacher, minutes=0.03, batch=2, side=32, leave_out=0)
    monkeypatch.setattr(distillation, "learn_likeness", lambda *_: None)  # seconds
    train_encoder(plan)
    assert load_encoder(output).side == 32
    first = images_seen(output)
    assert first > 0
    train_encoder(replace(plan, asking=True))  # goes on from where it was, by other lessons
    assert images_seen(output) > first


def test_without_minutes_the_network_stays_as_it_is_and_what_is_alike_is_learnt_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(0)
    for index in range(2):
        Image.fromarray(random.integers(0, 255, (60, 60, 3), dtype=np.uint8)).save(tmp_path / f"{index}.png")
    output = tmp_path / "encoder.safetensors"
    plan = DistillationPlan(tmp_path, output, None, minutes=0, batch=2, leave_out=0)
    with pytest.raises(ValueError, match="is not there"):
        train_encoder(plan)
    save_encoder(ResNet50(), 32, output, images_seen=5)
    alike = Whitening(np.ones(FEATURES, np.float32), np.eye(FEATURES, dtype=np.float32))
    monkeypatch.setattr(distillation, "learn_likeness", lambda *_: alike)
    before = load_file(output)
    train_encoder(plan)
    after = load_file(output)
    assert after.keys() - before.keys() == {"whitening.mean", "whitening.turn"}
    assert all(torch.equal(after[name], before[name]) for name in before)
    assert (images_seen(output), load_encoder(output).side) == (5, 32)


def test_a_share_of_the_pictures_is_left_out_by_name_alone() -> None:
    names = [Path(f"anywhere/work-{number}.jpg") for number in range(2000)]
    out = [left_out(name, 0.1) for name in names]
    assert 140 < sum(out) < 260
    assert out == [left_out(Path("elsewhere") / name.with_suffix(".png").name, 0.1) for name in names]
    assert not any(left_out(name, 0) for name in names)


def test_what_is_left_out_is_not_even_read_and_the_encoder_says_how_much_it_was(
    teacher: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distillation, "learn_likeness", lambda *_: None)  # seconds
    random = np.random.default_rng(0)
    for name in (f"{number}.png" for number in range(12)):
        if left_out(Path(name), 0.5):
            (tmp_path / name).write_text("no picture: reading it would be told")
        else:
            Image.fromarray(random.integers(0, 255, (60, 60, 3), dtype=np.uint8)).save(tmp_path / name)
    output = tmp_path / "encoder.safetensors"
    train_encoder(DistillationPlan(tmp_path, output, teacher, 0.01, batch=2, side=32, leave_out=0.5))
    assert "left out" not in capsys.readouterr().out
    with safe_open(output, "pt") as file:
        assert file.metadata()["leave_out"] == "0.5"


def images_seen(path: Path) -> int:
    with safe_open(path, "pt") as file:
        return int(file.metadata()["images_seen"])


def test_an_empty_folder_is_refused(teacher: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds 0 readable images"):
        train_encoder(DistillationPlan(tmp_path, tmp_path / "encoder.safetensors", teacher))
