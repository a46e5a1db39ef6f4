"""Textures: hatching is seen wherever it lies, and told from pictures."""

import torch

from gan_api.inversion.tune import textures
from gan_api.training.discriminator import told_apart
from gan_api.training.texture import TextureDiscriminator


def hatched(images: torch.Tensor, begin: int) -> torch.Tensor:
    """Pictures with lines of 4 px drawn across them, `begin` px further on."""
    side = torch.arange(images.shape[-1])
    return images + 0.2 * ((side[:, None] + side[None] + begin) // 4 % 2 * 2 - 1)


def test_lines_across_a_smooth_part_add_to_its_texture_wherever_they_lie() -> None:
    smooth = torch.linspace(-0.5, 0.5, 64).expand(1, 3, 64, 64).contiguous()
    here, there = textures(hatched(smooth, 0)), textures(hatched(smooth, 4))
    assert (here > textures(smooth) + 0.02).float().mean() > 0.6  # not along them, nor a period further on
    assert (here - there).abs().mean() < 0.02 * here.mean()


def test_what_draws_lines_that_no_picture_has_is_told_by_the_texture_alone() -> None:
    torch.manual_seed(0)
    judge = TextureDiscriminator()
    steps = torch.optim.Adam(judge.parameters(), lr=4e-3, betas=(0.0, 0.99))
    real = torch.nn.functional.interpolate(torch.rand(24, 3, 4, 4) * 2 - 1, 64, mode="bicubic")
    drawn = hatched(real.roll(1, 0), 2)
    for _ in range(40):
        loss = told_apart(judge, [real[:16]], [drawn[:16]])
        steps.zero_grad()
        loss.backward()
        steps.step()
    with torch.no_grad():
        unseen = judge([real[16:]]).mean(1), judge([drawn[16:]]).mean(1)
    assert unseen[0].min() > unseen[1].max()
