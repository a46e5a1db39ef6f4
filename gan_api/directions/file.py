"""The file of directions: unit vectors as safetensors, what was measured of them in its header."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from gan_api.directions.direction import Direction, Effect
from gan_api.model.generator import SEED_LENGTH
from services.common.whole_files import whole_file

_FORMAT = "gen-studio-directions/1"
_UNIT_TOLERANCE = 1e-3


class DirectionsError(ValueError):
    """The file holds no directions that this generator can take; the message says why and what to do."""


def save_directions(directions: Sequence[Direction], generator_sha256: str, path: Path) -> None:
    """Write directions to `path` in one step; the same directions give the same bytes."""
    told = [
        {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            "sigma": one.sigma,
            "effects": {attribute: asdict(effect) for attribute, effect in one.effects.items()},
            "explained": one.explained,
            "r2": one.r2,
        }
        for one in directions
    ]
    # one entry: safetensors writes several in any order
    header = {"directions": json.dumps({"format": _FORMAT, "generator_sha256": generator_sha256, "directions": told})}
    with whole_file(path) as place:
        save_file({"vectors": np.stack([one.vector for one in directions]).astype(np.float32)}, place, header)


def read_directions(path: Path, generator_sha256: str) -> tuple[Direction, ...]:
    """The directions of a generator. Raises DirectionsError where the file is broken or another generator's."""
    try:
        with safe_open(path, "numpy") as file:
            vectors = file.get_tensor("vectors")
            header = json.loads((file.metadata() or {}).get("directions", "{}"))
    except (OSError, SafetensorError, ValueError) as error:
        raise DirectionsError(f"{path} can't be read: {error}; make it with gen-studio train directions") from error
    if header.get("format") != _FORMAT:
        raise DirectionsError(f"{path} is no file of directions ({_FORMAT}); make one with gen-studio train directions")
    if header["generator_sha256"] != generator_sha256:
        raise DirectionsError(f"{path} belongs to another generator; make it anew with gen-studio train directions")
    wanted = (len(header["directions"]), SEED_LENGTH)
    if vectors.dtype != np.float32 or vectors.shape != wanted or not np.isfinite(vectors).all():
        raise DirectionsError(f"{path} holds {vectors.dtype} of shape {vectors.shape}, not finite float32 of {wanted}")
    if (np.abs(np.linalg.norm(vectors, axis=1) - 1) > _UNIT_TOLERANCE).any():
        raise DirectionsError(f"{path} holds a vector that is not of length 1; make it anew")
    return tuple(
        Direction(
            id=told["id"],
            name=told["name"],
            kind=told["kind"],
            vector=vector,
            sigma=told["sigma"],
            effects={attribute: Effect(**effect) for attribute, effect in told["effects"].items()},
            explained=told["explained"],
            r2=told["r2"],
        )
        for told, vector in zip(header["directions"], vectors, strict=True)
    )
