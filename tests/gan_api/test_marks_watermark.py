"""The watermark: in every picture, unseen, found after what happens to pictures, and in nothing else."""

import hashlib
import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from gan_api.marks import finish, watermark
from gan_api.marks.detection import OTHER_SCALES, THRESHOLD, detect
from gan_api.marks.embedding import Pixels
from gan_api.marks.measuring import CHANGES
from gan_api.marks.pattern import tile
from gan_api.model.generator import SIZES
from gan_api.recipe import Recipe

LIKELY = ["JPEG q75", "half size", "10 % cut off", "10 % off each side", "70 %", "double size"]
RECIPE = Recipe.of("0123456789ab", np.zeros(140, np.float32))


def picture(size: int, seed: int = 0) -> Pixels:
    """Soft shapes in colour, with some grain, as a generator draws them."""
    chance = np.random.default_rng(seed)
    colours = Image.fromarray(chance.integers(0, 256, (8, 8, 3), np.uint8))
    shapes = colours.resize((size, size), Image.Resampling.BICUBIC)
    grain = chance.normal(0, 2, (size, size, 1))
    return np.clip(np.asarray(shapes) + grain, 0, 255).astype(np.uint8)


def image_of(pixels: Pixels) -> Image.Image:
    return Image.fromarray(pixels)


def likeness(plain: Pixels, marked: Pixels) -> float:
    error: NDArray[np.float64] = (plain.astype(np.float64) - marked) ** 2
    return float(10 * np.log10(255**2 / error.mean()))


@pytest.mark.parametrize("size", SIZES)
def test_a_marked_picture_is_known_and_an_unmarked_one_is_not(size: int) -> None:
    plain = picture(size)
    assert detect(image_of(watermark(plain))).marked
    assert not detect(image_of(plain)).marked


@pytest.mark.parametrize("change", LIKELY)
@pytest.mark.parametrize("size", SIZES)
def test_the_mark_outlives_what_happens_to_pictures(size: int, change: str) -> None:
    assert detect(CHANGES[change](image_of(watermark(picture(size, seed=1))))).marked


def test_the_mark_tells_the_scale_at_which_it_is_found() -> None:
    assert detect(CHANGES["half size"](image_of(watermark(picture(256))))).scale == 0.5


@pytest.mark.parametrize("file_format", ["jpg", "webp", "png"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (20, 24, 16), (128, 128, 128)])
def test_plain_and_dark_pictures_are_marked_too(colour: tuple[int, int, int], size: int, file_format: str) -> None:
    plain = np.broadcast_to(np.array(colour, np.uint8), (size, size, 3)).copy()
    with Image.open(io.BytesIO(finish(plain, RECIPE, file_format))) as file:
        assert detect(file.convert("RGB")).marked


@pytest.mark.parametrize(("size", "least"), [(64, 35), (128, 38), (256, 40)])
def test_the_mark_changes_little(size: int, least: float) -> None:
    plain = picture(size)
    assert likeness(plain, watermark(plain)) > least


def test_a_mark_twice_as_strong_would_be_seen_to_change_more() -> None:
    plain = picture(256)
    twice = np.clip(2 * watermark(plain).astype(int) - plain, 0, 255).astype(np.uint8)
    assert likeness(plain, twice) < 40


def test_colours_keep_their_hue() -> None:
    plain = np.full((64, 64, 3), (100, 120, 140), np.uint8)
    change = watermark(plain).astype(int) - plain
    assert (change == change[..., :1]).all()


def test_noise_of_the_same_strength_is_not_taken_for_the_mark() -> None:
    noise = np.random.default_rng(5).normal(0, 3, (256, 256, 1))
    assert not detect(image_of(np.clip(picture(256) + noise, 0, 255).astype(np.uint8))).marked


def test_unmarked_pictures_stay_far_below_the_threshold() -> None:
    scores = [detect(image_of(picture(64, seed))).score for seed in range(10)]
    assert max(scores) < THRESHOLD - 1


@pytest.mark.parametrize("shape", [(1, 1), (7, 300), (65, 63), (200, 31)])
def test_any_size_can_be_marked_and_looked_at(shape: tuple[int, int]) -> None:
    plain = np.full((*shape, 3), 90, np.uint8)
    marked = watermark(plain)
    assert marked.shape == plain.shape
    detect(image_of(marked))


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="uint8"):
        watermark(np.zeros((8, 8), np.uint8))
    with pytest.raises(ValueError, match="float32"):
        watermark(np.zeros((8, 8, 3), np.float32))


def test_the_pattern_is_the_same_for_ever() -> None:
    # another pattern would take the mark from every picture drawn so far
    found = hashlib.sha256(tile().astype("<i2").tobytes()).hexdigest()
    assert found == "465a968d2f4c01b70d396a74b3157bed6e8a9feafeaff9c4cfb57c113b326167"


@pytest.mark.parametrize("file_format", ["jpg", "webp", "png"])
def test_the_same_recipe_gives_the_same_bytes(file_format: str) -> None:
    assert finish(picture(64), RECIPE, file_format) == finish(picture(64), RECIPE, file_format)


def test_marking_leaves_the_drawing_itself_alone() -> None:
    plain = picture(64)
    kept = plain.copy()
    watermark(plain)
    assert (plain == kept).all()


@pytest.mark.parametrize("file_format", ["jpg", "webp", "png"])
@pytest.mark.parametrize("size", SIZES)
def test_every_finished_file_holds_the_mark(size: int, file_format: str) -> None:
    with Image.open(io.BytesIO(finish(picture(size), RECIPE, file_format))) as file:
        assert detect(file.convert("RGB")).marked


def test_a_picture_larger_than_life_is_looked_at_in_its_middle() -> None:
    wide = np.concatenate([watermark(picture(256, seed)) for seed in range(3)], axis=1)
    assert detect(image_of(wide)).marked


def test_no_scale_lies_between_two_that_are_tried() -> None:
    steps = np.diff(np.log(OTHER_SCALES))
    assert steps.max() < 0.0101
    assert (min(OTHER_SCALES), max(OTHER_SCALES)) == pytest.approx((0.4, 4.0))
