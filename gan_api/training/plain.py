"""FastGAN's own discriminator (Liu et al. 2021), to compare the projected one with: it learns to see from nothing.

Convolutions bring the picture down to 8 × 8, a large map gates a small one (skip-layer excitation), and a row of logits
says real or generated. What keeps it honest with few pictures is that a small decoder must restore real ones from its
last map.
"""

import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

from gan_api.training.discriminator import Eyes

_WIDTHS = {64: 32, 32: 64, 16: 128, 8: 256}  # channels by the side of the map
_RESTORED = 64


def _conv(inside: int, outside: int, kernel: int, stride: int = 1) -> nn.Module:
    return spectral_norm(nn.Conv2d(inside, outside, kernel, stride, kernel // 2 - (kernel + 1) % 2, bias=False))


class _Down(nn.Module):
    """Halves a map by two paths, one of which only averages."""

    def __init__(self, inside: int, outside: int) -> None:
        super().__init__()
        self.main = nn.Sequential(
            _conv(inside, outside, 4, 2),
            nn.BatchNorm2d(outside),
            nn.LeakyReLU(0.2),
            _conv(outside, outside, 3),
            nn.BatchNorm2d(outside),
            nn.LeakyReLU(0.2),
        )
        self.direct = nn.Sequential(
            nn.AvgPool2d(2), _conv(inside, outside, 1), nn.BatchNorm2d(outside), nn.LeakyReLU(0.2)
        )

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = (self.main(x) + self.direct(x)) / 2
        return y


class PlainDiscriminator(nn.Module):
    """Input: what `see` gives; output: (N, 25) logits. All of it learns; `eyes` are not used."""

    def __init__(self, size: int) -> None:
        super().__init__()
        first: list[nn.Module] = [_conv(3, _WIDTHS[64], 3), nn.LeakyReLU(0.2)]
        for _ in range((size // 64).bit_length() - 1):
            first += [_Down(_WIDTHS[64], _WIDTHS[64])]
        self.heads = nn.ModuleDict(
            {
                "first": nn.Sequential(*first),
                "down": nn.ModuleList(_Down(_WIDTHS[side], _WIDTHS[side // 2]) for side in (64, 32, 16)),
                "gate": nn.Sequential(nn.AdaptiveAvgPool2d(4), nn.Conv2d(_WIDTHS[64], _WIDTHS[8], 4), nn.Sigmoid()),
                "logits": nn.Sequential(
                    _conv(_WIDTHS[8], _WIDTHS[8], 1), nn.LeakyReLU(0.2), nn.Conv2d(_WIDTHS[8], 1, 4)
                ),
                "decoder": nn.Sequential(
                    *(layer for inside, outside in ((256, 128), (128, 64), (64, 32)) for layer in _up(inside, outside)),
                    nn.Conv2d(32, 3, 3, 1, 1),
                    nn.Tanh(),
                ),
            }
        )

    def see(self, eyes: Eyes, images: Tensor) -> list[Tensor]:
        """The pictures as they are."""
        return [images]

    def forward(self, maps: list[Tensor]) -> Tensor:
        logits: Tensor = self.heads["logits"](self._last_map(maps[0])).flatten(1)
        return logits

    def restoring(self, maps: list[Tensor]) -> Tensor:
        """How badly real pictures are restored from the last map."""
        restored = self.heads["decoder"](self._last_map(maps[0]))
        return F.mse_loss(restored.float(), F.adaptive_avg_pool2d(maps[0].float(), _RESTORED))

    def _last_map(self, images: Tensor) -> Tensor:
        large = x = self.heads["first"](images)
        for down in self.heads["down"].children():
            x = down(x)
        gated: Tensor = x * self.heads["gate"](large)
        return gated


def _up(inside: int, outside: int) -> list[nn.Module]:
    convolution = nn.Conv2d(inside, outside * 2, 3, 1, 1, bias=False)
    return [nn.Upsample(scale_factor=2), convolution, nn.BatchNorm2d(outside * 2), nn.GLU(1)]
