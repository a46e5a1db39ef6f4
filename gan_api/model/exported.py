"""The generator as an ONNX graph, for engines that know no torch: a checkpoint in, the path of a file out.

The graph has one input, seeds (n, 140) float32, and an output for each size, (n, size, size, 3) uint8, named by it.
Exporting takes some seconds, so that the file is kept, named by the hash of the generator and the version of torch.
"""

import logging
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from gan_api.model.checkpoint import Checkpoint
from gan_api.model.engine import as_pixels
from gan_api.model.folded import Folded
from gan_api.model.generator import SIZES, Generator
from services.common.folders import cache_folder
from services.common.whole_files import whole_file

_FORM = 7  # counts up with every change of the graph
_LOG = logging.getLogger("gen_studio.engine")


class _Drawing(nn.Module):
    def __init__(self, generator: Generator) -> None:
        super().__init__()
        self.images = Folded(generator)

    def forward(self, seeds: Tensor) -> tuple[Tensor, ...]:
        return tuple(as_pixels(image) for image in self.images(seeds))


def exported(checkpoint: Checkpoint, folder: Path | None = None) -> Path:
    """The file of the graph, exported first where it is not there yet. Raises ImportError without onnxscript."""
    folder = folder or cache_folder()
    path = folder / f"generator-{checkpoint.sha256[:16]}-{_FORM}-torch-{torch.__version__}.onnx"
    if path.exists():
        return path
    import onnxscript  # noqa: F401, PLC0415  # an extra, and torch's own message about it is long

    _LOG.info("exporting the generator; the next start finds it in %s", folder)
    device = next(checkpoint.generator.parameters()).device
    seeds = torch.zeros(2, checkpoint.generator.config.seed_length, device=device)
    with warnings.catch_warnings(action="ignore"), _quiet():
        program = torch.onnx.export(
            _Drawing(checkpoint.generator),
            (seeds,),
            dynamo=True,
            dynamic_shapes=({0: torch.export.Dim.DYNAMIC},),
            input_names=["seeds"],
            output_names=[str(size) for size in SIZES],
            verbose=False,
        )
    if program is None:
        raise RuntimeError("torch exported nothing")
    with whole_file(path) as place:
        place.write_bytes(program.model_proto.SerializeToString())
    return path


class _quiet:  # noqa: N801
    """torch's exporter warns of a torchvision that nobody needs."""

    def __enter__(self) -> None:
        logging.disable(logging.WARNING)

    def __exit__(self, *_: object) -> None:
        logging.disable(logging.NOTSET)
