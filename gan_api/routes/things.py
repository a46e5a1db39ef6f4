"""What a landmark, a stop, a part of a blend or a move names: an artwork, or a recipe of one's own."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from gan_api.recipe import Recipe
from gan_api.studio import Studio
from services.common.requests import StrictModel

MAX_RECIPE_LENGTH = 512
Word = Annotated[str, Field(min_length=1, max_length=MAX_RECIPE_LENGTH)]
"""A recipe, as a request names it."""


class Thing(StrictModel):
    """Either an artwork or a recipe."""

    artwork: str | None = Field(None, min_length=1, max_length=200)
    recipe: Word | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.artwork is None) == (self.recipe is None):
            raise ValueError("name either an artwork or a recipe")
        return self

    def of(self, studio: Studio) -> str | Recipe:
        """The artwork's id, or the recipe. Raises InvalidInput or NotFound for a recipe that is not `studio`'s."""
        return self.artwork if self.artwork is not None else studio.parse(self.recipe or "")

    @property
    def named(self) -> dict[str, str]:
        """As it was asked for."""
        return {"artwork": self.artwork} if self.artwork is not None else {"recipe": self.recipe or ""}
