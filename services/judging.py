"""Judge an encoder by works that it was not trained on, beside other networks: a store in, a report and table out."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors import safe_open
from tqdm import tqdm

from services.collection.labels import LABELS, labels_of
from services.collection.store import read_store
from services.common.rgb import read_rgb
from services.vision.changes import CHANGES
from services.vision.encoder import IMAGENET_SIDE, load_encoder, prepare
from services.vision.finding import NEIGHBOURS, found_first, same_label
from services.vision.holdout import left_out
from services.vision.mobilenetv2 import load_mobilenetv2
from services.vision.placing import placed

Look = Callable[[Image.Image], NDArray[np.float32]]
"""A picture in, its features of unit length out."""

MIN_ASKED = 8


@dataclass(frozen=True)
class JudgingPlan:
    """The store, our encoder, and what it is compared with; `count` bounds the works that are asked with."""

    store: Path
    encoder: Path
    mobilenetv2: Path | None = None
    resnet50: Path | None = None
    count: int | None = None


def judge_encoder(plan: JudgingPlan) -> dict[str, Any]:
    """Ask with each work that was left out of the encoder's training among all others of the store.

    Raises ValueError where fewer than MIN_ASKED were left out, EncoderError or StoreError.
    """
    share = _share_left_out(plan.encoder)
    works = [stored for stored in read_store(plan.store) if stored.work]
    asked = [row for row, stored in enumerate(works) if left_out(Path(stored.file), share)][: plan.count]
    if len(asked) < MIN_ASKED:
        raise ValueError(
            f"{len(asked)} works of {plan.store} were left out of the encoder's training (its file says a share of "
            f"{share:g}), {MIN_ASKED} are needed; train it with --leave-out 0.1 on a larger store"
        )
    labels = [labels_of(stored.artwork) for stored in works]
    files = [plan.store / stored.file for stored in works]
    networks = {}
    for name, look in sights(plan.encoder, plan.mobilenetv2, plan.resnet50).items():
        features = np.stack([look(read_rgb(file)) for file in tqdm(files, desc=name, unit="work")])
        found = {label: same_label(features, [known.get(label) for known in labels], asked) for label in LABELS}
        networks[name] = {
            "labels": {label: asdict(figures) for label, figures in found.items() if figures},
            "found_again": _found_again(features, look, files, asked, name),
        }
    return {"works": len(works), "asked": len(asked), "left_out": share, "networks": networks}


def table(report: dict[str, Any]) -> str:
    """The report as Markdown, a column for each network."""
    names = list(report["networks"])
    networks = report["networks"].values()
    lines = [
        f"{report['asked']:,} works that the encoder was not trained on, each asked among {report['works']:,}.",
        "",
        f"| measure | {' | '.join(names)} |",
        "|---|" + "---|" * len(names),
    ]
    for label in next(iter(networks))["labels"]:
        figures = [network["labels"][label] for network in networks]
        queries = figures[0]["queries"]
        for measure, words in (
            ("precision_at_10", f"same {label}, precision@{NEIGHBOURS} ({queries:,} asked)"),
            ("mean_average_precision", f"same {label}, mAP"),
        ):
            lines.append(f"| {words} | " + " | ".join(f"{one[measure]:.3f}" for one in figures) + " |")
    for change in CHANGES:
        shares = [network["found_again"][change] for network in networks]
        lines.append(f"| found again first, {change} | " + " | ".join(f"{one:.3f}" for one in shares) + " |")
    return "\n".join(lines)


def _share_left_out(encoder: Path) -> float:
    with safe_open(encoder, "pt") as file:
        return float((file.metadata() or {}).get("leave_out", 0))


def sights(encoder: Path, mobilenetv2: Path | None = None, resnet50: Path | None = None) -> dict[str, Look]:
    """Who looks, by name: our encoder, and those that it is compared with."""
    found = {"encoder": _encoder(encoder)}
    if mobilenetv2:
        found["MobileNetV2"] = _mobilenetv2(mobilenetv2)
    if resnet50:
        found["ResNet50"] = _encoder(resnet50)
    return found


def _encoder(path: Path) -> Look:
    encoder = load_encoder(path)
    return lambda image: encoder.embed([image])[0]


def _mobilenetv2(path: Path) -> Look:
    model = placed(load_mobilenetv2(path))

    def look(image: Image.Image) -> NDArray[np.float32]:
        pixels = torch.from_numpy(prepare(image, IMAGENET_SIDE).copy()).permute(2, 0, 1)[None].float()
        with torch.inference_mode():
            row = model.embed(pixels / 127.5 - 1)[0].numpy()
        return np.asarray(row / np.linalg.norm(row), np.float32)

    return look


def _found_again(
    features: NDArray[np.float32], look: Look, files: list[Path], asked: list[int], name: str
) -> dict[str, float]:
    shares = {}
    for change, changed in tqdm(CHANGES.items(), desc=f"{name}, changed", unit="change"):
        rows = np.stack([look(changed(read_rgb(files[row]))) for row in asked])
        shares[change] = found_first(features, rows, asked)
    return shares
