"""Albums: recipes in, a ZIP file of their pictures out, with the recipes beside them."""

import io
import json
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from gan_api.drawing import Visit
from gan_api.recipe import Recipe
from gan_api.studio import Studio

MAX_PICTURES = 64
RECIPES = "recipes.json"
_TOGETHER = 8  # pictures of one album that wait at a time, so that others have their turns
_THEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can tell; the same album gives the same bytes


def album(studio: Studio, recipes: Sequence[Recipe], file_format: str, visit: Visit) -> bytes:
    """The pictures by number, 01 first, not compressed again. What the cache has is not drawn. Raises what a drawing
    raises; then what was drawn is in the cache, and asking again goes on from there.
    """
    together = replace(visit, session=None)  # none of them takes the place of another
    with ThreadPoolExecutor(_TOGETHER, thread_name_prefix="album") as pool:
        drawing = [pool.submit(studio.picture, recipe, file_format, together) for recipe in recipes]
        try:
            pictures = [one.result().data for one in drawing]
        finally:
            pool.shutdown(cancel_futures=True)
    out = io.BytesIO()
    names = [f"{number:02}.{file_format}" for number in range(1, len(recipes) + 1)]
    told = [{"file": name, "recipe": recipe.word} for name, recipe in zip(names, recipes, strict=True)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, picture in zip(names, pictures, strict=True):
            file.writestr(zipfile.ZipInfo(name, _THEN), picture)
        file.writestr(zipfile.ZipInfo(RECIPES, _THEN), json.dumps(told, indent=1))
    return out.getvalue()
