"""The tone that a seed gives to what is remembered near it: seeds in; light, contrast and detail out.

A code says all of its work, so that what else a seed holds would not be seen there: directions would change nothing.
But what seeds change in a picture as a whole follows a straight line through their space well enough to be learnt (see
gan_api/inversion/toning.py): how light it is in each colour, its contrast, and how much detail it has. Where works are
remembered, their pictures take that tone. Their own seeds are level, at right angles to all that changes it, and with
them all blends of them: only who leaves them along a direction meets it.

Pictures here are as they are before they are held to [-1, 1].
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

NUMBERS = 5
"""What is added to each colour; then the logarithms of what contrast and detail are multiplied by."""

_CONTRAST, _DETAIL = 3, 4
_LEAST = 1e-4  # of contrast, so that there is a logarithm


class Tone(nn.Module):
    """The straight line, level at first."""

    weight: Tensor
    """(NUMBERS, 140)"""

    def __init__(self, seed_length: int) -> None:
        super().__init__()
        self.register_buffer("weight", torch.zeros(NUMBERS, seed_length))

    def forward(self, seeds: Tensor) -> Tensor:
        """The tone (N, NUMBERS) of `seeds` (N, 140)."""
        # no product of matrices: in half precision that would be rounded
        return (seeds[:, None] * self.weight).sum(2)

    @property
    def known(self) -> bool:
        """Whether it was learnt."""
        return bool(self.weight.any())

    def only(self, seeds: Tensor) -> Tensor:
        """What of seeds (N, 140) changes the tone; all of them, where that was not learnt."""
        if not self.known:
            return seeds
        basis, _ = torch.linalg.qr(self.weight.double().T)
        part: Tensor = seeds.to(basis) @ basis @ basis.T
        return part.to(seeds)

    def level(self, seeds: Tensor) -> Tensor:
        """The seeds (N, 140) nearest to these that have no tone."""
        return seeds - self.only(seeds) if self.known else seeds


def tone_of(pictures: Tensor) -> Tensor:
    """The tone (N, NUMBERS) that pictures (N, 3, S, S) have."""
    colours = pictures.mean((2, 3))
    own = pictures - colours[:, :, None, None]
    contrast = own.square().mean((1, 2, 3)).sqrt().clamp(min=_LEAST)
    slopes = sum(own.diff(dim=axis).abs().mean((1, 2, 3)) for axis in (2, 3))
    detail = (slopes / contrast).clamp(min=_LEAST)
    return torch.cat([colours, contrast.log()[:, None], detail.log()[:, None]], dim=1)


def toned(picture: Tensor, tone: Tensor) -> Tensor:
    """The smallest pictures (N, 3, S, S), changed by a tone; one of zeros adds nothing, to the bit."""
    plain = picture.mean((2, 3), keepdim=True)
    soft = F.avg_pool2d(F.pad(picture, (1, 1, 1, 1), mode="replicate"), 3, 1)
    contrast, detail = _each(tone, _CONTRAST), _each(tone, _DETAIL)
    lift = tone[:, :_CONTRAST, None, None]
    return picture + lift + (picture - plain) * (contrast - 1) + (picture - soft) * ((detail - 1) * contrast)


def toned_detail(detail: Tensor, tone: Tensor) -> Tensor:
    """What a larger picture adds to the smaller one, changed by the same."""
    return detail * _each(tone, _DETAIL) * _each(tone, _CONTRAST)


def _each(tone: Tensor, number: int) -> Tensor:
    return tone[:, number, None, None, None].exp()
