"""ConditionalFont, as MosAIC had it (Hamilton et al. 2020): free fonts in, their letters as small grey pictures out."""

from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from tqdm import tqdm

SIDE = 32
MIN_FONTS = 2
LETTERS = ascii_uppercase
_FONTS = {".ttf", ".otf"}
_MARGIN = 2
_NO_LETTER = "\uffff"  # every font draws the same box, or nothing, for what it lacks


@dataclass(frozen=True)
class Letters:
    """n pictures; `what` (n,) is the letter of each and `manner` (n,) the font, by number."""

    pictures: list[Image.Image]
    what: NDArray[np.int64]
    manner: NDArray[np.int64]
    fonts: list[str]


def read_letters(folder: Path, at_most: int | None = None, random_seed: int = 0) -> Letters:
    """The capital letters of fonts below a folder that have them all: of every one, or of `at_most` by chance.

    Raises ValueError for fewer than two.
    """
    pictures: list[Image.Image] = []
    fonts: list[str] = []
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _FONTS)
    if at_most is not None:
        files = [files[row] for row in np.random.default_rng(random_seed).permutation(len(files))]
    for path in tqdm(files, desc="fonts", unit="font", leave=False):
        if len(fonts) != at_most and (drawn := _alphabet(path)) is not None:
            pictures += drawn
            fonts.append(path.stem)
    if len(fonts) < MIN_FONTS:
        raise ValueError(
            f"{folder} has {len(fonts)} fonts with all Latin capitals, {MIN_FONTS} are needed; scripts/fonts.sh "
            "installs some, or name another folder by --fonts"
        )
    what = np.tile(np.arange(len(LETTERS)), len(fonts))
    return Letters(pictures, what, np.repeat(np.arange(len(fonts)), len(LETTERS)), fonts)


def _alphabet(path: Path) -> list[Image.Image] | None:
    """All letters of a font, or None where it lacks some, or draws two of them alike, as fonts of signs do."""
    try:
        font = ImageFont.truetype(path, 2 * SIDE)
        lacking = _drawn(font, _NO_LETTER)
        drawn = [_drawn(font, letter) for letter in LETTERS]
    except (OSError, ValueError):
        return None
    seen = {one.tobytes() for one in drawn if one is not None} - {lacking.tobytes() if lacking else b""}
    return [one for one in drawn if one] if len(seen) == len(LETTERS) else None


def _drawn(font: ImageFont.FreeTypeFont, letter: str) -> Image.Image | None:
    """White on black, as large as fits; None for nothing."""
    left, top, right, bottom = font.getbbox(letter)
    width, height = int(right - left), int(bottom - top)
    if not 0 < width <= 16 * SIDE or not 0 < height <= 16 * SIDE:
        return None
    whole = Image.new("L", (width, height), 0)
    ImageDraw.Draw(whole).text((-left, -top), letter, fill=255, font=font)
    scale = (SIDE - 2 * _MARGIN) / max(width, height)
    small = whole.resize((max(1, round(width * scale)), max(1, round(height * scale))), Image.Resampling.BOX)
    square = Image.new("L", (SIDE, SIDE), 0)
    square.paste(small, ((SIDE - small.width) // 2, (SIDE - small.height) // 2))
    return square
