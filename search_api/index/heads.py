"""Short heads of long features: unit rows in, a few hundred bytes of each out, and how much those can be wrong.

Features are turned to their principal axes (uncentred, so that cosines stay what they are). The first axes, in which
works differ most, are kept in float32: the lead. With the next ones as bytes it makes the first head. The second head
refines those bytes by as many again and adds further axes. With the lengths of what rounding and cutting leave out, by
Cauchy and Schwarz, the cosine with a query lies within `slack` of each head's score.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import simsimd
import torch
from numpy.typing import NDArray

LEAD = 12
FIRST = 128
SECOND = 512
SHORT = 1024
"""Of features of so many numbers or fewer, half a first head holds as much, and is sooner gone through."""

ROUNDING = 1e-5
"""More than all sums in float32 here can be off."""

_LEVELS = 127
_FINER = 2 * _LEVELS  # steps of the refining bytes in a step of the first ones
_ROUNDED_SQUARES = 2e-6  # more than a unit row's squares in float32 can sum up to beside 1
_SAMPLE = 16_384
_MANY = 16_384  # rows from which on a second thread pays

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]


@dataclass(frozen=True)
class Heads:
    """Of n rows: the lead (n, LEAD), bytes (n, FIRST), refined (n, FIRST) and further ones (n, SECOND), fewer of all
    where the features are short, and per row (n,) the length of what is behind the lead, the steps of the bytes and
    the lengths of what they lose.
    """

    lead: Floats
    first: Bytes
    refined: Bytes
    second: Bytes
    rest: Floats
    step1: Floats
    lost1: Floats
    lost_refined: Floats
    tail1: Floats
    step2: Floats
    lost2: Floats
    tail2: Floats


PARTS = tuple(Heads.__dataclass_fields__)


@dataclass(frozen=True)
class Scores:
    """Of m rows: the head's score, and how far the cosine can be from it."""

    score: Floats
    slack: Floats


def axes(rows: NDArray[np.floating], random_seed: int = 0) -> Floats:
    """(a, d) the first principal axes of unit rows (n, d), by some of them; at most as many as the heads hold."""
    chosen = np.arange(len(rows))
    if len(rows) > _SAMPLE:
        chosen = np.sort(np.random.default_rng(random_seed).choice(len(rows), _SAMPLE, replace=False))
    sample = _unit(rows[chosen])
    _, vectors = np.linalg.eigh(sample.T @ sample)
    count = min(LEAD + FIRST + SECOND, rows.shape[1])
    return np.ascontiguousarray(vectors[:, ::-1][:, :count].T, np.float32)


def heads_of(rows: NDArray[np.floating], turned: Floats) -> Heads:
    """The heads of rows (n, d) of any length, on the axes `turned`."""
    lead, first, second = _cut(_unit(rows) @ turned.T, rows.shape[1])
    bytes1, step1, lost1 = _quantised(first)
    loss = first - bytes1 * step1[:, None]
    refined = np.rint(loss / (step1[:, None] / _FINER)).astype(np.int8)
    lost_refined = _length(np.square(loss - refined * (step1[:, None] / _FINER)).sum(1))
    bytes2, step2, lost2 = _quantised(second)
    behind = 1 - np.square(lead).sum(1)
    left = behind - np.square(first).sum(1)
    return Heads(
        lead=np.ascontiguousarray(lead),
        first=bytes1,
        refined=refined,
        second=bytes2,
        rest=_tail(behind),
        step1=step1,
        lost1=lost1,
        lost_refined=lost_refined,
        tail1=_tail(left),
        step2=step2,
        lost2=lost2,
        tail2=_tail(left - np.square(second).sum(1)),
    )


def leads(lead: Floats, rest: Floats) -> Floats:
    """(n, LEAD + 1), number by number, so that many are soon gone through: the lead of each row and its rest."""
    return np.asfortranarray(np.column_stack([lead, rest]))


def records(heads: Heads) -> Floats:
    """(n, LEAD + 3), row by row, so that one is had at once: all that a first head is beside its bytes."""
    return np.column_stack([heads.lead, heads.step1, heads.lost1, heads.tail1])


