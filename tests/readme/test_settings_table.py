"""The README's table of settings names every setting, with its default, and no other."""

import re
from pathlib import Path

from gan_api.settings import GanSettings
from search_api.settings import SearchSettings
from services.common.settings import ServiceSettings, StudioSettings

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"


def defaults(settings: type[ServiceSettings]) -> dict[str, str]:
    prefix = settings.model_config.get("env_prefix", "")
    shown = {f"{prefix}{name.upper()}": field.default for name, field in settings.model_fields.items()}
    return {name: "" if value is None else str(value) for name, value in shown.items()}


def test_the_table_of_settings_is_complete_and_tells_the_real_defaults() -> None:
    told = dict(re.findall(r"^\| `([A-Z0-9_]+)` \| ([^|]*?) ?\| [^|]+ \|$", README.read_text(encoding="utf-8"), re.M))
    real = {**defaults(StudioSettings), **defaults(GanSettings), **defaults(SearchSettings)}
    assert told.keys() == real.keys()
    assert {name: value for name, value in told.items() if value != real[name].removeprefix(f"{ROOT}/")} == {}
