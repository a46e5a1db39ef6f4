"""compose.yaml: every container kept in, one door, and only settings that there are."""

import copy
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from gan_api.settings import GanSettings
from search_api.settings import SearchSettings
from services.collection.releases import STARTER, open_release, read_artworks
from services.common.settings import SettingsError, load_settings
from services.common.spans import ENDPOINT
from services.common.worker import GRACE_S
from services.pages import image_hosts
from tests.docker.rules import DOCKER

COMPOSE: dict[str, Any] = yaml.safe_load((DOCKER.parent / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SETTINGS = {"GAN_": GanSettings, "SEARCH_": SearchSettings}


def faults(services: dict[str, dict[str, Any]]) -> list[str]:
    wrong = []
    for name, told in services.items():
        if not told.get("read_only") or told.get("cap_drop") != ["ALL"]:
            wrong.append(f"{name} may write or has capabilities")
        if told.get("security_opt") != ["no-new-privileges:true"] or told.get("privileged"):
            wrong.append(f"{name} may gain privileges")
        if told.get("ports") and name != "pages":
            wrong.append(f"{name} can be reached from outside")
        if "mem_limit" not in told:
            wrong.append(f"{name} may take all memory")
        if int(told.get("stop_grace_period", "10s").removesuffix("s")) < GRACE_S + 5:
            wrong.append(f"{name} is killed before it has ended")
        if told["image"].endswith(":latest") or ":" not in told["image"]:
            wrong.append(f"{name} has an image without a version")
        if "build" in told and not (DOCKER.parent / told["build"]["dockerfile"]).is_file():
            wrong.append(f"{name} is built from nothing")
    return wrong


def test_every_container_is_kept_in() -> None:
    assert faults(SERVICES) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("gan-api", {"read_only": False}),
        ("gan-api", {"cap_drop": []}),
        ("redis", {"ports": ["6379:6379"]}),
        ("worker", {"security_opt": []}),
        ("worker", {"stop_grace_period": "10s"}),
        ("redis", {"image": "redis"}),
        ("pages", {"build": {"context": ".", "dockerfile": "docker/none.Dockerfile"}}),
    ],
)
def test_each_rule_finds_what_breaks_it(name: str, change: dict[str, Any]) -> None:
    broken = copy.deepcopy(SERVICES)
    broken[name] |= change
    assert len(faults(broken)) == 1


def test_the_one_door_is_open_to_this_machine_alone() -> None:
    assert SERVICES["pages"]["ports"] == ["${STUDIO_ADDRESS:-127.0.0.1}:${STUDIO_PORT:-8080}:8080"]
    outside = [name for name, told in COMPOSE["networks"].items() if not told.get("internal")]
    assert [name for name, told in SERVICES.items() if set(outside) & set(told["networks"])] == ["pages"]


def test_all_settings_exist_and_are_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    for told in SERVICES.values():
        for name, value in told.get("environment", {}).items():
            for prefix, settings in SETTINGS.items():
                if name.startswith(prefix):
                    assert name.removeprefix(prefix).lower() in settings.model_fields
                    monkeypatch.setenv(name, str(value))
    for settings in SETTINGS.values():
        load_settings(settings)
    monkeypatch.setenv("GAN_MAX_WAITING", "0")
    with pytest.raises(SettingsError):
        load_settings(GanSettings)


def test_redis_makes_room_of_pictures_and_keeps_jobs() -> None:
    assert {"volatile-lru", "--maxmemory", "--appendonly"} <= set(SERVICES["redis"]["command"])


def test_pages_may_show_pictures_of_the_museums_whose_works_the_starter_release_has() -> None:
    hosts = image_hosts(artwork.image_url for artwork in read_artworks(open_release(STARTER, verify=False)))
    assert SERVICES["pages"]["environment"]["IMAGE_HOSTS"] == hosts


def test_traces_are_switched_on_by_a_file_of_their_own() -> None:
    more = yaml.safe_load((DOCKER.parent / "compose.traces.yaml").read_text(encoding="utf-8"))["services"]
    assert ENDPOINT not in str(COMPOSE)
    traces = more.pop("traces")
    assert set(more) == {"gan-api", "search-api", "worker"} <= set(SERVICES)
    for told in more.values():
        address = urlsplit(told["environment"][ENDPOINT])
        assert (address.hostname, address.port) == ("traces", 4318)
    assert faults({"traces": traces}) == ["traces can be reached from outside"]
    assert traces["ports"] == ["127.0.0.1:16686:16686"]  # by this machine alone