class Asked:
    """A unit query (d,) on the same axes."""

    def __init__(self, query: NDArray[np.float64], turned: Floats) -> None:
        self._query = query.astype(np.float32)
        begun = LEAD + _first_of(len(query))
        self._further = turned[begun:]
        self._lead, self._first, _ = _cut(np.vecdot(turned[:begun], self._query)[None], len(query))
        self._bytes, step, lost = _quantised(self._first)
        self._step, self._lost = step[0], lost[0]
        self._left = 1 - np.square(self._lead).sum() - np.square(self._first).sum()
        self._tail1, self._length1 = _tail(self._left), _length(np.square(self._first).sum())
        rest = _tail(1 - np.square(self._lead).sum(1))
        self._lead_and_rest = np.append(self._lead[0], rest)

    def at_most(self, leads: Floats) -> Floats:
        """What the cosines of rows can be at most, by their `leads`."""
        return _product(leads, self._lead_and_rest)

    def first(self, record: Floats, first: Bytes) -> Scores:
        """The scores of rows by their first head: by their `records` and bytes."""
        score = torch.from_numpy(_product(record[:, :-3], self._lead[0]))
        step1, lost1, tail1 = record[:, -3:].T
        if first.size:
            score.addcmul_(
                torch.from_numpy(products(self._bytes, first)), torch.from_numpy(step1), value=float(self._step)
            )
        # the farther a cosine can be from it, the longer what is lost
        slack = lost1 * (self._length1 + self._lost) + tail1 * self._tail1 + (self._lost + np.float32(ROUNDING))
        return Scores(score.numpy(), slack)

    def second(self, heads: Heads) -> Scores:
        """The scores of rows by both heads."""
        further = _product(self._further, self._query)
        squares = np.square(further).sum()
        score = _product(heads.lead, self._lead[0])
        score += heads.step1 * _product(heads.first, self._first[0])
        score += heads.step1 / np.float32(_FINER) * _product(heads.refined, self._first[0])
        score += heads.step2 * _product(heads.second, further)
        slack = heads.lost_refined * self._length1 + heads.lost2 * _length(squares)
        return Scores(score, slack + heads.tail2 * _tail(self._left - squares) + np.float32(ROUNDING))


def _product(rows: Floats | Bytes, query: Floats) -> Floats:
    """By torch, too: the threads of NumPy's product spin for a while after it, and slow down whatever follows."""
    product: Floats = torch.mv(torch.from_numpy(rows).float(), torch.from_numpy(query)).numpy()
    return product


def products(asked: NDArray[Any], rows: NDArray[Any]) -> Floats:
    """(n,) the products of one row (1, h) of bytes or floats with all; many are shared out among torch's threads."""
    found: Floats = np.empty(len(rows), np.float32)
    threads = torch.get_num_threads() if len(rows) >= _MANY else 1
    simsimd.cdist(asked, rows, "dot", out=found[None], threads=threads)
    return found


def _first_of(dimensions: int) -> int:
    return FIRST if dimensions > SHORT else FIRST // 2


def _cut(parts: Floats, dimensions: int) -> tuple[Floats, Floats, Floats]:
    begun = LEAD + _first_of(dimensions)
    return parts[:, :LEAD], parts[:, LEAD:begun], parts[:, begun:]


def _unit(rows: NDArray[np.floating]) -> Floats:
    """Rows at unit length; their lengths are taken in float64."""
    wide = rows.astype(np.float64)
    return np.asarray(wide / np.linalg.norm(wide, axis=1, keepdims=True), np.float32)


def _quantised(rows: Floats) -> tuple[Bytes, Floats, Floats]:
    """Rows (n, h) as bytes, the step (n,) of each row's, and the length (n,) of what they lose."""
    step = (np.abs(rows).max(1, initial=1e-12) / _LEVELS).astype(np.float32)
    bytes_ = np.rint(rows / step[:, None]).astype(np.int8)
    return bytes_, step, _length(np.square(rows - bytes_ * step[:, None]).sum(1))


def _length(squared: NDArray[np.floating]) -> Floats:
    """The length of a part that stands there number by number."""
    return np.asarray(np.sqrt(squared) * (1 + ROUNDING), np.float32)


def _tail(squared: NDArray[np.floating]) -> Floats:
    """The length of what is left of a unit row, never too short for what float32 makes of it."""
    return np.asarray(np.sqrt(np.maximum(squared, 0) + _ROUNDED_SQUARES), np.float32)
