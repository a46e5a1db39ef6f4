"""Presets: Gen Studio's landing categories, as wishes to The Met."""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

from services.collection.sources.source import Wish

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
    """A wish with that of some presets besides. Armor goes by its department, and so not with the others."""
    for name in names:
        preset = PRESETS[name]
        wish = dataclasses.replace(
            wish,
            departments=(*wish.departments, *preset.departments),
            classifications=(*wish.classifications, *preset.classifications),
        )
    return wish
