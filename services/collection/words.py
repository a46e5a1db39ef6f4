"""Words of a collection: texts of works in, which works hold a visitor's words, and how well, out; numpy underneath.

An inverted index whose words are sorted, so that all words with one beginning are one slice, and whose hits are weighed
all at once.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")
_STEPS = 20.0  # a weight is kept in steps of 1/20, up to 255 of them
_SHORTER = 0.05  # a word among few says more than one among many
_EXACT = 1.5  # a whole word is worth more than a beginning
_KEPT_TEXTS = 50_000
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


class WordsBuilder:
    """Takes works one after the other, each as texts with weights, and keeps only numbers."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._terms, self._weights, self._counts = array("i"), array("B"), array("i")
        self._read: dict[tuple[str, float], tuple[tuple[int, ...], int]] = {}

    def add(self, texts: Iterable[tuple[str | None, float]]) -> None:
        """The next row."""
        best: dict[int, int] = {}
        for text, weight in texts:
            if text:
                codes, step = self._read.get((text, weight)) or self._reading(text, weight)
                for code in codes:
                    if step > best.get(code, 0):
                        best[code] = step
        self._terms.extend(best)
        self._weights.extend(best.values())
        self._counts.append(len(best))

    def words(self) -> Words:
        """The index of all that were added."""
        works, vocabulary = len(self._counts), tuple(sorted(self._codes))
        place = np.empty(len(vocabulary), np.int32)
        for at, word in enumerate(vocabulary):
            place[self._codes[word]] = at
        self._codes, self._read = {}, {}
        terms = place[np.array(self._terms, np.int32)]
        self._terms = array("i")
        order = np.argsort(terms, kind="stable")  # stable: rows rise within a word
        starts = np.concatenate([[0], np.cumsum(np.bincount(terms, minlength=len(vocabulary)))]).astype(np.int64)
        del terms
        weights = np.array(self._weights, np.uint8)[order]
        rows = np.repeat(np.arange(works, dtype=np.int32), np.array(self._counts, np.int32))[order]
        return Words(works, vocabulary, starts, rows, weights)

    def _reading(self, text: str, weight: float) -> tuple[tuple[int, ...], int]:
        """The codes of a text's words and their weight in steps; kept, since cultures and media come again."""
        words = words_of(text)
        step = max(1, min(255, round(weight / (1 + _SHORTER * len(words)) * _STEPS)))
        found = tuple(self._codes.setdefault(word, len(self._codes)) for word in words), step
        if len(self._read) >= _KEPT_TEXTS:
            self._read.clear()
        self._read[text, weight] = found
        return found


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without case and accents, each once."""
    if text.isascii():
        return tuple(dict.fromkeys(_WORD.findall(text.lower())))
    plain = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode().casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(_WORD.findall(unicodedata.normalize("NFKC", bare))))
