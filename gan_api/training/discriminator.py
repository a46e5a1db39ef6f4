"""The projected discriminator (Sauer et al. 2021, "Projected GANs Converge Faster").

Images pass through frozen eyes (a pretrained network); its four feature maps are mixed across channels and
scales by random, fixed convolutions; one small head per scale says real or generated. Only the heads learn.
"""

from typing import Protocol

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import spectral_norm

_MIXED = (64, 64, 128, 256)  # channels after cross-channel mixing, by stride 4, 8, 16, 32


class Eyes(Protocol):
    """A frozen network that gives four feature maps, at strides 4, 8, 16 and 32."""

    channels: tuple[int, int, int, int]

    def __call__(self, images: Tensor) -> list[Tensor]: ...


class _RandomMixing(nn.Module):
    """Cross-channel, then top-down cross-scale mixing with fixed random weights."""

    def __init__(self, channels: tuple[int, ...]) -> None:
        super().__init__()
        self.channel = nn.ModuleList(nn.Conv2d(inside, out, 1) for inside, out in zip(channels, _MIXED, strict=True))
        self.scale = nn.ModuleList(nn.Conv2d(_MIXED[i + 1], _MIXED[i], 3, 1, 1) for i in range(len(_MIXED) - 1))
        for name, weight in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(weight)
            else:
                nn.init.kaiming_normal_(weight)
        self.requires_grad_(False)

    def forward(self, maps: list[Tensor]) -> list[Tensor]:
        mixed = [conv(x) for conv, x in zip(self.channel, maps, strict=True)]
        for index in range(len(mixed) - 2, -1, -1):
            above = F.interpolate(mixed[index + 1], size=mixed[index].shape[-2:], mode="bilinear", align_corners=False)
            mixed[index] = (mixed[index] + self.scale[index](above)) / 2**0.5
        return mixed


class _Head(nn.Module):
    """A map (N, C, S, S) → logits (N, 1, s, s) with s ≤ 4, by spectrally normalised convolutions."""

    def __init__(self, inside: int, halvings: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        width = inside
        for _ in range(halvings):
            layers += [spectral_norm(nn.Conv2d(width, 128, 4, 2, 1)), nn.LeakyReLU(0.2)]
            width = 128
        layers += [
            spectral_norm(nn.Conv2d(width, 128, 3, 1, 1)),
            nn.LeakyReLU(0.2),
            spectral_norm(nn.Conv2d(128, 1, 1)),
        ]
        self.layers = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.layers(x)
        return y


class ProjectedDiscriminator(nn.Module):
    """Logits of real against generated, one row of them per image, from the maps of `eyes`.

    Input: maps of `see(images)`; output: (N, number of logits), all scales side by side.
    """

    def __init__(self, channels: tuple[int, int, int, int], sight: int) -> None:
        super().__init__()
        self.sight = sight
        self.mixing = _RandomMixing(channels)
        halvings = [max(0, (sight // stride).bit_length() - 3) for stride in (4, 8, 16, 32)]
        self.heads = nn.ModuleList(_Head(width, n) for width, n in zip(_MIXED, halvings, strict=True))

    def see(self, eyes: Eyes, images: Tensor) -> list[Tensor]:
        """The mixed feature maps of `images` (N, 3, S, S) in [-1, 1], looked at with `sight` pixels."""
        mixed: list[Tensor] = self.mixing(eyes(_sighted(images, self.sight)))
        return mixed

    def restoring(self, maps: list[Tensor]) -> Tensor:
        """Nothing has to be restored: frozen eyes forget nothing."""
        return maps[0].new_zeros(())

    def forward(self, maps: list[Tensor]) -> Tensor:
        return torch.cat([head(x).flatten(1) for head, x in zip(self.heads, maps, strict=True)], 1)


def _sighted(images: Tensor, sight: int) -> Tensor:
    """Images (N, 3, S, S) at `sight` pixels. Of larger ones every other is seen in part, so that detail counts, too."""
    if images.shape[-1] <= sight:
        return images if images.shape[-1] == sight else F.interpolate(images, (sight, sight), mode="bilinear")
    whole = F.adaptive_avg_pool2d(images[::2], sight)
    across, down = (
        torch.randint(images.shape[-1] - sight + 1, (1,), device=images.device)
        + torch.arange(sight, device=images.device)
        for _ in range(2)
    )
    return torch.cat([whole, images[1::2].index_select(2, down).index_select(3, across)])


class Judge(Protocol):
    """Either discriminator: maps of pictures in, logits of real against generated out."""

    def __call__(self, maps: list[Tensor]) -> Tensor: ...

    def restoring(self, maps: list[Tensor]) -> Tensor: ...


def told_apart(judge: Judge, real: list[Tensor], drawn: list[Tensor]) -> Tensor:
    """The judge's loss (hinge) on the maps of real and of drawn pictures; nothing of it reaches who drew them."""
    restoring = judge.restoring(real)
    real_logits, drawn_logits = judge(real).float(), judge([x.detach() for x in drawn]).float()
    return F.relu(1 - real_logits).mean() + F.relu(1 + drawn_logits).mean() + restoring
