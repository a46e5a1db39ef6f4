"""The folded generator: what the generator draws, with fewer products."""

from typing import cast

import pytest
import torch

from gan_api.inversion.memorising import remembering
from gan_api.model.folded import Folded
from gan_api.model.generator import SIZES, Generator, GeneratorConfig
from gan_api.model.memory import NUMBERS, Memory
from tests.gan_api.tiny import draws_something


@pytest.fixture
def generator() -> Generator:
    torch.manual_seed(0)
    made = Generator(GeneratorConfig(size=128, channels=4)).eval()
    draws_something(made)
    for name, norm in made.named_buffers():
        if "running_mean" in name:
            norm.normal_(0, 0.1)
        if "running_var" in name:
            norm.uniform_(0.5, 1.5)
    return made


def test_a_folded_generator_draws_what_the_generator_draws_at_every_size(generator: Generator) -> None:
    seeds = torch.randn(2, 140)
    generator = remembering(generator, seeds[:1])
    cast(Memory, generator.memory).keep(seeds[:1], torch.randn(1, NUMBERS))
    with torch.inference_mode():
        folded = Folded(generator)(seeds)
        for size, images in zip(SIZES, folded, strict=True):
            wanted = generator(seeds, size)
            assert wanted.std() > 0.1  # there is something to compare
            torch.testing.assert_close(images, wanted, atol=2e-5, rtol=0)


def test_folding_leaves_the_generator_as_it_was(generator: Generator) -> None:
    before = {name: tensor.clone() for name, tensor in generator.state_dict().items()}
    Folded(generator)
    after = generator.state_dict()
    assert list(after) == list(before)
    assert all(torch.equal(after[name], tensor) for name, tensor in before.items())
