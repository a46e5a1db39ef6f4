"""Where a user's programs keep what is theirs (XDG Base Directory)."""

import os
from pathlib import Path


def data_folder() -> Path:
    """What must last, such as keys."""
    return _home("XDG_DATA_HOME", "~/.local/share")


def cache_folder() -> Path:
    """What can be made again."""
    return _home("XDG_CACHE_HOME", "~/.cache")


def _home(variable: str, else_: str) -> Path:
    return Path(os.environ.get(variable) or os.path.expanduser(else_)) / "gen-studio"  # noqa: PTH111
