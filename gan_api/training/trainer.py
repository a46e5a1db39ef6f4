"""Train a generator on a folder of artworks: pictures in, checkpoints and sample sheets out.

Each step draws one batch, teaches the projected discriminator (hinge loss), then the generator; an exponential
moving average of the generator is what is kept. A run stops after `minutes` and goes on where it was when started
again with the same folder: weights, optimisers and random states are all in `state.pt` (but a GPU's random numbers).
"""

import copy
import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from PIL import Image
from torch import Tensor, nn
from tqdm import tqdm

from gan_api.model.checkpoint import load_generator, save_generator
from gan_api.model.engine import as_pixels
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.training.augment import diff_augment
from gan_api.training.data import batches
from gan_api.training.discriminator import Eyes, ProjectedDiscriminator, told_apart
from gan_api.training.plain import PlainDiscriminator
from gan_api.training.previews import preview_error
from gan_api.training.recording import Recorded
from services.common.whole_files import whole_file
from services.vision.placing import machine, placed
from services.vision.precision import half_precision

STATE = "state.pt"  # in a run's folder: all that it takes to go on
_EMA_HALF_LIFE = 312  # steps: 5,000 images at 16 a step, 20,000 at 64
_KEEP_EVERY_S = 180.0
_MEASURE_EVERY_S = 1800.0
_SETTLED = 2_000  # images before which all samples may look alike
_COLLAPSED = 0.02  # deviation between samples, of a range of 2; that of artworks is some 0.6
_BY_DEVICE = ("fused", "capturable")  # of an optimiser's settings
_SHEET_SIDE = 8  # samples per row and column of a sheet


@dataclass(frozen=True)
class TrainingPlan:
    """What a run is: where the pictures are, the shape of the generator, and how long to go on."""

    images: Path
    output: Path
    size: int = 64
    channels: int = 32
    batch: int = 16
    sight: int = 128
    learning_rate: float = 2e-4
    minutes: float = 60.0
    device: str = "cpu"
    start_from: Path | None = None  # a generator's file, or the folder of a run, whose judge comes along
    random_seed: int = 0
    judge: Literal["projected", "plain"] = "projected"

    def shape(self) -> dict[str, int]:
        """What a state must agree on to be resumed."""
        shape = {"size": self.size, "channels": self.channels, "batch": self.batch, "sight": self.sight}
        return shape if self.judge == "projected" else shape | {"plain": 1}


class TrainingStopped(RuntimeError):
    """Training can't go on; the last good checkpoint is kept."""


