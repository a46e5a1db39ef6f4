"""Which pictures are to count as alike: a finished network, pictures and facts in, a linear map of its features out."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from services.vision.encoder import normalise
from services.vision.kinship import akin
from services.vision.views import views_of
from services.vision.weak_labels import Facts
from services.vision.whitening import Whitening, whitening

_GROUPS = "artist"  # the fact by which works belong together whose differences count less
_MOST = 8000  # pictures by which it is learnt
_LOOKS = 2  # at each: one at the whole, the others at parts, changed
_LEAST_SEEN = 0.55  # share of a picture's side that such a look sees


def learn_likeness(
    network: nn.Module, side: int, pictures: Tensor, facts: Sequence[Facts], at_once: int = 32
) -> Whitening:
    """By pictures (N, 3, S, S) uint8 and what is known of each: first what means nothing, then what is akin."""
    some = torch.randperm(len(pictures))[:_MOST]
    with tqdm(total=_LOOKS * len(some), desc="looking", unit="picture") as bar, torch.inference_mode():

        def seen(rows: Tensor, whole: bool) -> Tensor:
            squares = pictures[rows.to(pictures.device)]
            shown = _whole(squares, side) if whole else views_of(squares, side, least=_LEAST_SEEN)[0]
            bar.update(len(rows))
            return F.normalize(network(normalise(shown)), dim=1).cpu()

        parts = some.split(at_once)
        looks = torch.stack([torch.cat([seen(rows, not number) for rows in parts]) for number in range(_LOOKS)]).numpy()
    known = [facts[row] for row in some.tolist()]
    grouped = [row for row, own in enumerate(known) if _GROUPS in own]
    return akin(whitening(looks, looks[0, grouped], [known[row][_GROUPS] for row in grouped]), looks, known)


def _whole(pictures: Tensor, side: int) -> Tensor:
    """Squares (n, 3, S, S) uint8 as the encoder looks at them, in [0, 1]: less a sixteenth on each side."""
    edge = pictures.shape[-1] // 16
    inside = pictures[..., edge:-edge, edge:-edge].float() / 255
    return F.interpolate(inside, size=(side, side), mode="bilinear", antialias=True, align_corners=False)
