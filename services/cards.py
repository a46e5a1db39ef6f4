"""The model card of a release, written from the records of its run: what it was trained on, for how long, what it can't do.

After Mitchell et al. 2019, "Model Cards for Model Reporting".
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import safe_open

from services.collection.artwork import Artwork
from services.collection.store import StoredWork

_SHOWN = 12


def model_card(
    store: Sequence[StoredWork], works: Sequence[Artwork], training: Path, encoder: Path, inversions: Path
) -> str:
    """Markdown. `store` is all that was trained on, `works` what the release shows; the paths name the run's records.

    Raises FileNotFoundError where a record is missing.
    """
    run = json.loads(training.read_text(encoding="utf-8"))
    found = json.loads(inversions.read_text(encoding="utf-8"))
    losses = np.array([found["losses"][work.id] for work in works])
    with safe_open(encoder, "np") as file:
        eyes = file.metadata() or {}
    size = int(run["size"])
    parts = [
        "# Model card",
        "## What it is",
        f"A generator that turns 140 numbers into a picture, and an encoder that says how alike two pictures are. "
        f"Both were trained from scratch on {len(store):,} public-domain and openly licensed images of artworks; this "
        f"release shows {len(works):,} of those works, each with the seed that draws it most nearly.",
        "## How it was made",
        f"- **Generator**: FastGAN-like, trained at {size} px against a projected discriminator on frozen MobileNetV2 "
        f"features, {int(run['images_seen']):,} images in {float(run['seconds']) / 60:.0f} minutes on {run['device']} "
        f"(batch {run['batch']}).{_upscaled(size)}",
        _tuning(found),
        f"- **Encoder**: ResNet50 at {eyes.get('side', '224')} px, taught by MobileNetV2 (Apache-2.0) on augmented "
        f"artworks: {int(eyes.get('images_seen', 0)):,} images in {float(eyes.get('minutes', 0)):.0f} minutes.",
        f"- **Inversions**: gradient descent on pixels and encoder features. Unlikeness to the original (0 is the same "
        f"picture): median {np.median(losses):.2f}, nine in ten below {np.quantile(losses, 0.9):.2f}.",
        "## What it can't do",
        f"- Its pictures are small and painterly; fine detail, text and faces are unreliable. It learnt at {size} px and "
        "for a short time on modest hardware.",
        "- A rendering is not the artwork, and a blend is nobody's work: never show either as an object of a collection.",
        "- Similarity is visual. It knows nothing of meaning, authorship or date, and proves no influence.",
        "## Who is in it, and who is hardly",
        "What is rare here is drawn badly and found late. Works shown, by culture as the sources wrote it: "
        + _counted([work.culture for work in works]),
        "By kind: " + _counted([work.classification for work in works]),
        "By museum: " + _counted([work.museum for work in works]),
        "## Data and licences",
        "No image of a work is part of this release, only facts and what was learnt. What was trained on, by licence as "
        "the sources state it: " + _counted([_short(kept.artwork.licence) for kept in store]),
        "Images of the J. Paul Getty Trust are CC BY 4.0: © J. Paul Getty Trust.",
    ]
    return "\n\n".join(part for part in parts if part).replace("\n\n- **", "\n- **").replace("\n\n- ", "\n- ") + "\n"


def _upscaled(size: int) -> str:
    return "" if size >= 256 else f" Pictures larger than {size} px are that drawing, upscaled bicubically."


def _tuning(found: dict[str, object]) -> str:
    tuned = found.get("tuned")
    if not isinstance(tuned, dict):
        return ""
    return (
        f"- **Landmarks**: tuned for {tuned['minutes']:g} minutes so that the works' seeds draw them more faithfully "
        f"(pivotal tuning): mean unlikeness {tuned['before']:.2f} before, {tuned['after']:.2f} after."
    )


def _short(licence: str | None) -> str | None:
    return licence.split(" (")[0].split(";")[0].removesuffix(" work") if licence else None


def _counted(values: Sequence[str | None]) -> str:
    counts = Counter(value or "not stated" for value in values)
    shown = [f"{value} {count:,}" for value, count in counts.most_common(_SHOWN)]
    rest = len(counts) - _SHOWN
    return "; ".join(shown) + (f"; and {rest} more" if rest > 0 else "") + "."
