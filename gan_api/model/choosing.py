"""Which engine draws: a checkpoint and a wish in; out the fastest engine that draws what the reference draws.

No engine is believed: each draws the same seeds as the reference, and one that has a single pixel further off than
MAX_DIFFERENCE is refused; the time of a drawing is measured on this machine, in turns, so that what else the machine
does meanwhile hits all of them.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from gan_api.model.checkpoint import Checkpoint
from gan_api.model.engine import Engine, TorchEngine
from gan_api.model.generator import SEED_LENGTH, SIZES
from gan_api.model.recorded import RecordedEngine
from gan_api.model.runtimes import OnnxEngine, OpenVinoEngine

Name = Literal["auto", "torch", "torch-bf16", "onnx", "openvino", "openvino-bf16", "graphs", "graphs-bf16"]
AUTO = {"cpu": ("torch", "openvino"), "cuda": ("torch", "graphs")}
"""What each start tries. On CPUs `gen-studio bench engines` found ONNX Runtime slower than these; bf16 was off on both,
by 9 to 11 of 255 on an H100."""

MAX_DIFFERENCE = 2
"""Of 255: how far a pixel may be from what the reference draws."""

_SEEDS = 12
_LANDMARKS = 4  # of the seeds
_TIMED = 6
_LOG = logging.getLogger("gen_studio.engine")


class EngineError(ValueError):
    """The engine that was asked for can't be had; the message says why and what to do."""


@dataclass(frozen=True)
class Trial:
    """How an engine's pictures are: the greatest difference from the reference's, and why it was refused."""

    name: str
    engine: Engine | None
    difference: int = 0
    refused: str | None = None


def choose(name: Name, checkpoint: Checkpoint, device: str = "cpu", threads: int = 0) -> Engine:
    """The engine of that name; of `auto`, the fastest that is installed and draws as the reference does.

    Raises EngineError where a named engine can't be had.
    """
    makers = makers_of(checkpoint, device, threads)
    reference = makers["torch"]()
    if name != "auto" and name not in makers:
        raise EngineError(f"the engine {name} does not run on {device}; choose one of {', '.join(makers)}")
    if name == "torch":
        return reference
    names = AUTO[device] if name == "auto" else (name,)
    landmarks = some_landmarks(checkpoint)
    trials = [
        Trial(key, reference) if key == "torch" else tried(key, makers[key], reference, landmarks) for key in names
    ]
    usable = {trial.name: trial.engine for trial in trials if trial.engine is not None and trial.refused is None}
    for trial in trials:
        if trial.refused is not None:
            _LOG.info("engine %s: %s", trial.name, trial.refused)
    if not usable:
        raise EngineError(f"the engine {name} can't draw here: {trials[0].refused}; set GAN_ENGINE to auto or torch")
    if len(usable) == 1:
        return next(iter(usable.values()))
    seconds = timed(list(usable.values()))
    for key, spent in zip(usable, seconds, strict=True):
        _LOG.info("engine %s: %.1f ms at %d px", key, spent * 1000, SIZES[-1])
    return min(zip(seconds, usable.values(), strict=True), key=lambda pair: pair[0])[1]


def makers_of(checkpoint: Checkpoint, device: str, threads: int) -> dict[str, Callable[[], Engine]]:
    """What makes each engine that this device could have, the reference first."""
    makers: dict[str, Callable[[], Engine]] = {
        "torch": lambda: TorchEngine(checkpoint, device, threads),
        "torch-bf16": lambda: TorchEngine(checkpoint, device, threads, fast=True),
    }
    if device == "cuda":
        makers["graphs"] = lambda: RecordedEngine(checkpoint, device)
        makers["graphs-bf16"] = lambda: RecordedEngine(checkpoint, device, fast=True)
    if device == "cpu":
        makers["onnx"] = lambda: OnnxEngine(checkpoint, threads)
        makers["openvino"] = lambda: OpenVinoEngine(checkpoint, threads)
        makers["openvino-bf16"] = lambda: OpenVinoEngine(checkpoint, threads, fast=True)
    return makers


def some_landmarks(checkpoint: Checkpoint) -> NDArray[np.float32]:
    """The seeds (n, 140) of some works that the generator remembers, if any."""
    memory = checkpoint.generator.memory
    if memory is None:
        return np.zeros((0, SEED_LENGTH), np.float32)
    return memory.keys[:: max(1, len(memory.keys) // _LANDMARKS)][:_LANDMARKS].cpu().numpy()


def tried(
    name: str, make: Callable[[], Engine], reference: Engine, landmarks: NDArray[np.float32] | None = None
) -> Trial:
    """Make an engine and compare it with the reference, by random seeds and by those of `landmarks`."""
    try:
        engine = make()
    except ImportError as error:
        return Trial(name, None, refused=f"{error.name or 'a package'} is not installed (pip install gen-studio[fast])")
    except Exception as error:  # another library's graph compiler may raise anything
        _LOG.warning("engine %s could not be made", name, exc_info=error)
        return Trial(name, None, refused=f"it failed: {error}")
    seeds = _seeds(_SEEDS)
    if landmarks is not None:
        seeds[1 : 1 + len(landmarks)] = landmarks
    difference = 0
    for size, count in zip(SIZES, (2, 2, _SEEDS), strict=True):  # a small picture goes through layers of the large one
        mine, theirs = (one.draw(seeds[:count], size).astype(np.int16) for one in (engine, reference))
        difference = max(difference, int(np.abs(mine - theirs).max()))
    if difference > MAX_DIFFERENCE:
        reason = f"its pictures are off by {difference} of 255; {MAX_DIFFERENCE} is the limit"
        return Trial(name, engine, difference, reason)
    return Trial(name, engine, difference)


def timed(engines: Sequence[Engine], clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """The seconds of each engine's quickest drawing at the largest size; what else runs only ever adds to it."""
    spent: list[list[float]] = [[] for _ in engines]
    for seed in _seeds(_TIMED):
        for engine, times in zip(engines, spent, strict=True):
            began = clock()
            engine.draw(seed[None], SIZES[-1])
            times.append(clock() - began)
    return [min(times) for times in spent]


def _seeds(count: int) -> NDArray[np.float32]:
    return np.random.default_rng(0).standard_normal((count, SEED_LENGTH)).astype(np.float32)
