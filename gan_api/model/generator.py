"""The generator: seeds (N, 140) in, images (N, 3, size, size) in [-1, 1] out.

After FastGAN (Liu et al. 2021, "Towards Faster and Stabilized GAN Training for High-fidelity Few-shot Image
Synthesis"): gated convolutions on nearest-neighbour upsampling, and skip-layer excitation, where a small map
gates the channels of a large one. Two changes: no noise is injected, so that a seed always draws the same
image, and every size has an output of its own, so that a preview computes only the layers it needs. Sizes beyond the
smallest are smoothed as they double, as nearest neighbours leave teeth along edges. A larger output adds detail to the
smaller one scaled up (the skip generator of Karras et al. 2020, StyleGAN2), so that a trained generator grows: its new
layers start by adding nothing.
"""

from dataclasses import asdict, dataclass
from typing import Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from gan_api.model.memory import LEVELS, Memory, Recalled
from gan_api.model.tone import Tone, toned, toned_detail

SEED_LENGTH = 140
SIZES = (64, 128, 256)
_WIDTHS = {4: 12, 8: 10, 16: 6, 32: 3, 64: 2, 128: 1, 256: 0.5}  # multiples of the base channels
_WORTH_SUMMING = 512  # places of all maps of a batch; those of fewer have too few products to pay for taps summed anew
_GATED_BY = {64: 4, 128: 8, 256: 16}  # large map: small map that gates it


@dataclass(frozen=True)
class GeneratorConfig:
    """Shape of a generator: `size` is the largest size it has layers for, in pixels.

    It remembers so many `landmarks`. Those of before were not `smooth` where they double beyond SIZES[0].
    """

    size: int = 64
    channels: int = 32
    seed_length: int = SEED_LENGTH
    landmarks: int = 0
    smooth: bool = True

    def __post_init__(self) -> None:
        if self.size not in SIZES:
            raise ValueError(f"size {self.size} is not one of {SIZES}")

    def width(self, size: int) -> int:
        return int(self.channels * _WIDTHS[size])

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


class Smoothing(nn.Module):
    """(N, C, S, S) blurred by [1 2 1] / 4 either way, which makes of doubling by nearest neighbours one by linear
    interpolation (Zhang 2019, "Making Convolutional Networks Shift-Invariant Again"); a convolution may come between.
    """

    def __init__(self) -> None:
        super().__init__()
        line = torch.tensor([0.25, 0.5, 0.25])
        self.register_buffer("kernel", line[:, None] * line, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        kernel = self.get_buffer("kernel").to(x.dtype).expand(x.shape[1], 1, 3, 3)
        return F.conv2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), kernel, groups=x.shape[1])


class UpBlock(nn.Module):
    """(N, inside, S, S) → (N, outside, 2S, 2S), `smooth` or by nearest neighbours alone."""

    def __init__(self, inside: int, outside: int, smooth: bool = False) -> None:
        super().__init__()
        self.smoothing = Smoothing() if smooth else nn.Identity()
        self.conv = nn.Conv2d(inside, outside * 2, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(outside * 2)

    def forward(self, x: Tensor) -> Tensor:
        worth = x.shape[0] * x.shape[2] * x.shape[3] >= _WORTH_SUMMING
        if self.training or not worth:
            return gated(self.norm(self.smoothing(self._doubled(x, worth))))
        weight, shift = folded(self.conv, self.norm)
        taps, half = doubling_taps(weight), len(shift) // 2
        # the two halves of a gated unit apart: split afterwards, their gradients would be copied together again
        open_, gate = (
            self.smoothing(F.conv_transpose2d(x, taps[:, part], shift[part], stride=2, padding=1))
            for part in (slice(half), slice(half, None))
        )
        return open_ * torch.sigmoid(gate)  # type: ignore[no-any-return]

    def _doubled(self, x: Tensor, summed: bool) -> Tensor:
        if summed:
            return F.conv_transpose2d(x, doubling_taps(self.conv.weight), stride=2, padding=1)
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))  # type: ignore[no-any-return]


def gated(x: Tensor) -> Tensor:
    """A gated linear unit over channels: (N, 2C, S, S) → (N, C, S, S)."""
    if torch.is_grad_enabled() and x.requires_grad and not x.is_cuda:
        return cast(Tensor, _Gated.apply(x))  # type: ignore[no-untyped-call]  # torch's own stub has no types
    return F.glu(x, dim=1)


class _Gated(torch.autograd.Function):
    """torch's own unit hands its gradients on with channels first, also where all else has them last; the norm before
    it then takes ten times as long on a CPU.
    """

    @staticmethod
    def forward(context: Any, x: Tensor) -> Tensor:
        value, gate = x.chunk(2, dim=1)
        open_ = torch.sigmoid(gate)
        context.save_for_backward(x, open_)
        return value * open_

    @staticmethod
    @once_differentiable
    def backward(context: Any, gradient: Tensor) -> Tensor:
        x, open_ = context.saved_tensors
        found = torch.empty_like(x)
        into_value, into_gate = found.chunk(2, dim=1)
        torch.mul(gradient, open_, out=into_value)
        swayed = into_value * x.chunk(2, dim=1)[0]
        torch.addcmul(swayed, swayed, open_, value=-1, out=into_gate)
        return found


