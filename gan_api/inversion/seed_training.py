"""Train a seed encoder: a generator and a folder of artworks in, the network that guesses seeds out.

Half of each batch are the generator's own drawings, whose seeds are known; half are artworks, whose seeds are not:
there the guess is drawn, and the drawing is compared with the artwork, in pixels at two scales and by a pretrained
network's eyes.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm

from gan_api.inversion.invert import too_long
from gan_api.inversion.perceptual import Perceptual
from gan_api.inversion.seed_encoder import (
    SIGHT,
    SeedEncoder,
    SeedEncoderError,
    read_seed_encoder,
    save_seed_encoder,
)
from gan_api.model.checkpoint import load_generator
from gan_api.training.data import batches, training_squares
from services.vision.mobilenetv2 import load_mobilenetv2
from services.vision.placing import placed
from services.vision.precision import half_precision

_RATE = 1e-3
_SEEN_WEIGHT = 0.5
_SEED_WEIGHT = 0.5


@dataclass(frozen=True)
class SeedTrainingPlan:
    """The generator, pictures, the network that compares, and where to write; `batch` counts drawings and artworks.

    `start_from` is a seed encoder of any generator, whose pictures and minutes are counted in.
    """

    generator: Path
    images: Path
    eyes: Path
    output: Path
    minutes: float = 20.0
    batch: int = 32
    device: str = "cpu"
    random_seed: int = 0
    start_from: Path | None = None


def train_seed_encoder(plan: SeedTrainingPlan) -> float:
    """Train for `plan.minutes`, write `plan.output`, and return the last mean squared error of known seeds.

    An untrained encoder has an error of 1. Raises CheckpointError, SeedEncoderError or TrainingDataError.
    """
    torch.manual_seed(plan.random_seed)
    checkpoint = load_generator(plan.generator, plan.device)
    generator = checkpoint.generator
    eyes = Perceptual(placed(load_mobilenetv2(plan.eyes), plan.device))
    squares = training_squares(plan.images, SIGHT).to(plan.device)
    half = max(2, plan.batch // 2)
    artworks = batches(squares, min(half, len(squares)), plan.random_seed)
    encoder, header = SeedEncoder(generator.config.seed_length), dict[str, str]()
    if plan.start_from is not None:
        encoder, header = read_seed_encoder(plan.start_from)
        if encoder.seed.out_features != generator.config.seed_length:
            raise SeedEncoderError(f"{plan.start_from} guesses seeds of another length; begin without it")
    encoder = placed(encoder, plan.device).train()
    steps = torch.optim.AdamW(encoder.parameters(), lr=_RATE, weight_decay=0.01)
    bar = tqdm(
        total=round(plan.minutes * 60), unit="s", desc="seed encoder", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}"
    )
    began = time.monotonic()
    seen, error = 0, 1.0
    while (done := (time.monotonic() - began) / (plan.minutes * 60)) < 1:
        for group in steps.param_groups:
            group["lr"] = _RATE * min(1.0, seen / 2000 + 0.05) * max(0.02, 1 - done)
        known = torch.randn(half, generator.config.seed_length, device=plan.device)
        with half_precision(squares.device):
            with torch.no_grad():
                drawn = generator(known, SIGHT)
            works = next(artworks)
            guessed = encoder(torch.cat([drawn.float(), works])).float()
            of_drawn, of_works = guessed[:half], guessed[half:]
            again = generator(of_works, SIGHT).float()
            unlike = _pixels(again, works) + _SEEN_WEIGHT * eyes.distance(again, works).mean()
            off = F.mse_loss(of_drawn, known)
            loss = unlike + _SEED_WEIGHT * off + too_long(of_works).mean()
        steps.zero_grad(set_to_none=True)
        loss.backward()
        steps.step()
        seen += len(guessed)
        error = 0.98 * error + 0.02 * off.item()
        bar.n = round(min(done, 1) * plan.minutes * 60)
        bar.set_postfix_str(f"{seen:,} pictures, unlikeness {unlike.item():.3f}, error of known seeds {error:.3f}")
    bar.close()
    seen += int(header.get("images_seen", 0))
    minutes = plan.minutes + float(header.get("minutes", 0))
    save_seed_encoder(encoder, checkpoint.sha256, plan.output, images_seen=seen, minutes=minutes)
    return error


def _pixels(drawn: Tensor, wanted: Tensor) -> Tensor:
    fine = F.mse_loss(drawn, wanted)
    return fine + F.mse_loss(F.avg_pool2d(drawn, 4), F.avg_pool2d(wanted, 4))
