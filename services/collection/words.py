"""Words of a collection: texts of works in, which works hold a visitor's words, and how well, out; numpy underneath.

An inverted index whose words are sorted, so that all words with one beginning are one slice, and whose hits are weighed
all at once.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")
_STEPS = 20.0  # a weight is kept in steps of 1/20, up to 255 of them
_SHORTER = 0.05  # a word among few says more than one among many
_EXACT = 1.5  # a whole word is worth more than a beginning
_KEPT_TEXTS = 50_000
_NO_TEXT = 0
_AT_ONCE = 250_000
_PARTS = 8
# a posting as one number: the word's, 32 bits of the row, 8 bits of the weight's step
_ROW_BITS, _STEP_BITS = 32, 8
_ROW_MASK, _STEP_MASK = 2**_ROW_BITS - 1, 2**_STEP_BITS - 1
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True)
class Words:
    """m postings: those of vocabulary[v] are starts[v] to starts[v + 1]; each names a row, and the word's weight."""

    works: int
    vocabulary: tuple[str, ...]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.uint8]

    def scores(self, text: str) -> NDArray[np.float32] | None:
        """(n,) how well each work holds all words of a text as beginnings, 0 where it does not; None for no text."""
        if not text.strip():
            return None
        total = np.zeros(self.works, np.float32)
        for at, word in enumerate(words_of(text)):
            found = self._of(word)
            total = found if at == 0 else np.where((total > 0) & (found > 0), total + found, np.float32(0))
        return total

    def _of(self, word: str) -> NDArray[np.float32]:
        """(n,) a word's weight in each work, times how rare it is."""
        first = bisect_left(self.vocabulary, word)
        last = bisect_left(self.vocabulary, word + _AFTER_ALL)
        starts = self.starts[first : last + 1]
        begin, end = int(starts[0]), int(starts[-1])
        counts = np.diff(starts)
        rarity = np.log1p(self.works / np.maximum(counts, 1)).astype(np.float32)
        if len(counts) and self.vocabulary[first] == word:
            rarity[0] *= _EXACT
        worth = self.weights[begin:end] * np.repeat(rarity, counts)
        return np.bincount(self.rows[begin:end], worth, self.works).astype(np.float32)


