"""Conditions on works: wanted facts and years in, one flag per row out. AND between fields, OR within; no I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from services.collection.columns import FACETS, Columns, Mask


class ConditionError(ValueError):
    """No work could ever satisfy the condition, or it names no fact; the message says why."""


@dataclass(frozen=True)
class Condition:
    """What a work must be like. `wanted` has, for some facets, the values of which a work needs one.

    A work with years satisfies date_from..date_to (either may be open) if they overlap; one without never does.
    """

    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    date_from: int | None = None
    date_to: int | None = None

    def __post_init__(self) -> None:
        if unknown := set(self.wanted) - set(FACETS):
            raise ConditionError(f"{', '.join(sorted(unknown))} can't be asked for; {', '.join(FACETS)} can")
        if self.date_from is not None and self.date_to is not None and self.date_from > self.date_to:
            raise ConditionError(
                f"date_from {self.date_from} lies after date_to {self.date_to}, so no work can match; swap them"
            )
        kept = {facet: frozenset(values) for facet, values in self.wanted.items() if values}
        object.__setattr__(self, "wanted", MappingProxyType(kept))

    def mask(self, columns: Columns, without: str | None = None) -> Mask:
        """(n,) which rows satisfy it; `without` leaves out what it says of one facet."""
        kept = np.ones(len(columns), np.bool_)
        for facet, values in self.wanted.items():
            if facet != without:
                kept &= columns.having(facet, values)
        if self.date_from is not None or self.date_to is not None:
            kept &= columns.within(self.date_from, self.date_to)
        return kept
