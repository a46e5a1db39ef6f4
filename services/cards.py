"""The model card of a release, written from the records of its run: on what, for how long, what it can't do.

After Mitchell et al. 2019, "Model Cards for Model Reporting".
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from services.collection.artwork import Artwork
from services.collection.store import StoredWork
from services.common.hashes import sha256_of
from services.vision.encoder import IMAGENET_SIDE
from services.vision.sights import OURS
from services.vision.whitening import WHITENING

METRICS = "metrics.jsonl"
"""What was measured while the generator was trained, a line each time; beside its record."""

_SHOWN = 12
_CARD = """# Model card

## What it is

A generator that turns 140 numbers into a picture, and an encoder that says how alike two pictures are. The generator
was trained from scratch on {trained_on:,} public-domain and openly licensed images of artworks; this release shows
{shown:,} of those works, each with a seed that draws it, closely or from afar.

## How it was made

- **Generator**: FastGAN-like, trained at {size} px against a projected discriminator on frozen MobileNetV2 features:
  {images:,} images in {minutes:.0f} minutes on {device} (batch {batch}).{grown}{upscaled}{measured}{remembered}
- **Encoder**: {encoder}{judged}{seed_encoder}
- **Inversions**: seeds guessed by a seed encoder, or found by gradient descent on pixels and encoder features.
  Unlikeness to the original (0 is the same picture): median {median:.2f}, nine in ten below {most:.2f}.{landmarks}

## What it can't do

- Its pictures are small and painterly; fine detail, text and faces are unreliable.
- A rendering is not the artwork, and a blend is nobody's work: never show either as an object of a collection.
- Similarity is visual.{alike} It knows nothing of meaning, and proves neither authorship nor influence.

## Who is in it, and who is hardly

What is rare here is drawn badly and found late. Works shown, by culture as the sources wrote it: {cultures}

By kind: {kinds}

By museum: {museums}

## Data and licences

No image of a work is part of this release, only facts and what was learnt. What was trained on, by licence as the
sources state it: {licences}{attributions}
"""


_FEW = 1e-3  # share of the works that may be no landmarks where all but them are said to be
_BLURRED = 0.45  # unlikeness from which on, by eye, a work is not recognised


def model_card(
    store: Sequence[StoredWork],
    works: Sequence[Artwork],
    landmarks: int,
    training: Path,
    encoder: Path,
    inversions: Path,
    seed_encoder: Path | None = None,
    judged: Path | None = None,
) -> str:
    """Markdown. `store` is all that was trained on, `works` what the release shows, the first `landmarks` of
    them drawn closely; the paths name the run's records, `judged` what gen-studio evaluate encoder found.

    Raises FileNotFoundError where a record is missing, ValueError where another encoder was judged.
    """
    run = json.loads(training.read_text(encoding="utf-8"))
    found = json.loads(inversions.read_text(encoding="utf-8"))
    losses = np.array([found["losses"][work.id] for work in works])
    size = int(run["size"])
    return _CARD.format(
        trained_on=len(store),
        shown=len(works),
        size=size,
        images=int(run["images_seen"]),
        minutes=float(run["seconds"]) / 60,
        device=run["device"],
        batch=run["batch"],
        grown=_grown(run),
        upscaled=_upscaled(size),
        measured=_measured(training.parent / METRICS),
        remembered=_remembered(found, sha256_of(encoder)),
        encoder=_eyes(_header(encoder)),
        judged="" if judged is None else _judged(judged, encoder),
        alike=_alike(encoder),
        seed_encoder="" if seed_encoder is None else _guessing(_header(seed_encoder)),
        median=np.median(losses),
        most=np.quantile(losses, 0.9),
        landmarks=_landmarks(losses, landmarks),
        cultures=_counted([work.culture for work in works]),
        kinds=_counted([work.classification for work in works]),
        museums=_counted([work.museum for work in works]),
        attributions=_attributions(store),
        licences=_counted([_short(kept.artwork.licence) for kept in store]),
    )


def _landmarks(losses: NDArray[np.floating], landmarks: int) -> str:
    close, others = losses[:landmarks], losses[landmarks:]
    if not len(close):
        return ""
    drawn = f"drawn closely: median {np.median(close):.2f}"
    if len(others) <= _FEW * len(losses):
        told = ", ".join(f"{loss:.2f}" for loss in others)
        but = f" but {len(others)} (unlikeness {told})" if told else ""
        return f" All works{but} are landmarks, {drawn}."
    text = f" The first {len(close):,} works are landmarks, {drawn}"
    far = float(np.median(others))
    how = "it has little but light and colours" if far > _BLURRED else "it has the whole, and blurs what is fine"
    return f"{text}; of the other {len(others):,} {how}: median {far:.2f}."


def _eyes(header: dict[str, str]) -> str:
    if header.get("format") != "gen-studio-encoder/1":
        return f"a ResNet50 trained elsewhere, at {header.get('side', IMAGENET_SIDE)} px."
    images, minutes = int(header["images_seen"]), float(header["minutes"])
    return (
        f"ResNet50 at {header['side']} px, taught by MobileNetV2 (Apache-2.0) on augmented artworks: "
        f"{images:,} images in {minutes:.0f} minutes on {header.get('trained_on', 'cpu')}."
    )


def _judged(figures: Path, encoder: Path) -> str:
    """What works that the encoder was not trained on found, beside the networks that it was compared with."""
    found = json.loads(figures.read_text(encoding="utf-8"))
    if found.get("encoder_sha256") != sha256_of(encoder):
        raise ValueError(f"{figures} tells of another encoder than {encoder}; run gen-studio evaluate encoder --json")
    told = (
        f"\n- **Judged** by {found['asked']:,} works that it was not trained on, each asked among {found['works']:,}. "
        "Precision of the ten found first, and mAP, by what they share; and how often a work is found first by a "
        "changed picture of it:"
    )
    lines = [told]
    for name, network in found["networks"].items():
        shared = (
            f"{label} {one['precision_at_10']:.3f}, {one['mean_average_precision']:.3f}"
            for label, one in network["labels"].items()
        )
        again = (f"{change} {share:.3f}" for change, share in network["found_again"].items())
        lines.append(f"  - {'This one' if name == OURS else name}: {'; '.join([*shared, *again])}.")
    return "\n".join(lines)


def _alike(encoder: Path) -> str:
    """What was learnt of likeness, as far as the encoder's file says."""
    with safe_open(encoder, "np") as file:
        if f"{WHITENING}turn" not in file.keys():  # it is no mapping
            return ""
        compared = file.get_slice(f"{WHITENING}turn").get_shape()[1]
    return (
        f" What counts as alike ({compared} numbers) was learnt from works that share an artist, culture, "
        "classification or century, where those are known."
    )


