"""The generator as files that a browser draws with: a checkpoint in, an ONNX graph for each size out.

A graph has one input, seeds (n, 140) float32, and one output, (n, size, size, 3) uint8. Its weights are kept as fp16,
half as long to load, where pictures stay near enough to the reference; it computes in fp32 either way.
"""

import copy
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from gan_api.model.checkpoint import Checkpoint
from gan_api.model.engine import as_pixels
from gan_api.model.exported import exported
from gan_api.model.folded import Folded
from gan_api.model.generator import SEED_LENGTH, SIZES
from services.common.hashes import sha256_of

_NEAR = 1
"""Of 255: how far fp16 weights may be off the reference; another 1 is left for the engine that draws on the server."""

_SMALL = 1024  # numbers; shorter tensors stay as they are, since they weigh nothing
_SEEDS = 8


@dataclass(frozen=True)
class Graph:
    """A file for one size, named by its own hash (hex)."""

    size: int
    precision: str
    path: Path
    sha256: str


def portable(checkpoint: Checkpoint, folder: Path | None = None) -> tuple[Graph, ...]:
    """A graph for each of SIZES, made first where they are not there yet. Raises ImportError without onnxscript."""
    import onnx  # noqa: PLC0415  # an extra
    from onnx import utils  # noqa: PLC0415

    whole = exported(checkpoint, folder)
    half = _halves_well(checkpoint)
    precision = "fp16" if half else "fp32"
    graphs = []
    for size in SIZES:
        path = whole.with_name(f"{whole.stem}-{size}-{precision}.onnx")
        if not path.exists():
            part = utils.Extractor(onnx.load(str(whole))).extract_model(["seeds"], [str(size)])
            _write(path, (_halved(part) if half else part).SerializeToString())
        graphs.append(Graph(size, precision, path, sha256_of(path)))
    return tuple(graphs)


def _halves_well(checkpoint: Checkpoint) -> bool:
    folded = Folded(checkpoint.generator)
    halved = copy.deepcopy(folded)
    for tensor in (*halved.parameters(), *halved.buffers()):
        if tensor.is_floating_point() and tensor.numel() >= _SMALL:
            tensor.data = tensor.half().float()
    seeds = torch.from_numpy(np.random.default_rng(0).standard_normal((_SEEDS, SEED_LENGTH)).astype(np.float32))
    with torch.inference_mode():
        pairs = zip(folded(seeds), halved(seeds), strict=True)
        return all(int((as_pixels(one).int() - as_pixels(other).int()).abs().max()) <= _NEAR for one, other in pairs)


def _halved(model: Any) -> Any:
    """Long weights as fp16, and a cast before each that whoever loads the graph does once."""
    import onnx  # noqa: PLC0415

    casts = []
    for weight in model.graph.initializer:
        if weight.data_type != onnx.TensorProto.FLOAT or np.prod(weight.dims) < _SMALL:
            continue
        numbers = onnx.numpy_helper.to_array(weight).astype(np.float16)
        casts.append(onnx.helper.make_node("Cast", [f"{weight.name}_half"], [weight.name], to=onnx.TensorProto.FLOAT))
        weight.CopyFrom(onnx.numpy_helper.from_array(numbers, f"{weight.name}_half"))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


def _write(path: Path, data: bytes) -> None:
    handle, partial = tempfile.mkstemp(prefix=".partial-", suffix=".onnx", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)
