"""Learn how a generator's seeds change the tone of what it draws: random seeds and their drawings in, a line out."""

import torch

from gan_api.model.generator import SIZES, Generator
from gan_api.model.memory import Recalled
from gan_api.model.tone import tone_of
from services.vision.precision import half_precision

_SEEDS = 2048
_BATCH = 64
_RIDGE = 0.05  # of the number of seeds: a little less sure of each number than least squares
_LARGEST = 0.9999  # of what is drawn, so that it can be told what it was before it was held to [-1, 1]


@torch.no_grad()
def learn_tone(generator: Generator) -> None:
    """Let a generator know the tone of its seeds, in seconds: by ridge regression of what it draws on 2,048 random
    ones without anything that it remembers.
    """
    line = generator.tone.weight
    random = torch.Generator().manual_seed(0)
    seeds = torch.randn(_SEEDS, line.shape[1], generator=random).to(line.device)
    tones = []
    for some in seeds.split(_BATCH):
        with half_precision(line.device):
            drawn = generator.pyramid(some, SIZES[0], Recalled())[SIZES[0]].float()
        tones.append(tone_of(torch.atanh(drawn.clamp(-_LARGEST, _LARGEST))))
    tone = torch.cat(tones)
    products = seeds.T @ seeds + _RIDGE * _SEEDS * torch.eye(line.shape[1], device=line.device)
    line.copy_(torch.linalg.solve(products, seeds.T @ (tone - tone.mean(0))).T.half())  # as it is stored
