"""What visitors do with the generator: artworks, recipes and blends in, marked pictures out."""

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gan_api import latent
from gan_api.batching import Batcher
from gan_api.drawing import NOBODY, Drawing, Ticket, Visit
from gan_api.limits import BucketLimiter, Limiter, cost
from gan_api.marks import EDITION, finish
from gan_api.metrics import drawing_metrics
from gan_api.model.engine import Engine, Pixels
from gan_api.recipe import Recipe, RecipeError
from services.common import spans
from services.common.cache import Cache
from services.common.locks import KeyedLocks
from services.common.problems import Busy, InvalidInput, NotFound

MAX_BLEND_PARTS = 8
_AT_ONCE = 16  # drawings of one request for many that wait at a time


@dataclass(frozen=True)
class Picture:
    """An encoded image, the recipe it was drawn from, and whether the cache had it.

    `stages` are the milliseconds of each step, in order.
    """

    data: bytes
    recipe: Recipe
    cached: bool
    stages: Mapping[str, float]


class Studio:
    """Serves one release: its engine, and the quantised seed (140 int16) of each of its artworks."""

    def __init__(
        self,
        release: str,
        engine: Engine,
        seeds: dict[str, latent.Steps],
        cache: Cache,
        batcher: Batcher,
        limiter: Limiter | None = None,
    ) -> None:
        self.release = release
        self.engine = engine
        self._seeds = seeds
        self.artworks = tuple(seeds)
        self._rows = {artwork: row for row, artwork in enumerate(self.artworks)}
        self._cache = cache
        self._batcher = batcher
        self._limiter = limiter or BucketLimiter(0)
        self._making = KeyedLocks()

    @property
    def landmarks(self) -> int:
        """How many artworks have a seed."""
        return len(self._seeds)

    def row_of(self, artwork: str) -> int:
        """Which of `artworks` this one is, counted from 0. Raises NotFound."""
        self.seed_of(artwork)
        return self._rows[artwork]

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

    def latent_of(self, thing: str | Recipe) -> NDArray[np.float32]:
        """The seed (140,) that draws an artwork or a recipe. Raises NotFound for an unknown artwork."""
        return thing.latent if isinstance(thing, Recipe) else self.seed_of(thing)

    def blend(self, parts: Sequence[tuple[str | Recipe, float]], truncation: float, size: int) -> Recipe:
        """Mix artworks and recipes by weight. Raises NotFound for an unknown artwork, InvalidInput for such weights."""
        seeds = np.stack([self.latent_of(thing) for thing, _ in parts])
        try:
            mixed = latent.blend(seeds, np.array([weight for _, weight in parts], np.float32))
        except ValueError as error:
            raise InvalidInput(f"{error}; give each part a weight above 0") from error
        return self.recipe_from(mixed, truncation, size)

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What the cache has under a key, else what `make` makes, once however many ask, which is then kept."""
        if (kept := self._cache.get(key)) is not None:
            return kept
        with self._making.of(key):
            if (kept := self._cache.get(key)) is not None:
                return kept
            data = make()
            self._cache.put(key, data)
            return data

    @contextmanager
    def charged(self, client: str, units: float) -> Iterator[None]:
        """Take what something costs off what a client may have, and give it back where that ends in Busy.

        Raises Busy where so much is not left.
        """
        self._limiter.spend(client, units)
        try:
            yield
        except Busy:
            self._limiter.give_back(client, units)
            raise

    def pixels(self, recipes: Sequence[Recipe], visit: Visit = NOBODY) -> list[Pixels]:
        """Draw several recipes, unmarked: each (size, size, 3). A few wait at a time, and others have their turn.

        Raises Busy where too many wait already, and what else a drawing raises.
        """
        units = sum(cost(recipe.size) for recipe in recipes)
        with self.charged(visit.client, units), spans.span("draw", images=len(recipes)):
            return self._drawn(recipes, visit)

    def _drawn(self, recipes: Sequence[Recipe], visit: Visit) -> list[Pixels]:
        together = replace(visit, session=None)  # none of them takes the place of another
        drawn: list[Pixels] = []
        waiting: deque[Ticket] = deque()
        unasked = deque(recipes)
        try:
            while unasked or waiting:
                try:
                    while unasked and len(waiting) < _AT_ONCE:
                        recipe = unasked[0]
                        waiting.append(self._batcher.submit(recipe.word, recipe.latent, recipe.size, together))
                        unasked.popleft()
                except Busy:
                    if not waiting:  # else there is room once one of them is drawn
                        raise
                drawn.append(self._batcher.wait(waiting[0]).drawn())
                self._batcher.leave(waiting.popleft())
        finally:
            for ticket in waiting:
                self._batcher.leave(ticket)
        return drawn

    def tag(self, recipe: Recipe, file_format: str) -> str:
        """Names the bytes of a picture without drawing it."""
        return hashlib.sha256(self._key(recipe, file_format).encode()).hexdigest()[:32]

    def picture(self, recipe: Recipe, file_format: str, visit: Visit = NOBODY) -> Picture:
        """Draw, encode and mark a recipe, or take it from the cache. Raises Busy where too many wait already."""
        began = time.perf_counter()
        key = self._key(recipe, file_format)
        if (kept := self._cache.get(key)) is not None:
            drawing_metrics().cache.labels("hit").inc()
            return Picture(kept, recipe, True, {"cache": _since(began)})
        drawing_metrics().cache.labels("miss").inc()

        def finished(drawing: Drawing) -> bytes:
            return drawing.once(file_format, lambda: _finished(drawing, recipe, file_format))

        with self.charged(visit.client, cost(recipe.size)):
            ticket = self._batcher.submit(recipe.word, recipe.latent, recipe.size, visit, finished)
            try:
                drawing = self._batcher.wait(ticket)
                data = finished(drawing)
                drawing.once(f"{file_format}, kept", lambda: self._keep(key, data))
            finally:
                self._batcher.leave(ticket)
        spent = {"queue": ticket.queued_s, "device": drawing.device_s, "encode": drawing.encode_s}
        stages = {stage: seconds * 1000 for stage, seconds in spent.items()}
        return Picture(data, recipe, False, stages)

    @property
    def waiting(self) -> int:
        """Drawings that wait for the device."""
        return self._batcher.waiting

    @property
    def trouble(self) -> str | None:
        """Why nothing more will be drawn, or None."""
        return self._batcher.trouble

    def close(self) -> None:
        """Draw what was taken, and take no more."""
        self._batcher.close()
        self._cache.close()

    def _key(self, recipe: Recipe, file_format: str) -> str:
        return f"image/{EDITION}/{self.engine.sha256}/{self.engine.name}/{recipe.word}.{file_format}"

    def _keep(self, key: str, data: bytes) -> bytes:
        self._cache.put(key, data)
        return data


def _finished(drawing: Drawing, recipe: Recipe, file_format: str) -> bytes:
    began = time.perf_counter()
    data = finish(drawing.drawn(), recipe, file_format)
    drawing.encode_s = time.perf_counter() - began
    drawing_metrics().encode_seconds.labels(file_format).observe(drawing.encode_s)
    return data


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
