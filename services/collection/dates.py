"""Museum dates: wording in ("late 16th century", "600–575 B.C."), the first and last year it can mean out.

The years follow the habit of the museums' own begin and end columns: a century is 1500–1599 (-599 to -500 before our
era), "early", "mid" and "late" are parts of it, "ca." of one year is five years to either side, and an open end
("after 1850") is taken as ten years.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

CIRCA_YEARS = 5
OPEN_YEARS = 10
LAST_YEAR = 2100
FIRST_YEAR = -999_999
_MAX_LENGTH = 300

# the part of a century or millennium in hundredths, of a decade in years
_PARTS: dict[str, tuple[int, int]] = {
    "early": (0, 33),
    "beginning": (0, 15),
    "mid": (25, 75),
    "middle": (25, 75),
    "late": (67, 99),
    "end": (85, 99),
    "first half": (0, 50),
    "second half": (50, 99),
    "last half": (50, 99),
    "first third": (0, 33),
    "second third": (33, 66),
    "last third": (67, 99),
    "first quarter": (0, 25),
    "second quarter": (25, 50),
    "third quarter": (50, 75),
    "fourth quarter": (75, 99),
    "last quarter": (75, 99),
    "first decade": (0, 10),
    "last decade": (90, 99),
}
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "middle": (4, 6), "late": (7, 9)}
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_CENTURIES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth \
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"

_CLEANING: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[‐‑‒–—−]"), "-"),
    (re.compile(r"b\.?\s?c\.?\s?e\.?(?![a-z])|b\.?\s?c\.?(?![a-z])"), " bc "),
    (re.compile(r"(?<![a-z])(?:a\.?\s?d\.?|c\.\s?e\.?|ce)(?![a-z])"), " ad "),
    (re.compile(r"(?<![a-z])a\.?h\.?\s*[0-9]+(?:-[0-9]+)?|[0-9]+(?:-[0-9]+)?\s*a\.?h\.?(?![a-z])"), " "),
    (re.compile(r"(?<![0-9])[0-9]{1,2}[/.][0-9]{1,2}[/.]([0-9]{4})(?![0-9])"), r" \1 "),
    (re.compile(r"(?<![0-9])([0-9]{4})-[0-9]{2}-[0-9]{2}(?![0-9])"), r" \1 "),
    (re.compile(r"\([^)]*\bstyle[^)]*\)|style of.*"), " "),
    (re.compile(r"(1st|2nd|3rd|4th)(?=\s+(?:half|third|quarter|decade))"), lambda found: _ORDINALS[found.group()]),
    (
        re.compile(rf"\b({_CENTURIES.replace(' ', '|')})(?=\s+(?:centur|millenn))"),
        lambda found: f"{_CENTURIES.split().index(found.group()) + 1}th",
    ),
    (re.compile(r"(?<=[0-9])[\[(]([0-9])\s?\??[\])]"), r"\1"),  # 186[3?]
    (re.compile(r"(?<=[a-z])(?=[0-9])"), " "),
)
# what was copied, or falsely dated, has another date than its wording
_MISLEADING = re.compile(r"\bcopy\b|\bcopies\b|spurious")

_TOKEN = re.compile(
    r"(?P<part>(?:first|second|third|fourth|last)\s+(?:half|third|quarter|decade)|early|beginning|middle|mid|late(?!r)|end\b)"
    r"|(?P<ordinal>[0-9]{1,2})\s?(?:st|nd|rd|th)(?![a-z])"
    r"|(?P<decade>(?<![0-9])[0-9]{1,3}0)['’]?s(?![a-z])"
    r"|(?P<year>(?<![0-9?)] )(?<!bc )(?<!ad )(?<![0-9a-z?)])-[0-9]{1,6}|[0-9]{1,6})"
    r"|(?P<unit>centur(?:y|ies)|cenutry|cent\b\.?|c\.|millenni(?:um|a)|mill\b\.?)"
    r"|(?P<era>\bbc\b|\bad\b)"
    r"|(?P<circa>circa|ca\b\.?|c\b\.?|about|around|approx(?:imately|\.)?)"
    r"|(?P<before>before|until|no later than|not after|by\b|prior to|or(?: slightly| shortly)? earlier)"
    r"|(?P<after>after|not before|since|from\b|or(?: slightly| shortly)? later)"
    r"|(?P<range>-|/|\bto\b|\bthrough\b)"
    r"|(?P<list>,|;|&|\bor\b|\band\b|\?|\bof\b|\bthe\b|[()\[\]])"
    r"|(?P<word>[^\W\d_]+)"
)


@dataclass
class _Item:
    """A year, decade or century found in the wording, before its era is known."""

    kind: str  # "year", "decade", "century", "millennium" or "ordinal" (which waits for its unit)
    number: int
    digits: int
    parts: list[str] = field(default_factory=list)
    era: str | None = None
    circa: bool = False
    before: bool = False
    after: bool = False
    ranged: bool = False  # a dash stands between this item and the one before it


def read_years(wording: str | None) -> tuple[int, int] | None:
    """The first and the last year that a museum's date can mean, first ≤ last; None where nothing can be read.

    Several dates in one wording ("1855, reworked 1857–59") give the span that holds them all. A lone number of one or
    two digits is no year, nor is "the 70s" a decade.
    """
    if not wording:
        return None
    text = unicodedata.normalize("NFKC", wording[:_MAX_LENGTH]).lower()
    if _MISLEADING.search(text):
        return None
    for pattern, plain in _CLEANING:
        text = pattern.sub(plain, text)
    items = _items(text)
    _share_eras(items)
    _complete_decades(items)
    spans = [span for at, item in enumerate(items) if (span := _span(items, at, item)) is not None]
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


@lru_cache(maxsize=50_000)  # a large museum words its dates in some tens of thousands of ways
def years_of(date: str | None, period: str | None) -> tuple[int, int] | None:
    """The years of a work's date, or of its period ("Edo period (1615–1868)") where the date says none."""
    return read_years(date) or read_years(period)


