"""Invert a whole store: its artworks in, `seeds.safetensors`, a report and a contact sheet out; resumable."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file
from torch import Tensor
from tqdm import tqdm

from gan_api import latent
from gan_api.inversion.gen_studio import Classifier, GenStudioInverter
from gan_api.inversion.invert import STEPS, Inversions, Inverter, as_target
from gan_api.inversion.likeness import SIGHT, Likeness
from gan_api.inversion.seed_encoder import load_seed_encoder
from gan_api.inversion.sheets import sheet_of
from gan_api.model.checkpoint import Checkpoint, load_generator
from gan_api.model.generator import SEED_LENGTH, Generator
from services.common.hashes import sha256_of
from services.common.rgb import UnreadablePicture, centre_square, read_rgb
from services.common.whole_files import whole_file
from services.vision.encoder import load_resnet50
from services.vision.placing import placed

SHEET_WORKS = 24
REPORT = "inversions.json"
"""Whose seeds they are, the loss by work, and what else the run has to say."""

_SEEDS = "seeds.safetensors"


@dataclass(frozen=True)
class InversionPlan:
    """What to invert with what. `works` are (id, file) pairs; `output` is a folder.

    On the way pictures are compared at `sight` pixels. With a `classifier` (a ResNet50 with its classes) it is done as
    Gen Studio did, and `steps` are theirs.
    """

    works: list[tuple[str, Path]]
    output: Path
    generator: Path
    encoder: Path
    steps: int = STEPS
    batch: int = 16
    device: str = "cpu"
    seed_encoder: Path | None = None
    classifier: Path | None = None
    sight: int = SIGHT


Progress = Callable[[int, int], None]  # (done, total)


def invert_works(plan: InversionPlan, progress: Progress | None = None) -> dict[str, float]:
    """Find a seed for every work that has none yet for this generator and this picture; return the loss by id.

    Each batch is kept as it is done, so a stopped run goes on where it was. A picture that can't be read is named
    and left out. Without a `progress` to tell, a bar is drawn.
    """
    checkpoint = load_generator(plan.generator, plan.device)
    plan.output.mkdir(parents=True, exist_ok=True)
    kept = KeptInversions(plan.output, checkpoint.sha256)
    waiting = [(work, path) for work, path in plan.works if not kept.holds(work, path)]
    kept.drop({work for work, _ in waiting})
    size = checkpoint.generator.config.size
    if plan.classifier is None and kept.losses:
        _measure_by(plan, checkpoint.generator, kept)
    invert = method_of(plan, checkpoint) if waiting else None
    kept.seen_next_by(None if plan.classifier else sha256_of(plan.encoder))
    there = len(plan.works) - len(waiting)
    with tqdm(total=len(plan.works), initial=there, desc="inverting", unit="work", disable=progress is not None) as bar:
        if progress is not None:
            progress(there, len(plan.works))
        for start in range(0, len(waiting), plan.batch):
            pictures: dict[str, bytes] = {}
            for work, path in waiting[start : start + plan.batch]:
                try:
                    pictures[work] = path.read_bytes()
                except OSError as error:
                    tqdm.write(f"left out {work}: {error}")
            targets, left_out = targets_of(pictures, size)
            for work, reason in left_out.items():
                tqdm.write(f"left out {work}: {reason}")
            if targets and invert is not None:
                wanted = torch.stack(list(targets.values())).to(plan.device)
                found = invert(wanted)
                hashes = {work: hashlib.sha256(pictures[work]).hexdigest() for work in targets}
                kept.add(hashes, found.seeds, found.losses)
                if start < SHEET_WORKS:
                    sheet_of(wanted, found.images).save(plan.output / f"inversions-{start:04d}.png")
            bar.update(min(plan.batch, len(waiting) - start))
            if progress is not None:
                progress(there + min(start + plan.batch, len(waiting)), len(plan.works))
            bar.set_postfix_str(f"mean loss {np.mean(list(kept.losses.values())):.3f}" if kept.losses else "")
    return kept.losses


@torch.no_grad()
def _measure_by(plan: InversionPlan, generator: Generator, kept: "KeptInversions") -> None:
    """Say anew how unlike the works their seeds' drawings are, where another encoder said it last."""
    sha256 = sha256_of(plan.encoder)
    if kept.encoder_sha256 == sha256:
        return
    likeness = Likeness(placed(load_resnet50(plan.encoder)[0], plan.device))
    here = [(work, path) for work, path in plan.works if work in kept.losses]
    losses: dict[str, float] = {}
    for start in tqdm(range(0, len(here), plan.batch), desc="comparing anew", unit="batch", leave=False):
        pictures = {work: path.read_bytes() for work, path in here[start : start + plan.batch]}
        targets, _ = targets_of(pictures, generator.config.size)
        if not targets:
            continue
        points = torch.from_numpy(latent.restore(kept.seeds_of([*targets]))).to(plan.device)
        wanted = likeness.look(torch.stack([*targets.values()]).to(plan.device))
        losses |= zip(targets, likeness.distance(generator(points), wanted).tolist(), strict=True)
    kept.measured(losses, sha256)


