"""Adam (Kingma and Ba 2015) for one tensor: gradients in, steps out.

For torch's own, a compiler is imported when it is first made; that takes five seconds, and a visitor would wait for it.
"""

import torch
from torch import Tensor

_BETAS = 0.9, 0.999
_TINY = 1e-8


class Adam:
    """Holds the running means of the gradient and of its square."""

    def __init__(self, moving: Tensor) -> None:
        self._moving = moving
        self._mean, self._square = torch.zeros_like(moving), torch.zeros_like(moving)
        self._steps = 0

    @torch.no_grad()
    def step(self, gradient: Tensor, rate: float) -> None:
        """Move against the gradient, which has the tensor's shape."""
        self._steps += 1
        one, two = _BETAS
        self._mean.lerp_(gradient, 1 - one)
        self._square.mul_(two).addcmul_(gradient, gradient, value=1 - two)
        length = (self._square / (1 - two**self._steps)).sqrt_() + _TINY
        self._moving.addcdiv_(self._mean, length, value=-rate / (1 - one**self._steps))
