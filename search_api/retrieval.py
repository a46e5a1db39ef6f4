"""What visitors find: words, conditions, a work or a picture in; pages and matches out."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from search_api.calibration import CLOSE, Calibration
from search_api.conditions import Condition
from search_api.diversity import POOL, diversified
from search_api.encoding import QueuedEncoder
from search_api.index.found import Found, Index, QueryError
from search_api.spelling import Spelling
from services.collection.artwork import Artwork
from services.collection.catalogue import Catalogue, Page
from services.collection.columns import COUNTED, FACETS
from services.collection.labels import LABELS, labels_of
from services.common.images import decode_upload
from services.common.problems import InvalidInput, NotFound, Unprocessable

MOST_COMPARED = 5
"""Unknown values that are compared with what is there, which takes some hundredths of a second for each."""

_UNWANTED_WEIGHT = 0.5  # of the works to be unlike, beside those to be like


@dataclass(frozen=True)
class Match:
    """A work, its cosine with what was asked (1 is the same), and the share of random pairs that are less alike.

    `shared` are the facts that it has in common with the work that was asked for, if one was.
    """

    artwork: Artwork
    similarity: float
    percentile: float
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Matches:
    """The best matches first. `kept` works were compared: `scanned` roughly, `verified` in full; `exact` says that no
    better one was missed.

    `close` says whether the best one is more alike than nearly all random pairs, and a picture more like it than like
    one that shows nothing; else nothing like it is here. `stages` are the milliseconds of each step, in order.
    """

    matches: list[Match]
    kept: int
    exact: bool
    scanned: int
    verified: int
    close: bool = False
    stages: Mapping[str, float] = field(default_factory=dict)

    @property
    def ms(self) -> float:
        """Milliseconds in all."""
        return sum(self.stages.values())


@dataclass(frozen=True)
class Unknown:
    """A value of a fact that no work of the collection has, and those that are written much like it, if looked for."""

    fact: str
    value: str
    nearest: tuple[str, ...]


@dataclass(frozen=True)
class CollectionFacts:
    """Which release is searched, how many works it has, and which encoder made its features."""

    release: str
    artworks: int
    encoder_sha256: str


class Retrieval:
    """Serves one release: its catalogue, the index over the same works in the same order, and the encoder of both."""

    def __init__(
        self, release: str, catalogue: Catalogue, index: Index, encoder: QueuedEncoder, landmarks: int = 0
    ) -> None:
        """The first `landmarks` works come first where works are shown by chance.

        Raises ValueError where the parts do not belong together.
        """
        if len(catalogue) != len(index):
            raise ValueError(f"the catalogue has {len(catalogue)} works, the index {len(index)}; index the works again")
        if encoder.sha256 != index.encoder_sha256:
            raise ValueError(
                f"the features were made by encoder {index.encoder_sha256}, pictures would be seen by {encoder.sha256}"
            )
        self._release = release
        self._landmarks = landmarks
        self.catalogue = catalogue
        self.index = index
        self.encoder = encoder
        self.calibration = Calibration(index)
        self._spellings: dict[str, Spelling] = {}
        self.neighbours: dict[int, list[tuple[int, float]]] = {}  # of works that connections went through

    def close(self) -> None:
        """Let go of the catalogue."""
        self.catalogue.close()

    def facts(self) -> CollectionFacts:
        """What is served."""
        return CollectionFacts(self._release, len(self.catalogue), self.index.encoder_sha256)

    def browse(
        self, text: str, condition: Condition, limit: int, offset: int, shuffle: int | None, more_facets: bool = False
    ) -> Page:
        """A page of the works with these words under this condition; `more_facets` counts all that can be counted."""
        counted = COUNTED if more_facets else FACETS
        return self.catalogue.search(
            text, condition, limit=limit, offset=offset, shuffle=shuffle, landmarks=self._landmarks, counted=counted
        )

    def kept(self, condition: Condition) -> int:
        """How many works a condition keeps."""
        return int(condition.mask(self.catalogue.columns).sum())

    def unknown(self, condition: Condition) -> list[Unknown]:
        """The values that a condition asks for and no work has, the first ones with what is written much like them."""
        return [
            Unknown(fact, value, self._spelling(fact).nearest(value) if at < MOST_COMPARED else ())
            for at, (fact, value) in enumerate(condition.unknown(self.catalogue.columns))
        ]

    def _spelling(self, fact: str) -> Spelling:
        """Of a fact's values, when it is first asked for."""
        if fact not in self._spellings:
            self._spellings[fact] = Spelling(self.catalogue.columns.values[fact])
        return self._spellings[fact]

    def artwork(self, work: str) -> Artwork:
        """One work. Raises NotFound."""
        return self.catalogue.at([self.row(work)])[0]

    def similar_to_artwork(self, work: str, condition: Condition, k: int, diversity: float = 0) -> Matches:
        """The `k` works most like a work, itself left out. Raises NotFound."""
        row = self.row(work)
        began = time.perf_counter()
        keep = condition.mask(self.catalogue.columns)
        found = self.index.search(self.index.row(row), _pool(k, diversity), keep, row, condition.expression())
        return self._answer(found, k, diversity, {"search": _since(began)}, like=row)

    def similar_to_artworks(
        self, more: Sequence[str], less: Sequence[str], condition: Condition, k: int, diversity: float = 0
    ) -> Matches:
        """The `k` works most like the first ones and unlike the others, which all are left out (Rocchio 1971).

        Raises NotFound, or InvalidInput where a work stands on both sides.
        """
        if both := set(more) & set(less):
            raise InvalidInput(f"{min(both)} stands among more and among less; name a work once")
        wanted, unwanted = ([self.row(work) for work in works] for works in (more, less))
        began = time.perf_counter()
        asked = self.index.rows(np.array(wanted)).mean(0)
        if unwanted:
            asked = asked - _UNWANTED_WEIGHT * self.index.rows(np.array(unwanted)).mean(0)
        keep = condition.mask(self.catalogue.columns)
        keep[wanted + unwanted] = False
        try:
            found = self.index.search(asked, _pool(k, diversity), keep, where=condition.expression())
        except QueryError as error:
            raise Unprocessable("these works cancel each other out; name others, or fewer of less") from error
        return self._answer(found, k, diversity, {"search": _since(began)})

    def similar_to_picture(
        self,
        data: bytes,
        condition: Condition,
        k: int,
        diversity: float = 0,
        spent: Mapping[str, float] = MappingProxyType({}),
    ) -> Matches:
        """The `k` works most like a picture, then forgotten; `spent` is how long getting it took.

        Raises a Problem if it is bad, or Busy.
        """
        began = time.perf_counter()
        image = decode_upload(data)
        decoded = time.perf_counter()
        features = self.encoder.embed(image)
        embedded = time.perf_counter()
        stages = {**spent, "decode": (decoded - began) * 1000, "embed": (embedded - decoded) * 1000}
        try:
            keep = condition.mask(self.catalogue.columns)
            found = self.index.search(features, _pool(k, diversity), keep, where=condition.expression())
        except QueryError as error:
            raise Unprocessable(f"the encoder sees nothing in the picture ({error}); send another one") from error
        searched = {**stages, "search": _since(embedded)}
        matches = self._answer(found, k, diversity, searched)
        return replace(matches, close=matches.close and self._shows_something(features, found))

    def _shows_something(self, features: NDArray[np.float32], found: Found) -> bool:
        """Whether a picture is nearer to one of the works found than to all pictures that show nothing."""
        if self.encoder.strangers is None:
            return True
        return bool(found.similarities.max() > (self.encoder.strangers @ features).max())

    def row(self, work: str) -> int:
        """Which row a work is. Raises NotFound."""
        row = self.catalogue.row(work)
        if row is None:
            raise NotFound(
                f"there is no artwork {work[:80]!r} in release {self._release}; GET /api/search/v1/artworks lists them"
            )
        return row

    def matches_of(self, found: Found, like: int | None = None) -> list[Match]:
        """Rows of the index as works, in their order; their facts are compared with those of the row `like`."""
        artworks = self.catalogue.at(found.rows.tolist())
        asked = None if like is None else labels_of(self.catalogue.at([like])[0])
        percentiles = self.calibration.percentiles(found.similarities).tolist()
        return [
            Match(artwork, float(similarity), percentile, _shared(asked, artwork))
            for artwork, similarity, percentile in zip(artworks, found.similarities, percentiles, strict=True)
        ]

    def _answer(
        self, found: Found, k: int, diversity: float, stages: dict[str, float], like: int | None = None
    ) -> Matches:
        began = time.perf_counter()
        if diversity:
            chosen = diversified(found.similarities, self.index.rows(found.rows), k, diversity)
            found = replace(found, rows=found.rows[chosen], similarities=found.similarities[chosen])
        matches = self.matches_of(found, like)
        close = any(match.percentile >= CLOSE for match in matches)
        stages = {**stages, "catalogue": _since(began)}
        return Matches(matches, found.kept, found.exact, found.scanned, found.verified, close, stages)


def _pool(k: int, diversity: float) -> int:
    return k * POOL if diversity else k


def _shared(asked: Mapping[str, str] | None, artwork: Artwork) -> tuple[str, ...]:
    known = labels_of(artwork)
    return tuple(
        name for name in LABELS if asked and asked.get(name) is not None and asked.get(name) == known.get(name)
    )


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
