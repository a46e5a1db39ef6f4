"""What a visitor may ask for: query strings in, typed and bounded parameters and a Condition out."""

from typing import Annotated

from pydantic import Field

from search_api.conditions import Condition, ConditionError
from search_api.wording import MAX_WHERE_LENGTH, parse
from services.collection.artwork import MAX_ID_LENGTH, MAX_YEAR, MIN_YEAR
from services.collection.columns import FACETS
from services.common.problems import InvalidInput
from services.common.requests import StrictModel

MAX_WORDS_LENGTH = 200
MAX_VALUES = 50
MAX_VALUE_LENGTH = 1000
DEFAULT_LIMIT, MAX_LIMIT = 24, 100
MAX_OFFSET = 1_000_000
DEFAULT_K, MAX_K = 12, 100
MAX_SHUFFLE = 2**31 - 1

Values = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=MAX_VALUE_LENGTH)], ...], Field(max_length=MAX_VALUES)
]
MAX_WORKS = 8

WorkId = Annotated[str, Field(min_length=1, max_length=MAX_ID_LENGTH)]
Diversity = Annotated[float, Field(ge=0, le=1)]
Year = Annotated[int, Field(ge=MIN_YEAR, le=MAX_YEAR)]


class ConditionQuery(StrictModel):
    """Facts that works must have: repeated parameters are alternatives, different ones and `where` must hold."""

    culture: Values = ()
    medium: Values = ()
    classification: Values = ()
    artist: Values = ()
    museum: Values = ()
    department: Values = ()
    date_from: Year | None = None
    date_to: Year | None = None
    where: str = Field("", max_length=MAX_WHERE_LENGTH)

    def condition(self) -> Condition:
        """The condition that is asked for. Raises InvalidInput where no work could satisfy it."""
        wanted = {facet: frozenset[str](getattr(self, facet)) for facet in FACETS}
        try:
            return Condition(wanted, self.date_from, self.date_to, parse(self.where))
        except ConditionError as error:
            raise InvalidInput(str(error)) from error


class ArtworksQuery(ConditionQuery):
    """A page of works by words and condition."""

    q: str = Field("", max_length=MAX_WORDS_LENGTH)
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    offset: int = Field(0, ge=0, le=MAX_OFFSET)
    shuffle: int | None = Field(None, ge=0, le=MAX_SHUFFLE)
    more_facets: bool = False


class SimilarQuery(ConditionQuery):
    """The best matches under a condition."""

    k: int = Field(DEFAULT_K, ge=1, le=MAX_K)
    diversity: Diversity = 0
