"""Let a store's generator remember works that were inverted, so that their seeds draw them closely."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_api import latent
from gan_api.inversion.learning import learn
from gan_api.inversion.likeness import Likeness
from gan_api.inversion.memorising import Memoriser, after_codes, held
from gan_api.inversion.places import places_of
from gan_api.inversion.run import REPORT, SHEET_WORKS, KeptInversions, read_inversions
from gan_api.inversion.sharpening import Sharpener
from gan_api.inversion.sheets import maps_sheet, sheet_of
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.generator import Generator
from gan_api.training.data import as_images
from gan_api.training.trainer import draw
from services.common.hashes import sha256_of
from services.common.whole_files import whole_file
from services.vision.encoder import load_resnet50
from services.vision.mobilenetv2 import load_mobilenetv2
from services.vision.placing import placed
from services.vision.squares import square_of


@dataclass(frozen=True)
class LandmarksPlan:
    """The works are (id, file) pairs, each with a seed.

    `inversions` is the folder that the inversion wrote, `output` the generator's file with what it remembers; `eyes`
    compare the drawings with the works. In the last `minutes`, a share of `sharpen`, the finest layers learn to draw
    sharply; where that is all, every work must be remembered already.
    """

    works: list[tuple[str, Path]]
    inversions: Path
    generator: Path
    encoder: Path
    eyes: Path
    output: Path
    minutes: float = 15.0
    sharpen: float = 0.3
    device: str = "cpu"


@dataclass(frozen=True)
class Unlikeness:
    """The mean unlikeness of the landmarks, as the encoder sees them, before and after."""

    before: float
    after: float


def learn_landmarks(plan: LandmarksPlan) -> Unlikeness:
    """Write the generator with what it remembers, and rewrite the inversions for it: losses, sheets, and seeds that
    had no room (see spacing); those of works that it remembered before stay.

    Both are written on the way as well, and where the output is there and the seeds belong to it, it goes on from it.
    Raises CheckpointError where the seeds belong to neither generator, UnreadablePicture where a work can no longer be
    read, ValueError where nothing is to be learnt of works that are not remembered.
    """
    seeds, sha256 = read_inversions(plan.inversions)
    begin = next((file for file in (plan.generator, plan.output) if file.is_file() and sha256_of(file) == sha256), None)
    if begin is None:
        raise CheckpointError(f"the seeds in {plan.inversions} belong to another generator than {plan.generator}")
    generator = load_generator(begin, plan.device).generator
    squares = [square_of(file, generator.config.size) for _, file in plan.works]
    targets = torch.from_numpy(np.stack(squares)).permute(0, 3, 1, 2)
    at_first = torch.from_numpy(latent.restore(np.stack([seeds[work] for work, _ in plan.works])))
    known = held(generator, at_first.to(plan.device)).cpu()
    if plan.sharpen == 1 and not known.all():
        raise ValueError(
            f"the generator remembers {int(known.sum()):,} of these {len(known):,} works, and only what is remembered "
            "can be sharpened: let it learn the others, too (--sharpen below 1), or name fewer (--most)"
        )
    moved = places_of(generator, at_first, known)
    scribe = _Scribe(plan, targets, generator, moved, sha256)
    eyes = placed(load_mobilenetv2(plan.eyes), plan.device)
    targets = targets.to(plan.device)
    sharply = plan.minutes * plan.sharpen if after_codes(generator) else 0.0
    reached, spent = generator, 0.0
    if sharply < plan.minutes:
        memoriser = Memoriser(generator, eyes, scribe.points, targets)
        reached, spent = learn(memoriser, plan.minutes - sharply, "landmarks", scribe.write)
    if sharply and spent >= plan.minutes - sharply:  # else it was stopped
        sharpener = Sharpener(reached, eyes, scribe.points, targets)
        reached, more = learn(sharpener, sharply, "sharpening", lambda now, more: scribe.write(now, spent + more, more))
        return scribe.write(reached, spent + more, more)
    return scribe.write(reached, spent)


class _Scribe:
    """Writes down what was reached: the generator, how unlike the works their drawings are, and sheets."""

    def __init__(
        self,
        plan: LandmarksPlan,
        targets: Tensor,
        generator: Generator,
        seeds: latent.Steps,
        sha256: str,
    ) -> None:
        self._plan = plan
        self._works = [work for work, _ in plan.works]
        self._targets = targets
        self._seeds = seeds
        self.points = torch.from_numpy(latent.restore(seeds)).to(plan.device)
        self._sha256 = sha256
        self._likeness = Likeness(placed(load_resnet50(plan.encoder)[0], plan.device))
        self._encoder_sha256 = sha256_of(plan.encoder)
        self._shown = slice(None, None, max(1, len(self._works) // SHEET_WORKS))
        report = json.loads((plan.inversions / REPORT).read_text(encoding="utf-8"))
        self._earlier: dict[str, Any] = report.get("landmarks", {})
        self._at_first = draw(generator, self.points[self._shown])
        if report.get("encoder_sha256") == self._encoder_sha256:
            self._before = float(np.mean([report["losses"][work] for work in self._works]))
        else:
            self._before = float(self._losses(generator).mean())

    def write(self, generator: Generator, minutes: float, sharpened: float = 0.0) -> Unlikeness:
        """`minutes` are those of this run so far, in `sharpened` of which it learnt to draw sharply."""
        with whole_file(self._plan.output) as place:
            save_generator(generator, place)
            served = load_generator(place, self._plan.device)  # as it is stored
            losses = self._losses(served.generator)
        # at once, so that there is hardly a moment in which the seeds belong to neither generator
        kept = KeptInversions(self._plan.inversions, self._sha256)
        found = Unlikeness(self._before, float(losses.mean()))
        kept.remembered(
            served.sha256,
            dict(zip(self._works, losses.tolist(), strict=True)),
            self._seeds,
            self._encoder_sha256,
            {
                "before": self._earlier["before"] if self._earlier.get("works") == self._works else found.before,
                "after": found.after,
                "minutes": self._earlier.get("minutes", 0.0) + minutes,
                "sharpened": self._earlier.get("sharpened", 0.0) + sharpened,
                "encoder_sha256": self._encoder_sha256,
                "works": self._works,
            },
        )
        self._sha256 = served.sha256
        wanted = as_images(self._targets[self._shown])
        now = draw(served.generator, self.points[self._shown])
        sheet_of(wanted, self._at_first, now).save(self._plan.inversions / "landmarks.png")
        maps_sheet(served.generator, self.points).save(self._plan.inversions / "maps.png")
        return found

    @torch.no_grad()
    def _losses(self, generator: Generator) -> Tensor:
        parts = []
        for rows in torch.arange(len(self.points)).split(16):
            wanted = as_images(self._targets[rows].to(self.points.device))
            parts.append(self._likeness.distance(generator(self.points[rows]), self._likeness.look(wanted)))
        return torch.cat(parts)
