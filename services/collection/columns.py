"""The facts of a collection as numpy columns: artworks in; masks and counts over their rows out, without a loop."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from services.collection.artwork import Artwork

FACETS = ("culture", "medium", "classification", "artist", "museum", "department")
"""Facts whose values are counted."""

FACTS = (*FACETS, "licence")
"""Facts that can be asked for."""

UNKNOWN = -1

Mask = NDArray[np.bool_]  # (n,) one flag per row
Rows = NDArray[np.int64]  # row numbers


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A facet's value as the source words it, and how many works have it."""

    value: str
    count: int


@dataclass(frozen=True)
class Columns:
    """n works: for each fact its distinct values and one code per work (UNKNOWN where the source is silent); years."""

    values: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.int32]]
    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    dated: Mask
    pictured: Mask

    @classmethod
    def of(cls, artworks: Sequence[Artwork]) -> Self:
        """Columns of artworks, rows in their order."""
        values: dict[str, tuple[str, ...]] = {}
        codes: dict[str, NDArray[np.int32]] = {}
        for facet in FACTS:
            texts: list[str | None] = [getattr(artwork, facet) for artwork in artworks]
            values[facet] = tuple(sorted({text for text in texts if text is not None}))
            numbers: dict[str | None, int] = {value: code for code, value in enumerate(values[facet])}
            codes[facet] = np.array([numbers.get(text, UNKNOWN) for text in texts], np.int32)
        return cls(
            values=values,
            codes=codes,
            begin=np.array([artwork.date_begin or 0 for artwork in artworks], np.int32),
            end=np.array([artwork.date_end or 0 for artwork in artworks], np.int32),
            dated=np.array([artwork.date_begin is not None for artwork in artworks], np.bool_),
            pictured=np.array([artwork.image_url is not None for artwork in artworks], np.bool_),
        )

    def __len__(self) -> int:
        return len(self.dated)

    def having(self, facet: str, wanted: Collection[str]) -> Mask:
        """(n,) where the work's facet is one of `wanted`; a value that no work has keeps none."""
        keeps = np.zeros(len(self.values[facet]) + 1, np.bool_)  # the last place is UNKNOWN's, and stays false
        for code, value in enumerate(self.values[facet]):
            keeps[code] = value in wanted
        kept: Mask = keeps[self.codes[facet]]
        return kept

    def known(self, what: str) -> Mask:
        """(n,) where the source gives this fact, or the `date`, or the address of an `image`."""
        if what == "date":
            return self.dated.copy()
        return self.pictured.copy() if what == "image" else self.codes[what] != UNKNOWN

    def within(self, first: int | None, last: int | None) -> Mask:
        """(n,) where the work's years overlap first..last (an end that is None is open); undated works never do."""
        kept = self.dated.copy()
        if first is not None:
            kept &= self.end >= first
        if last is not None:
            kept &= self.begin <= last
        return kept

    def counts(self, facet: str, kept: Mask, most: int) -> list[FacetCount]:
        """The `most` frequent values among the kept works, by falling count, then by value; none with count 0."""
        codes = self.codes[facet][kept]
        values = self.values[facet]
        numbers = np.bincount(codes[codes >= 0], minlength=len(values))
        order = np.argsort(-numbers, kind="stable")[:most]  # stable: values are sorted, so ties stay alphabetic
        return [FacetCount(values[code], int(numbers[code])) for code in order if numbers[code]]
