"""Tune a store's generator to the works that were inverted, and keep the seeds that go with the tuned one."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from gan_api import latent
from gan_api.inversion.invert import as_target
from gan_api.inversion.likeness import Likeness
from gan_api.inversion.run import REPORT, SHEET_WORKS, KeptInversions, read_inversions, sheet_of
from gan_api.inversion.tune import Tuned, tune
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from services.common.hashes import sha256_of
from services.vision.encoder import load_resnet50
from services.vision.placing import placed
from services.vision.squares import square_of


@dataclass(frozen=True)
class LandmarksPlan:
    """The works are (id, file) pairs; `inversions` is the folder that the inversion wrote, `output` the tuned file."""

    works: list[tuple[str, Path]]
    inversions: Path
    generator: Path
    encoder: Path
    output: Path
    minutes: float = 15.0
    device: str = "cpu"


def tune_to_landmarks(plan: LandmarksPlan) -> Tuned:
    """Write the tuned generator, and rewrite the inversions for it: seeds, losses and a sheet.

    Raises CheckpointError where the inversions belong to another generator, UnreadablePicture where a work
    can no longer be read.
    """
    seeds, sha256 = read_inversions(plan.inversions)
    if sha256 != sha256_of(plan.generator):
        raise CheckpointError(f"the seeds in {plan.inversions} belong to another generator than {plan.generator}")
    earlier = json.loads((plan.inversions / REPORT).read_text(encoding="utf-8")).get("tuned", {})
    generator = load_generator(plan.generator, plan.device).generator
    encoder = placed(load_resnet50(plan.encoder)[0], plan.device)
    pictures = {work: path for work, path in plan.works if work in seeds}
    targets = torch.stack([as_target(square_of(path, generator.config.size)) for path in pictures.values()])
    targets = targets.to(plan.device)
    points = torch.from_numpy(latent.restore(np.stack([seeds[work] for work in pictures]))).to(plan.device)
    tuned = tune(generator, encoder, points, targets, plan.minutes)
    save_generator(tuned.generator, plan.output)

    moved = torch.from_numpy(latent.restore(tuned.seeds)).to(plan.device)
    served = load_generator(plan.output, plan.device)  # as it is stored: in fp16
    kept = KeptInversions(plan.inversions, served.sha256)
    likeness = Likeness(encoder)
    works = list(pictures)
    with torch.no_grad():
        drawn = torch.cat([served.generator(part) for part in moved.split(16)])
        for rows in torch.arange(len(works)).split(16):
            losses = likeness.distance(drawn[rows], likeness.look(targets[rows]))
            batch = {works[row]: sha256_of(pictures[works[row]]) for row in rows}
            kept.add(batch, tuned.seeds[rows], losses)
        minutes, before = earlier.get("minutes", 0.0) + plan.minutes, earlier.get("before", tuned.before)
        kept.note(tuned={"minutes": minutes, "before": before, "after": tuned.after})
        shown = slice(None, None, max(1, len(works) // SHEET_WORKS))
        sheet = sheet_of(targets[shown], generator(points[shown]), drawn[shown])
    sheet.save(plan.inversions / "landmarks.png")
    return tuned
