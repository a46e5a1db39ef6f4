"""Compositions: recipes in, one picture of all of them out, in rows, with blends in between where they are to melt.

Between two neighbours, across and down, `between` seeds on the arc from one to the other are drawn as well. Hung edge
to edge that is a strip or a grid; with `melt` each picture lies half over the next and fades into it, a frieze.
"""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gan_api import latent
from gan_api.drawing import Visit
from gan_api.marks import EDITION, finish_named
from gan_api.model.engine import Pixels
from gan_api.recipe import Recipe
from gan_api.studio import Studio
from services.common.problems import InvalidInput

MAX_PIECES = 12
MAX_BETWEEN = 6
MAX_DRAWN = 64
"""Pictures of one composition, those in between counted."""


@dataclass(frozen=True)
class Composition:
    """2 to 12 recipes of one release, `across` in a row, each row full. Raises InvalidInput where that does not fit."""

    pieces: Sequence[Recipe]
    across: int
    between: int = 0
    melt: bool = False
    size: int = 256

    def __post_init__(self) -> None:
        count = len(self.pieces)
        if not 2 <= count <= MAX_PIECES:
            raise InvalidInput(f"a composition takes 2 to {MAX_PIECES} recipes, not {count}")
        if count % self.across:
            raise InvalidInput(f"{count} recipes don't fill rows of {self.across}; choose another number across")
        columns, rows = self.shape
        if columns * rows > MAX_DRAWN:
            raise InvalidInput(
                f"{columns} × {rows} pictures, those in between counted; the limit is {MAX_DRAWN}. "
                "Ask for fewer between"
            )

    @property
    def shape(self) -> tuple[int, int]:
        """Pictures across and down, those in between counted."""
        return self._drawn(self.across), self._drawn(len(self.pieces) // self.across)

    @property
    def recipes(self) -> list[Recipe]:
        """All that is drawn, row by row."""
        rows = [
            self._filled([replace(piece, size=self.size) for piece in self.pieces[begin : begin + self.across]])
            for begin in range(0, len(self.pieces), self.across)
        ]
        columns = [self._filled(list(column)) for column in zip(*rows, strict=True)]
        return [recipe for row in zip(*columns, strict=True) for recipe in row]

    @property
    def name(self) -> str:
        """All that is needed to compose it again."""
        told = f"across={self.across}&between={self.between}&melt={str(self.melt).lower()}&size={self.size}"
        return f"compositions?{told}&recipes={','.join(piece.word for piece in self.pieces)}"

    def _drawn(self, count: int) -> int:
        return count + (count - 1) * self.between

    def _filled(self, line: list[Recipe]) -> list[Recipe]:
        filled = line[:1]
        for here, there in itertools.pairwise(line):
            for step in range(1, self.between + 1):
                seed = latent.slerp(here.latent, there.latent, step / (self.between + 1))
                filled.append(Recipe.of(here.release, seed, 1.0, self.size))
            filled.append(there)
        return filled


def compose(studio: Studio, composition: Composition, visit: Visit) -> bytes:
    """The composition as a marked JPEG, from the cache if it has it. Raises what a drawing raises."""
    told = hashlib.sha256(f"{EDITION}/{studio.engine.sha256}/{studio.engine.name}/{composition.name}".encode())

    def make() -> bytes:
        pictures = studio.pixels(composition.recipes, visit)
        return finish_named(hang(pictures, composition.shape[0], composition.melt), composition.name, "jpg")

    return studio.kept(f"composition/{told.hexdigest()[:32]}", make)


def hang(pictures: Sequence[Pixels], across: int, melt: bool) -> Pixels:
    """Pictures (side, side, 3), row by row, as one: edge to edge, or each half over the next and fading into it."""
    side = pictures[0].shape[0]
    step = side // 2 if melt else side
    columns, rows = across, len(pictures) // across
    window = _window(side) if melt else np.ones(side, np.float32)
    wide, high = _shares(window, columns, step), _shares(window, rows, step)
    canvas = np.zeros((step * (rows - 1) + side, step * (columns - 1) + side, 3), np.float32)
    for place, picture in enumerate(pictures):
        row, column = divmod(place, columns)
        top, left = row * step, column * step
        share = high[row][:, None, None] * wide[column][None, :, None]
        canvas[top : top + side, left : left + side] += picture * share
    return np.clip(np.rint(canvas), 0, 255).astype(np.uint8)


def _window(side: int) -> NDArray[np.float32]:
    """How much a picture counts along one axis (side,): a raised cosine, so that two half over each other make 1."""
    return np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(side) + 0.5) / side), np.float32)


def _shares(window: NDArray[np.float32], count: int, step: int) -> list[NDArray[np.float32]]:
    """What each of `count` pictures in a line counts at its own pixels, so that all together make 1 everywhere."""
    side = len(window)
    total = np.zeros(step * (count - 1) + side, np.float32)
    for place in range(count):
        total[place * step : place * step + side] += window
    return [window / total[place * step : place * step + side] for place in range(count)]
