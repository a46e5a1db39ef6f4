"""Tune a store's generator to the works that were inverted, and keep the seeds that go with the tuned one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from gan_api import latent
from gan_api.inversion.likeness import Likeness
from gan_api.inversion.run import REPORT, SHEET_WORKS, KeptInversions, read_inversions
from gan_api.inversion.sheets import maps_sheet, sheet_of
from gan_api.inversion.tune import LESSONS, Tuned, Tuner, tune
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.generator import Generator, grown
from gan_api.training.data import as_images, training_squares
from gan_api.training.trainer import draw
from services.common.hashes import sha256_of
from services.common.whole_files import whole_file
from services.vision.encoder import load_resnet50
from services.vision.mobilenetv2 import MobileNetV2, load_mobilenetv2
from services.vision.placing import placed
from services.vision.resnet50 import ResNet50
from services.vision.squares import square_of


@dataclass(frozen=True)
class LandmarksPlan:
    """The works are (id, file) pairs; `inversions` is the folder that the inversion wrote, `output` the tuned file.

    `pictures` is a folder of the pictures that the judge knows, `eyes` its eyes. It is tuned at `size` (default: the
    generator's own): a larger one lets it grow, at a smaller one only the smaller output learns, in less time. What
    random seeds drew before stays, where `hold` is set. The judges learn for some `lessons` before anything moves.
    """

    works: list[tuple[str, Path]]
    pictures: Path
    inversions: Path
    generator: Path
    encoder: Path
    eyes: Path
    output: Path
    size: int | None = None
    hold: bool = True
    lessons: int = LESSONS
    minutes: float = 15.0
    device: str = "cpu"


@dataclass(frozen=True)
class Unlikeness:
    """The mean unlikeness of the landmarks, as the encoder sees them, before and after."""

    before: float
    after: float


Measure = Callable[[Generator], dict[str, float]]
Watch = Callable[[MobileNetV2, Tensor, str], Measure]


def tune_to_landmarks(plan: LandmarksPlan, watch: Watch | None = None) -> Unlikeness:
    """Write the tuned generator, and rewrite the inversions for it: seeds, losses and sheets.

    Both are written on the way as well, and where the output is there and the seeds belong to it, it goes on from it.
    What `watch` of the eyes, the pictures (n, 3, S, S) uint8 and the device measures of a generator is noted for the
    one before and the one after, where it was tuned at its own size.
    Raises CheckpointError where the seeds belong to neither generator, UnreadablePicture where a work can no longer be
    read, TrainingDataError where the judge has too few pictures.
    """
    seeds, sha256 = read_inversions(plan.inversions)
    begin = next((file for file in (plan.generator, plan.output) if file.is_file() and sha256_of(file) == sha256), None)
    if begin is None:
        raise CheckpointError(f"the seeds in {plan.inversions} belong to another generator than {plan.generator}")
    generator = load_generator(begin, plan.device).generator
    size = plan.size or generator.config.size
    if size > generator.config.size:
        generator = grown(generator, size)
    origin = load_generator(plan.generator, plan.device).generator if plan.hold else None
    works = [work for work, _ in plan.works if work in seeds]
    files = dict(plan.works)
    targets = torch.from_numpy(np.stack([square_of(files[work], size) for work in works])).permute(0, 3, 1, 2)
    points = torch.from_numpy(latent.restore(np.stack([seeds[work] for work in works]))).to(plan.device)
    eyes = placed(load_mobilenetv2(plan.eyes), plan.device)
    scribe = _Scribe(plan, works, targets, placed(load_resnet50(plan.encoder)[0], plan.device), generator, points)
    pictures = training_squares(plan.pictures, size)
    whole = size == generator.config.size
    measure = watch(eyes, pictures, plan.device) if watch is not None and whole else None
    at_first = measure(generator) if measure is not None else None
    tuner = Tuner(generator, eyes, points, targets.to(plan.device), pictures, origin)
    tuner.teach(plan.lessons)
    tuned, minutes = tune(tuner, plan.minutes, scribe.write)
    found = scribe.write(tuned, minutes)
    if measure is not None and at_first is not None:
        scribe.measured(at_first, measure(tuned.generator))
    return found


class _Scribe:
    """Writes down what was reached: the generator, the seeds, how unlike the works their drawings are, and a sheet."""

    def __init__(
        self,
        plan: LandmarksPlan,
        works: list[str],
        targets: Tensor,
        encoder: ResNet50,
        generator: Generator,
        points: Tensor,
    ) -> None:
        self._plan = plan
        self._works = works
        self._targets = targets
        self._likeness = Likeness(encoder)
        self._hashes = {work: sha256_of(file) for work, file in plan.works if work in set(works)}
        self._shown = slice(None, None, max(1, len(works) // SHEET_WORKS))
        self._told: dict[str, Any] = {}
        report = json.loads((plan.inversions / REPORT).read_text(encoding="utf-8"))
        self._earlier: dict[str, Any] = report.get("tuned", {})
        self._size = targets.shape[-1]
        self._at_first = draw(generator, points[self._shown], self._size)
        self._before = float(self._losses(generator, points).mean())

    def write(self, tuned: Tuned, minutes: float) -> Unlikeness:
        """`minutes` are those of this run so far."""
        points = torch.from_numpy(latent.restore(tuned.seeds)).to(self._plan.device)
        with whole_file(self._plan.output) as place:
            save_generator(tuned.generator, place)
            served = load_generator(place, self._plan.device)  # as it is stored: in fp16
            losses = self._losses(served.generator, points)
        # at once, so that there is hardly a moment in which the seeds belong to neither generator
        kept = KeptInversions(self._plan.inversions, served.sha256)
        kept.drop(set(self._works))
        kept.encoder_sha256 = sha256_of(self._plan.encoder)
        kept.add(self._hashes, tuned.seeds, losses)
        found = Unlikeness(self._before, float(losses.mean()))
        told = {"before": found.before} | self._earlier | {"after": found.after, "size": self._size}
        self._told = told | {
            "minutes": self._earlier.get("minutes", 0.0) + minutes,
            "encoder_sha256": kept.encoder_sha256,
            "works": [*self._hashes],
        }
        kept.note(tuned=self._told)
        wanted = as_images(self._targets[self._shown])
        now = draw(served.generator, points[self._shown], self._size)
        sheet_of(wanted, self._at_first, now).save(self._plan.inversions / "landmarks.png")
        maps_sheet(served.generator, points).save(self._plan.inversions / "maps.png")
        return found

    def measured(self, before: dict[str, float], after: dict[str, float]) -> None:
        """Note what was measured of the generator before any tuning, and now."""
        figures = {"measured": {"before": before, **self._earlier.get("measured", {}), "after": after}}
        KeptInversions(self._plan.inversions, sha256_of(self._plan.output)).note(tuned=self._told | figures)

    @torch.no_grad()
    def _losses(self, generator: Generator, points: Tensor) -> Tensor:
        parts = []
        for rows in torch.arange(len(points)).split(16):
            wanted = as_images(self._targets[rows].to(points.device))
            parts.append(self._likeness.distance(generator(points[rows], self._size), self._likeness.look(wanted)))
        return torch.cat(parts)
