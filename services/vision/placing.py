"""Where a network lies: on its device, in the memory layout that convolutions are fastest in."""

from typing import TypeVar

import torch
from torch import nn

M = TypeVar("M", bound=nn.Module)


def placed(module: M, device: str = "cpu") -> M:
    """`module` on `device`, channels last."""
    module.to(device)
    # torch's own stubs leave this argument of nn.Module.to out
    module.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return module


def machine(device: str) -> str:
    """What a device is called in a model card: `cpu`, or the name of the GPU."""
    return torch.cuda.get_device_name(device) if torch.device(device).type == "cuda" else device
