"""ResNet50 (He et al. 2015, v1.5: the stride sits in the 3x3 convolution) with torchvision's key names.

Written out because torchvision's wheel needs CUDA; any torchvision-named ResNet50 state dict loads.
"""

import copy
import itertools

from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

FEATURES = 2048
STRIDE = 32  # pixels of the image to one place of the last map
_STAGES = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))  # width, blocks, stride


class _Bottleneck(nn.Module):
    def __init__(self, inside: int, width: int, stride: int) -> None:
        super().__init__()
        outside = width * 4
        self.conv1 = nn.Conv2d(inside, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outside, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outside)
        self.relu = nn.ReLU(inplace=True)
        self.downsample: nn.Module | None = None
        if stride != 1 or inside != outside:
            self.downsample = nn.Sequential(nn.Conv2d(inside, outside, 1, stride, bias=False), nn.BatchNorm2d(outside))

    def forward(self, x: Tensor) -> Tensor:
        shortcut = x if self.downsample is None else self.downsample(x)
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.relu(self.bn2(self.conv2(x)))
        x = self.bn3(self.conv3(x)) + shortcut
        y: Tensor = self.relu(x)
        return y


class ResNet50(nn.Module):
    """Image (N, 3, H, W), normalised with ImageNet's mean and deviation → (N, 2048) global average of layer4."""

    channels = (256, 512, 1024, 2048)

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        inside = 64
        for number, (width, blocks, stride) in enumerate(_STAGES, 1):
            layers = [
                _Bottleneck(inside if i == 0 else width * 4, width, stride if i == 0 else 1) for i in range(blocks)
            ]
            self.add_module(f"layer{number}", nn.Sequential(*layers))
            inside = width * 4

    def stages(self, x: Tensor) -> list[Tensor]:
        """The four feature maps, at strides 4, 8, 16 and 32, with `channels` channels."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        maps = []
        for number in range(1, 5):
            x = self.get_submodule(f"layer{number}")(x)
            maps.append(x)
        return maps

    def forward(self, x: Tensor) -> Tensor:
        return self.stages(x)[-1].mean((2, 3))


def folded(network: ResNet50) -> ResNet50:
    """A frozen copy that sees the same with less work: its norms are part of its convolutions."""
    faster = copy.deepcopy(network).eval().requires_grad_(False)
    for module in faster.modules():
        names = [name for name, _ in module.named_children()]
        for conv_name, norm_name in itertools.pairwise(names):
            conv, norm = module.get_submodule(conv_name), module.get_submodule(norm_name)
            if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                module.add_module(conv_name, fuse_conv_bn_eval(conv, norm))
                module.add_module(norm_name, nn.Identity())
    return faster
