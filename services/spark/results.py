"""A part's results as one Parquet file in the blob store: what was made of each work, or why nothing was."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from services.common.blobs import BlobStore

_SCHEMA = pa.schema([("id", pa.string()), ("picture", pa.string()), ("data", pa.binary()), ("reason", pa.string())])


@dataclass(frozen=True)
class Result:
    """One work: the SHA-256 of its picture and what was made of it, or the reason why it was left out."""

    id: str
    picture: str | None
    data: bytes | None
    reason: str | None = None


def write_results(blobs: BlobStore, name: str, results: Sequence[Result]) -> None:
    """Write or replace a part's file, in one step."""
    rows = [{"id": one.id, "picture": one.picture, "data": one.data, "reason": one.reason} for one in results]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, _SCHEMA), file, compression="zstd")
    blobs.write(name, file.getvalue())


def read_results(blobs: BlobStore, name: str) -> list[Result]:
    """What `write_results` wrote. Raises FileNotFoundError."""
    table = pq.read_table(io.BytesIO(blobs.read(name)), schema=_SCHEMA)
    return [Result(**row) for row in table.to_pylist()]
