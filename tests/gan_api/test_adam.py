"""Adam moves as torch's own does, and nobody waits for a compiler before the first step."""

import subprocess
import sys

import torch

from gan_api.inversion.adam import Adam


def test_it_moves_as_torchs_own() -> None:
    random = torch.Generator().manual_seed(0)
    begun, wanted = torch.randn(2, 3, 140, generator=random)
    ours, theirs = (begun.clone().requires_grad_(True) for _ in range(2))
    one, other = Adam(ours), torch.optim.Adam([theirs])
    for step in range(40):
        rate = 0.3 * (1 - step / 50)
        for group in other.param_groups:
            group["lr"] = rate
        for moving in (ours, theirs):
            moving.grad = None
            (moving - wanted).pow(4).sum().backward()
        other.step()
        assert ours.grad is not None
        one.step(ours.grad, rate)
        assert torch.allclose(ours, theirs, atol=1e-5)
    assert (ours - begun).abs().max() > 0.5


def test_an_inversion_imports_no_compiler() -> None:
    inverting = """
import sys
import torch
from gan_api.inversion.invert import Inverter
from gan_api.model.generator import Generator, GeneratorConfig
from services.vision.resnet50 import ResNet50

Inverter(Generator(GeneratorConfig(channels=4)).eval(), ResNet50().eval(), bank=2).invert(torch.rand(1, 3, 64, 64), 1)
sys.exit("torch._dynamo" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", inverting], check=False).returncode == 0
