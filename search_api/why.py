"""Why: two works in, the facts that they share and a sentence out; two pictures in, where they are alike out."""

from dataclasses import dataclass

import numpy as np

from search_api.overlays import overlay
from search_api.regions import Pair, regions
from search_api.retrieval import Retrieval
from services.collection.artwork import SETS, Artwork
from services.collection.labels import century_name, labels_of
from services.common.images import decode_upload
from services.common.problems import Unprocessable

SHARED = ("artist", "culture", "century", "medium", "classification", "department", "museum")


@dataclass(frozen=True)
class SharedFact:
    """A fact that two works have in common, and what it is; one for each value that they share."""

    fact: str
    value: str


@dataclass(frozen=True)
class Why:
    """How alike two works look, the share of random pairs that look less alike, what they share, and that in words."""

    similarity: float
    percentile: float
    shared: list[SharedFact]
    sentence: str


@dataclass(frozen=True)
class Alike:
    """How alike two pictures look, an overlay (PNG) for each that shows where, and places that go together."""

    similarity: float
    percentile: float
    one: bytes
    other: bytes
    pairs: list[Pair]


def why(retrieval: Retrieval, work: str, other: str) -> Why:
    """Why two works are alike. Raises NotFound."""
    rows = [retrieval.row(work), retrieval.row(other)]
    similarity = retrieval.index.cosine(*rows)
    percentile = _percentile(retrieval, similarity)
    shared = _shared(*retrieval.catalogue.at(rows))
    return Why(similarity, percentile, shared, _sentence(percentile, shared))


def alike(retrieval: Retrieval, one: bytes, other: bytes) -> Alike:
    """Where two pictures, forgotten then, are alike. Raises a Problem if one is bad, or Busy."""
    images = [decode_upload(data) for data in (one, other)]
    features = [retrieval.encoder.embed(image) for image in images]
    patches = [retrieval.encoder.patches(image) for image in images]
    if not all(np.isfinite(row).all() for row in features):
        raise Unprocessable("the encoder sees nothing in one of the pictures; send another one")
    similarity = float(np.clip(np.vecdot(*(row.astype(np.float64) for row in features)), -1, 1))
    found = regions(patches[0], patches[1], retrieval.calibration.common)
    layers = [
        overlay(shares, seen.box, image.size)
        for shares, seen, image in zip((found.one, found.other), patches, images, strict=True)
    ]
    return Alike(similarity, _percentile(retrieval, similarity), layers[0], layers[1], found.pairs)


def _percentile(retrieval: Retrieval, similarity: float) -> float:
    return float(retrieval.calibration.percentiles(np.array([similarity]))[0])


def _shared(one: Artwork, other: Artwork) -> list[SharedFact]:
    facts = [_facts(one), _facts(other)]
    both = [SharedFact(fact, facts[0][fact]) for fact in SHARED if facts[0].get(fact, "") == facts[1].get(fact)]
    return both + [
        SharedFact(fact, value) for fact in SETS for value in getattr(one, fact) if value in getattr(other, fact)
    ]


def _facts(artwork: Artwork) -> dict[str, str]:
    facts = {name: getattr(artwork, name) for name in SHARED if name != "century"}
    if (century := labels_of(artwork).get("century")) is not None:
        facts["century"] = century_name(int(century))
    return {name: value for name, value in facts.items() if value}


def _sentence(percentile: float, shared: list[SharedFact]) -> str:
    share = np.floor(percentile * 1000) / 10
    told = ", ".join(one.value if one.fact == "century" else f"{one.fact} {one.value}" for one in shared)
    common = f"Both: {told}." if told else "No fact that their museums give is the same."
    return f"They look more alike than {share:g} % of works taken two at random. {common}"
