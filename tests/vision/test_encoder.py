"""The encoder: one preprocessing, unit features, and any torchvision-named ResNet50."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file

from services.vision.distillation import save_encoder
from services.vision.encoder import Encoder, EncoderError, load_encoder, load_resnet50, prepare
from services.vision.resnet50 import FEATURES, ResNet50, folded
from services.vision.whitening import Whitening


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("encoder") / "encoder.safetensors"
    save_encoder(ResNet50(), 64, path)
    return path


@pytest.fixture(scope="module")
def encoder(file: Path) -> Encoder:
    return load_encoder(file)


def test_what_an_encoder_sees_is_compared_as_its_file_says(file: Path, tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    mean, turn = random.normal(0, 0.01, FEATURES), random.normal(0, 1, (FEATURES, 512))
    white = Whitening(mean.astype(np.float32), turn.astype(np.float32))
    network, side = load_resnet50(file)
    save_encoder(network, side, tmp_path / "white.safetensors", white=white)
    picture = Image.fromarray(random.integers(0, 255, (80, 90, 3), dtype=np.uint8))
    plain, compared = (load_encoder(path) for path in (file, tmp_path / "white.safetensors"))
    assert compared.embed([]).shape == (0, compared.dimensions) == (0, 512)
    wanted = white.of(plain.embed([picture]))[0]
    assert compared.embed([picture])[0] @ (wanted / np.linalg.norm(wanted)) > 0.999
    places = compared.patches(picture).features
    seen = plain.patches(picture).features
    assert np.allclose(places, white.of(seen / np.linalg.norm(seen.mean((0, 1)))), atol=0.01)
    again = load_resnet50(tmp_path / "white.safetensors")[0].state_dict()
    assert all(torch.equal(value, again[key]) for key, value in network.state_dict().items())


def test_a_folded_network_sees_what_it_saw_and_its_gradients_reach_the_picture() -> None:
    torch.manual_seed(0)
    network = ResNet50().eval()
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.get_buffer("running_mean").normal_(0, 0.1)
            module.get_buffer("running_var").uniform_(0.5, 2)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    image = torch.randn(2, 3, 64, 64, requires_grad=True)
    faster = folded(network)
    for mine, theirs in zip(faster.stages(image), network.stages(image), strict=True):
        assert theirs.std() > 0.01  # there is something to compare
        torch.testing.assert_close(mine, theirs, atol=1e-4, rtol=1e-3)
    faster(image).sum().backward()
    assert image.grad is not None
    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in faster.modules())
    assert all(torch.equal(before[name], value) for name, value in network.state_dict().items())


def picture(colour: tuple[int, int, int], size: tuple[int, int] = (90, 70)) -> Image.Image:
    return Image.new("RGB", size, colour)


def test_features_are_2048_numbers_of_unit_length(encoder: Encoder) -> None:
    features = encoder.embed([picture((200, 30, 30)), picture((30, 200, 30))])
    assert features.shape == (2, 2048)
    assert np.linalg.norm(features, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_a_picture_has_the_same_features_alone_and_in_company(encoder: Encoder) -> None:
    first, second = picture((200, 30, 30)), picture((30, 200, 30))
    assert (encoder.embed([first, second])[1] == encoder.embed([second])[0]).all()


@pytest.mark.parametrize("size", [(90, 70), (70, 200), (3000, 20)])
def test_its_patches_cover_the_square_that_it_looks_at_and_see_there_what_it_sees(
    encoder: Encoder, size: tuple[int, int]
) -> None:
    ramp = np.linspace(0, 255, size[0] * size[1] * 3).reshape(size[1], size[0], 3).astype(np.uint8)
    seen = encoder.patches(Image.fromarray(ramp))
    assert seen.features.shape == (4, 4, 2048)
    whole = seen.features.mean((0, 1))
    assert float(whole @ encoder.embed([Image.fromarray(ramp)])[0]) / np.linalg.norm(whole) > 0.98
    left, top, right, bottom = (place * side for place, side in zip(seen.box, size * 2, strict=True))
    square = min(size) * 7 / 8
    assert (right - left, bottom - top) == pytest.approx((square, square), abs=0.02 * square)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((size[0] / 2, size[1] / 2), abs=0.02 * square)


def test_no_pictures_are_no_features(encoder: Encoder) -> None:
    assert encoder.embed([]).shape == (0, 2048)


@pytest.mark.parametrize("size", [(64, 64), (300, 20), (20, 300), (1, 1), (1, 2_000_000)])
def test_any_shape_becomes_the_square_that_the_encoder_looks_at(size: tuple[int, int]) -> None:
    assert prepare(picture((9, 9, 9), size), 64).shape == (64, 64, 3)


def test_a_file_without_a_side_is_looked_at_like_imagenet(file: Path, tmp_path: Path) -> None:
    weights = load_file(file)
    weights["fc.weight"], weights["fc.bias"] = torch.zeros(1000, 2048), torch.zeros(1000)
    save_file(weights, tmp_path / "torchvision.safetensors")
    assert load_encoder(tmp_path / "torchvision.safetensors").side == 224


def test_another_network_is_refused_by_name(tmp_path: Path) -> None:
    save_file({"features.0.weight": torch.zeros(1)}, tmp_path / "other.safetensors")
    with pytest.raises(EncoderError, match="not a torchvision-named ResNet50"):
        load_encoder(tmp_path / "other.safetensors")


def test_a_file_that_is_cut_short_is_refused(file: Path, tmp_path: Path) -> None:
    (tmp_path / "short.safetensors").write_bytes(file.read_bytes()[:5000])
    with pytest.raises(EncoderError, match="can't be read"):
        load_encoder(tmp_path / "short.safetensors")


def test_pictures_seen_side_by_side_have_the_features_that_each_has_alone(file: Path) -> None:
    pictures = [picture((40 * number, 90, 30), (70 + number, 80)) for number in range(5)]
    together = load_encoder(file, at_once=2).embed(pictures)
    alone = load_encoder(file)
    assert np.abs(together - np.stack([alone.embed([one])[0] for one in pictures])).max() < 1e-6
    assert len(np.unique(together.round(4), axis=0)) == 5
