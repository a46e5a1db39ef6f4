"""From drawn pixels to a file that may leave the service: watermarked, encoded, and its XMP says what made it."""

from gan_api.marks.embedding import Pixels, watermark
from gan_api.recipe import Recipe
from services.common.images import encode
from services.common.provenance import xmp_of_generated

EDITION = 2
"""Raised whenever the same recipe gives other bytes than before, so that no cache hands out the older ones."""


def finish(pixels: Pixels, recipe: Recipe, file_format: str) -> bytes:
    """Pixels (H, W, 3) of a recipe as the bytes of a jpg, webp or png; the same in, the same out."""
    return finish_named(pixels, recipe.word, file_format)


def finish_named(pixels: Pixels, name: str, file_format: str) -> bytes:
    """Likewise for a picture of several drawings, such as a map's tile, by the `name` that draws it again."""
    return encode(watermark(pixels), file_format, xmp_of_generated(name))
