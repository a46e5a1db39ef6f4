"""The release that a path names is that of its recipe or of its map."""

import numpy as np

from gan_api.map_id import Landmark, Map
from gan_api.naming import release_named_in
from gan_api.recipe import Recipe

API = "/api/gan/v1"


def test_recipes_and_maps_name_their_release() -> None:
    recipe = Recipe.of("0123456789ab", np.zeros(140, np.float32))
    assert release_named_in(f"{API}/images/{recipe.word}.jpg") == "0123456789ab"
    chart = Map("ba9876543210", (Landmark(0, 0, 1), Landmark(9, 9, recipe)))
    assert release_named_in(f"{API}/maps/{chart.id}/points/1,2.jpg") == "ba9876543210"


def test_other_paths_name_none() -> None:
    for path in ("/", f"{API}/images", f"{API}/images/0123456789ab", f"{API}/maps/short", f"{API}/artworks/a/seed"):
        assert release_named_in(path) is None
