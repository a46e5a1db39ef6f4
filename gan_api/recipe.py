"""The recipe: all that is needed to draw an image again, as one URL-safe word, and back.

`{release}.{truncation per mille}.{size}.{base64url of 140 little-endian int16}`
"""

import base64
import binascii
import re
from dataclasses import dataclass

import numpy as np

from gan_api import latent
from gan_api.model.generator import SEED_LENGTH, SIZES

MAX_TRUNCATION = 1.5
_WORD = re.compile(r"(?P<release>[0-9a-f]{12})\.(?P<truncation>\d{1,4})\.(?P<size>\d{2,4})\.(?P<seed>[A-Za-z0-9_-]+)")


class RecipeError(ValueError):
    """The word is no recipe; the message says what is wrong and what would be right."""


@dataclass(frozen=True)
class Recipe:
    """Release id, seed (140 int16 as bytes, to be comparable), truncation in thousandths, size in pixels."""

    release: str
    seed: bytes
    truncation: int = 1000
    size: int = 256

    def __post_init__(self) -> None:
        if len(self.seed) != 2 * SEED_LENGTH:
            raise RecipeError(f"the recipe's seed has {len(self.seed) / 2:g} numbers; this model takes {SEED_LENGTH}")
        if self.size not in SIZES:
            raise RecipeError(f"size {self.size} is not drawn; choose one of {', '.join(map(str, SIZES))}")
        if not 0 <= self.truncation <= MAX_TRUNCATION * 1000:
            raise RecipeError(f"truncation {self.truncation / 1000:g} is outside 0 to {MAX_TRUNCATION}")

    @classmethod
    def of(cls, release: str, seed: latent.Floats, truncation: float = 1.0, size: int = 256) -> "Recipe":
        """From a float seed (140,). Raises RecipeError on a wrong length, NaN or infinity."""
        if seed.shape != (SEED_LENGTH,):
            raise RecipeError(
                f"seed has {seed.size} numbers; this model takes {SEED_LENGTH} (see GET /api/gan/v1/model)"
            )
        try:
            steps = latent.quantise(seed)
        except ValueError as error:
            raise RecipeError(f"{error}; every number must be finite") from error
        return cls(release, steps.astype("<i2").tobytes(), round(truncation * 1000), size)

    @classmethod
    def parse(cls, word: str) -> "Recipe":
        """Read a recipe's word. Raises RecipeError."""
        found = _WORD.fullmatch(word)
        if found is None:
            raise RecipeError(
                "this is not a recipe: {release}.{truncation}.{size}.{seed} is (see POST /api/gan/v1/recipes)"
            )
        encoded = found["seed"]
        try:
            seed = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        except (binascii.Error, ValueError) as error:
            raise RecipeError(f"the recipe's seed is not base64url: {error}") from error
        recipe = cls(found["release"], seed, int(found["truncation"]), int(found["size"]))
        if recipe.word != word:
            raise RecipeError("the recipe is not in its one written form; take it as the service gave it")
        return recipe

    @property
    def word(self) -> str:
        """The recipe as it stands in URLs."""
        seed = base64.urlsafe_b64encode(self.seed).rstrip(b"=").decode()
        return f"{self.release}.{self.truncation}.{self.size}.{seed}"

    @property
    def latent(self) -> latent.Floats:
        """The seed (140,) that the generator is given: restored and truncated."""
        steps = np.frombuffer(self.seed, "<i2").astype(np.int16)
        return latent.truncate(latent.restore(steps), self.truncation / 1000)
