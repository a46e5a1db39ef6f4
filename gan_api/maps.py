"""Maps of the space between works: landmarks in, a map out; a point of a map in, the recipe that is drawn there out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from gan_api import latent
from gan_api.layout import layout
from gan_api.map_id import MAX_LANDMARKS, Landmark, Map, MapIdError, same_things
from gan_api.model.generator import SIZES
from gan_api.recipe import Recipe
from gan_api.studio import Studio
from services.common.problems import InvalidInput, NotFound


@dataclass(frozen=True)
class Chosen:
    """What is to stand on a map, an artwork's id or a recipe, and where, if that is chosen."""

    thing: str | Recipe
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Chart:
    """A map, ready to be walked on: the landmarks' artworks (None for a recipe), places (n, 2) and seeds (n, 140)."""

    map: Map
    artworks: tuple[str | None, ...]
    places: latent.Places
    seeds: latent.Floats

    def landmark(self, number: int, size: int = SIZES[-1]) -> Recipe:
        """The recipe that draws a landmark, by its number in the map."""
        stands = self.map.landmarks[number].stands
        if isinstance(stands, Recipe):
            return replace(stands, size=size)
        return Recipe.of(self.map.release, self.seeds[number], 1.0, size)

    def at(self, x: int, y: int, size: int) -> tuple[Recipe, latent.Floats]:
        """The recipe at a grid point, and the weight of each landmark there. Raises InvalidInput off the map."""
        if not (0 <= x <= latent.GRID and 0 <= y <= latent.GRID):
            raise InvalidInput(f"point {x},{y} lies off the map; x and y go from 0 to {latent.GRID}")
        weights = latent.weights_at((x, y), self.places)
        heaviest = int(weights.argmax())
        if weights[heaviest] == 1:
            return self.landmark(heaviest, size), weights
        return Recipe.of(self.map.release, latent.blend(self.seeds, weights), 1.0, size), weights


def lay_out(studio: Studio, chosen: Sequence[Chosen]) -> Chart:
    """The map of 2 to 64 landmarks, what is alike near each other. Raises InvalidInput or NotFound."""
    if not 2 <= len(chosen) <= MAX_LANDMARKS:
        raise InvalidInput(f"a map needs 2 to {MAX_LANDMARKS} landmarks, not {len(chosen)}")
    things = [studio.row_of(one.thing) if isinstance(one.thing, str) else one.thing for one in chosen]
    if same_things(things):
        raise InvalidInput("two landmarks are the same; each artwork and each recipe stands on a map once")
    seeds = np.stack([studio.latent_of(one.thing) for one in chosen])
    places = layout(seeds, {row: one.place for row, one in enumerate(chosen) if one.place is not None})
    try:
        landmarks = [Landmark(int(x), int(y), thing) for (x, y), thing in zip(places, things, strict=True)]
        return _chart(studio, Map(studio.release, tuple(landmarks)))
    except MapIdError as error:
        raise InvalidInput(str(error)) from error


def find(studio: Studio, word: str) -> Chart:
    """The map of an id. Raises InvalidInput where it is none, NotFound where it is another release's."""
    try:
        found = Map.parse(word)
    except MapIdError as error:
        raise InvalidInput(str(error)) from error
    if found.release != studio.release:
        raise NotFound(
            f"the map is of release {found.release}; this service draws release {studio.release} "
            "(see GET /api/gan/v1/model). POST its artworks to /api/gan/v1/maps again"
        )
    return _chart(studio, found)


def _chart(studio: Studio, of: Map) -> Chart:
    artworks: list[str | None] = []
    seeds = []
    for landmark in of.landmarks:
        if isinstance(landmark.stands, Recipe):
            artworks.append(None)
            seeds.append(landmark.stands.latent)
        elif landmark.stands < len(studio.artworks):
            artworks.append(studio.artworks[landmark.stands])
            seeds.append(studio.seed_of(studio.artworks[landmark.stands]))
        else:
            raise NotFound(
                f"the map names artwork no. {landmark.stands}; release {studio.release} has {len(studio.artworks)}"
            )
    places = np.array([(landmark.x, landmark.y) for landmark in of.landmarks], np.int64)
    return Chart(of, tuple(artworks), places, np.stack(seeds))
