"""Downloads: a marked picture and the works it is made of in, the file with a signed account of both out."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from gan_api import latent
from gan_api.marks.signing import Signer
from gan_api.recipe import Recipe
from gan_api.studio import Studio
from services.collection.artwork import Artwork
from services.common.problems import InvalidInput

MAX_PARENTS = 64
NEARNESS = 0.005
"""How far (root mean square) the works' blend may lie from the recipe's seed: weights come rounded."""

_HOW = "write parts=id:weight,id:weight"


class Downloads:
    """Signs pictures of one studio; `works` are the release's artworks by id, for their titles and rights."""

    def __init__(self, studio: Studio, works: Mapping[str, Artwork], signer: Signer) -> None:
        self._studio = studio
        self._works = works
        self._signer = signer

    def sign(self, data: bytes, recipe: Recipe, file_format: str, parts: Sequence[tuple[str, float]]) -> bytes:
        """The picture's file with a signed manifest. Raises InvalidInput where the parts don't make this picture."""
        statement = {
            "release": recipe.release,
            "recipe": recipe.word,
            "generator_sha256": self._studio.engine.sha256,
            "parents": self._parents(recipe, parts),
        }
        return self._signer.sign(data, file_format, file_name(recipe, file_format), statement)

    def sign_composed(self, data: bytes, name: str) -> bytes:
        """A composition's JPEG with a signed manifest that states, by its name, the recipes that it is made of."""
        statement = {
            "release": self._studio.release,
            "recipe": name,
            "generator_sha256": self._studio.engine.sha256,
            "parents": [],
        }
        return self._signer.sign(data, "jpg", "a composition", statement)

    def _parents(self, recipe: Recipe, parts: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
        if not parts:
            return []
        blend = self._studio.blend(parts, recipe.truncation / 1000, recipe.size)
        distance = _seed(blend) - _seed(recipe)
        if math.sqrt(float((distance**2).mean())) > NEARNESS:
            raise InvalidInput(
                "these parts make another picture than this recipe's, and only what is true is signed; "
                "give the artworks and weights that the recipe was made of, or leave parts out"
            )
        total = sum(weight for _, weight in parts)
        return [self._parent(artwork, weight / total) for artwork, weight in parts if weight > 0]

    def _parent(self, artwork: str, share: float) -> dict[str, Any]:
        work = self._works.get(artwork) or Artwork(artwork)
        return {
            "artwork": work.id,
            "weight": round(share, 2),
            "title": work.title,
            "artist": work.artist,
            "museum": work.museum,
            "object_url": work.object_url,
            "rights": work.licence,
        }


def file_name(recipe: Recipe, file_format: str) -> str:
    """A name to save a picture under: the release, and enough of the recipe's hash to tell two pictures apart."""
    told = hashlib.sha256(recipe.word.encode()).hexdigest()[:8]
    return f"gen-studio-{recipe.release}-{told}.{file_format}"


def parts_of(text: str) -> list[tuple[str, float]]:
    """Read `id:weight,id:weight`. Raises InvalidInput."""
    parts = []
    for part in text.split(","):
        artwork, _, written = part.rpartition(":")
        try:
            weight = float(written)
        except ValueError:
            weight = math.nan
        if not artwork or not weight >= 0 or math.isinf(weight):
            raise InvalidInput(f"parts: {part[:80]!r} is no artwork with a weight of 0 or more; {_HOW}")
        parts.append((artwork, weight))
    if len(parts) > MAX_PARENTS:
        raise InvalidInput(f"parts: {len(parts)} artworks; the limit is {MAX_PARENTS}. Name the heaviest ones")
    return parts


def _seed(recipe: Recipe) -> latent.Floats:
    return latent.restore(np.frombuffer(recipe.seed, "<i2").astype(np.int16))
