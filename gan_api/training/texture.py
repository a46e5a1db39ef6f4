"""A discriminator that knows textures only: parts of pictures in, logits of real against generated per place out.

After PatchGAN (Isola et al. 2017): it learns from pixels, and a logit sees some 22 of them to a side. What frozen eyes
with strides can't see, and therefore provoke, such as hatching, is plain to it.
"""

import torch
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

_WIDTHS = (32, 64, 128)


class TextureDiscriminator(nn.Module):
    """One list entry (N, 3, S, S) in [-1, 1] in, logits (N, places) out."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        inside = 3
        for stride, width in zip((2, 2, 1), _WIDTHS, strict=True):
            layers += [spectral_norm(nn.Conv2d(inside, width, 4, stride, 1)), nn.LeakyReLU(0.2)]
            inside = width
        layers.append(spectral_norm(nn.Conv2d(inside, 1, 1)))
        self.heads = nn.Sequential(*layers)

    def restoring(self, maps: list[Tensor]) -> Tensor:
        """Nothing is restored."""
        return maps[0].new_zeros(())

    def forward(self, maps: list[Tensor]) -> Tensor:
        return torch.cat([self.heads(images).flatten(1) for images in maps], 1)
