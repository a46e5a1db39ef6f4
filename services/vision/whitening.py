"""Which differences between features count: views of pictures and whose they are in, a linear map of features out.

How views of one picture differ says what an encoder sees though it means nothing (a cut, a faded colour), and how works
of one artist differ what matters less for likeness. The map makes such directions as short as they are random, so that
in what it gives they count no more than others: within-class covariance normalisation (Hatch et al. 2006), with whole
pictures as classes and artists, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

WHITENING = "whitening."
"""Before the names of its parts in an encoder's file."""

_GROUPS_WEIGHT = 2.0  # of the works of one artist beside the views of one picture
_FLOOR = 0.3  # of the mean variance: what no direction is taken to differ less by
_LEAST = 4  # pictures that make a group
_TINY = 1e-12

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Whitening:
    """Unit features less `mean` (d,), times `turn` (d, c), are the c numbers that are compared."""

    mean: Floats
    turn: Floats

    def of(self, features: Floats) -> Floats:
        """Features (…, d) whose mean over all places has unit length, to such that are compared; of no set length.

        By torch: the threads of NumPy's product spin for a while after it, and slow down whatever follows.
        """
        compared: Floats = (torch.from_numpy(features - self.mean) @ torch.from_numpy(self.turn)).numpy()
        return compared


def whitening(views: Floats, whole: Floats, groups: Sequence[str]) -> Whitening:
    """By unit features (V, N, d) of V views of each of N pictures, the first of the whole, and those (M, d) of whole
    pictures with the `groups` (M,) that they belong to.
    """
    dimensions = views.shape[-1]
    scatter = _scatter((views - views.mean(0)).reshape(-1, dimensions))
    theirs = [own - own.mean(0) for own in _of_groups(whole, groups)]
    if theirs:
        scatter += _GROUPS_WEIGHT * _scatter(np.concatenate(theirs))
    lengths, axes = np.linalg.eigh(scatter.astype(np.float32))
    floor = _FLOOR * np.trace(scatter) / dimensions
    turn = (axes / np.sqrt(np.maximum(lengths, 0) + max(float(floor), _TINY))) @ axes.T
    return Whitening(views[0].mean(0), (turn / np.abs(turn).max()).astype(np.float32))


def _scatter(differences: NDArray[np.floating]) -> NDArray[np.float64]:
    """(d, d) of a trace of 1, or 0 where nothing differs."""
    wide = differences.astype(np.float64)
    scatter: NDArray[np.float64] = wide.T @ wide
    return scatter / max(float(np.trace(scatter)), _TINY)


def _of_groups(rows: Floats, groups: Sequence[str]) -> list[Floats]:
    places: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        places.setdefault(group, []).append(row)
    return [rows[own] for own in places.values() if len(own) >= _LEAST]
