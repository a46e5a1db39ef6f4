"""What is akin: looks at pictures and facts about them in, a linear map of features under which kin are near out.

Whitening makes small what means nothing; this goes on from there by gradient. Each picture is drawn to another look
at itself and to all that share its artist, culture, classification or century, and away from the others (Khosla et
al. 2020, "Supervised Contrastive Learning"; a batch holds a fact's pictures as they come). Of the many directions in
which features differ it begins with those in which whitened pictures differ most, as fewer learn less by heart, and
of what was learnt half as many are kept again: they find as well, and are sooner compared. The network stays as it
is, so that this takes a minute or two on a CPU.
"""

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor
from tqdm import trange

from services.vision.weak_labels import UNKNOWN, Facts, values_of
from services.vision.whitening import Whitening

COMPARED = 256
"""Numbers of a picture that are compared."""

_LEARNT = 512  # directions that are moved
_STEPS = 240
_BATCH = 1024
_LEAST = 2  # pictures that a value needs, or there is nothing to draw together
_RATE = 0.18  # of the most by which the map lengthens anything, shared out among the features: how far a step goes
_TEMPERATURE = 0.2
_WEIGHTS = {"classification": 2.0}  # of the facts; of others 1
_ITSELF = 0.5  # weight of looks at the same picture

Floats = NDArray[np.float32]


def akin(white: Whitening, looks: Floats, facts: Sequence[Facts]) -> Whitening:
    """Go on from `white` by unit features (L, N, d) of L looks at each of N pictures, and what is known of those.

    What is compared then are COMPARED numbers, or d where there are fewer.
    """
    seen = torch.from_numpy(looks - white.mean)
    known = values_of(facts, _LEAST)
    values = torch.tensor([*known.values()], dtype=torch.long).reshape(len(known), len(facts))
    weights = [_WEIGHTS.get(name, 1.0) for name in known]
    turn = torch.from_numpy(white.turn @ _widest(white.of(looks[0]), _LEARNT)).requires_grad_(True)
    steps = torch.optim.Adam([turn], lr=_RATE * float(torch.linalg.matrix_norm(turn.detach(), 2)) / len(turn))
    for _ in trange(_STEPS, desc="learning what is akin", unit="step"):
        rows = torch.randperm(len(facts))[:_BATCH]
        one, other = (F.normalize(_any_look(seen, rows) @ turn, dim=1) for _ in range(2))
        loss = _apart(one @ other.T / _TEMPERATURE, values[:, rows], weights)
        steps.zero_grad(set_to_none=True)
        loss.backward()
        steps.step()
    learnt = turn.detach().numpy()
    return narrowed(Whitening(white.mean, learnt), looks[0])


def narrowed(white: Whitening, features: Floats) -> Whitening:
    """The same in COMPARED numbers, those in which unit features (N, d) then differ most."""
    turn = white.turn @ _widest(white.of(features), COMPARED)
    return Whitening(white.mean, turn / np.abs(turn).max())


def _widest(compared: Floats, count: int) -> Floats:
    """(d, count) the directions in which rows (N, d) at unit length differ most."""
    unit = compared / np.linalg.norm(compared, axis=1, keepdims=True).clip(1e-12)
    _, axes = np.linalg.eigh(unit.T @ unit)
    return np.ascontiguousarray(axes[:, ::-1][:, :count])


def _any_look(seen: Tensor, rows: Tensor) -> Tensor:
    return seen[torch.randint(len(seen), (len(rows),)), rows]


def _apart(closeness: Tensor, values: Tensor, weights: Sequence[float]) -> Tensor:
    """How little looks (n, n) at the same pictures stand out, and those at pictures of one value, fact by fact."""
    itself = torch.eye(len(closeness), dtype=torch.bool)
    loss = _ITSELF * F.cross_entropy(closeness, torch.arange(len(closeness)))
    chances = closeness.masked_fill(itself, float("-inf")).log_softmax(1)
    for known, weight in zip(values, weights, strict=True):
        kin = (known[:, None] == known) & (known != UNKNOWN)[:, None] & ~itself
        drawn = kin.any(1)
        if drawn.any():
            mean = chances[drawn].masked_fill(~kin[drawn], 0).sum(1) / kin[drawn].sum(1)
            loss = loss - weight * mean.mean()
    return loss
