"""A training step on a GPU, recorded: its thousands of small kernels are started as one.

What the step reads, writes and returns therefore always lies in the same places. Random numbers are drawn anew each
time.
"""

from collections.abc import Callable

from torch import Tensor

from gan_api.model.recorded import Step, record_on_gpu


class Recorded:
    """Runs `step` (one tensor in, one out) by replaying it. Batches all have one shape.

    Recording takes the first batch some more times, as it runs the step until the libraries have chosen their kernels.
    """

    def __init__(self, step: Callable[[Tensor], Tensor], record: Callable[[Step], Step] = record_on_gpu) -> None:
        self._step = step
        self._record = record
        self._replay: Step | None = None

    def __call__(self, batch: Tensor) -> Tensor:
        """What the step returns; the next call overwrites it."""
        if self._replay is None:
            self._given = batch.clone()
            self._replay = self._record(self._again)
        self._given.copy_(batch)
        self._replay()
        return self._returned

    def _again(self) -> None:
        self._returned = self._step(self._given)