def _items(text: str) -> list[_Item]:
    """Walk through the words; what stands before a number (early, ca., after) is kept until the number comes."""
    items: list[_Item] = []
    parts: list[str] = []
    circa = before = after = ranged = False
    era: str | None = None
    fresh = False  # the token before this one belongs to the last item: an era or "or later" there is its suffix
    for found in _TOKEN.finditer(text):
        kind, token = found.lastgroup, found.group()
        if kind == "part":
            parts.append(" ".join(token.split()))
            fresh = False
        elif kind in ("ordinal", "decade", "year"):
            digits = found.group(kind)
            item = _Item(kind, int(digits), len(digits.lstrip("-")), parts, era, circa, before, after, ranged)
            items.append(item)
            parts, era, circa, before, after, ranged, fresh = ([], None, False, False, False, False, True)
        elif kind == "unit" and fresh and items[-1].kind == "ordinal":
            if len(items) > 1 and items[-1].ranged and _may_be_century(items[-2]):  # "14–15th century"
                items[-2].kind = "ordinal"
            for item in items:
                if item.kind == "ordinal":
                    item.kind = "millennium" if token.startswith("mill") else "century"
        elif kind == "era":
            if fresh:
                items[-1].era = token
            else:
                era = token
        elif kind == "circa" or token == "c.":
            circa, fresh = True, False
        elif kind in ("before", "after"):
            suffix = fresh and (token.startswith("or") or not text[found.end() :].strip(" ?)."))
            if suffix and kind == "before":
                items[-1].before = True
            elif suffix:
                items[-1].after = True
            else:
                before, after, fresh = kind == "before", kind == "after", False
        elif kind == "range":
            ranged, fresh = bool(items) and (fresh or not parts), False
        elif kind == "list":
            ranged, fresh = False, fresh and token in "?()[]"
        else:  # any other word parts what stands before it from what comes after
            items = [item for item in items if item.kind != "ordinal"]
            parts, circa, before, after, ranged, fresh = ([], False, False, False, False, False)
    return [item for item in items if item.kind != "ordinal"]


