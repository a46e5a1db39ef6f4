"""Tell each picture from all others: features of changed views in, a loss that gathers views of one picture out.

Instance discrimination with a memory of features (Wu et al. 2018, "Unsupervised Feature Learning via Non-Parametric
Instance Discrimination"): a view is to lie nearer to what its own picture looked like before than to any other.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_TEMPERATURE = 0.05
_KEEP = 0.5  # of what was remembered, when a picture is seen again


class Instances(nn.Module):
    """Remembers a direction (N, d) for each of N pictures; nothing of it is learnt by gradient."""

    memory: Tensor
    known: Tensor  # (N,) which pictures were seen at all

    def __init__(self, pictures: int, features: int) -> None:
        super().__init__()
        self.register_buffer("memory", torch.zeros(pictures, features))
        self.register_buffer("known", torch.zeros(pictures, dtype=torch.bool))

    def forward(self, features: Tensor, chosen: Tensor) -> Tensor:
        """The mean loss of `features` (n, d) of the pictures `chosen` (n,), which are then remembered.

        Pictures seen for the first time are remembered only; 0 where there is no other.
        """
        rows = chosen.to(self.memory.device)
        looked_at = F.normalize(features.float(), dim=1)
        again = self.known[rows]
        loss = features.new_zeros(())
        if again.any():
            closeness = looked_at[again] @ self.memory.clone().T / _TEMPERATURE  # it changes below
            closeness = closeness.masked_fill(~self.known, float("-inf"))
            loss = F.cross_entropy(closeness, rows[again])
        self._remember(looked_at.detach(), rows)
        return loss

    @torch.no_grad()
    def _remember(self, looked_at: Tensor, rows: Tensor) -> None:
        self.memory[rows] = F.normalize(_KEEP * self.memory[rows] + (1 - _KEEP) * looked_at, dim=1)
        self.known[rows] = True
