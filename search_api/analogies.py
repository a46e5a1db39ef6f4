"""Analogies: a work in, its nearest kin in every culture, medium, century, … out, all at once, as MosAIC had it."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from search_api.conditions import Condition
from search_api.retrieval import Match, Retrieval
from services.collection.columns import UNKNOWN, Columns
from services.collection.labels import century_name

Kind = Literal["culture", "medium", "classification", "artist", "museum", "department", "century"]
KINDS = get_args(Kind)
MAX_EACH = 5
MAX_GROUPS = 60


@dataclass(frozen=True)
class Analogy:
    """The best matches among the works of one value."""

    value: str
    matches: list[Match]


def analogies(
    retrieval: Retrieval, work: str, kind: Kind, condition: Condition, each: int, groups: int
) -> list[Analogy]:
    """The best `each` matches of a work in every value of `kind`, the values with the best match first.

    Exact, as every search here. Works of unknown value are in no group; the work itself is left out. Raises NotFound.
    """
    row = retrieval.row(work)
    columns = retrieval.catalogue.columns
    codes, values = _groups(columns, kind)
    keep = condition.mask(columns) & (codes != UNKNOWN)
    found = retrieval.index.best_of_groups(retrieval.index.row(row), codes, each, keep, leave_out=row)
    by_group: dict[int, list[int]] = {}
    for place, code in enumerate(codes[found.rows]):
        by_group.setdefault(int(code), []).append(place)
    best_first = sorted(by_group, key=lambda code: (-found.similarities[by_group[code][0]], values[code]))
    matches = retrieval.matches_of(found, like=row)
    return [Analogy(values[code], [matches[place] for place in by_group[code]]) for code in best_first[:groups]]


def _groups(columns: Columns, kind: Kind) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    if kind != "century":
        return columns.codes[kind].astype(np.int64), columns.values[kind]
    centuries = (columns.begin.astype(np.int64) + columns.end) // 2 // 100
    known = np.unique(centuries[columns.dated])
    codes = np.where(columns.dated, np.searchsorted(known, centuries), UNKNOWN)
    return codes, tuple(century_name(int(century)) for century in known)
