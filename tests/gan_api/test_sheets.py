"""Sheets to look at: what stands where."""

import numpy as np
import torch

from gan_api.inversion.sheets import maps_sheet, sheet_of
from gan_api.model.generator import Generator, GeneratorConfig


def grey(*levels: float) -> torch.Tensor:
    return torch.tensor(levels)[:, None, None, None].expand(-1, 3, 4, 4)


def test_pictures_stand_above_their_drawings_and_more_than_eight_go_on_below() -> None:
    levels = torch.linspace(-1, 0, 10).tolist()
    sheet = np.asarray(sheet_of(grey(*levels), grey(*[level + 1 for level in levels])))[::4, ::4, 0]
    first, second = [round((level + 1) * 127.5) for level in levels], [round((level + 2) * 127.5) for level in levels]
    white = [255] * 6
    assert sheet.tolist() == [first[:8], second[:8], first[8:] + white, second[8:] + white]


def test_maps_are_of_other_landmarks_each_and_the_same_each_time() -> None:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(channels=4)).eval()
    torch.nn.init.normal_(generator.to_rgb["64"].weight, 0, 1)
    seeds = torch.randn(40, 140)
    sheet = np.asarray(maps_sheet(generator, seeds))
    assert np.array_equal(sheet, np.asarray(maps_sheet(generator, seeds)))
    first, second = sheet[:, : 7 * 64], sheet[:, 7 * 64 + 8 : 14 * 64 + 8]
    assert (sheet[:, 7 * 64 : 7 * 64 + 8] == 255).all()
    assert not np.array_equal(first, second)
    assert len(np.unique(first.reshape(7, 64, 7, 64, 3).swapaxes(1, 2).reshape(49, -1), axis=0)) == 49
