"""The engine: seeds in, pixels out, on one device; the protocol, and torch in two precisions.

Every seed is drawn by itself: a batch may take other kernels, and then a seed's bytes would depend on its company.
"""

import threading
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan_api.model.checkpoint import Checkpoint

Pixels = NDArray[np.uint8]


class Engine(Protocol):
    """Anything that draws seeds (n, 140) float32 at a size as (n, size, size, 3) uint8, the same for the same seed.

    `sha256` is the generator's; `name` the engine's own: on two engines the same seed may differ by 2 of 255. As many
    threads as it has `lanes` may draw at the same time; others wait.
    """

    name: str
    lanes: int
    trained_size: int
    sha256: str

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels: ...


class TorchEngine:
    """The reference in fp32, so that its images are the yardstick for every other engine; or, as `fast`, in bf16."""

    lanes = 1

    def __init__(self, checkpoint: Checkpoint, device: str = "cpu", threads: int = 0, fast: bool = False) -> None:
        if threads:
            torch.set_num_threads(threads)
        self._generator = checkpoint.generator.to(device)
        self._device = device
        self._fast = fast
        self._one_at_a_time = threading.Lock()
        self.name = "torch-bf16" if fast else "torch"
        self.trained_size = self._generator.config.size
        self.sha256 = checkpoint.sha256

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels:
        """(n, 140) to (n, size, size, 3). Raises RuntimeError where the device fails."""
        kind = torch.device(self._device).type
        with self._one_at_a_time, torch.inference_mode(), torch.autocast(kind, torch.bfloat16, enabled=self._fast):
            rows = torch.from_numpy(seeds).to(self._device).split(1)
            return torch.cat([as_pixels(self._generator(row, size)) for row in rows]).cpu().numpy()


def as_pixels(images: Tensor) -> Tensor:
    """(N, 3, S, S) in [-1, 1] to (N, S, S, 3) uint8."""
    return ((images.float() + 1) * 127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)
