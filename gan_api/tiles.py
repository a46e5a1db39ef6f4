"""The terrain of a map as tiles: map, level and place in, one marked JPEG of small pictures out.

At level z the map is 2^z × 2^z tiles of 256 px. Up to FINEST a tile holds 4 × 4 pictures of 64 px, each drawn for the
middle of its square, so that every level shows finer steps; further in the steps stay and the pictures grow, to 2 × 2
of 128 px and at last to one of 256 px. At any level a tile costs one, four or sixteen drawings and about as long.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan_api.drawing import Visit
from gan_api.latent import GRID
from gan_api.maps import Chart
from gan_api.marks import EDITION, finish_named
from gan_api.studio import Studio
from services.common.problems import NotFound

TILE = 256
FINEST = 5
"""The last level whose steps are finer than those of the one before: 8 of the map's 1,024."""

_ACROSS = dict.fromkeys(range(FINEST + 1), 4) | {FINEST + 1: 2, FINEST + 2: 1}  # pictures a side, by level
MAX_ZOOM = max(_ACROSS)


@dataclass(frozen=True)
class Tile:
    """A square of a map: level, column from the left and row from the top. Raises NotFound beyond the map."""

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        if not 0 <= self.z <= MAX_ZOOM:
            raise NotFound(f"level {self.z} is not drawn; z goes from 0 to {MAX_ZOOM}")
        last = 2**self.z - 1
        if not (0 <= self.x <= last and 0 <= self.y <= last):
            raise NotFound(f"tile {self.x}/{self.y} lies off the map; at level {self.z} x and y go from 0 to {last}")

    @property
    def across(self) -> int:
        """Pictures on a side."""
        return _ACROSS[self.z]

    @property
    def points(self) -> list[tuple[int, int]]:
        """The grid points that are drawn, row by row."""
        step = GRID // (2**self.z * self.across)
        columns = [self.x * self.across * step + step // 2 + step * number for number in range(self.across)]
        rows = [self.y * self.across * step + step // 2 + step * number for number in range(self.across)]
        return [(column, row) for row in rows for column in columns]


def tag(studio: Studio, chart: Chart, tile: Tile) -> str:
    """Names the bytes of a tile without drawing it: release (in the map's id), map, generator, and place."""
    words = f"{EDITION}/{studio.engine.sha256}/{studio.engine.name}/{chart.map.id}/{tile.z}/{tile.x}/{tile.y}"
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def draw(studio: Studio, chart: Chart, tile: Tile, visit: Visit) -> bytes:
    """The tile as a marked JPEG, from the cache if it has it. Raises what a drawing raises."""

    def make() -> bytes:
        recipes = [chart.at(x, y, TILE // tile.across)[0] for x, y in tile.points]
        drawn = mosaic(studio.pixels(recipes, visit), tile.across)
        return finish_named(drawn, f"maps/{chart.map.id}/tiles/{tile.z}/{tile.x}/{tile.y}", "jpg")

    return studio.kept(f"tile/{tag(studio, chart, tile)}", make)


def mosaic(pictures: list[NDArray[np.uint8]], across: int) -> NDArray[np.uint8]:
    """Pictures (side, side, 3), row by row and `across` in each, as one (across × side, across × side, 3)."""
    side = pictures[0].shape[0]
    grid = np.stack(pictures).reshape(across, across, side, side, 3)
    return grid.transpose(0, 2, 1, 3, 4).reshape(across * side, across * side, 3)