class _Read(dict[str | None, int]):
    """Texts of one fact that were read, and their numbers; a new one is read when it is asked for."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__({None: _NO_TEXT})
        self._read = read

    def __missing__(self, text: str) -> int:
        if len(self) > _KEPT_TEXTS:
            self.clear()
            self[None] = _NO_TEXT
        number = self[text] = self._read(text)
        return number


class WordsBuilder:
    """Takes facts of works, some works at a time or all at once, and keeps only numbers.

    A text that comes again (a period, a date) is read once; which words each work has is reckoned for all in the end.
    """

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._known: dict[str, _Read] = {}
        # of the texts that were read; the first one, _NO_TEXT, has no words
        self._terms, self._ends, self._steps = array("i"), array("q", [0]), array("B", [0])
        self._texts, self._rows = array("i"), array("i")  # numbers of texts, and whose they are

    def add(self, first: int, fact: str, texts: Sequence[str | None], weight: float) -> None:
        """A fact of some works, row `first` and those behind it."""
        if fact not in self._known:
            self._known[fact] = _Read(partial(self._reading, weight=weight))
        self._texts.extend(map(self._known[fact].__getitem__, texts))
        self._rows.extend(range(first, first + len(texts)))

    def add_fact(self, values: Sequence[str], codes: NDArray[np.int32], rows: NDArray[np.int32], weight: float) -> None:
        """A fact of all rows: its values, and places in them (< 0 where there is none), each with its row."""
        numbers = np.array([self._reading(value, weight) for value in values], np.int32)
        there = codes >= 0
        self._texts.frombytes(numbers[codes[there]].tobytes())
        self._rows.frombytes(rows[there].tobytes())

    def words(self, works: int) -> Words:
        """The index of all that were added, of so many works. Made in parts of the vocabulary, to need less memory."""
        vocabulary = tuple(sorted(self._codes))
        place = np.empty(len(vocabulary), np.int32)
        for at, word in enumerate(vocabulary):
            place[self._codes[word]] = at
        self._codes, self._known = {}, {}
        terms = place[np.frombuffer(self._terms, np.int32)]
        times = np.bincount(np.frombuffer(self._texts, np.int32), minlength=len(self._ends))
        often = np.repeat(times.astype(np.int32), _lengths(np.frombuffer(self._ends, np.int64)))
        upto = np.cumsum(np.bincount(terms, often, len(vocabulary)).astype(np.int64))
        most = int(often.sum())
        del often
        starts = np.zeros(len(vocabulary) + 1, np.int64)
        rows, weights = np.empty(most, np.int32), np.empty(most, np.uint8)
        filled = 0
        inner = np.searchsorted(upto, np.arange(1, _PARTS) * (most // _PARTS))
        for low, high in pairwise([0, *map(int, inner), len(vocabulary)]):
            found = self._postings(terms, low, high)
            starts[low:high] = filled + np.searchsorted(found, np.arange(low, high) << (_ROW_BITS + _STEP_BITS))
            weights[filled : filled + len(found)] = found & _STEP_MASK
            rows[filled : filled + len(found)] = found >> _STEP_BITS & _ROW_MASK
            filled += len(found)
        starts[-1] = filled
        return Words(works, vocabulary, starts, rows[:filled], weights[:filled])

    def _postings(self, terms: NDArray[np.int32], low: int, high: int) -> NDArray[np.int64]:
        """(m,) one number for each word low..high of each work, sorted by word and row, with the step behind."""
        wanted = (terms >= low) & (terms < high)
        ends = np.concatenate([np.zeros(1, np.int32), np.cumsum(wanted, dtype=np.int32)])[
            np.frombuffer(self._ends, np.int64)
        ]
        terms = terms[wanted]
        steps, lengths = np.frombuffer(self._steps, np.uint8), _lengths(ends)
        texts, rows = np.frombuffer(self._texts, np.int32), np.frombuffer(self._rows, np.int32)
        parts: list[NDArray[np.int64]] = []
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            long = lengths[some]
            upto = np.cumsum(long)
            part = terms[np.arange(int(upto[-1])) + np.repeat(ends[some] - upto, long)].astype(np.int64)
            part <<= _ROW_BITS
            part |= np.repeat(rows[start : start + _AT_ONCE], long)
            part <<= _STEP_BITS
            part |= np.repeat(steps[some], long)
            parts.append(part)
        found = np.concatenate(parts) if parts else np.empty(0, np.int64)
        parts.clear()
        found.sort()
        # of a word that stands in several facts of a work, the weightiest counts: the last of them
        last = np.ones(len(found), np.bool_)
        without_step = found >> _STEP_BITS
        np.not_equal(without_step[1:], without_step[:-1], out=last[:-1])
        del without_step
        return found[last]

    def _reading(self, text: str, weight: float) -> int:
        """The number of a text that is read now: its words' codes, and their weight in steps."""
        words = words_of(text)
        self._terms.extend([self._codes.setdefault(word, len(self._codes)) for word in words])
        self._ends.append(len(self._terms))
        self._steps.append(max(1, min(255, round(weight / (1 + _SHORTER * len(words)) * _STEPS))))
        return len(self._ends) - 1


def _lengths(ends: NDArray[Any]) -> NDArray[Any]:
    return np.diff(np.concatenate([np.zeros(1, ends.dtype), ends]))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without case and accents, each once."""
    if text.isascii():
        return tuple(dict.fromkeys(_WORD.findall(text.lower())))
    plain = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode().casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(_WORD.findall(unicodedata.normalize("NFKC", bare))))
