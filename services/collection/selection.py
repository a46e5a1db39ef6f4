"""Choosing works for a release: many artworks in, a balanced few out, in an order that never changes."""

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from services.collection.artwork import Artwork
from services.collection.store import is_work

MAX_ALIKE = 3
MAX_OF_AN_ARTIST = 12
_OTHER = "other"
# looked for in the classification, the first that fits
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("helmets and armour", re.compile(r"helmet|armou?r|gloves")),
    ("swords", re.compile(r"sword|dagger")),
    ("pole weapons", re.compile(r"shafted|polearm|lance|spear|halberd")),
    ("firearms", re.compile(r"firearm|gun|pistol")),
    ("clocks", re.compile(r"horology|clock|watch|sundial|sun dial")),
    ("instruments", re.compile(r"phone|instrument|flute|horn|trumpet|drum")),
    ("vases", re.compile(r"\bvases?\b|krater|amphora")),
    ("ambers", re.compile(r"amber")),
    ("mosaics", re.compile(r"mosaic|tile")),
    ("prints", re.compile(r"print|etching|engraving|lithograph|woodcut|poster|map")),
    ("drawings", re.compile(r"drawing|pastel|sketch|\bink\b|watercolou?r")),
    ("illustrations", re.compile(r"illustration|manuscript|book|codex|miniature")),
    ("ceramics", re.compile(r"ceramic|porcelain|pottery|terracotta|earthenware|stoneware")),
    ("glass", re.compile(r"glass")),
    ("furniture", re.compile(r"furniture|woodwork|chair|cabinet|table")),
    ("textiles", re.compile(r"textile|costume|dress|tapestr|embroider|lace")),
    ("sculpture", re.compile(r"sculpture|bronze|ivor|stone|relief|statue|medal|terracotta|carving")),
    ("metalwork", re.compile(r"metal|silver|gold|jewel|brooch|enamel")),
    ("paintings", re.compile(r"painting|panel|fresco|scroll")),
)
# paintings are most of many collections, so they are told apart by what their facts speak of
_PAINTINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("paintings of East Asia", re.compile(r"\b(?:chin|japan|korea|asian art|edo period|dynasty)")),
    (
        "portraits",
        re.compile(r"portrait|self-portrait|\bhead of|\bbust of|\bduke|\bcountess|\blady\b|\bmrs\b|\bmadame\b"),
    ),
    (
        "religious paintings",
        re.compile(r"virgin|madonna|christ|saint\b|\bst\.|annunciation|crucifi|adoration|holy|angel"),
    ),
    ("still lifes", re.compile(r"still[ -]life|flower|fruit|bouquet|vase of")),
    (
        "landscapes",
        re.compile(r"landscape|river|mountain|sea\b|coast|view of|lake|forest|valley|hills?\b|garden|winter|bridge"),
    ),
)


def select_works(artworks: Sequence[Artwork], count: int, first: Collection[str] = ()) -> list[Artwork]:
    """Up to `count` works, of every kind some (a kind's share grows with the root of its size), best described first.

    Those whose ids are in `first` are taken before all others. Details of works are left out; of works with nearly the
    same title MAX_ALIKE, and of one artist MAX_OF_AN_ARTIST, are taken while there are others. The same artworks give
    the same works, in the order given, however shuffled.
    """
    chosen = set([artwork.id for artwork in artworks if artwork.id in first][:count])
    kinds: dict[str, list[Artwork]] = defaultdict(list)
    for artwork in artworks:
        if is_work(artwork) and artwork.id not in chosen:
            kinds[kind_of(artwork)].append(artwork)
    ordered = {kind: _spread(works) for kind, works in sorted(kinds.items())}
    shares = _shares({kind: len(works) for kind, works in ordered.items()}, count - len(chosen))
    chosen |= {artwork.id for kind, works in ordered.items() for artwork in works[: shares[kind]]}
    return [artwork for artwork in artworks if artwork.id in chosen]


def kind_of(artwork: Artwork) -> str:
    """The coarse kind of a work, from its classification; without one, from its title and medium."""
    facts = artwork.classification or " ".join(filter(None, (artwork.title, artwork.medium)))
    kind = _first(_KINDS, facts)
    if kind == "paintings":
        told = (artwork.culture, artwork.department, artwork.period, artwork.title)
        found = _first(_PAINTINGS, " ".join(filter(None, told)))
        return kind if found == _OTHER else found
    return kind


def _first(kinds: Iterable[tuple[str, re.Pattern[str]]], text: str) -> str:
    lowered = text.lower()
    return next((kind for kind, pattern in kinds if pattern.search(lowered)), _OTHER)


def _spread(works: list[Artwork]) -> list[Artwork]:
    """Well described works first; those that would make one title or one artist too frequent go to the end."""
    ordered = sorted(works, key=lambda artwork: (-_told(artwork), hashlib.sha256(artwork.id.encode()).digest()))
    titles: Counter[str] = Counter()
    artists: Counter[str] = Counter()
    first: list[Artwork] = []
    later: list[Artwork] = []
    for artwork in ordered:
        title, artist = _plain(artwork.title), _plain(artwork.artist)
        flooded = titles[title] >= MAX_ALIKE or (artist != "" and artists[artist] >= MAX_OF_AN_ARTIST)
        (later if flooded else first).append(artwork)
        if not flooded:
            titles[title] += 1
            artists[artist] += 1
    return first + later


def _told(artwork: Artwork) -> int:
    """How much a visitor gets to know and see: the original's address counts most."""
    facts = (artwork.date_begin, artwork.medium, artwork.object_url)
    return (
        4 * bool(artwork.image_url)
        + 2 * bool(artwork.title)
        + 2 * bool(artwork.artist or artwork.culture)
        + sum(fact is not None for fact in facts)
    )


def _plain(text: str | None) -> str:
    """A text without case, numbers and signs: "Plate 12" and "plate 7" are alike."""
    return " ".join(re.findall(r"[^\W\d_]+", (text or "").lower()))


def _shares(sizes: dict[str, int], count: int) -> dict[str, int]:
    """How many works of each kind: by the root of its size, never more than there are, `count` in all if possible."""
    shares = dict.fromkeys(sizes, 0)
    wanted = min(count, sum(sizes.values()))
    for _ in range(max(0, wanted)):
        # the kind that is furthest behind its due share takes the next place
        open_kinds = [kind for kind in sizes if shares[kind] < sizes[kind]]
        best = min(open_kinds, key=lambda kind: ((shares[kind] + 1) / math.sqrt(sizes[kind]), kind))
        shares[best] += 1
    return shares