def _share_eras(items: list[_Item]) -> None:
    """In "600–575 B.C." the era stands once, at the end of the range."""
    for item, following in zip(reversed(items[:-1]), reversed(items[1:]), strict=True):
        if following.ranged and item.era is None:
            item.era = following.era


def _complete_decades(items: list[_Item]) -> None:
    """In "1860s–70s" the second decade leaves out the digits that both share, as years do."""
    for previous, item in pairwise(items):
        if item.kind == "decade" and item.ranged and item.era != "bc" and item.digits < 3 <= previous.digits:
            number = previous.number // 100 * 100 + item.number
            if number >= previous.number:
                item.number, item.digits = number, previous.digits


def _may_be_century(item: _Item) -> bool:
    return item.kind == "year" and item.era is None and 0 < item.number <= LAST_YEAR // 100


def _span(items: list[_Item], at: int, item: _Item) -> tuple[int, int] | None:
    previous = items[at - 1] if item.ranged and at else None
    following = items[at + 1] if at + 1 < len(items) and items[at + 1].ranged else None
    span = _year_span(item, previous, following) if item.kind == "year" else _wide_span(item, previous, following)
    if span is None:
        return None
    first, last = span
    # "begun 1895, reworked by 1901" is closed by its other date
    if item.before and len(items) == 1:
        first -= OPEN_YEARS
    if item.after and at == len(items) - 1:
        last += OPEN_YEARS
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR + OPEN_YEARS else None


def _year_span(item: _Item, previous: _Item | None, following: _Item | None) -> tuple[int, int] | None:
    year = item.number
    beside = [other for other in (previous, following) if other is not None]
    if item.digits < 3 and item.era is None and year > 0 and not any(other.digits >= 3 for other in beside):
        return None
    if item.era == "bc" and year > 0:
        year = -year
    elif previous is not None and previous.kind in ("year", "decade") and 0 < year < previous.number:
        if item.digits >= previous.digits:
            return _checked(year, year)
        # "1704–9" leaves out the digits that both years share
        year += previous.number // 10**item.digits * 10**item.digits
        if year < previous.number:
            return None
    alone = item.circa and not beside
    return _checked(year - CIRCA_YEARS, year + CIRCA_YEARS) if alone else _checked(year, year)


def _checked(first: int, last: int) -> tuple[int, int] | None:
    middle = (first + last) // 2
    return (first, last) if middle != 0 and middle <= LAST_YEAR else None


def _wide_span(item: _Item, previous: _Item | None, following: _Item | None) -> tuple[int, int] | None:
    """A decade ("1640s"; "1700s" is a century, but not before a decade of it, "1900s–10s", or soon after one,
    "1890s–1900s"), a century or a millennium, or the parts of it that are named.
    """
    if item.kind == "decade" and item.digits < 3 and item.era is None:
        return None
    before_decade = following is not None and following.kind == "decade" and 0 < following.number - item.number < 100
    after_decade = (
        previous is not None
        and previous.kind == "decade"
        and previous.number % 100 > 0
        and 0 < item.number - previous.number < 100
    )
    if item.kind == "decade" and (item.number % 100 or before_decade or after_decade):
        length, start, known = 10, item.number, _DECADE_PARTS
    elif item.kind == "decade":
        length, start, known = 100, item.number, _PARTS
    else:
        length, known = (1000 if item.kind == "millennium" else 100), _PARTS
        if item.number == 0:
            return None
        start = length * (item.number - 1) if item.era != "bc" else 1 - length * item.number
    if item.kind == "decade" and item.era == "bc":
        start = 1 - length - item.number
    scale = max(1, length // 100)
    bounds = [known[part] for part in item.parts if part in known] or [(0, length // scale - 1)]
    first = start + scale * min(low for low, _ in bounds)
    last = start + scale * max(high for _, high in bounds) + scale - 1
    # there is no year 0: the first century begins in 1, and the first before our era ends in -1
    return max(first, 1) if start == 0 else first, min(last, -1) if item.era == "bc" else last
