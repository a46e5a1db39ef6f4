"""Draw on a GPU by recordings (CUDA graphs): seeds in, one launch for a whole batch, pixels out.

A picture is many short kernels, and starting each from Python can take longer than it runs. A recording of each size
and batch starts them all at once: on an H100 it took a quarter to an eleventh of the time (256 px, 1 to 32 pictures).
All but `record_on_gpu` is tested on a CPU.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gan_api.model.checkpoint import Checkpoint
from gan_api.model.engine import Pixels, as_pixels

Step = Callable[[], None]
_MOST = 32
_TRIALS = 3  # the libraries choose their kernels meanwhile, which can't be recorded


@dataclass(frozen=True)
class _Recording:
    seeds: Tensor  # (rows, 140), read by `replay`
    pixels: Tensor  # (rows, S, S, 3), written by it
    replay: Step


def record_on_gpu(step: Step) -> Step:
    """Record what `step` does to tensors that stay where they are; what comes back does it again."""
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(_TRIALS):
            step()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph, capture_error_mode="thread_local"):  # other threads may invert meanwhile
        step()
    again: Step = graph.replay
    return again


class RecordedEngine:
    """The generator in fp32 or, as `fast`, in bf16. A batch is filled up to 1, 2, 4, … 32 rows, each recorded once."""

    lanes = 1

    def __init__(
        self,
        checkpoint: Checkpoint,
        device: str = "cuda",
        fast: bool = False,
        record: Callable[[Step], Step] = record_on_gpu,
    ) -> None:
        self._generator = checkpoint.generator.to(device)
        self._device = torch.device(device)
        self._fast = fast
        self._record = record
        self._recordings: dict[tuple[int, int], _Recording] = {}
        self._one_at_a_time = threading.Lock()
        self.name = "graphs-bf16" if fast else "graphs"
        self.trained_size = self._generator.config.size
        self.sha256 = checkpoint.sha256

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels:
        """(n, 140) to (n, size, size, 3). Raises RuntimeError where the device fails."""
        with self._one_at_a_time:
            return np.concatenate([self._batch(seeds[at : at + _MOST], size) for at in range(0, len(seeds), _MOST)])

    def _batch(self, seeds: NDArray[np.float32], size: int) -> Pixels:
        count = len(seeds)
        rows = 1 << (count - 1).bit_length()
        if (size, rows) not in self._recordings:
            self._recordings[size, rows] = self._recording(size, rows)
        recording = self._recordings[size, rows]
        recording.seeds[:count].copy_(torch.from_numpy(seeds))
        recording.replay()
        drawn: Pixels = recording.pixels[:count].cpu().numpy().copy()
        return drawn

    def _recording(self, size: int, rows: int) -> _Recording:
        seeds = torch.zeros(rows, self._generator.config.seed_length, device=self._device)
        pixels = torch.empty(rows, size, size, 3, dtype=torch.uint8, device=self._device)

        def step() -> None:
            # weights that autocast keeps would be freed after the recording, which still reads them
            precision = torch.autocast(self._device.type, torch.bfloat16, enabled=self._fast, cache_enabled=False)
            with torch.no_grad(), precision:
                pixels.copy_(as_pixels(self._generator(seeds, size)))

        return _Recording(seeds, pixels, self._record(step))