def doubling_taps(weight: Tensor) -> Tensor:
    """The weight (outside, inside, 3, 3) of a convolution after doubling by nearest neighbours, as (inside, outside, 4,
    4) of a transposed convolution with a stride of 2 and a padding of 1: the same sums, of 16 products each, not 36.

    A doubled value meets each tap at two neighbouring places, so that 3 taps a side become 4.
    """
    wide = F.pad(weight.transpose(0, 1).flip(2, 3), (1, 1, 1, 1))
    down = wide[:, :, 1:] + wide[:, :, :-1]
    return down[:, :, :, 1:] + down[:, :, :, :-1]


def folded(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """The weight and the bias of `conv` with the norm behind it, as it is when it no longer learns its statistics."""
    scale = norm.weight / torch.sqrt(norm.get_buffer("running_var") + norm.eps)
    return conv.weight * scale[:, None, None, None], norm.bias - norm.get_buffer("running_mean") * scale


class _SkipExcitation(nn.Module):
    """A small map (N, inside, s, s) becomes the channel gates of a large one (N, outside, S, S)."""

    def __init__(self, inside: int, outside: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(inside, outside, 4)
        self.excite = nn.Conv2d(outside, outside, 1)

    def forward(self, small: Tensor, large: Tensor) -> Tensor:
        gates = self.excite(F.silu(self.squeeze(F.adaptive_avg_pool2d(small, 4))))
        return large * torch.sigmoid(gates)


class Generator(nn.Module):
    """Draws images from seeds. Deterministic in eval mode."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__()
        self.config = config
        first = config.width(4)
        self.stem = nn.ConvTranspose2d(config.seed_length, first * 2, 4, bias=False)
        self.stem_norm = nn.BatchNorm2d(first * 2)
        self.up = nn.ModuleDict()
        self.gate = nn.ModuleDict()
        self.to_rgb = nn.ModuleDict()
        size = 8
        while size <= config.size:
            smooth = config.smooth and size > SIZES[0]
            self.up[str(size)] = UpBlock(config.width(size // 2), config.width(size), smooth)
            if size in _GATED_BY:
                self.gate[str(size)] = _SkipExcitation(config.width(_GATED_BY[size]), config.width(size))
            if size in SIZES:
                self.to_rgb[str(size)] = nn.Conv2d(config.width(size), 3, 3, 1, 1)
            size *= 2
        self.tone = Tone(config.seed_length)
        self.register_load_state_dict_pre_hook(_as_it_is_now)  # type: ignore[no-untyped-call]
        self.memory: Memory | None = None
        if config.landmarks:
            self.memory = Memory(config.landmarks, config.seed_length, {side: config.width(side) for side in LEVELS})
        self.apply(_initialise)
        for side, output in self.to_rgb.items():
            if int(side) > SIZES[0]:
                nn.init.zeros_(output.get_parameter("weight"))

    def forward(self, seeds: Tensor, size: int | None = None) -> Tensor:
        """Draw `seeds` (N, 140) at `size` pixels (64, 128 or 256; default: the largest trained).

        A size beyond the trained one is the largest trained image, upscaled bicubically.
        """
        size = size or self.config.size
        drawn = min(size, self.config.size)
        image = self.pyramid(seeds, drawn)[drawn]
        if size > drawn:
            image = F.interpolate(image, size=(size, size), mode="bicubic", align_corners=False).clamp(-1, 1)
        return image

    def pyramid(self, seeds: Tensor, largest: int, recalled: Recalled | None = None) -> dict[int, Tensor]:
        """Every output of `seeds` (N, 140) from 64 to `largest` pixels, by size, computed together.

        `recalled` is added on the way (default: what the generator remembers by the seeds).
        """
        if recalled is None:
            recalled = self.memory(seeds) if self.memory is not None else Recalled()
        tone = None if recalled.share is None else self.tone(seeds) * recalled.share[:, None]
        x = seeds[:, :, None, None]
        x = gated(self.stem_norm(self.stem(x)))  # (N, C, 4, 4)
        maps = {4: x}
        images: dict[int, Tensor] = {}
        rgb: Tensor | None = None
        side = 4
        while side < largest:
            side *= 2
            x = self.up[str(side)](x)
            if str(side) in self.gate:
                x = self.gate[str(side)](maps[_GATED_BY[side]], x)
            if side in recalled.maps:
                x = x + recalled.maps[side]
            maps[side] = x
            if str(side) in self.to_rgb:
                detail = self.to_rgb[str(side)](x)
                if rgb is None:
                    rgb = detail + recalled.colours
                    rgb = rgb if tone is None else toned(rgb, tone)
                else:
                    detail = detail if tone is None else toned_detail(detail, tone)
                    rgb = detail + F.interpolate(rgb, scale_factor=2.0, mode="bilinear")
                images[side] = torch.tanh(rgb)
        return images


def _as_it_is_now(generator: nn.Module, weights: dict[str, Tensor], prefix: str, *_rest: object) -> None:
    """Files of before knew of no tone."""
    weights.setdefault(f"{prefix}tone.weight", torch.zeros_like(generator.get_buffer("tone.weight")))


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
        nn.init.normal_(module.weight, 0.0, 0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)
