"""Conditions on works: a boolean expression over facts and years in, one flag per row out. No I/O.

A fact that the source doesn't give is like no value: it satisfies no `OneOf`, and so it satisfies every `Not(OneOf)`.
Who wants works that are known to be something else asks for `Known` as well. An expression is `simplified` to one form
however it was put, so that equal questions are equal, and hash and sort alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from services.collection.columns import FACETS, FACTS, HAS, Columns, Mask

KNOWABLE = (*FACTS, "date", "image")


class ConditionError(ValueError):
    """No work could ever satisfy the condition, or it names no fact; the message says why."""


@dataclass(frozen=True)
class OneOf:
    """The work's fact is one of these values, as the source words them."""

    fact: str
    values: frozenset[str]

    def __post_init__(self) -> None:
        if self.fact not in FACTS:
            raise ConditionError(f"{self.fact} can't be asked for; {', '.join((*FACTS, 'date', 'has'))} can")
        if not self.values:
            raise ConditionError(f"{self.fact} needs at least one value")

    def mask(self, columns: Columns) -> Mask:
        """(n,) which rows satisfy it."""
        return columns.having(self.fact, self.values)


@dataclass(frozen=True)
class Within:
    """The work's years overlap first..last, of which one may be open; a work without years never does."""

    first: int | None
    last: int | None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ConditionError(
                f"date_from {self.first} lies after date_to {self.last}, so no work can match; swap them"
            )

    def mask(self, columns: Columns) -> Mask:
        """(n,) which rows satisfy it."""
        return columns.within(self.first, self.last)


@dataclass(frozen=True)
class Known:
    """The source gives this fact, the work's years, or an address of its picture."""

    what: str

    def __post_init__(self) -> None:
        if self.what not in KNOWABLE:
            raise ConditionError(f"has:{self.what} can't be asked for; {', '.join(KNOWABLE)} can")

    def mask(self, columns: Columns) -> Mask:
        """(n,) which rows satisfy it."""
        return columns.known(self.what)


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Expression"

    def mask(self, columns: Columns) -> Mask:
        """(n,) which rows satisfy it."""
        return ~self.part.mask(columns)


@dataclass(frozen=True)
class All:
    """Every part holds; no parts always hold."""

    parts: tuple["Expression", ...]

    def mask(self, columns: Columns) -> Mask:
        """(n,) which rows satisfy it."""
        kept = np.ones(len(columns), np.bool_)
        for part in self.parts:
            kept &= part.mask(columns)
        return kept


@dataclass(frozen=True)
class Either:
    """One part holds, or several."""

    parts: tuple["Expression", ...]

    def mask(self, columns: Columns) -> Mask:
        """(n,) which rows satisfy it."""
        kept = np.zeros(len(columns), np.bool_)
        for part in self.parts:
            kept |= part.mask(columns)
        return kept


Expression = OneOf | Within | Known | Not | All | Either
EVERYTHING = All(())


def simplified(expression: Expression) -> Expression:
    """The one form of all expressions that say the same by flattening, order, repetition and double negation.

    Alternatives of one fact become one `OneOf`.
    """
    match expression:
        case Not(part):
            inner = simplified(part)
            return inner.part if isinstance(inner, Not) else Not(inner)
        case All(parts):
            flat = _flat(All, map(simplified, parts))
            return flat[0] if len(flat) == 1 else All(flat)
        case Either(parts):
            flat = _merged(_flat(Either, map(simplified, parts)))
            return flat[0] if len(flat) == 1 else Either(flat)
    return expression


def _flat(kind: type[All] | type[Either], parts: Iterable[Expression]) -> tuple[Expression, ...]:
    inside: set[Expression] = set()
    for part in parts:
        inside.update(part.parts if isinstance(part, kind) else (part,))
    return tuple(sorted(inside, key=_order))


def _merged(parts: tuple[Expression, ...]) -> tuple[Expression, ...]:
    values: dict[str, frozenset[str]] = {}
    for part in parts:
        if isinstance(part, OneOf):
            values[part.fact] = values.get(part.fact, frozenset()) | part.values
    others = [part for part in parts if not isinstance(part, OneOf)]
    return tuple(sorted([*others, *(OneOf(fact, wanted) for fact, wanted in values.items())], key=_order))


def _order(expression: Expression) -> tuple[int, str]:
    """Plain facts first, negations and brackets last, each by its content."""
    kinds = (OneOf, Within, Known, Not, Either, All)
    if isinstance(expression, OneOf):
        return 0, f"{expression.fact} {sorted(expression.values)}"
    return kinds.index(type(expression)), repr(_sortable(expression))


def _sortable(expression: Expression) -> object:
    """A frozenset's repr has no order of its own."""
    match expression:
        case OneOf(fact, values):
            return fact, sorted(values)
        case Not(part):
            return "not", _sortable(part)
        case All(parts) | Either(parts):
            return type(expression).__name__, [_sortable(part) for part in parts]
    return repr(expression)


@dataclass(frozen=True)
class Condition:
    """What a work must be like: for some facets one of the values `wanted`, years, and any expression besides.

    A work with years satisfies date_from..date_to (either may be open) if they overlap; one without never does.
    """

    wanted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    date_from: int | None = None
    date_to: int | None = None
    where: Expression = EVERYTHING

    def __post_init__(self) -> None:
        kept = {facet: frozenset(values) for facet, values in self.wanted.items() if values}
        object.__setattr__(self, "wanted", MappingProxyType(kept))
        object.__setattr__(self, "where", simplified(self.where))
        self.expression()  # refuses what can't be asked for

    def expression(self, without: str | None = None) -> Expression:
        """All of it as one simplified expression; `without` leaves out what it says of one fact or HAS by itself."""
        parts: list[Expression] = [OneOf(facet, values) for facet, values in self.wanted.items()]
        if self.date_from is not None or self.date_to is not None:
            parts.append(Within(self.date_from, self.date_to))
        parts += self.where.parts if isinstance(self.where, All) else [self.where]
        return simplified(All(tuple(part for part in parts if without is None or _fact(part) != without)))

    def mask(self, columns: Columns, without: str | None = None) -> Mask:
        """(n,) which rows satisfy it; `without` leaves out what it says of one facet by itself."""
        return self.expression(without).mask(columns)

    def unknown(self, columns: Columns) -> list[tuple[str, str]]:
        """Facts and values that it asks for and no work has, sorted."""
        asked = {(part.fact, value) for part in leaves(self.expression()) for value in part.values}
        return sorted((fact, value) for fact, value in asked if value not in columns.values[fact])


def _fact(expression: Expression) -> str | None:
    """Which fact a part speaks of, if of one alone."""
    match expression:
        case OneOf(fact, _):
            return fact
        case Known():
            return HAS
    return None


def leaves(expression: Expression) -> list[OneOf]:
    """All `OneOf` in an expression."""
    match expression:
        case OneOf():
            return [expression]
        case Not(part):
            return leaves(part)
        case All(parts) | Either(parts):
            return [leaf for part in parts for leaf in leaves(part)]
    return []


__all__ = [
    "EVERYTHING",
    "FACETS",
    "KNOWABLE",
    "All",
    "Condition",
    "ConditionError",
    "Either",
    "Expression",
    "Known",
    "Not",
    "OneOf",
    "Within",
    "leaves",
    "simplified",
]
