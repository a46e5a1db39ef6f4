"""Facts as weak labels: what is known of each picture in, a loss that draws pictures with the same fact together out.

Each value of a fact (an artist, a culture) has a direction of its own among the features, and a picture is to lie
nearer to its own value's than to any other's, by cosine (normalised softmax: Zhai and Wu 2019, "Classification is a
strong baseline for deep metric learning"). The directions are thrown away; the features stay.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from services.vision.resnet50 import FEATURES

Facts = Mapping[str, str]
"""By the fact's name, its value: {"artist": "Hokusai", "culture": "Japan"}; what is unknown is missing."""

_LEAST = 4  # pictures that a value needs, or there is nothing to draw together
_TEMPERATURE = 0.05
UNKNOWN = -100
"""Where a picture has none of the values; what cross_entropy leaves aside."""


def values_of(facts: Sequence[Facts], least: int) -> dict[str, list[int]]:
    """By the fact's name, which of its values each picture has, numbered in order; values of fewer than `least`
    pictures are not told apart, nor a fact that has but one value.
    """
    values = {}
    for name in sorted({name for known in facts for name in known}):
        counts = Counter(known[name] for known in facts if name in known)
        places = {value: place for place, value in enumerate(sorted(v for v in counts if counts[v] >= least))}
        if len(places) > 1:
            values[name] = [places.get(known.get(name, ""), UNKNOWN) for known in facts]
    return values


class WeakLabels(nn.Module):
    """Takes the facts of all N training pictures, in their order; then features and row numbers in, a loss out."""

    rows: Tensor  # (facts, N): which value of each fact a picture has

    def __init__(self, facts: Sequence[Facts]) -> None:
        super().__init__()
        rows = values_of(facts, _LEAST)
        self.values = {name: max(own) + 1 for name, own in rows.items()}
        """How many values of each fact are told apart."""

        self.register_buffer("rows", torch.tensor([*rows.values()], dtype=torch.long).reshape(len(rows), len(facts)))
        self.directions = nn.ParameterList(
            nn.Parameter(F.normalize(torch.randn(count, FEATURES), dim=1)) for count in self.values.values()
        )

    def forward(self, features: Tensor, chosen: Tensor) -> Tensor:
        """The mean loss over the facts that any of the pictures `chosen` (n,) has; 0 where none has any."""
        looked_at = F.normalize(features.float(), dim=1)
        losses = []
        for directions, rows in zip(self.directions, self.rows, strict=True):
            wanted = rows[chosen.to(rows.device)]
            if (wanted != UNKNOWN).any():
                closeness = looked_at @ F.normalize(directions.float(), dim=1).T
                losses.append(F.cross_entropy(closeness / _TEMPERATURE, wanted, ignore_index=UNKNOWN))
        return torch.stack(losses).mean() if losses else features.new_zeros(())