def targets_of(pictures: Mapping[str, bytes], size: int) -> tuple[dict[str, Tensor], dict[str, str]]:
    """What to invert for some works' picture files: (3, size, size) in [-1, 1]; and why others can't be."""
    targets: dict[str, Tensor] = {}
    left_out: dict[str, str] = {}
    for work, data in pictures.items():
        try:
            targets[work] = as_target(centre_square(read_rgb(data), size))
        except UnreadablePicture as error:
            left_out[work] = str(error)
    return targets, left_out


def method_of(plan: InversionPlan, checkpoint: Checkpoint) -> Callable[[Tensor], Inversions]:
    """How a plan's generator is inverted: targets (n, 3, S, S) in, seeds out."""
    if plan.classifier is not None:
        classifier = Classifier(plan.classifier).to(plan.device)
        return GenStudioInverter(checkpoint.generator, classifier).invert
    guess = load_seed_encoder(plan.seed_encoder, checkpoint.sha256, plan.device) if plan.seed_encoder else None
    encoder = placed(load_resnet50(plan.encoder)[0], plan.device)
    inverter = Inverter(checkpoint.generator, encoder, guess, sight=plan.sight)
    return lambda targets: inverter.invert(targets, plan.steps)


def read_inversions(folder: Path) -> tuple[dict[str, np.ndarray], str]:
    """Seeds (140 int16) by artwork id, of those that have one, and the SHA-256 of the generator that they belong to.

    Raises FileNotFoundError where there are none.
    """
    if not (folder / REPORT).is_file():
        raise FileNotFoundError(f"{folder} holds no seeds; find them with gen-studio invert")
    report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    return _stored_seeds(folder, report["losses"]), report["generator_sha256"]


def _stored_seeds(folder: Path, works: Iterable[str]) -> dict[str, np.ndarray]:
    """The seeds of these works, in their order. One that was dropped, and not found anew, has none."""
    with safe_open(folder / _SEEDS, "numpy") as file:
        rows, header = file.get_tensor("seeds"), file.metadata() or {}
    # the report was written afterwards, so that it may tell of rows as they stood before
    named = json.loads(header["works"]) if "works" in header else list(works)
    stored = dict(zip(named, rows[: len(named)], strict=True))
    return {work: stored[work] for work in works if work in stored}


