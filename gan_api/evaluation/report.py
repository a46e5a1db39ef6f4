"""Judge a generator: its file, real pictures and a pretrained network in; a report, its table and samples out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm

from gan_api.evaluation.metrics import Rows, frechet_distance, kernel_distance, nearest, precision_recall
from gan_api.inversion.perceptual import NETWORK as PERCEPTUAL_NETWORK
from gan_api.inversion.perceptual import Perceptual
from gan_api.model.checkpoint import load_generator
from gan_api.training.data import as_images, training_squares
from services.vision.mobilenetv2 import MobileNetV2, load_mobilenetv2
from services.vision.placing import placed

NETWORK = "MobileNetV2 (ImageNet), 1280 features of the last layer, pictures scaled to 160 px"
_SIGHT = 160
_BATCH = 16
_PAIRS = 512


@dataclass(frozen=True)
class EvaluationPlan:
    """The generator, the folder it was trained on, the network that looks, and how many pictures are drawn."""

    generator: Path
    images: Path
    eyes: Path
    count: int = 5000
    device: str = "cpu"
    random_seed: int = 0


def evaluate_generator(plan: EvaluationPlan) -> dict[str, Any]:
    """Draw `count` pictures and compare them with as many real ones, both at the size that the generator has learnt.

    Raises CheckpointError or TrainingDataError.
    """
    checkpoint = load_generator(plan.generator, plan.device)
    size = checkpoint.generator.config.size
    eyes = placed(load_mobilenetv2(plan.eyes), plan.device)
    squares = training_squares(plan.images, size)
    random = torch.Generator().manual_seed(plan.random_seed)
    squares = squares[torch.randperm(len(squares), generator=random)]
    seeds = torch.randn(plan.count, checkpoint.generator.config.seed_length, generator=random)

    def drawings() -> Iterator[Tensor]:
        for part in seeds.split(_BATCH):
            yield checkpoint.generator(part.to(plan.device))

    real = features_of(eyes, pixels_of(squares, plan.device), len(squares))
    drawn = features_of(eyes, drawings(), plan.count)
    shared = min(len(real), plan.count)
    kid, kid_error = kernel_distance(real, drawn)
    precision, recall = precision_recall(real[:shared], drawn[:shared])
    half = len(real) // 2
    variety = Perceptual(eyes)
    return {
        "generator_sha256": checkpoint.sha256,
        "network": NETWORK,
        "size": size,
        "real": len(real),
        "drawn": plan.count,
        "fid": frechet_distance(real, drawn),
        "fid_of_real_halves": frechet_distance(real[:half], real[half:]),
        "kid": kid,
        "kid_standard_error": kid_error,
        "precision": precision,
        "recall": recall,
        "perceptual_network": PERCEPTUAL_NETWORK,
        "diversity": diversity(variety, drawings()),
        "diversity_of_real": diversity(variety, pixels_of(squares, plan.device)),
        "nearest_real_to_drawn": vars(nearest(drawn, real)),
        "nearest_real_to_real": vars(nearest(real, real, same=True)),
    }


def table(report: dict[str, Any]) -> str:
    """The report as Markdown."""
    drawn, real = report["nearest_real_to_drawn"], report["nearest_real_to_real"]
    kid, error = report["kid"] * 1000, report["kid_standard_error"] * 1000
    low, real_low = drawn["lowest_hundredth"], real["lowest_hundredth"]
    lines = [
        f"Seen by {report['network']}: not to be set beside Inception figures.",
        f"{report['drawn']:,} drawn and {report['real']:,} real pictures at {report['size']} px.",
        "",
        "| measure | value | to compare |",
        "|---|---|---|",
        f"| FID (less is better) | {report['fid']:.2f} | two halves of the real: {report['fid_of_real_halves']:.2f} |",
        f"| KID × 1000 (less is better) | {kid:.2f} ± {error:.2f} | the same pictures: 0 |",
        f"| precision | {report['precision']:.3f} | each drawing could be real: 1 |",
        f"| recall | {report['recall']:.3f} | each real one could be drawn: 1 |",
        f"| diversity: distance of pairs | {report['diversity']:.3f} | real ones: {report['diversity_of_real']:.3f} |",
        f"| distance to the nearest real, median | {drawn['median']:.3f} | between real ones: {real['median']:.3f} |",
        f"| the same, lowest hundredth | {low:.3f} | between real ones: {real_low:.3f}; far below: memorised |",
    ]
    return "\n".join(lines)


def pixels_of(squares: Tensor, device: str) -> Iterator[Tensor]:
    """Batches of squares (N, 3, S, S) uint8 as the generator draws them, in [-1, 1]."""
    for part in squares.split(_BATCH):
        yield as_images(part.to(device))


@torch.inference_mode()
def diversity(perceptual: Perceptual, batches: Iterator[Tensor]) -> float:
    """The mean perceptual distance of _PAIRS pairs of different pictures."""
    images = torch.cat([batch for batch, _ in zip(batches, range(-(-2 * _PAIRS // _BATCH)), strict=False)])
    pairs = min(_PAIRS, len(images) // 2)
    firsts, seconds = images[:pairs].split(_BATCH), images[pairs : 2 * pairs].split(_BATCH)
    return torch.cat([perceptual.distance(*pair) for pair in zip(firsts, seconds, strict=True)]).mean().item()


@torch.inference_mode()
def features_of(eyes: MobileNetV2, batches: Iterator[Tensor], total: int) -> Rows:
    """What `eyes` see in `total` pictures in all, in batches (n, 3, S, S) in [-1, 1]: (total, 1280)."""
    rows = []
    with tqdm(total=total, desc="looking", unit="img") as bar:
        for images in batches:
            seen = F.interpolate(images, size=(_SIGHT, _SIGHT), mode="bilinear", antialias=True, align_corners=False)
            rows.append(eyes.embed(seen.contiguous(memory_format=torch.channels_last)).float().cpu().numpy())
            bar.update(len(images))
    return np.concatenate(rows)
