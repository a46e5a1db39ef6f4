"""Fill Milvus with a release: its works and their features in, a collection that searches by them out; resumable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_api.index.milvus.link import FEATURES, collection_of, count, release_of
from search_api.index.milvus.wording import BEGIN, DATED, END, PICTURED, ROW
from services.collection.artwork import MAX_TEXT_LENGTH, MAX_VALUES, SETS, Artwork
from services.collection.columns import FACTS

BATCH = 1_000
"""Works that are sent at once, some 8 MB."""

_MAX_BYTES = 4 * MAX_TEXT_LENGTH  # Milvus counts those of UTF-8; 65,535 are its limit
_GRAPH = {"M": 32, "efConstruction": 256}
_TIMEOUT_S = 60.0

Progress = Callable[[int, int], None]  # (done, total)


@dataclass(frozen=True)
class Filled:
    """A release that Milvus has, or has in part, and how many of its works."""

    release: str
    works: int


def fill(
    client: Any,
    release: str,
    artworks: Sequence[Artwork],
    features: NDArray[np.floating],
    progress: Progress | None = None,
) -> Filled:
    """Send what Milvus lacks of a release, rows in order; who was stopped goes on where it was.

    Services take it once the last row is there. `features` (n, d) are brought to unit length.
    """
    name = collection_of(release)
    if not client.has_collection(name, timeout=_TIMEOUT_S):
        _create(client, name, features.shape[1])
    there = count(client, name, _TIMEOUT_S)
    first = there - there % BATCH  # of a batch that was cut short, some rows may be there: they are replaced
    for start in range(first, len(artworks), BATCH):
        rows = features[start : start + BATCH].astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        sent = [
            {ROW: start + place, FEATURES: row, **facts_of(artwork)}
            for place, (row, artwork) in enumerate(zip(rows, artworks[start : start + BATCH], strict=True))
        ]
        send = client.upsert if start < there else client.insert
        send(name, sent, timeout=_TIMEOUT_S)
        if progress is not None:
            progress(min(start + BATCH, len(artworks)), len(artworks))
    client.flush(name, timeout=_TIMEOUT_S)
    return Filled(release, count(client, name, _TIMEOUT_S))


def filled(client: Any) -> list[Filled]:
    """The releases that Milvus has, by name, and how many works of each by its own statistics."""
    ours = ((release_of(name), name) for name in sorted(client.list_collections(timeout=_TIMEOUT_S)))
    return [
        Filled(release, int(client.get_collection_stats(name, timeout=_TIMEOUT_S)["row_count"]))
        for release, name in ours
        if release is not None
    ]


def drop(client: Any, release: str) -> bool:
    """Remove a release from Milvus; whether it was there."""
    there = bool(client.has_collection(collection_of(release), timeout=_TIMEOUT_S))
    if there:
        client.drop_collection(collection_of(release), timeout=_TIMEOUT_S)
    return there


def facts_of(artwork: Artwork) -> dict[str, Any]:
    """What a condition may ask of a work, as it is stored; what the source doesn't give is "" or an empty list."""
    facts: dict[str, Any] = {}
    for fact in FACTS:
        value = getattr(artwork, fact)
        facts[fact] = list(value) if fact in SETS else value or ""
    return facts | {
        BEGIN: artwork.date_begin or 0,
        END: artwork.date_end or 0,
        DATED: artwork.date_begin is not None,
        PICTURED: artwork.image_url is not None,
    }


def _create(client: Any, name: str, dimensions: int) -> None:
    from pymilvus import DataType  # noqa: PLC0415  # who gives a client has it

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(ROW, DataType.INT64, is_primary=True)
    schema.add_field(FEATURES, DataType.FLOAT_VECTOR, dim=dimensions)
    index = client.prepare_index_params()
    index.add_index(FEATURES, index_type="HNSW", metric_type="COSINE", params=_GRAPH)
    for fact in FACTS:
        if fact in SETS:
            schema.add_field(
                fact,
                DataType.ARRAY,
                element_type=DataType.VARCHAR,
                max_capacity=MAX_VALUES,
                max_length=_MAX_BYTES,
            )
        else:
            schema.add_field(fact, DataType.VARCHAR, max_length=_MAX_BYTES)
            index.add_index(fact, index_type="INVERTED")
    for year in (BEGIN, END):
        schema.add_field(year, DataType.INT64)
        index.add_index(year, index_type="INVERTED")
    for flag in (DATED, PICTURED):
        schema.add_field(flag, DataType.BOOL)
    client.create_collection(name, schema=schema, timeout=_TIMEOUT_S)
    client.create_index(name, index, timeout=_TIMEOUT_S, sync=False)  # there is nothing yet that it could wait for
