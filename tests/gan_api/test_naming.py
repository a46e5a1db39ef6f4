"""The release that a path names is that of its recipe or of its map."""

import secrets

import numpy as np

from gan_api.map_id import Landmark, Map
from gan_api.naming import release_named_in
from gan_api.recipe import Recipe
from services.common.jobs import JobPool, Order

API = "/api/gan/v1"


def test_recipes_maps_and_jobs_name_their_release() -> None:
    recipe = Recipe.of("0123456789ab", np.zeros(140, np.float32))
    assert release_named_in(f"{API}/images/{recipe.word}.jpg") == "0123456789ab"
    assert release_named_in(f"/api/search/v1/recipes/{recipe.word}/similar") == "0123456789ab"
    chart = Map("ba9876543210", (Landmark(0, 0, 1), Landmark(9, 9, recipe)))
    assert release_named_in(f"{API}/maps/{chart.id}/points/1,2.jpg") == "ba9876543210"
    pool = JobPool({}, names="ba9876543210.")
    assert release_named_in(f"{API}/jobs/{pool.submit(Order('walk', {})).id}/events") == "ba9876543210"
    pool.close()


def test_other_paths_name_none() -> None:
    of_no_release = f"{API}/jobs/{secrets.token_urlsafe(16)}"
    for path in (
        of_no_release,
        "/",
        f"{API}/images",
        f"{API}/images/0123456789ab",
        f"{API}/maps/short",
        f"{API}/artworks/a/seed",
    ):
        assert release_named_in(path) is None