class Trainer:
    """Holds the two networks, their optimisers and the count of images seen."""

    def __init__(self, plan: TrainingPlan, eyes: Eyes) -> None:
        torch.manual_seed(plan.random_seed)
        self.plan = plan
        self.eyes = eyes
        self.generator = Generator(GeneratorConfig(plan.size, plan.channels))
        self.images_seen = 0
        self.seconds = 0.0
        self.average = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self.judge: ProjectedDiscriminator | PlainDiscriminator = (
            ProjectedDiscriminator(eyes.channels, plan.sight)
            if plan.judge == "projected"
            else PlainDiscriminator(plan.size)
        )
        if plan.start_from is not None:
            self._warm_start(plan.start_from)
        for network in (self.generator.train(), self.average, self.judge):
            placed(network, plan.device)
        self.generator_steps = _adam(self.generator, plan.learning_rate)
        self.judge_steps = _adam(self.judge.heads, plan.learning_rate)
        self._contest = Recorded(self._learn) if plan.device == "cuda" else self._learn
        random = torch.Generator().manual_seed(plan.random_seed)
        self.fixed_seeds = torch.randn(_SHEET_SIDE**2, self.generator.config.seed_length, generator=random)

    def step(self, real: Tensor) -> tuple[float, float]:
        """One batch of real images in, the losses (discriminator, generator) out.

        Raises TrainingStopped where a loss is no longer finite.
        """
        judge_loss, generator_loss = self._contest(real).tolist()
        losses = judge_loss, generator_loss
        if not all(map(math.isfinite, losses)):
            raise TrainingStopped(
                f"the losses are {losses} after {self.images_seen} images; resume with a lower learning rate"
            )
        self.images_seen += len(real)
        self._follow()
        return losses

    def _learn(self, real: Tensor) -> Tensor:
        """Both networks learn from one batch of real images; the two losses (2,)."""
        device = self.plan.device
        seeds = torch.randn(len(real), self.generator.config.seed_length, device=device)
        with half_precision(device):
            pyramid = self.generator.pyramid(seeds, self.plan.size)
            drawn = pyramid[self.plan.size]
            drawn_maps = self.judge.see(self.eyes, diff_augment(drawn.to(memory_format=torch.channels_last)))
            with torch.no_grad():
                real_maps = self.judge.see(self.eyes, diff_augment(real.to(memory_format=torch.channels_last)))
            judge_loss = told_apart(self.judge, real_maps, drawn_maps)
        self.judge_steps.zero_grad(set_to_none=True)
        judge_loss.backward()
        self.judge_steps.step()

        self.judge.requires_grad_(False)
        with half_precision(device):
            generator_loss = -self.judge(drawn_maps).float().mean()
        self.generator_steps.zero_grad(set_to_none=True)
        (generator_loss + preview_error(pyramid)).backward()
        self.judge.heads.requires_grad_(True)
        self.generator_steps.step()
        return torch.stack([judge_loss, generator_loss]).detach()

    def _warm_start(self, source: Path) -> None:
        """Begin from a generator, of this size or a smaller one: larger outputs start by adding nothing to it."""
        if source.is_file():
            weights = load_generator(source).generator.state_dict()
            self.generator.load_state_dict(weights, strict=False)
            self.average.load_state_dict(weights, strict=False)
            return
        state = _read_state(source / STATE)
        if (sight := state["shape"]["sight"]) != self.plan.sight:
            raise TrainingStopped(f"the judge of {source} looks with {sight} pixels, not {self.plan.sight}")
        self.generator.load_state_dict(state["generator"], strict=False)
        self.average.load_state_dict(state["average"], strict=False)
        self.judge.load_state_dict(state["judge"])
        self.images_seen, self.seconds = state["images_seen"], state["seconds"]

    @torch.no_grad()
    def _follow(self) -> None:
        # a short warm-up keeps the first average from being the random start
        half_life = min(_EMA_HALF_LIFE * self.plan.batch, max(1.0, self.images_seen * 0.05))
        keep = 0.5 ** (self.plan.batch / half_life)
        torch._foreach_lerp_(list(self.average.parameters()), list(self.generator.parameters()), 1 - keep)
        for average, latest in zip(self.average.buffers(), self.generator.buffers(), strict=True):
            if average.is_floating_point():
                average.lerp_(latest, 1 - keep)
            else:
                average.copy_(latest)

    def save(self) -> None:
        """Write `state.pt` (to resume), `generator.safetensors` (to serve) and a sample sheet into the output.

        Raises TrainingStopped, and writes nothing, where the samples are all alike.
        """
        out = self.plan.output
        samples = draw(self.average, self.fixed_seeds.to(self.plan.device))
        if self.images_seen > _SETTLED and samples.std(0).mean() < _COLLAPSED:
            raise TrainingStopped(
                f"after {self.images_seen} images all samples look alike (collapse); the checkpoint before is kept. Go "
                "on from it with a lower learning rate or more pictures"
            )
        state = {
            "shape": self.plan.shape(),
            "generator": self.generator.state_dict(),
            "average": self.average.state_dict(),
            "judge": self.judge.state_dict(),
            "generator_steps": self.generator_steps.state_dict(),
            "judge_steps": self.judge_steps.state_dict(),
            "images_seen": self.images_seen,
            "seconds": self.seconds,
            "torch_random": torch.get_rng_state(),
            "fixed_seeds": self.fixed_seeds,
        }
        with whole_file(out / STATE) as place:
            torch.save(state, place)
        save_generator(self.average, out / "generator.safetensors")
        as_sheet(samples).save(out / f"samples-{self.images_seen:07d}.png")
        told = asdict(self.plan) | {"device": machine(self.plan.device)}
        report = {**{key: str(value) for key, value in told.items()}, "images_seen": self.images_seen}
        (out / "training.json").write_text(json.dumps({**report, "seconds": round(self.seconds, 1)}, indent=2) + "\n")

    def resume(self) -> bool:
        """Go on from `state.pt` where there is one. Raises TrainingStopped where it belongs to another shape."""
        path = self.plan.output / STATE
        if not path.exists():
            return False
        state = _read_state(path)
        if state["shape"] != self.plan.shape():
            raise TrainingStopped(
                f"{path} was trained with {state['shape']}, not {self.plan.shape()}: name another --output"
            )
        self.generator.load_state_dict(state["generator"])
        self.average.load_state_dict(state["average"])
        self.judge.load_state_dict(state["judge"])
        _resume_steps(self.generator_steps, state["generator_steps"])
        _resume_steps(self.judge_steps, state["judge_steps"])
        self.images_seen, self.seconds = state["images_seen"], state["seconds"]
        torch.set_rng_state(state["torch_random"])
        self.fixed_seeds = state["fixed_seeds"]
        return True


