"""Works that a museum withholds: a curator's list in; which works are to appear nowhere out.

A store's withheld.txt has a line per rule: an id (`met-310551`), or `word: human remains`, which is looked for in all
that is known of a work. Lines that begin with # say why. Works that are withheld are in no catalogue, no index, no
training and no release: their pictures are not in the store. A list may begin with a byte order mark.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.collection.artwork import Artwork, to_json

LIST = "withheld.txt"
_WORD = "word:"


@dataclass(frozen=True)
class Withheld:
    """Ids, and a pattern of words that match as a whole, whatever their case."""

    ids: frozenset[str] = frozenset()
    words: re.Pattern[str] | None = None

    def covers(self, artwork: Artwork, *more: Any) -> bool:
        """Whether a work is withheld, by its facts or by `more` that is known of it, such as the source's record."""
        if artwork.id in self.ids:
            return True
        return self.words is not None and any(self.words.search(text) for text in _texts((to_json(artwork), *more)))


def read_withheld(path: Path) -> Withheld:
    """The rules of a list; none where there is no list."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return Withheld()
    rules = [line.split("#")[0].strip() for line in lines]
    ids = frozenset(rule for rule in rules if rule and not rule.lower().startswith(_WORD))
    words = [rule[len(_WORD) :].strip() for rule in rules if rule.lower().startswith(_WORD)]
    joined = "|".join(re.escape(word) for word in words if word)
    return Withheld(ids, re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None)


def add_lists(store: Path, lists: Iterable[Path]) -> Withheld:
    """Add the rules of some lists to the store's own, each line once, and read it."""
    own = store / LIST
    known = own.read_text(encoding="utf-8-sig").splitlines() if own.exists() else []
    new = [line for path in lists for line in path.read_text(encoding="utf-8-sig").splitlines()]
    lines = list(dict.fromkeys([*known, *new]))
    if lines != known:
        store.mkdir(parents=True, exist_ok=True)
        partial = own.with_suffix(".partial")
        partial.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        partial.replace(own)
    return read_withheld(own)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