def _guessing(header: dict[str, str]) -> str:
    return (
        "\n- **Seed encoder**: guesses the seed where an inversion begins; taught by the generator's own drawings and "
        f"by artworks, {int(header['images_seen']):,} pictures in {float(header['minutes']):.0f} minutes."
    )


def _header(file: Path) -> dict[str, str]:
    with safe_open(file, "np") as opened:
        return opened.metadata() or {}


def _upscaled(size: int) -> str:
    return "" if size >= 256 else f" Pictures larger than {size} px are that drawing, upscaled bicubically."


def _grown(run: dict[str, str]) -> str:
    begun = run.get("start_from", "None") != "None"
    return " It was begun with a generator trained before, whose images and minutes are counted in." if begun else ""


def _measured(metrics: Path) -> str:
    """What was last measured while it was trained."""
    if not metrics.is_file():
        return ""
    found = json.loads(metrics.read_text(encoding="utf-8").splitlines()[-1])
    return (
        f"\n- **Measured** after {found['images_seen']:,} images, on MobileNetV2 features (not to be "
        f"set beside figures on Inception's): KID {found['kid']:.3f}, precision {found['precision']:.2f}, recall "
        f"{found['recall']:.2f} (Kynkäänniemi et al. 2019)."
    )


def _remembered(found: dict[str, object], encoder_sha256: str) -> str:
    told = found.get("landmarks")
    if not isinstance(told, dict):
        return ""
    seen = "" if told.get("encoder_sha256") == encoder_sha256 else ", as an earlier encoder saw it"
    sharply = ""
    if told.get("sharpened"):
        sharply = f", in {told['sharpened']:.0f} of them to draw sharply, by a projected discriminator"
    return (
        f"\n- **Landmarks**: the generator remembers {len(told['works']):,} works, learnt in {told['minutes']:.0f} "
        f"minutes{sharply}: mean unlikeness {told['before']:.2f} before, {told['after']:.2f} after{seen}. What it "
        "remembers counts at their seeds and, in part, in blends of them; elsewhere it draws what it drew before, "
        "but for its finest layers."
    )


def _attributions(store: Sequence[StoredWork]) -> str:
    works = [kept.artwork for kept in store if (kept.artwork.licence or "").startswith("CC BY")]
    owners = sorted({work.museum or "owner not stated" for work in works})
    return f"\n\nCC BY, with attribution: © {'; © '.join(owners)}." if owners else ""


def _short(licence: str | None) -> str | None:
    return licence.split(" (")[0].split(";")[0].removesuffix(" work") if licence else None


def _counted(values: Sequence[str | None]) -> str:
    counts = Counter(value or "not stated" for value in values)
    shown = [f"{value} {count:,}" for value, count in counts.most_common(_SHOWN)]
    rest = len(counts) - _SHOWN
    return "; ".join(shown) + (f"; and {rest} more" if rest > 0 else "") + "."
