"""The generator, its file and its engine."""

import copy
import json
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.engine import TorchEngine
from gan_api.model.generator import SIZES, Generator, GeneratorConfig, Smoothing, UpBlock, gated


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("generator") / "generator.safetensors"
    save_generator(Generator(GeneratorConfig(size=128, channels=4)), path)
    return path


@pytest.mark.parametrize("size", SIZES)
def test_every_size_is_drawn(checkpoint: Path, size: int) -> None:
    pixels = TorchEngine(load_generator(checkpoint)).draw(np.zeros((2, 140), np.float32), size)
    assert pixels.shape == (2, size, size, 3)
    assert pixels.dtype == np.uint8


def test_a_smaller_size_computes_only_its_layers(checkpoint: Path) -> None:
    generator = load_generator(checkpoint).generator
    used: list[str] = []
    for side, block in generator.up.items():
        block.register_forward_hook(lambda *_, side=side: used.append(side))
    generator(torch.zeros(1, 140), 64)
    assert used == ["8", "16", "32", "64"]


def test_a_seed_draws_the_same_alone_and_in_company(checkpoint: Path) -> None:
    engine = TorchEngine(load_generator(checkpoint))
    seeds = np.random.default_rng(0).normal(size=(3, 140)).astype(np.float32)
    together = engine.draw(seeds, 128)
    for seed, picture in zip(seeds, together, strict=True):
        assert (engine.draw(seed[None], 128)[0] == picture).all()
    assert (together[0] != together[1]).any()


def test_a_truncated_file_is_refused(checkpoint: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.safetensors"
    short.write_bytes(checkpoint.read_bytes()[:-100])
    with pytest.raises(CheckpointError, match="can't be read"):
        load_generator(short)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="can't be read"):
        load_generator(tmp_path / "none.safetensors")


def test_another_model_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    save_file({"weight": torch.zeros(1)}, other)
    with pytest.raises(CheckpointError, match="not a generator checkpoint"):
        load_generator(other)


def test_nan_weights_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    weights = load_file(checkpoint)
    next(iter(weights.values())).view(-1)[0] = torch.nan
    broken = tmp_path / "nan.safetensors"
    generator = load_generator(checkpoint).generator
    generator.load_state_dict(weights, strict=False)
    save_generator(generator, broken)
    with pytest.raises(CheckpointError, match="NaN"):
        load_generator(broken)


def naively(block: UpBlock, x: torch.Tensor, smooth: bool) -> torch.Tensor:
    doubled = block.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))
    for axis in (2, 3) if smooth else ():
        size = doubled.shape[axis]
        before, after = (torch.arange(size).add(step).clamp(0, size - 1) for step in (-1, 1))
        doubled = (doubled.index_select(axis, before) + 2 * doubled + doubled.index_select(axis, after)) / 4
    return F.glu(block.norm(doubled), dim=1)


@pytest.mark.parametrize("smooth", [True, False])
@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("side", [4, 16])  # too few places to sum the taps anew, and enough
def test_a_block_doubles_and_convolves_and_gates_with_the_gradients_of_doing_it_step_by_step(
    smooth: bool, training: bool, side: int
) -> None:
    torch.manual_seed(0)
    block = UpBlock(6, 4, smooth).train(training)
    block.norm.get_buffer("running_mean").normal_()
    block.norm.get_buffer("running_var").uniform_(0.5, 2)
    plain = copy.deepcopy(block)
    x = torch.randn(3, 6, side, side)
    drawn, wanted = block(x), naively(plain, x, smooth)
    torch.testing.assert_close(drawn, wanted, atol=1e-5, rtol=1e-4)
    drawn.square().mean().backward()
    wanted.square().mean().backward()
    for mine, theirs in zip(block.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(mine.grad, theirs.grad, atol=1e-5, rtol=1e-3)


def test_smoothing_makes_of_nearest_neighbours_what_lies_between() -> None:
    x = torch.randn(2, 3, 5, 7)
    smoothed = Smoothing()(F.interpolate(x, scale_factor=2.0, mode="nearest"))
    torch.testing.assert_close(smoothed, F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False))


def test_only_sizes_beyond_the_smallest_are_smoothed(checkpoint: Path) -> None:
    blocks = load_generator(checkpoint).generator.up
    assert [side for side, block in blocks.items() if isinstance(block.smoothing, Smoothing)] == ["128"]


def test_a_file_of_before_draws_as_it_did(tmp_path: Path) -> None:
    plain = Generator(GeneratorConfig(size=128, channels=4, smooth=False)).eval()
    for name, weight in plain.named_parameters():
        if "conv" in name or "to_rgb" in name or "stem" in name:
            weight.data.normal_(0, 0.2)  # a random generator draws flat grey; this one draws something
    path, seeds = tmp_path / "before.safetensors", torch.randn(2, 140)
    save_generator(plain, path)
    with torch.inference_mode():
        wanted = load_generator(path).generator(seeds)
        config = {name: value for name, value in plain.config.as_dict().items() if name != "smooth"}
        save_file(load_file(path), path, {"format": "gen-studio-generator/1", "config": json.dumps(config)})
        again = load_generator(path).generator
        assert torch.equal(again(seeds), wanted)
        again.up["128"].smoothing = Smoothing()
        assert (again(seeds) - wanted).abs().max() > 0.05


def test_a_gated_unit_hands_its_gradients_on_in_the_layout_that_it_was_given() -> None:
    x = torch.randn(2, 6, 5, 5, dtype=torch.double).contiguous(memory_format=torch.channels_last).requires_grad_()
    assert torch.autograd.gradcheck(gated, (x,))
    assert torch.equal(gated(x), F.glu(x, dim=1))
    given: list[torch.Tensor] = []
    later = x * 1
    later.register_hook(given.append)
    gated(later).square().sum().backward()
    assert given[0].is_contiguous(memory_format=torch.channels_last)
