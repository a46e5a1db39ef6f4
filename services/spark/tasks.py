"""What workers do with pictures, by the functions that the commands of one machine use: picture files in, bytes out.

A task travels to the workers as it stands; each process loads the networks once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Protocol

import numpy as np
import torch

from gan_api.inversion.invert import Inverter
from gan_api.inversion.run import targets_of
from gan_api.model.checkpoint import load_generator
from gan_api.model.generator import SEED_LENGTH
from services.collection.features import Encoder, look_at
from services.common.rgb import UnreadablePicture, read_rgb
from services.common.stores import open_blobs
from services.spark.weights import fetched_weights
from services.vision.encoder import load_encoder, load_resnet50
from services.vision.looks import MAKER, looks_of

INVERSION = np.dtype([("seed", "<i2", SEED_LENGTH), ("loss", "<f4")])
"""A seed and its loss, as they are kept."""

Made = tuple[dict[str, bytes], dict[str, str]]
"""What was made, by work; and why nothing was made of others."""


class Task(Protocol):
    """Something to be done with every picture of a store at `address`."""

    batch: ClassVar[int]

    @property
    def address(self) -> str:
        """Of the store."""
        ...

    @property
    def folder(self) -> str:
        """Where its results are in the store: others' have another one."""
        ...

    def made_of(self, pictures: Mapping[str, bytes]) -> Made:
        """Do it with some works' picture files."""
        ...


@dataclass(frozen=True)
class Featurise:
    """Rows of features, as bytes of float16."""

    batch: ClassVar[int] = 16
    address: str
    encoder: str

    @property
    def folder(self) -> str:
        """Another encoder sees something else."""
        return f"spark/features/{self.encoder[:16]}"

    def made_of(self, pictures: Mapping[str, bytes]) -> Made:
        """As gen-studio index."""
        seen, left_out = look_at(pictures, _encoder(self.address, self.encoder))
        return {work: one.row.tobytes() for work, one in seen.items()}, left_out


@dataclass(frozen=True)
class Invert:
    """Seeds and losses, as bytes of INVERSION."""

    batch: ClassVar[int] = 16
    address: str
    generator: str
    encoder: str
    steps: int

    @property
    def folder(self) -> str:
        """Other networks or another count of steps find other seeds."""
        return f"spark/inversions/{self.generator[:16]}-{self.encoder[:16]}-{self.steps}"

    def made_of(self, pictures: Mapping[str, bytes]) -> Made:
        """As gen-studio invert."""
        inverter = _inverter(self.address, self.generator, self.encoder)
        targets, left_out = targets_of(pictures, inverter.generator.config.size)
        if not targets:
            return {}, left_out
        found = inverter.invert(torch.stack(list(targets.values())), self.steps)
        kept = np.empty(len(targets), INVERSION)
        kept["seed"], kept["loss"] = found.seeds, found.losses.numpy()
        return {work: row.tobytes() for work, row in zip(targets, kept, strict=True)}, left_out


@dataclass(frozen=True)
class Enrich:
    """How works look, as JSON."""

    batch: ClassVar[int] = 64
    address: str

    @property
    def folder(self) -> str:
        """Another version of the measures says something else."""
        return f"spark/looks/{MAKER.replace(' ', '-')}"

    def made_of(self, pictures: Mapping[str, bytes]) -> Made:
        """By services.vision.looks."""
        made: dict[str, bytes] = {}
        left_out: dict[str, str] = {}
        for work, data in pictures.items():
            try:
                made[work] = json.dumps(looks_of(read_rgb(data)).to_json(), ensure_ascii=False).encode()
            except UnreadablePicture as error:
                left_out[work] = str(error)
        return made, left_out


@cache
def _encoder(address: str, sha256: str) -> Encoder:
    return load_encoder(fetched_weights(open_blobs(address), sha256))


@cache
def _inverter(address: str, generator: str, encoder: str) -> Any:
    blobs = open_blobs(address)
    checkpoint = load_generator(fetched_weights(blobs, generator), "cpu")
    return Inverter(checkpoint.generator, load_resnet50(fetched_weights(blobs, encoder))[0])
