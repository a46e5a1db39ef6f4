"""Time the engines of the generator side by side: a generator's file in, a report and its table out."""

import time
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from gan_api.model.checkpoint import load_generator
from gan_api.model.choosing import MAX_DIFFERENCE, makers_of, some_landmarks, tried
from gan_api.model.engine import Engine, TorchEngine
from gan_api.model.generator import SEED_LENGTH, SIZES

BATCHES = (1, 4, 16)


def time_engines(generator: Path, device: str, threads: int, rounds: int) -> dict[str, Any]:
    """Milliseconds an image of every engine at every size and batch; the rounds of all engines take turns.

    Raises CheckpointError.
    """
    checkpoint = load_generator(generator, device)
    reference = TorchEngine(checkpoint, device, threads)
    landmarks = some_landmarks(checkpoint)
    makers = makers_of(checkpoint, device, threads)
    trials = [tried(name, make, reference, landmarks) for name, make in makers.items()]
    seeds = np.random.default_rng(1).standard_normal((max(BATCHES), SEED_LENGTH)).astype(np.float32)
    kinds = [(size, batch) for size in SIZES for batch in BATCHES]
    spent: dict[tuple[str, int, int], list[float]] = {}
    with tqdm(total=rounds * len(kinds), desc="timing", unit="round", leave=False) as bar:
        for size, batch in kinds:
            for _ in range(rounds):
                for trial in trials:
                    if trial.engine is not None:
                        took = _seconds(trial.engine, seeds[:batch], size)
                        spent.setdefault((trial.name, size, batch), []).append(took / batch * 1000)
                bar.update()
    return {
        "generator_sha256": checkpoint.sha256,
        "trained_size": checkpoint.generator.config.size,
        "device": device,
        "engines": {
            trial.name: {
                "difference": trial.difference,
                "refused": trial.refused,
                "ms_per_image": {
                    str(size): {str(batch): float(np.median(spent[trial.name, size, batch])) for batch in BATCHES}
                    for size in SIZES
                    if trial.engine is not None
                },
            }
            for trial in trials
        },
    }


def table(report: dict[str, Any]) -> str:
    """The report as Markdown; ratios are to torch in fp32, the reference."""
    heads = [f"{size} px × {batch}" for size in SIZES for batch in BATCHES]
    lines = [
        f"Milliseconds an image on {report['device']}, by size and batch (in brackets: torch in fp32 is 1).",
        f"The generator was trained at {report['trained_size']} px. Off by more than {MAX_DIFFERENCE} is not used.",
        "",
        f"| engine | off by, of 255 | {' | '.join(heads)} |",
        "|---|---|" + "---|" * len(heads),
    ]
    base = report["engines"]["torch"]["ms_per_image"]
    for name, one in report["engines"].items():
        if not one["ms_per_image"]:
            lines.append(f"| {name} | {one['refused']} |" + " |" * len(heads))
            continue
        cells = [
            f"{ms:.1f} ({ms / base[size][batch]:.2f})"
            for size, batches in one["ms_per_image"].items()
            for batch, ms in batches.items()
        ]
        lines.append(f"| {name} | {one['difference']} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _seconds(engine: Engine, seeds: np.ndarray, size: int) -> float:
    began = time.perf_counter()
    engine.draw(seeds, size)
    return time.perf_counter() - began
