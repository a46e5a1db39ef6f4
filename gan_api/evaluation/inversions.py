"""Compare inversions: the same artworks through Gen Studio's recipe and ours; a report, its table and a sheet out."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from torch import Tensor
from tqdm import tqdm

from gan_api.inversion.gen_studio import Classifier, GenStudioInverter
from gan_api.inversion.invert import STEPS, Inverter, as_target
from gan_api.inversion.perceptual import NETWORK, Perceptual
from gan_api.inversion.seed_encoder import load_seed_encoder
from gan_api.inversion.sheets import sheet_of
from gan_api.model.checkpoint import load_generator
from services.vision.encoder import load_resnet50
from services.vision.mobilenetv2 import load_mobilenetv2
from services.vision.placing import placed
from services.vision.squares import square_of

OURS, GUESS, THEIRS = "ours", "seed encoder alone", "Gen Studio's"


@dataclass(frozen=True)
class ComparisonPlan:
    """The pictures, and what inverts and compares them; what is None is left out of the comparison."""

    pictures: list[Path]
    generator: Path
    encoder: Path
    eyes: Path
    seed_encoder: Path | None = None
    classifier: Path | None = None
    steps: int = STEPS
    device: str = "cpu"


def compare_inversions(plan: ComparisonPlan) -> tuple[dict[str, Any], Image.Image]:
    """Invert each picture alone by each method; the sheet has a row of pictures, then one for each method.

    Raises CheckpointError, EncoderError, SeedEncoderError or UnreadablePicture.
    """
    checkpoint = load_generator(plan.generator, plan.device)
    generator = checkpoint.generator
    eyes = Perceptual(placed(load_mobilenetv2(plan.eyes), plan.device))
    size = generator.config.size
    targets = torch.stack([as_target(square_of(path, size)) for path in plan.pictures]).to(plan.device)
    guess = load_seed_encoder(plan.seed_encoder, checkpoint.sha256, plan.device) if plan.seed_encoder else None
    inverter = Inverter(generator, placed(load_resnet50(plan.encoder)[0], plan.device), guess)
    methods: dict[str, Callable[[Tensor], Tensor]] = {OURS: lambda target: inverter.invert(target, plan.steps).images}
    if guess is not None:
        methods[GUESS] = lambda target: generator(guess(target))
    if plan.classifier is not None:
        theirs = GenStudioInverter(generator, Classifier(plan.classifier).to(plan.device))
        methods[THEIRS] = lambda target: theirs.invert(target).images
    figures, rows = {}, [targets]
    for name, draw in methods.items():
        began = time.perf_counter()
        drawn = []
        for target in tqdm(targets, desc=name, unit="work"):
            with torch.set_grad_enabled(name != GUESS):
                drawn.append(draw(target[None]).detach())
        seconds = (time.perf_counter() - began) / len(targets)
        images = torch.cat(drawn).float()
        with torch.inference_mode():
            unlike = eyes.distance(images, targets)
        figures[name] = {
            "perceptual_distance": unlike.mean().item(),
            "pixel_error": (images - targets).square().mean().item(),
            "seconds_per_work": seconds,
        }
        rows.append(images)
    report = {"generator_sha256": checkpoint.sha256, "network": NETWORK, "works": len(targets), "methods": figures}
    return report, sheet_of(*rows)


def table(report: dict[str, Any]) -> str:
    """The report as Markdown; ratios are to Gen Studio's own, where it was asked."""
    methods = report["methods"]
    base = methods.get(THEIRS)
    lines = [
        f"{report['works']:,} works, each inverted alone. Distance: {report['network']}.",
        "",
        "| method | perceptual distance | ratio | squared pixel error | seconds a work | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in methods.items():
        distance = one["perceptual_distance"]
        seconds = one["seconds_per_work"]
        nearer = f"{distance / base['perceptual_distance']:.2f}" if base else "–"
        faster = f"{seconds / base['seconds_per_work']:.3f}" if base else "–"
        lines.append(f"| {name} | {distance:.3f} | {nearer} | {one['pixel_error']:.4f} | {seconds:.2f} | {faster} |")
    return "\n".join(lines)
