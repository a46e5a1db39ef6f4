"""What visitors do with the generator: recipes, blends and map points in, marked pictures out."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gan_api import latent
from gan_api.model.engine import Engine
from gan_api.recipe import Recipe, RecipeError
from services.common.cache import Cache
from services.common.images import encode
from services.common.problems import Busy, InvalidInput, NotFound
from services.common.provenance import xmp_of_generated

MAX_BLEND_PARTS = 8
MAX_LANDMARKS = 8
_TOOL = "Gen Studio"


@dataclass(frozen=True)
class Picture:
    """An encoded image, the recipe it was drawn from, and whether the cache had it."""

    data: bytes
    recipe: Recipe
    cached: bool


@dataclass(frozen=True)
class Landmark:
    """An artwork's place on a map, in grid units."""

    artwork: str
    x: int
    y: int


class Studio:
    """Serves one release: its engine, and the quantised seed (140 int16) of each of its artworks."""

    def __init__(
        self, release: str, engine: Engine, seeds: dict[str, latent.Steps], cache: Cache, max_waiting: int = 64
    ) -> None:
        self.release = release
        self.engine = engine
        self._seeds = seeds
        self._cache = cache
        self._places = threading.BoundedSemaphore(max_waiting)

    @property
    def landmarks(self) -> int:
        """How many artworks have a seed."""
        return len(self._seeds)

    def seed_of(self, artwork: str) -> NDArray[np.float32]:
        """The stored inversion (140,) of an artwork. Raises NotFound."""
        steps = self._seeds.get(artwork)
        if steps is None:
            raise NotFound(
                f"artwork {artwork!r} has no seed in release {self.release}; "
                "GET /api/search/v1/artworks lists those that have"
            )
        return latent.restore(steps)

    def recipe_of(self, artwork: str, size: int = 256) -> Recipe:
        """The recipe that draws an artwork's inversion."""
        return self.recipe_from(self.seed_of(artwork), 1.0, size)

    def recipe_from(self, seed: NDArray[np.float32], truncation: float, size: int) -> Recipe:
        """The recipe of any seed. Raises InvalidInput where the seed is of another length or not finite."""
        try:
            return Recipe.of(self.release, seed, truncation, size)
        except RecipeError as error:
            raise InvalidInput(str(error)) from error

    def parse(self, word: str) -> Recipe:
        """Read a recipe of this release. Raises InvalidInput, or NotFound for another release's."""
        try:
            recipe = Recipe.parse(word)
        except RecipeError as error:
            raise InvalidInput(str(error)) from error
        if recipe.release != self.release:
            raise NotFound(
                f"the recipe is of release {recipe.release}; this service draws release {self.release} "
                "(see GET /api/gan/v1/model). Blend the artworks again to get a recipe of this one"
            )
        return recipe

    def blend(self, parts: Sequence[tuple[str, float]], truncation: float, size: int) -> Recipe:
        """Mix artworks by weight. Raises NotFound for an unknown artwork, InvalidInput for impossible weights."""
        seeds = np.stack([self.seed_of(artwork) for artwork, _ in parts])
        try:
            mixed = latent.blend(seeds, np.array([weight for _, weight in parts], np.float32))
        except ValueError as error:
            raise InvalidInput(f"{error}; give each part a weight above 0") from error
        return self.recipe_from(mixed, truncation, size)

    def map_of(self, artworks: Sequence[str]) -> list[Landmark]:
        """The landmarks of the map spanned by 2 to 8 different artworks. Raises InvalidInput or NotFound."""
        if not 2 <= len(artworks) <= MAX_LANDMARKS:
            raise InvalidInput(
                f"a map needs 2 to {MAX_LANDMARKS} artworks, not {len(artworks)}; join their ids by commas"
            )
        if len(set(artworks)) != len(artworks):
            raise InvalidInput("an artwork stands on a map once; name each id once")
        for artwork in artworks:
            self.seed_of(artwork)
        places = latent.layout(len(artworks))
        return [Landmark(artwork, int(x), int(y)) for artwork, (x, y) in zip(artworks, places, strict=True)]

    def point(self, artworks: Sequence[str], x: int, y: int, size: int) -> tuple[Recipe, NDArray[np.float32]]:
        """The recipe at a map's grid point, and the weight of each landmark there."""
        if not (0 <= x <= latent.GRID and 0 <= y <= latent.GRID):
            raise InvalidInput(f"point {x},{y} lies off the map; x and y go from 0 to {latent.GRID}")
        landmarks = self.map_of(artworks)
        weights = latent.weights_at((x, y), np.array([(place.x, place.y) for place in landmarks]))
        parts = [(place.artwork, float(weight)) for place, weight in zip(landmarks, weights, strict=True)]
        return self.blend(parts, 1.0, size), weights

    def picture(self, recipe: Recipe, file_format: str) -> Picture:
        """Draw, encode and mark a recipe, or take it from the cache. Raises Busy where too many wait already."""
        key = f"image/{self.engine.sha256}/{recipe.word}.{file_format}"
        if (kept := self._cache.get(key)) is not None:
            return Picture(kept, recipe, True)
        if not self._places.acquire(blocking=False):
            raise Busy("the generator has all the work it can queue; try again in a second", retry_after=1)
        try:
            pixels = self.engine.draw(recipe.latent[None], recipe.size)[0]
        finally:
            self._places.release()
        data = encode(pixels, file_format, xmp_of_generated(recipe.word, _TOOL))
        self._cache.put(key, data)
        return Picture(data, recipe, False)
