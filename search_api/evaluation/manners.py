"""Find the same thing in another manner: pictures of things in manners, and networks that look, in; figures out.

The question is MosAIC's (Hamilton et al. 2020): given the A of one font, and another font as the condition, is its A
the most similar picture, and at which rank is it else?
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from tqdm import tqdm

from search_api.evaluation.kept import features_of, kept_picture
from search_api.evaluation.letters import LETTERS, read_letters
from search_api.evaluation.stylising import stylised
from search_api.index.exact import ExactIndex
from services.common.rgb import read_rgb
from services.vision.changes import CHANGES, CROPPED
from services.vision.sights import Look, Sight
from services.vision.threads import side_by_side

_PIXELS = 16


@dataclass(frozen=True)
class MannersPlan:
    """Where fonts and artworks' pictures lie (None: not asked), who looks, how many works, and how many questions.

    What was made and seen is kept in `keep`, if that is given, so that a run that was stopped goes on.
    """

    fonts: Path | None
    images: Path | None
    sights: Mapping[str, Sight]
    works: int = 5000
    questions: int = 500
    max_fonts: int | None = 100
    keep: Path | None = None
    random_seed: int = 0


@dataclass(frozen=True)
class Figures:
    """The share of questions whose answer came first, and the mean rank of the answer (1 is first)."""

    accuracy_at_1: float
    mean_rank: float


def evaluate_manners(plan: MannersPlan) -> dict[str, Any]:
    """Artworks in styles of others, and letters in fonts. Raises ValueError where there is too little of either."""
    report: dict[str, Any] = {}
    if plan.images is not None:
        report["styles"] = _artworks(plan.images, plan)
    if plan.fonts is not None:
        report["fonts"] = _letters(plan.fonts, plan)
    return report


def ranks(
    features: NDArray[np.floating],
    what: NDArray[np.integer],
    manner: NDArray[np.integer],
    questions: Sequence[tuple[int, int]],
) -> NDArray[np.int64]:
    """For each question (row, manner) the rank of the same thing in that manner, by our own index."""
    index = ExactIndex(features, "")
    found = np.empty(len(questions), np.int64)
    for place, (row, wanted) in enumerate(questions):
        keep = manner == wanted
        order = index.search(features[row], int(keep.sum()), keep).rows
        found[place] = int(np.flatnonzero(what[order] == what[row])[0]) + 1
    return found


def table(report: Mapping[str, Any]) -> str:
    """The report as Markdown."""
    lines: list[str] = []
    for part in report.values():
        lines += ["", part["told"], "", "| looked at by | found first | mean rank |", "|---|---|---|"]
        lines += [
            f"| {name} | {100 * figures['accuracy_at_1']:.1f} % | {figures['mean_rank']:.1f} |"
            for name, figures in part["networks"].items()
        ]
    return "\n".join(lines[1:])


def _letters(folder: Path, plan: MannersPlan) -> dict[str, Any]:
    letters = read_letters(folder, plan.max_fonts, plan.random_seed)
    random = np.random.default_rng(plan.random_seed)
    fonts = len(letters.fonts)
    questions = []
    for row in random.integers(len(letters.pictures), size=plan.questions).tolist():
        other = (int(letters.manner[row]) + int(random.integers(1, fonts))) % fonts
        questions.append((row, other))
    told = f"{plan.questions:,} letters, each to be found again among the {len(LETTERS)} of another of {fonts} fonts."
    return {
        "told": told,
        "fonts": letters.fonts,
        "networks": _judged(letters.pictures, letters.what, letters.manner, questions, plan),
    }


def _artworks(folder: Path, plan: MannersPlan) -> dict[str, Any]:
    files = sorted(path for path in folder.iterdir() if path.is_file())
    if len(files) < 3:
        raise ValueError(f"{folder} has {len(files)} pictures; 3 are needed at least")
    random, keep = np.random.default_rng(plan.random_seed), plan.keep
    chosen = [files[row] for row in random.permutation(len(files))[: plan.works]]
    style, *styles = random.choice(len(files), min(len(files), 1 + plan.questions), replace=False).tolist()
    asked = random.choice(len(chosen), min(plan.questions, len(chosen), len(styles)), replace=False).tolist()
    made = [(row, style) for row in range(len(chosen))] + [*zip(asked, styles, strict=False)]
    cut = CHANGES[CROPPED]

    def make(one: tuple[int, int]) -> Image.Image:
        content, by = chosen[one[0]], files[one[1]]
        if one[1] == style:
            return kept_picture(lambda: stylised(read_rgb(content), read_rgb(by)), f"{content.stem} by {by.stem}", keep)
        name = f"{content.stem} cut by {by.stem}"
        return kept_picture(lambda: stylised(cut(read_rgb(content)), read_rgb(by)), name, keep)

    pictures = [*tqdm(side_by_side(make, made), desc="stylising", unit="work", total=len(made), leave=False)]
    what, manner = np.array(made).T
    questions = [(len(chosen) + place, style) for place in range(len(asked))]
    told = (
        f"{len(asked):,} artworks, each {CROPPED} and in the style of another, to be found again among "
        f"{len(chosen):,} in the style of {files[style].stem}."
    )
    networks = _judged(pictures, what, manner, questions, plan)
    return {"told": told, "style": files[style].stem, "networks": networks}


def _judged(
    pictures: Sequence[Image.Image],
    what: NDArray[np.int64],
    manner: NDArray[np.int64],
    questions: Sequence[tuple[int, int]],
    plan: MannersPlan,
) -> dict[str, Any]:
    sights = {**plan.sights, "pixels": Sight(_pixels), "random": Sight(_by_chance(plan.random_seed))}
    networks = {}
    for name, sight in sights.items():
        features = features_of(pictures, sight, name, plan.keep)
        found = ranks(features, what, manner, questions)
        networks[name] = asdict(Figures(float((found == 1).mean()), float(found.mean())))
    return networks


def _pixels(picture: Image.Image) -> NDArray[np.float32]:
    """The picture itself, small, less its mean."""
    small = np.asarray(picture.convert("RGB").resize((_PIXELS, _PIXELS), Image.Resampling.BOX), np.float32).ravel()
    less = small - small.mean()
    return less / max(float(np.linalg.norm(less)), 1e-6) if less.any() else np.full_like(less, len(less) ** -0.5)


def _by_chance(random_seed: int) -> Look:
    random = np.random.default_rng(random_seed)

    def look(_: Image.Image) -> NDArray[np.float64]:
        drawn = random.standard_normal(64)
        return drawn / np.linalg.norm(drawn)

    return look
