"""Presets: Gen Studio's landing categories, as wishes to The Met."""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

from services.collection.sources.source import SourceError, Wish

PRESETS: Mapping[str, Wish] = MappingProxyType(
    {
        "vases": Wish(classifications=("vase",)),
        "armor": Wish(departments=("Arms and Armor",)),
        "teapots": Wish(classifications=("teapot", "tea pot")),
        "ewers": Wish(classifications=("ewer",)),
        "purses": Wish(classifications=("purse", "pocketbook", "handbag")),
        "goblets": Wish(classifications=("goblet",)),
    }
)


def with_preset(wish: Wish, *names: str) -> Wish:
    """A wish with that of some presets besides. Raises SourceError for a department's and an object's together."""
    if len({bool(PRESETS[name].departments) for name in names}) > 1:
        raise SourceError(
            "armor is a whole department, so no other preset goes with it; run it by itself, same --store"
        )
    for name in names:
        preset = PRESETS[name]
        wish = dataclasses.replace(
            wish,
            departments=(*wish.departments, *preset.departments),
            classifications=(*wish.classifications, *preset.classifications),
        )
    return wish
