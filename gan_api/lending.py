"""The generator lent to a visitor's browser, which then draws without asking: its files, and what to try them by.

What a browser draws carries no marks, so that it is for looking only; what is kept or shared is drawn by the service.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from gan_api.drawing import NOBODY, Visit
from gan_api.latent import Floats
from gan_api.model.generator import SEED_LENGTH
from gan_api.model.portable import Graph
from gan_api.recipe import Recipe
from gan_api.studio import Studio
from services.common.problems import NotFound

ACROSS = 16
"""Pixels on a side of the grid that a trial compares: enough to tell, too few to be a picture."""


@dataclass(frozen=True)
class Trial:
    """What the service draws of a seed (140,) at a size: every `step`-th pixel, row by row, as red, green, blue."""

    size: int
    step: int
    pixels: list[int]


@dataclass(frozen=True)
class Offer:
    """A graph for each size, and for each a trial of the same seed."""

    graphs: tuple[Graph, ...]
    seed: Floats
    trials: tuple[Trial, ...]


class Lender:
    """Makes the files when somebody first asks for them, once however many ask."""

    def __init__(self, studio: Studio, make: Callable[[], Sequence[Graph]] | None) -> None:
        """`make` raises ImportError where what it needs is not installed; None lends nothing."""
        self._studio = studio
        self._make = make
        self._graphs: tuple[Graph, ...] | None = None
        self._trials: tuple[Trial, ...] | None = None
        self._making = threading.Lock()

    def offer(self, visit: Visit = NOBODY) -> Offer:
        """All that a browser needs. Raises NotFound where nothing is lent, and what a drawing raises."""
        graphs = self._kept()
        seed = np.random.default_rng(0).standard_normal(SEED_LENGTH).astype(np.float32)
        recipes = [Recipe.of(self._studio.release, seed, size=graph.size) for graph in graphs]
        with self._making:
            if self._trials is None:
                drawn = self._studio.pixels(recipes, visit)
                steps = [graph.size // ACROSS for graph in graphs]
                self._trials = tuple(
                    Trial(graph.size, step, pixels[step // 2 :: step, step // 2 :: step].ravel().tolist())
                    for graph, step, pixels in zip(graphs, steps, drawn, strict=True)
                )
            return Offer(graphs, recipes[0].latent, self._trials)

    def graph(self, name: str) -> Graph:
        """The graph of that hash. Raises NotFound."""
        for graph in self._kept():
            if graph.sha256 == name:
                return graph
        raise NotFound("no such graph is lent by this release; GET /api/gan/v1/generator names those that are")

    def _kept(self) -> tuple[Graph, ...]:
        with self._making:
            if self._graphs is None:
                if self._make is None:
                    raise _nothing()
                try:
                    self._graphs = tuple(self._make())
                except ImportError as error:
                    raise _nothing() from error
            return self._graphs


def _nothing() -> NotFound:
    return NotFound(
        "this service does not lend its generator, for which it would need more packages "
        "(pip install gen-studio[fast]); GET /api/gan/v1/images/{recipe}.jpg draws any recipe"
    )
