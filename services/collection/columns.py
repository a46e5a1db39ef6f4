"""The facts of a collection as numpy columns: artworks in; masks and counts over their rows out, without a loop."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, repeat
from operator import attrgetter
from types import EllipsisType

import numpy as np
from numpy.typing import NDArray

from services.collection.artwork import SETS, Artwork

FACETS = ("culture", "medium", "classification", "artist", "museum", "department")
"""Facts whose values are counted."""

FACTS = (*FACETS, "licence", "rights", *SETS)
"""Facts that can be asked for."""

HAS = "has"
"""What counts of works that the source gives a date and a picture of are called."""

COUNTED = (*FACETS, "rights", *SETS, HAS)
"""All that is counted."""

UNKNOWN = -1
_KEPT_MASKS = 64  # a page asks for the same masks once for each facet

Mask = NDArray[np.bool_]  # (n,) one flag per row
Rows = NDArray[np.int64]  # row numbers


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A facet's value as the source words it, and how many works have it."""

    value: str
    count: int


@dataclass(frozen=True)
class Several:
    """A fact with several values a work: m entries, each the code of a value and the row of its work, rows rising."""

    codes: NDArray[np.int32]
    owners: NDArray[np.int32]


@dataclass(frozen=True)
class Columns:
    """n works: for each fact its distinct values and one code per work (UNKNOWN where the source is silent); years.

    Facts with several values a work are in `several` instead of `codes`.
    """

    values: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.int32]]
    several: Mapping[str, Several]
    begin: NDArray[np.int32]
    end: NDArray[np.int32]
    dated: Mask
    pictured: Mask
    _kept: dict[tuple[str, frozenset[str]], Mask] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(artworks: Iterable[Artwork]) -> "Columns":
        """Columns of artworks, rows in their order."""
        building = ColumnsBuilder()
        building.add(list(artworks))
        return building.columns()

    def __len__(self) -> int:
        return len(self.dated)

    def having(self, fact: str, wanted: Collection[str]) -> Mask:
        """(n,) where the work's fact is one of `wanted`; a value that no work has keeps none."""
        key = fact, frozenset(wanted)
        if key not in self._kept:
            if len(self._kept) >= _KEPT_MASKS:
                self._kept.clear()
            self._kept[key] = self._having(*key)
        return self._kept[key].copy()  # callers change what they get

    def _having(self, fact: str, wanted: Collection[str]) -> Mask:
        values = self.values[fact]
        keeps = np.zeros(len(values) + 1, np.bool_)  # the last place is UNKNOWN's, and stays false
        for value in wanted:
            place = bisect_left(values, value)
            if place < len(values) and values[place] == value:
                keeps[place] = True
        if fact in self.codes:
            kept: Mask = keeps[self.codes[fact]]
            return kept
        return self._owning(fact, keeps[self.several[fact].codes])

    def known(self, what: str) -> Mask:
        """(n,) where the source gives this fact, or the `date`, or the address of an `image`."""
        if what == "date":
            return self.dated.copy()
        if what == "image":
            return self.pictured.copy()
        return self.codes[what] != UNKNOWN if what in self.codes else self._owning(what, ...)

    def within(self, first: int | None, last: int | None) -> Mask:
        """(n,) where the work's years overlap first..last (an end that is None is open); undated works never do."""
        kept = self.dated.copy()
        if first is not None:
            kept &= self.end >= first
        if last is not None:
            kept &= self.begin <= last
        return kept

    def counts(self, fact: str, kept: Mask, most: int) -> list[FacetCount]:
        """The `most` frequent values among the kept works, by falling count, then by value; none with count 0."""
        if fact == HAS:
            there = [FacetCount(what, int((self.known(what) & kept).sum())) for what in ("date", "image")]
            return sorted((one for one in there if one.count), key=lambda one: -one.count)
        if fact in self.codes:
            codes = self.codes[fact].take(np.flatnonzero(kept))
        else:
            codes = self.several[fact].codes[kept[self.several[fact].owners]]
        values = self.values[fact]
        numbers = np.bincount(codes + 1, minlength=len(values) + 1)[1:]  # the first place is UNKNOWN's
        least = np.partition(numbers, -most)[-most] if len(values) > most else 0
        frequent = np.flatnonzero(numbers >= max(least, 1))
        # values are sorted, so ties stay alphabetic
        order = frequent[np.argsort(-numbers[frequent], kind="stable")][:most]
        return [FacetCount(values[code], int(numbers[code])) for code in order]

    def _owning(self, fact: str, entries: Mask | EllipsisType) -> Mask:
        """(n,) which works own one of some entries of a fact with several values."""
        kept = np.zeros(len(self), np.bool_)
        kept[self.several[fact].owners[entries]] = True
        return kept


class _Codes(dict[str | None, int]):
    """A code for each value, in the order in which they come."""

    def __init__(self) -> None:
        super().__init__({None: UNKNOWN})

    def __missing__(self, value: str) -> int:
        code = self[value] = len(self) - 1
        return code


class ColumnsBuilder:
    """Takes works, many at a time, and keeps only codes, so that half a million need not be held at once."""

    def __init__(self) -> None:
        self._known = {fact: _Codes() for fact in FACTS}
        self._codes = {fact: array("i") for fact in FACTS}
        self._owners = {fact: array("i") for fact in SETS}
        self._years = (array("i"), array("i"))
        self._dated, self._pictured = bytearray(), bytearray()

    def add(self, artworks: Sequence[Artwork]) -> None:
        """The next rows. Column by column, which takes no step of Python's for most of them."""
        row = len(self._dated)
        for fact in FACTS:
            code, values = self._known[fact].__getitem__, map(attrgetter(fact), artworks)
            if fact in SETS:
                several = list(values)
                self._codes[fact].extend(map(code, chain.from_iterable(several)))
                counts = map(len, several)
                self._owners[fact].extend(chain.from_iterable(map(repeat, count(row), counts)))
            else:
                self._codes[fact].extend(map(code, values))
        self._years[0].extend([artwork.date_begin or 0 for artwork in artworks])
        self._years[1].extend([artwork.date_end or 0 for artwork in artworks])
        self._dated.extend([artwork.date_begin is not None for artwork in artworks])
        self._pictured.extend([artwork.image_url is not None for artwork in artworks])

    def columns(self) -> Columns:
        """The columns of all that were added, values sorted."""
        values: dict[str, tuple[str, ...]] = {}
        codes: dict[str, NDArray[np.int32]] = {}
        for fact, known in self._known.items():
            values[fact] = tuple(sorted(value for value in known if value is not None))
            sorted_code = np.full(len(known), UNKNOWN, np.int32)  # the last place is UNKNOWN's
            for code, value in enumerate(values[fact]):
                sorted_code[known[value]] = code
            codes[fact] = sorted_code[np.array(self._codes[fact], np.int32)]
        several = {fact: Several(codes.pop(fact), np.array(self._owners[fact], np.int32)) for fact in SETS}
        begin, end = (np.array(years, np.int32) for years in self._years)
        dated, pictured = (np.frombuffer(bytes(flags), np.bool_) for flags in (self._dated, self._pictured))
        return Columns(values, codes, several, begin, end, dated, pictured)
