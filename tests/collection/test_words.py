"""The index of words is what a plain count over each work's words gives, however many are reckoned at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.collection import words as module
from services.collection.words import Words, WordsBuilder, words_of

_TEXTS = st.none() | st.lists(st.sampled_from(["oil", "Öl", "on", "canvas", "—", "vase"]), max_size=4).map(" ".join)
_WORKS = st.lists(st.tuples(_TEXTS, _TEXTS), max_size=12)
_WEIGHTS = (10.0, 3.0)


def built(works: list[tuple[str | None, str | None]]) -> Words:
    """Titles some at a time, the other fact of all at once."""
    building = WordsBuilder()
    for start in range(0, len(works), 5):
        building.add(start, "title", [title for title, _ in works[start : start + 5]], _WEIGHTS[0])
    values = sorted({other for _, other in works if other is not None})
    codes = np.array([-1 if other is None else values.index(other) for _, other in works], np.int32)
    building.add_fact(values, codes, np.arange(len(works), dtype=np.int32), _WEIGHTS[1])
    return building.words(len(works))


def counted(works: list[tuple[str | None, str | None]]) -> dict[tuple[str, int], int]:
    """The step of each word of each work: of several facts, the weightiest."""
    found: dict[tuple[str, int], int] = {}
    for row, texts in enumerate(works):
        for text, weight in zip(texts, _WEIGHTS, strict=True):
            words = words_of(text or "")
            for word in words:
                step = round(weight / (1 + 0.05 * len(words)) * 20)
                found[word, row] = max(step, found.get((word, row), 0))
    return found


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_the_index_is_what_a_plain_count_gives(at_once: int) -> None:
    @given(_WORKS)
    def agrees(works: list[tuple[str | None, str | None]]) -> None:
        index = built(works)
        told = {
            (word, int(index.rows[at])): int(index.weights[at])
            for place, word in enumerate(index.vocabulary)
            for at in range(index.starts[place], index.starts[place + 1])
        }
        assert told == counted(works)
        assert len(index.rows) == len(told)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_AT_ONCE", at_once)
        patched.setattr(module, "_KEPT_TEXTS", 2)
        agrees()
