"""What a generator remembers of its landmarks: in full at their seeds, in part in blends, nothing far from them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_api import latent
from gan_api.inversion.memorising import remembering
from gan_api.model.checkpoint import load_generator, save_generator
from gan_api.model.generator import SIZES, Generator, GeneratorConfig
from gan_api.model.memory import LEVELS, NUMBERS, REACH, Memory, levels, nearness
from services.vision.placing import placed
from tests.gan_api.tiny import draws_something


def cosines(some: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.normalize(some) @ torch.nn.functional.normalize(others).T


def remembered(count: int = 3, size: int = 128) -> tuple[Generator, Generator, torch.Tensor]:
    """A tiny generator; the same one with codes for some seeds; and those seeds."""
    torch.manual_seed(0)
    plain = placed(Generator(GeneratorConfig(size=size, channels=4)).eval())
    draws_something(plain)
    keys = torch.from_numpy(latent.restore(latent.quantise(torch.randn(count, 140).numpy())))
    generator = remembering(plain, keys)
    assert generator.memory is not None
    generator.memory.keep(keys, torch.randn(count, NUMBERS))
    return plain, generator, keys


@pytest.mark.parametrize("size", SIZES)
def test_far_from_its_landmarks_a_generator_draws_what_it_drew_to_the_bit_and_at_them_something_else(size: int) -> None:
    plain, generator, keys = remembered()
    elsewhere = torch.randn(8, 140)
    assert cosines(elsewhere, keys).max() < REACH
    with torch.no_grad():
        assert torch.equal(generator(elsewhere, size), plain(elsewhere, size))
        assert (generator(keys, size) - plain(keys, size)).abs().mean() > 0.02


def test_a_code_counts_in_full_at_its_key_less_further_away_and_nothing_out_of_reach() -> None:
    key, away = torch.eye(140)[:2] * 12
    turns = torch.linspace(0, torch.pi / 2, 40)[:, None]
    near = nearness(turns.cos() * key + turns.sin() * away, key[None])
    reached = turns.cos() > REACH
    assert near[0] == 1
    assert (near[reached].diff() < 0).all()
    assert near[reached].min() > 0
    assert near[~reached].abs().max() == 0


def test_seeds_count_less_the_shorter_they_are_and_none_more_than_in_full() -> None:
    key = torch.randn(1, 140, generator=torch.Generator().manual_seed(0))
    near = nearness(torch.tensor([[0.0], [0.3], [0.7], [1.0]]) * key, key)[:, 0]
    assert near[:2].tolist() == [0, 0]
    assert near[2] == pytest.approx(0.49, abs=1e-5)
    assert near[3] == pytest.approx(1, abs=1e-5)
    assert 0 < nearness(1.5 * key, key) <= 1 + 1e-5


def test_where_many_keys_are_near_the_nearest_alone_count_and_nothing_jumps() -> None:
    random = torch.Generator().manual_seed(0)
    keys = torch.randn(1, 140, generator=random) + torch.randn(20, 140, generator=random)
    assert cosines(keys, keys).min() > REACH - 0.1
    ways = [keys[one] + share * (keys[one + 1] - keys[one]) for one in range(4) for share in torch.linspace(0, 1, 101)]
    near = nearness(torch.stack(ways), keys)
    assert (near > 0).sum(1).max() == 8
    assert near.diff(dim=0).abs().max() < 0.035
    assert torch.allclose(nearness(keys, keys).diagonal(), torch.ones(20))


def test_half_precision_does_not_round_cosines() -> None:
    keys = torch.randn(3, 140, generator=torch.Generator().manual_seed(0))
    seeds = keys + 0.3
    exact = nearness(seeds, keys)
    with torch.autocast("cpu", torch.bfloat16):
        assert torch.equal(nearness(seeds, keys), exact)


@pytest.mark.parametrize("count", [2, 3, 6])
def test_in_a_blend_in_equal_parts_each_landmark_counts_an_equal_part(count: int) -> None:
    keys = torch.eye(140)[:count] * 12
    blend = torch.from_numpy(latent.blend(keys.numpy(), np.ones(count, np.float32)))[None]
    assert nearness(blend, keys)[0].tolist() == pytest.approx([1 / count] * count, abs=1e-5)


def test_at_each_key_codes_add_up_to_what_is_wanted_there_however_near_the_others_are() -> None:
    memory = Memory(30, 140, dict.fromkeys(LEVELS, 5))
    random = torch.Generator().manual_seed(0)
    keys = torch.randn(1, 140, generator=random) + torch.randn(30, 140, generator=random)
    wanted = torch.randn(30, NUMBERS, generator=random)
    memory.keep(keys, wanted)
    assert (memory.at(keys) - wanted).abs().mean() < 0.05
    with torch.no_grad():
        for side, found in memory(keys).maps.items():
            assert torch.equal(found, memory.spread(memory.at(keys)).maps[side])
            assert found.shape == (30, 5, side, side)


def test_small_numbers_beside_large_ones_are_not_lost_in_bytes() -> None:
    memory = Memory(1, 140, dict.fromkeys(LEVELS, 5))
    keys = torch.randn(1, 140)
    loud, soft = 100 * torch.randn(1, NUMBERS - 64 * 64), 0.1 * torch.randn(1, 64 * 64)
    memory.keep(keys, torch.cat([loud, soft], dim=1))
    assert (memory.at(keys)[:, NUMBERS - 64 * 64 :] - soft).abs().max() < 0.002


def test_a_file_with_one_scale_for_each_code_is_read_as_it_was_meant() -> None:
    memory = Memory(3, 140, dict.fromkeys(LEVELS, 5))
    keys = torch.randn(3, 140)
    memory.keep(keys, torch.randn(3, NUMBERS))
    codes = memory.codes.clone()
    memory.load_state_dict(of_before(memory) | {"scales": torch.tensor([0.01, 0.02, 0.03])})
    codes[:, 8 * 16 * 16 : 9 * 16 * 16] = 0
    assert torch.allclose(memory.at(keys), codes * torch.tensor([[0.01], [0.02], [0.03]]), atol=1e-3)


def of_before(memory: Memory) -> dict[str, torch.Tensor]:
    """The weights of a memory as they were when its coarsest maps had eight channels, and colours none of their own."""
    weights = {name: weight.clone() for name, weight in memory.state_dict().items() if "into_colours" not in name}
    first, last = 8 * 16 * 16, 9 * 16 * 16
    weights["codes"] = torch.cat([weights["codes"][:, :first], weights["codes"][:, last:]], dim=1)
    weights["scales"] = torch.cat([weights["scales"][:, :8], weights["scales"][:, 9:]], dim=1)
    weights["into.16.weight"] = weights["into.16.weight"][:, :8]
    return weights


def test_a_file_without_colours_of_their_own_adds_to_maps_what_it_added_and_learns_colours_from_there() -> None:
    memory = Memory(3, 140, dict.fromkeys(LEVELS, 5))
    keys = torch.randn(3, 140)
    memory.keep(keys, torch.randn(3, NUMBERS))
    weights = of_before(memory)
    wanted = {side: memory.into[str(side)](part) for side, part in levels(memory.at(keys)).items()}
    less = levels(memory.at(keys))[16][:, 8:]
    wanted[16] = wanted[16] - torch.einsum(
        "nkhw,ck->nchw", less, memory.into["16"].get_parameter("weight")[:, 8:, 0, 0]
    )
    memory.load_state_dict(weights)
    found = memory(keys)
    assert all(torch.allclose(found.maps[side], wanted[side], atol=1e-4) for side in LEVELS)
    assert torch.equal(torch.as_tensor(found.colours), torch.zeros(3, 3, 64, 64))
    codes = memory.at(keys).requires_grad_()
    torch.as_tensor(memory.spread(codes).colours)[:, 1].sum().backward()  # greener
    assert codes.grad is not None
    assert codes.grad[:, 8 * 16 * 16 : 9 * 16 * 16].min() > 0


def test_a_code_says_colours_outright_that_no_feature_map_becomes() -> None:
    plain, generator, keys = remembered()
    assert generator.memory is not None
    green = torch.zeros(len(keys), NUMBERS)
    green[:, : 16 * 16] = 1
    generator.memory.keep(keys, green)
    with torch.no_grad():
        for layer in generator.memory.into.parameters():
            layer.zero_()
        for layer in generator.memory.into_colours.parameters():
            layer.zero_()
        generator.memory.into_colours["16"].get_parameter("weight")[1, 0] = 0.5
        before, after = (one.pyramid(keys, 128) for one in (plain, generator))
    moved = {size: torch.atanh(after[size]) - torch.atanh(before[size]) for size in (64, 128)}
    for size in (64, 128):
        assert torch.allclose(moved[size][:, 1], torch.tensor(0.5), atol=1e-3)
        assert torch.allclose(moved[size][:, ::2], torch.tensor(0.0), atol=1e-3)


def test_no_landmark_is_louder_than_another_all_over() -> None:
    memory = Memory(2, 140, dict.fromkeys(LEVELS, 5))
    keys = torch.randn(1, 140).expand(2, -1)
    said = torch.randn(1, NUMBERS)
    memory.keep(keys, torch.cat([said, -5 * said]))
    assert (memory.at(keys) + 2 * said).abs().max() < 0.1  # both in equal parts, everywhere


def halves(memory: Memory, seed: torch.Tensor) -> tuple[float, float]:
    """The mean of what is kept in the outer fifths of the map of 32 × 32, left and right."""
    shown = levels(memory.at(seed[None]))[32][0]
    return float(shown[:, :, :6].mean()), float(shown[:, :, 26:].mean())


def two_who_speak_in_quarters(spot: float | None = None) -> tuple[Memory, torch.Tensor]:
    """One speaks in the left quarter, the other in the right one, and says `spot` at one place of the left; the keys
    beside them.
    """
    memory = Memory(2, 140, dict.fromkeys(LEVELS, 5))
    codes = []
    for first in (True, False):
        code = {side: torch.full((channels, side, side), 0.1) for side, channels in LEVELS.items()}
        for side, part in code.items():
            part[:, :, slice(0, side // 4) if first else slice(side - side // 4, side)] = 2.0 if first else -2.0
            if spot is not None and not first:
                part[:, side // 2 : side // 2 + side // 16, side // 16 : side // 8] = spot
        codes.append(torch.cat([part.flatten() for part in code.values()]))
    keys = torch.eye(140)[:2] * 12
    memory.keep(keys, torch.stack(codes))
    return memory, keys


def blended(keys: torch.Tensor, *weights: float) -> torch.Tensor:
    return torch.from_numpy(latent.blend(keys.numpy(), np.array(weights or [1] * len(keys), np.float32)))


def test_in_a_blend_each_place_is_of_the_work_that_has_most_to_say_there() -> None:
    memory, keys = two_who_speak_in_quarters()
    left, right = halves(memory, blended(keys))
    assert left > 1.8  # not the mean of both, 1
    assert right < -1.8
    assert halves(memory, blended(keys, 4, 1))[1] > right + 0.05


def test_a_region_is_of_one_work_also_where_another_says_more_at_a_single_place() -> None:
    memory, keys = two_who_speak_in_quarters(spot=-4.0)
    spot = levels(memory.at(blended(keys)[None]))[16][0, :, 8, 1]
    assert spot.min() > 1.5  # the first one's there, as all around


def test_three_works_that_are_no_kin_are_remembered_nearly_in_full_in_equal_parts() -> None:
    memory = Memory(3, 140, dict.fromkeys(LEVELS, 5))
    keys, said = torch.eye(140)[:3] * 12, torch.randn(1, NUMBERS)
    memory.keep(keys, said.expand(3, -1))
    assert (memory.at(blended(keys)[None]) * said).sum() > 0.95 * said.square().sum()


def test_nothing_jumps_on_the_way_from_one_landmark_to_another() -> None:
    memory = Memory(12, 140, dict.fromkeys(LEVELS, 5))
    random = torch.Generator().manual_seed(0)
    keys = torch.randn(1, 140, generator=random) + torch.randn(12, 140, generator=random)
    memory.keep(keys, torch.randn(12, NUMBERS, generator=random))
    way = torch.cat([memory.at(keys[:1] + share * (keys[1] - keys[0])) for share in torch.linspace(0, 1, 1601)])
    assert way.diff(dim=0).abs().mean(1).max() < 0.02
    assert (way[0] - way[-1]).abs().mean() > 1


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
        assert torch.allclose(other(keys[1:]), generator(keys[1:]), atol=0.02)  # of 2
        assert torch.equal(other(keys[:1]), plain(keys[:1]))
        assert torch.equal(other(new), plain(new))
    assert other.config.landmarks == 4
