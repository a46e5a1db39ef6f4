"""What is said of how a picture looks is so, and stays so when it is scaled."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance

from services.vision.colours import HUES, hue_of
from services.vision.fingerprints import MAX_DISTANCE, alike, distance, fingerprint, same_picture, small_of
from services.vision.looks import looks_of


def plain(colour: str, size: tuple[int, int] = (120, 120)) -> Image.Image:
    return Image.new("RGB", size, colour)


def noise(seed: int, size: tuple[int, int] = (160, 120)) -> Image.Image:
    small = np.random.default_rng(seed).integers(0, 256, (9, 12, 3), np.uint8)
    return Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#000000", "black"),
        ("#ffffff", "white"),
        ("#808080", "grey"),
        ("#d02020", "red"),
        ("#ff8c1a", "orange"),
        ("#ffe030", "yellow"),
        ("#2e8b3a", "green"),
        ("#20b2aa", "turquoise"),
        ("#2040c0", "blue"),
        ("#7030a0", "purple"),
        ("#ff70b0", "pink"),
        ("#6b4423", "brown"),
        ("#e8d8b8", "beige"),
    ],
)
def test_a_colour_has_the_name_that_people_give_it(colour: str, name: str) -> None:
    assert hue_of(np.frombuffer(bytes.fromhex(colour[1:]), np.uint8)) == name
    assert name in HUES


def test_a_palette_tells_colours_and_how_much_they_cover() -> None:
    image = plain("#2040c0")
    image.paste("#d02020", (0, 0, 120, 30))
    looks = looks_of(image)
    assert [(colour.rgb, round(colour.share, 1)) for colour in looks.palette[:2]] == [
        ("#2040c0", 0.8),
        ("#d02020", 0.2),
    ]
    assert looks.hues == ("blue", "red")


@pytest.mark.parametrize(
    ("image", "words"),
    [
        (plain("#101010", (200, 100)), {"wide", "dark", "plain", "low contrast", "nearly colourless"}),
        (plain("#f0f0ff", (100, 200)), {"tall", "bright", "plain", "on a plain ground"}),
        (plain("#d02020"), {"square", "colourful", "symmetrical"}),
    ],
)
def test_what_is_striking_is_said_in_words(image: Image.Image, words: set[str]) -> None:
    assert words <= set(looks_of(image).words)


def test_a_picture_full_of_lines_is_detailed_and_rich_in_contrast() -> None:
    image = plain("white", (64, 64))
    draw = ImageDraw.Draw(image)
    for x in range(0, 64, 3):
        draw.line((x, 0, x, 64), "black")
    assert {"detailed", "high contrast"} <= set(looks_of(image).words)


def test_a_vase_on_a_wall_is_on_a_plain_ground_and_symmetrical_and_one_to_the_right_is_not() -> None:
    wall = plain("#c8c8c8", (100, 100))
    vase = wall.copy()
    ImageDraw.Draw(vase).ellipse((35, 30, 64, 80), "#6b4423")
    moved = wall.copy()
    ImageDraw.Draw(moved).ellipse((65, 30, 94, 80), "#6b4423")
    assert {"symmetrical", "on a plain ground"} <= set(looks_of(vase).words)
    assert "symmetrical" not in looks_of(moved).words
    assert looks_of(moved).balance[0] > 0.7 > 0.6 > looks_of(vase).balance[0] > 0.4


def test_looks_stay_when_a_picture_is_scaled() -> None:
    large, small = looks_of(noise(1, (640, 480))), looks_of(noise(1))
    assert (large.hues, large.words) == (small.hues, small.words)
    for name in ("lightness", "contrast", "colourfulness", "complexity", "symmetry", "ground"):
        assert getattr(large, name) == pytest.approx(getattr(small, name), abs=0.05)


def test_looks_can_be_taken_of_a_line_of_pixels() -> None:
    assert looks_of(plain("red", (3000, 40))).hues == ("red",)
    assert looks_of(plain("red", (1, 1))).hues == ("red",)


def test_a_fingerprint_survives_scaling_and_tells_pictures_apart() -> None:
    prints = [fingerprint(noise(seed)) for seed in range(8)]
    assert all(distance(fingerprint(noise(seed, (640, 480))), prints[seed]) <= 2 for seed in range(8))
    assert min(distance(one, other) for one in prints for other in prints if one != other) > MAX_DISTANCE


def test_a_picture_that_is_scaled_or_lit_is_the_same_and_one_on_the_same_ground_is_not() -> None:
    ground = noise(1)
    drawn = ground.copy()
    ImageDraw.Draw(drawn).ellipse((50, 30, 110, 90), fill="#203040")
    assert same_picture(small_of(ground), small_of(noise(1, (640, 480))))
    assert same_picture(small_of(drawn), small_of(ImageEnhance.Brightness(drawn).enhance(0.8)))
    assert not same_picture(small_of(ground), small_of(drawn))
    assert not same_picture(small_of(plain("red")), small_of(plain("#101010")))


def test_those_alike_are_found_as_comparing_all_with_all_would() -> None:
    random = np.random.default_rng(3)
    prints = [int(value) for value in random.integers(0, 2**63, 40, np.uint64)]
    for changed in range(1, 9):  # a chain of near ones, and some that are just too far
        flips = random.choice(64, changed, replace=False)
        prints.append(prints[changed] ^ sum(1 << int(bit) for bit in flips))
    pairs = {(a, b) for a in range(48) for b in range(a) if distance(prints[a], prints[b]) <= MAX_DISTANCE}
    assert {(group[1], group[0]) for group in alike(prints)} == pairs
    assert len(pairs) == 6
