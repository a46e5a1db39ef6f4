"""The generator's file: weights as fp16 safetensors, its shape in the header, its hash as its name.

Safetensors because a checkpoint comes from elsewhere and a pickle can run code.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from gan_api.model.generator import Generator, GeneratorConfig
from services.common.hashes import sha256_of
from services.common.whole_files import whole_file
from services.vision.placing import placed

_FORMAT = "gen-studio-generator/1"
_OF_BEFORE = {"smooth": False}  # what files don't tell that were written before it could be otherwise


class CheckpointError(ValueError):
    """The file is not a generator that this version can load; the message says why."""


@dataclass(frozen=True)
class Checkpoint:
    """A loaded generator, frozen and ready to draw, and the SHA-256 of its file (hex)."""

    generator: Generator
    sha256: str


def save_generator(generator: Generator, path: Path) -> str:
    """Write `generator` to `path` and return the SHA-256. Raises OSError where the disk is full."""
    weights: dict[str, Tensor] = {
        key: _narrowed(value.detach().cpu()).contiguous()
        for key, value in generator.state_dict().items()
        if not key.endswith("num_batches_tracked")
    }
    header = {"format": _FORMAT, "config": json.dumps(generator.config.as_dict())}
    with whole_file(path) as place:
        save_file(weights, place, metadata=header)
    return sha256_of(path)


def load_generator(path: Path, device: str = "cpu") -> Checkpoint:
    """Read a generator. Raises CheckpointError where the file is missing, cut short, another model or not finite."""
    try:
        with safe_open(path, "pt") as file:
            header = file.metadata() or {}
            weights = {key: _widened(file.get_tensor(key)) for key in file.keys()}
    except (OSError, SafetensorError) as error:
        raise CheckpointError(f"{path} can't be read as safetensors: {error}") from error
    if header.get("format") != _FORMAT:
        raise CheckpointError(
            f"{path} is not a generator checkpoint ({_FORMAT}); its format is {header.get('format')!r}"
        )
    broken = [key for key, value in weights.items() if not torch.isfinite(value).all()]
    if broken:
        raise CheckpointError(f"{path} holds NaN or infinite weights: {', '.join(broken[:4])}")
    generator = Generator(GeneratorConfig(**_OF_BEFORE | json.loads(header["config"])))
    missing, unexpected = generator.load_state_dict(weights, strict=False)
    wrong = [key for key in missing if not key.endswith("num_batches_tracked")] + unexpected
    if wrong:
        raise CheckpointError(f"{path} doesn't fit its own configuration: {', '.join(wrong[:4])}")
    generator.eval().requires_grad_(False)
    return Checkpoint(placed(generator, device), sha256_of(path))


def _narrowed(value: Tensor) -> Tensor:
    return value.half() if value.is_floating_point() else value


def _widened(value: Tensor) -> Tensor:
    return value.float() if value.is_floating_point() else value
