"""Settings: read from the environment, and all that is wrong said at once."""

from pathlib import Path

import pytest

from services.common.settings import SettingsError, StudioSettings, load_settings


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in StudioSettings.model_fields:
        monkeypatch.delenv(f"STUDIO_{name}".upper(), raising=False)


def test_the_defaults_listen_on_this_machine_alone() -> None:
    settings = load_settings(StudioSettings)
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)


def test_the_environment_sets_and_the_command_line_sets_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_PORT", "9000")
    monkeypatch.setenv("STUDIO_RELEASE", "releases/prints")
    assert load_settings(StudioSettings, port=None).port == 9000
    assert load_settings(StudioSettings, port=9001).port == 9001
    assert load_settings(StudioSettings).release == Path("releases/prints")


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_PORT", "")
    assert load_settings(StudioSettings).port == 8080


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_PORT", "seventy")
    monkeypatch.setenv("STUDIO_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as caught:
        load_settings(StudioSettings, threads=-1)
    lines = str(caught.value).splitlines()[1:]
    assert [line.split(":")[0].strip() for line in lines] == ["STUDIO_PORT", "STUDIO_LOG_LEVEL", "STUDIO_THREADS"]
    assert "'seventy'" in lines[0]


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in StudioSettings.model_fields.values())
