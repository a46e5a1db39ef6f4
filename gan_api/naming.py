"""Which release a path of this service names: recipes and maps are drawn by their own release alone, and jobs that are
not in Redis are known to it alone.
"""

import base64
import re

_RECIPE_OR_JOB = re.compile(r"/(?:images|recipes|jobs)/([0-9a-f]{12})\.")
_MAP = re.compile(r"/maps/([A-Za-z0-9_-]{12})")  # 9 bytes: the version, and six of the release
_VERSION_BYTES, _RELEASE_BYTES = 1, 6


def release_named_in(path: str) -> str | None:
    """The release's id, or None where the path names none."""
    if found := _RECIPE_OR_JOB.search(path):
        return found[1]
    if found := _MAP.search(path):
        return base64.urlsafe_b64decode(found[1])[_VERSION_BYTES : _VERSION_BYTES + _RELEASE_BYTES].hex()
    return None
