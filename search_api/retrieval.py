"""What visitors find: words, conditions, a work or a picture in; pages and matches out."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from search_api.conditions import Condition
from search_api.encoding import QueuedEncoder
from search_api.index.exact import ExactIndex, Found, QueryError
from search_api.spelling import nearest
from services.collection.artwork import Artwork
from services.collection.catalogue import Catalogue, Page
from services.common.images import decode_upload
from services.common.problems import NotFound, Unprocessable


@dataclass(frozen=True)
class Match:
    """A work, and its cosine with what was asked (1 is the same)."""

    artwork: Artwork
    similarity: float


@dataclass(frozen=True)
class Matches:
    """The best matches first. `kept` works were compared; `exact` says that no better one was missed.

    `stages` are the milliseconds of each step, in order.
    """

    matches: list[Match]
    kept: int
    exact: bool = True
    stages: Mapping[str, float] = field(default_factory=dict)

    @property
    def ms(self) -> float:
        """Milliseconds in all."""
        return sum(self.stages.values())


@dataclass(frozen=True)
class Unknown:
    """A value of a fact that no work of the collection has, and those that are written much like it."""

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

    def __init__(self, release: str, catalogue: Catalogue, index: ExactIndex, encoder: QueuedEncoder) -> None:
        """Raises ValueError where these do not belong together."""
        if len(catalogue) != len(index):
            raise ValueError(f"the catalogue has {len(catalogue)} works, the index {len(index)}; index the works again")
        if encoder.sha256 != index.encoder_sha256:
            raise ValueError(
                f"the features were made by encoder {index.encoder_sha256}, pictures would be seen by {encoder.sha256}"
            )
        self._release = release
        self._catalogue = catalogue
        self._index = index
        self._encoder = encoder

    def close(self) -> None:
        """Let go of the catalogue."""
        self._catalogue.close()

    def facts(self) -> CollectionFacts:
        """What is served."""
        return CollectionFacts(self._release, len(self._catalogue), self._index.encoder_sha256)

    def browse(self, text: str, condition: Condition, limit: int, offset: int, shuffle: int | None) -> Page:
        """A page of the works with these words under this condition."""
        return self._catalogue.search(text, condition, limit=limit, offset=offset, shuffle=shuffle)

    def kept(self, condition: Condition) -> int:
        """How many works a condition keeps."""
        return int(condition.mask(self._catalogue.columns).sum())

    def unknown(self, condition: Condition) -> list[Unknown]:
        """The values that a condition asks for and no work has, with what is written much like them."""
        columns = self._catalogue.columns
        return [
            Unknown(fact, value, nearest(value, columns.values[fact])) for fact, value in condition.unknown(columns)
        ]

    def artwork(self, work: str) -> Artwork:
        """One work. Raises NotFound."""
        return self._catalogue.at([self._row(work)])[0]

    def similar_to_artwork(self, work: str, condition: Condition, k: int) -> Matches:
        """The `k` works most like a work, itself left out. Raises NotFound."""
        row = self._row(work)
        began = time.perf_counter()
        keep = condition.mask(self._catalogue.columns)
        found = self._index.search(self._index.row(row), k, keep, leave_out=row)
        return self._matches(found, {"search": _since(began)})

    def similar_to_picture(self, data: bytes, condition: Condition, k: int) -> Matches:
        """The `k` works most like an uploaded picture, then forgotten. Raises a Problem if it is bad, or Busy."""
        began = time.perf_counter()
        image = decode_upload(data)
        decoded = time.perf_counter()
        features = self._encoder.embed(image)
        embedded = time.perf_counter()
        stages = {"decode": (decoded - began) * 1000, "embed": (embedded - decoded) * 1000}
        try:
            found = self._index.search(features, k, condition.mask(self._catalogue.columns))
        except QueryError as error:
            raise Unprocessable(f"the encoder sees nothing in the picture ({error}); send another one") from error
        return self._matches(found, {**stages, "search": _since(embedded)})

    def _row(self, work: str) -> int:
        row = self._catalogue.row(work)
        if row is None:
            raise NotFound(
                f"there is no artwork {work[:80]!r} in release {self._release}; GET /api/search/v1/artworks lists them"
            )
        return row

    def _matches(self, found: Found, stages: dict[str, float]) -> Matches:
        began = time.perf_counter()
        artworks = self._catalogue.at(found.rows.tolist())
        matches = [
            Match(artwork, float(similarity)) for artwork, similarity in zip(artworks, found.similarities, strict=True)
        ]
        return Matches(matches, found.kept, stages={**stages, "catalogue": _since(began)})


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
