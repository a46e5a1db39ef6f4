"""MobileNetV2 as frozen eyes: image in, feature maps at strides 4, 8, 16 and 32 out.

Architecture of Sandler et al. 2018 with torchvision's key names. The 3x3 convolutions of stride 2 pad as
TensorFlow does ("SAME": right and bottom), because the weights in use come from a TensorFlow model.
"""

from pathlib import Path

import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

# expansion, channels, repeats, stride (Sandler et al. 2018, table 2)
_BLOCKS = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1))
_TAPS = (3, 6, 13, 17)  # last block at each stride


class _SameConv(nn.Conv2d):
    """A stride-2 convolution padded as TensorFlow's SAME on even inputs."""

    def forward(self, input: Tensor) -> Tensor:
        return super().forward(F.pad(input, (0, 1, 0, 1)))


def _conv(inside: int, outside: int, kernel: int, stride: int, groups: int) -> nn.Conv2d:
    if stride == 2:
        return _SameConv(inside, outside, kernel, 2, 0, groups=groups, bias=False)
    return nn.Conv2d(inside, outside, kernel, 1, kernel // 2, groups=groups, bias=False)


def _conv_bn_relu(inside: int, outside: int, kernel: int = 3, stride: int = 1, groups: int = 1) -> nn.Sequential:
    return nn.Sequential(_conv(inside, outside, kernel, stride, groups), nn.BatchNorm2d(outside), nn.ReLU6())


class _InvertedResidual(nn.Module):
    def __init__(self, inside: int, outside: int, stride: int, expansion: int) -> None:
        super().__init__()
        wide = inside * expansion
        layers: list[nn.Module] = [_conv_bn_relu(inside, wide, 1)] if expansion != 1 else []
        layers += [_conv_bn_relu(wide, wide, 3, stride, wide), nn.Conv2d(wide, outside, 1, bias=False)]
        self.conv = nn.Sequential(*layers, nn.BatchNorm2d(outside))
        self.residual = stride == 1 and inside == outside

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.conv(x)
        return x + y if self.residual else y


class MobileNetV2(nn.Module):
    """Feature maps of an image.

    Input: (N, 3, H, W) in [-1, 1] (its own preprocessing), H and W multiples of 32.
    Output: four maps with `channels` channels at strides 4, 8, 16, 32.
    """

    channels = (24, 32, 96, 320)

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = [_conv_bn_relu(3, 32, 3, 2)]
        width = 32
        for expansion, channels, repeats, stride in _BLOCKS:
            for index in range(repeats):
                layers.append(_InvertedResidual(width, channels, stride if index == 0 else 1, expansion))
                width = channels
        self.features = nn.Sequential(*layers, _conv_bn_relu(width, 1280, 1))

    def forward(self, x: Tensor) -> list[Tensor]:
        taps = []
        for index in range(max(_TAPS) + 1):
            x = self.features[index](x)
            if index in _TAPS:
                taps.append(x)
        return taps

    def embed(self, x: Tensor) -> Tensor:
        """Image (N, 3, 224, 224) in [-1, 1] to a (N, 1280) embedding, the global average of the last layer."""
        y: Tensor = self.features(x)
        return y.mean((2, 3))


def load_mobilenetv2(path: Path) -> MobileNetV2:
    """Read torchvision-named weights, fold the normalisation into the convolutions, and freeze.

    Raises KeyError or RuntimeError where the file holds another network.
    """
    weights = {key: value.float() for key, value in load_file(path).items() if not key.startswith("classifier")}
    model = MobileNetV2()
    missing, unexpected = model.load_state_dict(weights, strict=False)
    wrong = [key for key in missing if not key.endswith("num_batches_tracked")] + unexpected
    if wrong:
        raise RuntimeError(f"{path} is not a MobileNetV2 state dict: {', '.join(wrong[:4])} …")
    model.eval().requires_grad_(False)
    for module in list(model.modules()):
        if isinstance(module, nn.Sequential):
            _fold(module)
    return model


def _fold(layers: nn.Sequential) -> None:
    for index in range(len(layers) - 1):
        conv, norm = layers[index], layers[index + 1]
        if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
            layers[index], layers[index + 1] = fuse_conv_bn_eval(conv, norm), nn.Identity()
