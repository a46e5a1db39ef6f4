"""Judge an encoder by works that it was not trained on, beside other networks: a store in, a report and table out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from safetensors import safe_open
from tqdm import tqdm

from services.collection.labels import LABELS, labels_of
from services.collection.store import read_store
from services.common.hashes import sha256_of
from services.common.rgb import read_rgb
from services.vision.changes import CHANGES
from services.vision.finding import NEIGHBOURS, found_first, same_label
from services.vision.holdout import left_out
from services.vision.sights import Look, sights
from services.vision.threads import side_by_side

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
    for name, sight in sights(plan.encoder, plan.mobilenetv2, plan.resnet50).items():
        features = np.stack([*tqdm(_seen(sight.look, files), desc=name, unit="work", total=len(files))])
        found = {label: same_label(features, [known.get(label) for known in labels], asked) for label in LABELS}
        networks[name] = {
            "labels": {label: asdict(figures) for label, figures in found.items() if figures},
            "found_again": _found_again(features, sight.look, files, asked, name),
        }
    told = {"works": len(works), "asked": len(asked), "left_out": share}
    return {"encoder_sha256": sha256_of(plan.encoder), **told, "networks": networks}


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


def _found_again(
    features: NDArray[np.floating], look: Look, files: list[Path], asked: list[int], name: str
) -> dict[str, float]:
    shares = {}
    for change, changed in tqdm(CHANGES.items(), desc=f"{name}, changed", unit="change"):
        rows = np.stack([*_seen(look, [files[row] for row in asked], changed)])
        shares[change] = found_first(features, rows, asked)
    return shares


def _seen(
    look: Look, files: Sequence[Path], changed: Callable[[Image.Image], Image.Image] = lambda picture: picture
) -> Iterator[NDArray[np.floating]]:
    """What is seen of each picture, after a change to it."""
    return side_by_side(lambda file: look(changed(read_rgb(file))), files)
