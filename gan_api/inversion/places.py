"""Where a generator remembers works: their seeds in, places that are level and have room out."""

import torch
from torch import Tensor

from gan_api import latent
from gan_api.inversion.spacing import spaced
from gan_api.inversion.toning import learn_tone
from gan_api.model.generator import Generator


def places_of(generator: Generator, seeds: Tensor, known: Tensor) -> latent.Steps:
    """The places (n, 140) of works with `seeds` (n, 140): without a tone (see gan_api/model/tone.py), each with room.

    Those that are `known` (n, bool), as the generator remembers them, stay, but where it is one of before, which knew
    of no tone: it learns that, and what it remembers is moved along.
    """
    of_before = not generator.tone.known
    if of_before:
        learn_tone(generator)
    stay = known & (not of_before)
    level = generator.tone.level
    moved = torch.where(stay[:, None], seeds, level(spaced(level(seeds), stay)))
    places = latent.quantise(moved.numpy())
    if of_before and generator.memory is not None:
        generator.memory.move(seeds, torch.from_numpy(latent.restore(places)))
    return places
