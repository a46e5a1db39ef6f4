"""What a generator remembers of its landmarks: in full at their seeds, nothing far from them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_api import latent
from gan_api.inversion.memorising import remembering
from gan_api.model.checkpoint import load_generator, save_generator
from gan_api.model.generator import SIZES, Generator, GeneratorConfig
from gan_api.model.memory import LEVELS, NUMBERS, REACH, Memory, nearness
from services.vision.placing import placed


def remembered(count: int = 3, size: int = 128) -> tuple[Generator, Generator, torch.Tensor]:
    """A tiny generator; the same one with codes for some seeds; and those seeds."""
    torch.manual_seed(0)
    plain = placed(Generator(GeneratorConfig(size=size, channels=4)).eval())
    for name, weight in plain.named_parameters():
        if "conv" in name or "to_rgb" in name or "stem" in name:
            weight.data *= 4  # a random generator draws flat grey; this one draws something
    keys = torch.from_numpy(latent.restore(latent.quantise(torch.randn(count, 140).numpy())))
    generator = remembering(plain, keys)
    assert generator.memory is not None
    generator.memory.keep(keys, torch.randn(count, NUMBERS))
    return plain, generator, keys


@pytest.mark.parametrize("size", SIZES)
def test_far_from_its_landmarks_a_generator_draws_what_it_drew_to_the_bit_and_at_them_something_else(size: int) -> None:
    plain, generator, keys = remembered()
    elsewhere = torch.randn(8, 140)
    assert torch.cdist(elsewhere, keys).min() > REACH
    with torch.no_grad():
        assert torch.equal(generator(elsewhere, size), plain(elsewhere, size))
        assert (generator(keys, size) - plain(keys, size)).abs().mean() > 0.02


def test_a_code_counts_in_full_at_its_key_less_further_away_and_nothing_out_of_reach() -> None:
    key = torch.randn(1, 140, generator=torch.Generator().manual_seed(0))
    away = torch.nn.functional.normalize(torch.randn(1, 140, generator=torch.Generator().manual_seed(1)))
    steps = torch.linspace(0, REACH + 1, 40)[:, None]
    near = nearness(key + steps * away, key)[:, 0]
    assert near[0] == pytest.approx(1, abs=1e-5)
    assert (near.diff()[:-4] < 0).all()
    assert near[steps[:, 0] > REACH].abs().max() == 0
    assert near[steps[:, 0] < REACH].min() > 0


def test_where_many_keys_are_near_the_nearest_alone_count_and_nothing_jumps() -> None:
    keys = 0.4 * torch.randn(20, 140, generator=torch.Generator().manual_seed(0))
    assert torch.cdist(keys, keys).max() < REACH
    ways = [keys[one] + share * (keys[one + 1] - keys[one]) for one in range(4) for share in torch.linspace(0, 1, 101)]
    near = nearness(torch.stack(ways), keys)
    assert (near > 0).sum(1).max() == 8
    assert near.diff(dim=0).abs().max() < 0.03
    assert torch.allclose(nearness(keys, keys).diagonal(), torch.ones(20))


def test_half_precision_does_not_round_distances() -> None:
    keys = torch.randn(3, 140, generator=torch.Generator().manual_seed(0))
    seeds = keys + 0.3
    exact = nearness(seeds, keys)
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(nearness(seeds, keys), exact)


def test_between_two_landmarks_both_count_a_little() -> None:
    keys = torch.randn(2, 140, generator=torch.Generator().manual_seed(0))
    middle = torch.from_numpy(latent.blend(keys.numpy(), np.array([0.5, 0.5], np.float32)))[None]
    near = nearness(middle, keys)[0]
    assert ((near > 0.02) & (near < 0.3)).all()


def test_codes_add_up_by_how_near_their_keys_are() -> None:
    memory = Memory(12, 140, dict.fromkeys(LEVELS, 5))
    random = torch.Generator().manual_seed(0)
    keys = torch.eye(140)[:12] * torch.arange(12)[:, None] / 2
    codes = torch.randn(12, NUMBERS, generator=random)
    memory.keep(keys, codes)
    seeds = torch.stack([torch.zeros(140), keys[5]])
    with torch.no_grad():
        wanted = memory.spread(nearness(seeds, keys) @ codes)
        for side, found in memory(seeds).items():
            assert found.shape == (2, 5, side, side)
            # a byte a number
            assert (found - wanted[side]).abs().max() < 0.02 * wanted[side].abs().max()


def test_what_is_remembered_survives_its_file(tmp_path: Path) -> None:
    _, generator, keys = remembered(size=64)
    path = tmp_path / "generator.safetensors"
    save_generator(generator, path)
    again = load_generator(path).generator
    assert again.config == replace(generator.config, landmarks=3)
    with torch.no_grad():
        assert (again(keys) - generator(keys)).abs().max() < 0.02  # of 2: weights are stored as fp16


def test_landmarks_may_be_added_and_left_out_without_the_others_being_forgotten() -> None:
    plain, generator, keys = remembered()
    new = torch.randn(2, 140)
    other = remembering(generator, torch.cat([new, keys[1:]]))
    with torch.no_grad():
        assert torch.allclose(other(keys[1:]), generator(keys[1:]), atol=1e-4)
        assert torch.equal(other(keys[:1]), plain(keys[:1]))
        assert torch.equal(other(new), plain(new))
    assert other.config.landmarks == 4
