"""The engine: seeds in, pixels out, on one device, one drawing at a time."""

import threading
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray

from gan_api.model.checkpoint import Checkpoint
from gan_api.model.generator import SIZES

Pixels = NDArray[np.uint8]


class Engine(Protocol):
    """Anything that draws seeds (n, 140) float32 at a size as (n, size, size, 3) uint8, the same for the same seed."""

    trained_size: int
    sha256: str

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels: ...


class TorchEngine:
    """The reference engine. fp32, so that its images are the yardstick for every other engine."""

    def __init__(self, checkpoint: Checkpoint, device: str = "cpu", threads: int = 0) -> None:
        if threads:
            torch.set_num_threads(threads)
        self._generator = checkpoint.generator.to(device)
        self._device = device
        self._one_at_a_time = threading.Lock()
        self.trained_size = self._generator.config.size
        self.sha256 = checkpoint.sha256

    def warm_up(self) -> None:
        """Draw one image of every size, so that the first visitor doesn't wait for memory to be laid out."""
        for size in SIZES:
            self.draw(np.zeros((1, self._generator.config.seed_length), np.float32), size)

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels:
        """(n, 140) to (n, size, size, 3). Raises RuntimeError where the device fails."""
        with self._one_at_a_time, torch.inference_mode():
            # one row at a time: a batch may take other kernels, and then a seed's bytes would depend on its company
            images = torch.cat([self._generator(row[None].to(self._device), size) for row in torch.from_numpy(seeds)])
            pixels = ((images + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)
            return pixels.permute(0, 2, 3, 1).cpu().numpy()  # (N, 3, S, S) to (N, S, S, 3)
