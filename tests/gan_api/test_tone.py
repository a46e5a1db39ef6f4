"""Where works are remembered, what else a seed holds shows in the tone of the picture."""

from pathlib import Path

import numpy as np
import pytest
import torch

from gan_api import latent
from gan_api.inversion.memorising import held, remembering
from gan_api.inversion.places import places_of
from gan_api.inversion.toning import learn_tone
from gan_api.model.checkpoint import load_generator, save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.model.memory import NUMBERS
from gan_api.model.tone import Tone, tone_of, toned, toned_detail
from services.vision.placing import placed
from tests.gan_api.tiny import draws_something


def pictures(count: int = 4) -> torch.Tensor:
    return torch.randn(count, 3, 64, 64, generator=torch.Generator().manual_seed(0)) * 0.3 + 0.1


def tone(**numbers: float) -> torch.Tensor:
    names = ("red", "green", "blue", "contrast", "detail")
    return torch.tensor([[numbers.get(name, 0.0) for name in names]]).expand(4, -1)


def plain(size: int = 64) -> Generator:
    """A tiny generator that draws something, and what it draws changes with its seeds."""
    torch.manual_seed(0)
    generator = placed(Generator(GeneratorConfig(size, channels=4)).eval())
    draws_something(generator)
    return generator


def remembers(generator: Generator, keys: torch.Tensor) -> Generator:
    generator = remembering(generator, keys)
    assert generator.memory is not None
    generator.memory.keep(keys, torch.randn(len(keys), NUMBERS, generator=torch.Generator().manual_seed(1)))
    return generator


def test_no_tone_changes_nothing_to_the_bit() -> None:
    assert torch.equal(toned(pictures(), tone()), pictures())
    assert torch.equal(toned_detail(pictures(), tone()), pictures())


def test_each_number_of_a_tone_changes_what_it_is_named_for_and_nothing_else() -> None:
    before = tone_of(pictures())
    lifted = tone_of(toned(pictures(), tone(green=0.5))) - before
    assert torch.allclose(lifted, tone(green=0.5), atol=1e-5)
    stronger = tone_of(toned(pictures(), tone(contrast=0.3))) - before
    assert torch.allclose(stronger, tone(contrast=0.3), atol=1e-4)
    busier = tone_of(toned(pictures(), tone(detail=0.5))) - before
    assert busier[:, :3].abs().max() < 1e-2
    assert tone_of(toned(pictures(), tone(detail=-0.5)))[:, 4].max() < before[:, 4].min()


def test_level_seeds_have_no_tone_and_the_rest_of_them_stays() -> None:
    line = Tone(140)
    seeds = torch.randn(5, 140)
    assert torch.equal(line.level(seeds), seeds)
    assert torch.equal(line.only(seeds), seeds)
    line.weight.normal_()
    level = line.level(seeds)
    assert line(level).abs().max() < 1e-4 < line(seeds).abs().min()
    assert torch.allclose(line(line.only(seeds)), line(seeds), atol=1e-4)
    assert torch.allclose(level + line.only(seeds), seeds, atol=1e-5)
    assert (level - seeds).norm(dim=1).max() < seeds.norm(dim=1).min()


def test_a_generator_learns_the_tone_of_what_it_draws_of_its_seeds() -> None:
    generator = plain()
    learn_tone(generator)
    seeds = torch.randn(400, 140, generator=torch.Generator().manual_seed(5))
    with torch.no_grad():
        seen = tone_of(torch.atanh(generator(seeds, 64).clamp(-0.9999, 0.9999)))
    told = generator.tone(seeds)
    alike = [torch.corrcoef(torch.stack([seen[:, number], told[:, number]]))[0, 1] for number in range(3)]
    assert min(alike) > 0.3


def test_what_is_remembered_becomes_lighter_along_what_is_lighter_elsewhere() -> None:
    generator = plain(128)
    learn_tone(generator)
    keys = generator.tone.level(torch.randn(3, 140, generator=torch.Generator().manual_seed(2)))
    generator = remembers(generator, keys)
    lighter = torch.nn.functional.normalize(generator.tone.weight[:3].sum(0), dim=0)
    for size in (64, 128):
        with torch.no_grad():
            darker, here, light = (generator(keys + by * lighter, size).mean((1, 2, 3)) for by in (-3, 0, 3))
        assert (darker < here - 0.02).all()
        assert (light > here + 0.02).all()
    generator.tone.weight.zero_()
    with torch.no_grad():
        without = [generator(keys + by * lighter, 128).mean() for by in (-3, 3)]
    assert without[1] - without[0] < 0.7 * (light - darker).mean()


def test_a_blend_of_landmarks_has_no_tone() -> None:
    generator = plain()
    learn_tone(generator)
    places = torch.from_numpy(
        latent.restore(places_of(generator, torch.randn(6, 140), torch.zeros(6, dtype=torch.bool)))
    )
    blend = torch.from_numpy(latent.blend(places.numpy(), np.array([3, 2, 2, 1, 1, 0.5], np.float32)))
    assert generator.tone(blend[None]).abs().max() < 1e-2 < generator.tone(torch.randn(1, 140)).abs().max()


def test_a_generator_of_before_has_no_tone(tmp_path: Path) -> None:
    generator = plain()
    learn_tone(generator)
    weights = {name: value for name, value in generator.state_dict().items() if not name.startswith("tone")}
    again = Generator(generator.config)
    again.load_state_dict(weights)
    assert not again.tone.known
    save_generator(generator, tmp_path / "generator.safetensors")
    assert torch.equal(load_generator(tmp_path / "generator.safetensors").generator.tone.weight, generator.tone.weight)


def test_what_a_generator_of_before_remembers_is_moved_to_level_places_once() -> None:
    seeds = torch.from_numpy(latent.restore(latent.quantise(torch.randn(4, 140).numpy())))
    generator = remembers(plain(), seeds)
    assert generator.memory is not None
    codes = generator.memory.at(seeds)
    places = places_of(generator, seeds, held(generator, seeds))
    moved = torch.from_numpy(latent.restore(places))
    assert (moved - seeds).norm(dim=1).min() > 0.1
    assert generator.tone(moved).abs().max() < 1e-2
    assert torch.allclose(generator.memory.at(moved), codes, atol=1e-3)
    assert held(generator, moved).all()
    assert np.array_equal(places_of(generator, moved, held(generator, moved)), places)


@pytest.mark.parametrize("known", [True, False])
def test_works_that_come_later_leave_those_that_are_known_in_their_places(known: bool) -> None:
    generator = plain()
    first = torch.from_numpy(
        latent.restore(places_of(generator, torch.randn(4, 140), torch.zeros(4, dtype=torch.bool)))
    )
    all_ = torch.cat([first, first + 0.1])
    stay = torch.arange(8) < (4 if known else 0)
    places = torch.from_numpy(latent.restore(places_of(generator, all_, stay)))
    assert torch.equal(places[:4], first) is known
    assert (generator.tone(places).abs().max()) < 1e-2
