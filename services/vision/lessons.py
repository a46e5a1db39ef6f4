"""What a teacher says of pictures: squares in, asked once; of any part of them, place by place, out.

The teacher's last map of each whole picture is kept, and a part's lesson is cut out of it (as regions are pooled in
He et al. 2017, "Mask R-CNN"), so that training asks the teacher once a picture and not once a view. Where asking is
cheap, on a GPU, it is asked at each view, and of mixtures of pictures besides, which never end (Beyer et al. 2022,
"Knowledge distillation: A good teacher is patient and consistent").
"""

import torch
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm

from services.vision.mobilenetv2 import MobileNetV2
from services.vision.precision import half_precision

NUMBERS = 1280
_SIDE = 224  # the teacher's own
_AT_ONCE = 32
_FINER = 2  # samples each way to a place of a lesson


class Lessons:
    """Holds the teacher's maps of N pictures (N, 3, S, S) uint8: 125 KB each, on their device."""

    def __init__(self, teacher: MobileNetV2, pictures: Tensor) -> None:
        self._teacher = teacher
        parts = tqdm(pictures.split(_AT_ONCE), desc="asking the teacher", unit="batch", leave=False)
        self._maps = torch.cat([_asked(teacher, part) for part in parts])
        told = torch.cat([part.float().mean((2, 3)) for part in self._maps.split(_AT_ONCE)])
        self._mean, self._deviation = told.mean(0), told.std(0, correction=0) + 1e-3

    def of(self, chosen: Tensor, windows: Tensor, side: int) -> Tensor:
        """Of the pictures `chosen` (n,), what is said at side × side places of `windows` (n, 2, 3), standardised.

        A window is an affine transform as `affine_grid` takes it. Returns (n, side², NUMBERS).
        """
        maps = self._maps[chosen].float()
        grid = F.affine_grid(windows, [len(maps), NUMBERS, side * _FINER, side * _FINER], align_corners=False)
        said = F.grid_sample(maps, grid, mode="bilinear", padding_mode="border", align_corners=False)
        return self._standardised(F.avg_pool2d(said, _FINER))

    def asked(self, parts: Tensor, side: int) -> Tensor:
        """The same of pictures (n, 3, S, S) in [0, 1] that the teacher has not seen yet."""
        return self._standardised(F.adaptive_avg_pool2d(_asked(self._teacher, parts * 255).float(), side))

    def _standardised(self, said: Tensor) -> Tensor:
        places = said.flatten(2).transpose(1, 2)  # (n, C, H, W) to (n, HW, C)
        return (places - self._mean) / self._deviation


@torch.no_grad()
def _asked(teacher: MobileNetV2, pictures: Tensor) -> Tensor:
    whole = F.interpolate(pictures.float() / 127.5 - 1, size=(_SIDE, _SIDE), mode="bilinear", align_corners=False)
    with half_precision(whole.device):
        said: Tensor = teacher.features(whole.contiguous(memory_format=torch.channels_last))
    return said.half().contiguous()