class KeptInversions:
    """Seeds and losses on disk; those of another generator are started anew."""

    def __init__(self, folder: Path, generator_sha256: str) -> None:
        self._folder = folder
        self._sha256 = generator_sha256
        self._seeds = np.zeros((0, SEED_LENGTH), np.int16)
        self._facts: dict[str, Any] = {}
        self._pictures: dict[str, str] = {}
        self.losses: dict[str, float] = {}
        self.encoder_sha256: str | None = None
        """Who saw all the losses, as far as that is known."""

        self._others = False  # whether the report there is that of another generator
        if (folder / REPORT).exists():
            report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
            self._others = report["generator_sha256"] != generator_sha256
            if not self._others:
                losses = report.pop("losses")
                seeds = _stored_seeds(folder, losses)
                self.losses = {work: losses[work] for work in seeds}
                self._seeds = np.array([*seeds.values()], np.int16).reshape(-1, SEED_LENGTH)
                self._pictures = report.pop("pictures", {})
                self.encoder_sha256 = report.pop("encoder_sha256", None)
                self._facts = report

    @property
    def landmarks(self) -> list[str]:
        """The works that the generator remembers."""
        return list(self._facts.get("landmarks", {}).get("works", []))

    def seeds_of(self, works: Iterable[str]) -> np.ndarray:
        """(n, 140) int16 the seeds of works that are held."""
        return self._seeds[self._rows(works)]

    def _rows(self, works: Iterable[str]) -> list[int]:
        places = {work: row for row, work in enumerate(self.losses)}
        return [places[work] for work in works]

    def measured(self, losses: Mapping[str, float], encoder_sha256: str) -> None:
        """Keep other losses of works that are held, and who saw them."""
        self._saw(losses, encoder_sha256)
        self._write_report()

    def seen_next_by(self, encoder_sha256: str | None) -> None:
        """Who sees the losses that are added from now on."""
        if self.losses and self.encoder_sha256 != encoder_sha256:
            encoder_sha256 = None
        self.encoder_sha256 = encoder_sha256

    def _saw(self, losses: Mapping[str, float], encoder_sha256: str) -> None:
        """The other works' losses stay, so that where they were seen by another encoder nobody is said to have seen
        all.
        """
        alone = set(losses) == set(self.losses)
        self.losses.update({work: round(loss, 5) for work, loss in losses.items()})
        self.encoder_sha256 = encoder_sha256 if alone or self.encoder_sha256 == encoder_sha256 else None

    def remembered(
        self,
        generator_sha256: str,
        losses: Mapping[str, float],
        seeds: np.ndarray,
        encoder_sha256: str,
        facts: dict[str, Any],
    ) -> None:
        """The seeds are those of a generator that remembers some works now: their losses and seeds, who saw the losses,
        and facts.
        """
        self._sha256 = generator_sha256
        self._saw(losses, encoder_sha256)
        self._facts["landmarks"] = facts
        self._seeds[self._rows(losses)] = seeds
        self._write_seeds()
        self._write_report()

    def holds(self, work: str, path: Path) -> bool:
        """Whether there is a seed of this work, found from the picture that `path` holds now."""
        return work in self.losses and path.is_file() and self._pictures.get(work) in (None, sha256_of(path))

    def drop(self, works: set[str]) -> None:
        """Forget the seeds of these works."""
        stay = [work not in works for work in self.losses]
        self._seeds = self._seeds[np.array(stay, bool)]
        self.losses = {work: loss for work, loss in self.losses.items() if work not in works}

    def add(self, pictures: dict[str, str], seeds: np.ndarray, losses: Tensor) -> None:
        """Keep the seeds of works, given with the SHA-256 of the picture that each was found from."""
        self._seeds = np.concatenate([self._seeds, seeds])
        self.losses.update(zip(pictures, (round(float(loss), 5) for loss in losses), strict=True))
        self._pictures.update(pictures)
        self._write_seeds()  # first: a report never names a seed that is not there
        if self._others:
            (self._folder / REPORT).unlink()
            self._others = False
        self._write_report()

    def _write_seeds(self) -> None:
        with whole_file(self._folder / _SEEDS) as place:
            save_file({"seeds": self._seeds}, place, {"works": json.dumps([*self.losses])})

    def _write_report(self) -> None:
        report = self._facts | {
            "generator_sha256": self._sha256,
            "encoder_sha256": self.encoder_sha256,
            "losses": self.losses,
            "pictures": {work: self._pictures[work] for work in self.losses if work in self._pictures},
        }
        with whole_file(self._folder / REPORT) as place:
            place.write_text(json.dumps(report), encoding="utf-8")
