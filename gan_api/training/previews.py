"""Previews are to be what the full size is: the smaller outputs of a generator beside its largest one."""

import torch
import torch.nn.functional as F
from torch import Tensor


def preview_error(pyramid: dict[int, Tensor]) -> Tensor:
    """How far the smaller outputs are from the largest one scaled down: mean squared differences, summed."""
    largest = pyramid[max(pyramid)].detach().float()
    smaller = [image for size, image in pyramid.items() if size < max(pyramid)]
    errors = [F.mse_loss(image.float(), F.adaptive_avg_pool2d(largest, image.shape[-1])) for image in smaller]
    return torch.stack(errors).sum() if errors else largest.new_zeros(())
