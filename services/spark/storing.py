"""A store that Spark works on, here or in the cloud: its works out; results in, as the other commands read them."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch

from gan_api.inversion.run import REPORT, KeptInversions
from services.collection.features import StoreFeatures, write_features
from services.collection.releases import FEATURE_LENGTH, FEATURES
from services.collection.store import CATALOGUE, ENRICHMENT, StoredWork, StoreError, read_store
from services.collection.withheld import LIST
from services.common.blobs import BlobStore
from services.common.stores import open_blobs
from services.spark.results import Result
from services.spark.tasks import INVERSION
from services.vision.looks import MAKER

_INVERSIONS = "inversions"


def works_of(address: str) -> list[StoredWork]:
    """The works of a store that it does not withhold, details of works left aside. Raises StoreError, BlobsAway."""
    blobs = open_blobs(address)
    if not blobs.exists(CATALOGUE):
        raise StoreError(f"{address} is no store: {CATALOGUE} is missing; make it with gen-studio ingest")
    with tempfile.TemporaryDirectory() as folder:
        for name in filter(blobs.exists, (CATALOGUE, LIST)):
            (Path(folder) / name).write_bytes(blobs.read(name))
        return [stored for stored in read_store(Path(folder)) if stored.work]


def keep_features(blobs: BlobStore, results: Iterable[Result], works: int, encoder_sha256: str) -> dict[str, str]:
    """Write features.safetensors; who was left out, and why. `works` is how many there are at most."""
    rows = np.zeros((0, FEATURE_LENGTH), np.float16)
    ids: list[str] = []
    pictures: list[str] = []
    left_out: dict[str, str] = {}
    for one in results:
        if one.data is None:
            left_out[one.id] = one.reason or ""
            continue
        row = np.frombuffer(one.data, "<f2")
        if not ids:
            rows = np.empty((works, len(row)), np.float16)
        rows[len(ids)] = row
        ids.append(one.id)
        pictures.append(one.picture or "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FEATURES
        write_features(path, StoreFeatures(ids, pictures, rows[: len(ids)], encoder_sha256))
        blobs.upload(FEATURES, path)
    return left_out


def keep_inversions(
    blobs: BlobStore, results: Iterable[Result], generator_sha256: str, encoder_sha256: str
) -> dict[str, str]:
    """Write inversions/, as gen-studio invert does but for the sheets; who was left out, and why."""
    found: dict[str, str] = {}
    kept: list[bytes] = []
    left_out: dict[str, str] = {}
    for one in results:
        if one.data is None:
            left_out[one.id] = one.reason or ""
            continue
        found[one.id] = one.picture or ""
        kept.append(one.data)
    rows = np.frombuffer(b"".join(kept), INVERSION)
    with tempfile.TemporaryDirectory() as folder:
        inversions = KeptInversions(Path(folder), generator_sha256)
        inversions.encoder_sha256 = encoder_sha256
        inversions.add(found, rows["seed"], torch.from_numpy(rows["loss"].copy()))
        for name in ("seeds.safetensors", REPORT):  # seeds first: a report never names a seed that is not there
            blobs.upload(f"{_INVERSIONS}/{name}", Path(folder) / name)
    return left_out


def keep_looks(blobs: BlobStore, results: Iterable[Result]) -> dict[str, str]:
    """Write enrichment.jsonl, as gen-studio enrich does but for near-duplicates; who was left out, and why.

    What an annotator said of the same pictures stays.
    """
    lines = blobs.read(ENRICHMENT).decode().split("\n") if blobs.exists(ENRICHMENT) else []
    known = {told["id"]: told for told in map(json.loads, filter(None, lines))}
    kept: list[str] = []
    left_out: dict[str, str] = {}
    for one in results:
        if one.data is None:
            left_out[one.id] = one.reason or ""
            continue
        old = known.get(one.id)
        told = old if old is not None and old["picture"] == one.picture else {"id": one.id, "picture": one.picture}
        looks = json.loads(one.data)
        told |= {"looks_by": MAKER, "hues": looks["hues"], "looks": looks["words"], "measures": looks}
        told.setdefault("made_by", [f"hues, looks: {MAKER}"])
        kept.append(json.dumps(told | {"near": told.get("near", [])}, ensure_ascii=False) + "\n")
    blobs.write(ENRICHMENT, "".join(kept).encode())
    return left_out


def pairs_of(works: Sequence[StoredWork]) -> list[tuple[str, str]]:
    """Ids and files."""
    return [(stored.artwork.id, stored.file) for stored in works]
