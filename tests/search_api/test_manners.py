"""gen-studio evaluate retrieval: the same letter in another font, the same artwork in another's style."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from numpy.typing import NDArray
from PIL import Image, ImageFont

from search_api.evaluation.kept import features_of, kept_picture
from search_api.evaluation.letters import LETTERS, SIDE, read_letters
from search_api.evaluation.manners import ranks
from search_api.evaluation.stylising import stylised
from services.cli import main
from services.vision.distillation import save_encoder
from services.vision.resnet50 import ResNet50
from services.vision.sights import Sight


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pillow's own font, twice, and a file that is none."""
    folder = tmp_path_factory.mktemp("fonts")
    font = ImageFont.load_default(20)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert isinstance(font.path, io.BytesIO)
    for name in ("one", "two"):
        (folder / f"{name}.ttf").write_bytes(font.path.getvalue())
    (folder / "none.ttf").write_bytes(b"not a font")
    return folder


def test_the_rank_is_that_of_the_same_thing_under_the_condition() -> None:
    features = np.array([[1, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [0.8, 0.6, 0], [0, 0, 1]])
    what, manner = np.array([0, 1, 0, 1, 2]), np.array([0, 0, 1, 1, 1])
    assert ranks(features, what, manner, [(0, 1), (1, 1), (2, 0), (0, 0)]).tolist() == [2, 2, 2, 1]


def test_letters_are_read_from_fonts_that_have_them(fonts: Path, tmp_path: Path) -> None:
    letters = read_letters(fonts)
    assert letters.fonts == ["one", "two"]
    assert sorted(read_letters(fonts, 2).fonts) == ["one", "two"]
    assert len(letters.pictures) == 2 * len(LETTERS)
    assert {picture.size for picture in letters.pictures} == {(SIDE, SIDE)}
    assert letters.pictures[0].tobytes() == letters.pictures[len(LETTERS)].tobytes() != letters.pictures[1].tobytes()
    with pytest.raises(ValueError, match=r"0 fonts.*scripts/fonts\.sh"):
        read_letters(tmp_path)


def test_a_stylised_work_has_the_contents_forms_in_the_styles_colours() -> None:
    random = np.random.default_rng(0)
    blue = random.integers(0, 60, (90, 120, 3), dtype=np.uint8)
    blue[..., 2] += 180
    blue[:45, :, :2] += 120  # light above, dark below
    red = np.zeros((100, 80, 3), np.uint8)
    red[:, 40:, 0] = 250  # dark to the left, light to the right
    made = np.asarray(stylised(Image.fromarray(red), Image.fromarray(blue)), np.float32)
    assert made[..., 2].mean() > 170
    assert made[:, 80:, :2].mean() > made[:, :48, :2].mean() + 60


def test_what_was_made_and_seen_is_kept_for_a_run_that_goes_on(tmp_path: Path) -> None:
    seen: list[int] = []

    def look(picture: Image.Image) -> NDArray[np.float64]:
        seen.append(np.asarray(picture)[0, 0, 0])
        return np.array([1.0, seen[-1]])

    pictures = [Image.new("RGB", (2, 2), (grey, 0, 0)) for grey in range(100)]
    first = features_of(pictures[:90], Sight(look, "a"), "a", tmp_path)
    assert first[:, 1].tolist() == [*range(90)]
    seen.clear()
    whole = features_of(pictures, Sight(look, "a"), "a", tmp_path)
    assert whole[:, 1].tolist() == [*range(100)]
    assert sorted(seen) == [*range(64, 100)]  # the first 64 stood in a file
    features_of(pictures[:64], Sight(look, "b"), "b", tmp_path)
    assert len(seen) == 36 + 64  # another network looks for itself
    for _ in range(2):
        made = kept_picture(pictures.pop, "one", tmp_path)
        assert made.getpixel((0, 0)) == (99, 0, 0)
    assert len(pictures) == 99


def test_the_command_asks_for_letters_and_works_and_tells_the_figures(fonts: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    encoder, images = tmp_path / "encoder.safetensors", tmp_path / "images"
    save_encoder(ResNet50(), 32, encoder)
    images.mkdir()
    random = np.random.default_rng(0)
    for number in range(6):
        coarse = Image.fromarray(random.integers(0, 255, (4, 4, 3), dtype=np.uint8))
        coarse.resize((64, 64), Image.Resampling.NEAREST).save(images / f"{number}.png")
    told = ["evaluate", "retrieval", "--fonts", fonts, "--images", images, "--encoder", encoder, "--questions", "4"]
    said = CliRunner().invoke(main, [*map(str, told), "--works", "5", "--json", str(tmp_path / "figures.json")])
    assert said.exit_code == 0, said.output
    report = json.loads((tmp_path / "figures.json").read_text())
    assert [list(part["networks"]) for part in report.values()] == [["encoder", "pixels", "random"]] * 2
    # both fonts are the same one, so who looks finds the letter, and chance does not
    letters = report["fonts"]["networks"]
    assert letters["pixels"] == letters["encoder"] == {"accuracy_at_1": 1.0, "mean_rank": 1.0}
    assert letters["random"]["mean_rank"] > 1
    assert "among the 26 of another of 2 fonts" in said.output
    assert "| pixels | 100.0 % | 1.0 |" in said.output
    assert "4 artworks, each cropped by 10% a side and in the style of another, to be found again" in said.output