def train(
    plan: TrainingPlan,
    eyes: Eyes,
    squares: Tensor,
    report: Callable[[str], None] = tqdm.write,
    measure: Callable[[Generator], dict[str, float]] | None = None,
) -> Trainer:
    """Train on `squares` (N, 3, S, S) uint8 for `plan.minutes`.

    A checkpoint is kept every few minutes and at the end, also when interrupted. What `measure` says of the generator
    is added to metrics.jsonl every half hour and at the end.
    """
    squares = squares.to(plan.device)
    trainer = Trainer(plan, eyes)
    if trainer.resume():
        report(f"resumed after {trainer.images_seen:,} images")
    stream = batches(squares, plan.batch, plan.random_seed, trainer.images_seen // plan.batch)
    began = kept = measured = time.monotonic()
    bar = tqdm(
        total=round(plan.minutes * 60), unit="s", desc="training", bar_format="{l_bar}{bar}| {n}/{total}s {postfix}"
    )
    try:
        while (now := time.monotonic()) - began < plan.minutes * 60:
            before = time.monotonic()
            judge_loss, generator_loss = trainer.step(next(stream))
            trainer.seconds += time.monotonic() - before
            bar.n = round(now - began)
            rate = trainer.images_seen / max(trainer.seconds, 1e-9)
            bar.set_postfix_str(
                f"{trainer.images_seen:,} images, {rate:.1f}/s, D {judge_loss:.2f}, G {generator_loss:.2f}"
            )
            if now - kept > _KEEP_EVERY_S:
                trainer.save()
                kept = now
            if measure is not None and now - measured > _MEASURE_EVERY_S:
                _note(trainer, measure)
                measured = now
    except KeyboardInterrupt:
        report("stopped; keeping what was learnt so far")
    bar.close()
    trainer.save()
    if measure is not None:
        _note(trainer, measure)
    return trainer


def _note(trainer: Trainer, measure: Callable[[Generator], dict[str, float]]) -> None:
    with (trainer.plan.output / "metrics.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"images_seen": trainer.images_seen, **measure(trainer.average)}) + "\n")


@torch.no_grad()
def draw(generator: Generator, seeds: Tensor, size: int | None = None) -> Tensor:
    """What `seeds` (n, 140) draw, at `size` or the generator's own: (n, 3, S, S) in [-1, 1], on the CPU."""
    return torch.cat([generator(part, size) for part in seeds.split(16)]).float().cpu()


def as_sheet(images: Tensor) -> Image.Image:
    """A square contact sheet of (n², 3, S, S) in [-1, 1]."""
    rows = images.unflatten(0, (math.isqrt(len(images)), -1))  # (n, n, 3, S, S)
    return as_image(torch.cat([torch.cat(list(row), dim=2) for row in rows], dim=1))


def as_image(picture: Tensor) -> Image.Image:
    """One picture (3, H, W) in [-1, 1]."""
    return Image.fromarray(as_pixels(picture[None].cpu())[0].numpy())


def _read_state(path: Path) -> dict[str, Any]:
    """Raises TrainingStopped where a state is missing or damaged."""
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise TrainingStopped(f"{path} is missing: name the folder of a run, or a generator's file") from error
    except Exception as error:  # a damaged archive raises whatever its reader stumbles over
        raise TrainingStopped(
            f"{path} is damaged and can't be read. Begin again from the generator beside it (--from "
            f"{path.with_name('generator.safetensors')} and another --output), or remove the folder"
        ) from error
    return state


def _resume_steps(steps: torch.optim.Adam, state: dict[str, Any]) -> None:
    """Go on with the steps of a run on any device: how they are computed is for this one to say."""
    own = [{name: group[name] for name in _BY_DEVICE} for group in steps.param_groups]
    groups = [theirs | mine for theirs, mine in zip(state["param_groups"], own, strict=True)]
    steps.load_state_dict(state | {"param_groups": groups})


def _adam(module: nn.Module, rate: float) -> torch.optim.Adam:
    learning = [p for p in module.parameters() if p.requires_grad]
    on_gpu = learning[0].is_cuda
    return torch.optim.Adam(learning, lr=rate, betas=(0.0, 0.99), fused=on_gpu, capturable=on_gpu)
