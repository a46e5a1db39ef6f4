"""Pictures that visitors got, drawn again by a studio that was not under trial: recipes and hashes in, how many differ
out.
"""

import hashlib
import logging
from collections.abc import Mapping

from gan_api.building import studio_of
from gan_api.settings import GanSettings
from services.collection.releases import Release
from services.common.settings import load_settings


def differing(release: Release, engine: str, seen: Mapping[str, str], most: int) -> tuple[int, int]:
    """How many pictures of `release` were drawn again, at most so many, and how many of them have other bytes."""
    own = [recipe for recipe in seen if recipe.startswith(f"{release.id}.")]
    chosen = own[:: max(1, -(-len(own) // most))]
    logging.getLogger("gen_studio.engine").setLevel(logging.ERROR)
    studio = studio_of(load_settings(GanSettings, engine=engine, threads=1), release)
    try:
        return len(chosen), sum(_sha(studio.picture(studio.parse(one), "jpg").data) != seen[one] for one in chosen)
    finally:
        studio.close()


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
