"""What the cluster tells the containers is what they listen to: settings, ports, probes, hosts, sizes."""

import re

import pytest
import yaml

from gan_api.settings import GanSettings
from search_api.settings import SearchSettings
from services.collection.releases import STARTER, open_release, read_artworks
from services.common.images import MAX_UPLOAD_BYTES
from services.common.settings import SettingsError, load_settings
from tests.docker.rules import DOCKER, FILES, steps
from tests.k8s.manifests import K8S, OVERLAYS, Object, container, named, objects, of_kind, workloads

SETTINGS = {"GAN_": GanSettings, "SEARCH_": SearchSettings}
IMAGES = {
    "gan-api": "gan_api.Dockerfile",
    "gan-api-cuda": "gan_api.cuda.Dockerfile",
    "search-api": "search_api.Dockerfile",
}
IMAGES |= {"worker": "worker.Dockerfile", "frontend": "frontend.Dockerfile"}


def environment(found: list[Object], name: str) -> dict[str, str]:
    """All that a container is told; what a Secret holds is some Redis."""
    one = container(named(found, "Deployment", name)["spec"]["template"])
    told: dict[str, str] = {}
    for source in one["envFrom"]:
        told |= named(found, "ConfigMap", source["configMapRef"]["name"])["data"]
    return told | {entry["name"]: entry.get("value", "rediss://:x@redis:6380/0") for entry in one.get("env", [])}


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("name", ["gan-api", "search-api", "worker"])
def test_settings_exist_and_are_valid(overlay: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in environment(objects(overlay), name).items():
        prefix = next(prefix for prefix in SETTINGS if key.startswith(prefix))
        assert key.removeprefix(prefix).lower() in SETTINGS[prefix].model_fields
        monkeypatch.setenv(key, value)
    for settings in SETTINGS.values():
        load_settings(settings)
    if name == "search-api":
        assert load_settings(SearchSettings).hosts == frozenset()  # no policy lets it out to museums
    monkeypatch.setenv("GAN_MAX_WAITING", "none")
    with pytest.raises(SettingsError):
        load_settings(GanSettings)


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_pages_are_told_what_their_script_reads(overlay: str) -> None:
    read = set(re.findall(r"\$\{(\w+):=", (DOCKER / "nginx.sh").read_text(encoding="utf-8")))
    assert environment(objects(overlay), "frontend").keys() <= read


def test_pages_show_the_same_museums_as_with_compose() -> None:
    compose = yaml.safe_load((DOCKER.parent / "compose.yaml").read_text(encoding="utf-8"))
    shown = compose["services"]["pages"]["environment"]["IMAGE_HOSTS"]
    assert environment(objects("production"), "frontend")["IMAGE_HOSTS"] == shown


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_ports_and_images_are_those_that_are_built(overlay: str) -> None:
    for name, _, template in workloads(objects(overlay)):
        one = container(template)
        if name != "redis":
            built = FILES[IMAGES[one["image"].split("/")[-1].split(":")[0]]]
            exposed = [step.told for step in steps(built) if step.name == "EXPOSE"]
            assert [str(port["containerPort"]) for port in one["ports"]] == exposed


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_the_ingress_lets_through_what_the_pages_nginx_does(overlay: str) -> None:
    template = (DOCKER / "nginx.conf.template").read_text(encoding="utf-8")
    inner = int(re.findall(r"client_max_body_size (\d+)m;", template)[0])
    told = of_kind(objects(overlay), "Ingress")[0]["metadata"]["annotations"]
    outer = int(told["nginx.ingress.kubernetes.io/proxy-body-size"].removesuffix("m"))
    assert MAX_UPLOAD_BYTES < inner * 2**20 < outer * 2**20


def bytes_of(quantity: str) -> int:
    number, unit = re.fullmatch(r"(\d+)(Mi|Gi)", quantity).groups()  # type: ignore[union-attr]
    return int(number) * 2 ** {"Mi": 20, "Gi": 30}[unit]


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("name", ["gan-api", "search-api", "worker"])
def test_a_pods_disk_holds_two_releases_and_one_that_is_fetched(overlay: str, name: str) -> None:
    pod = named(objects(overlay), "Deployment", name)["spec"]["template"]
    (disk,) = (one["emptyDir"]["sizeLimit"] for one in pod["spec"]["volumes"] if one["name"] == "tmp")
    by_work = ("catalogue.jsonl", "features.safetensors", "seeds.safetensors")
    each = sum((STARTER / part).stat().st_size for part in by_work) / len(
        read_artworks(open_release(STARTER, verify=False))
    )
    release = sum(path.stat().st_size for path in STARTER.iterdir())
    if overlay == "large":
        release += int(4_000_000 * each)
    assert bytes_of(disk) > 2 * 3 * release  # a museum's own is larger than the starter release
    assert bytes_of(disk) < bytes_of(container(pod)["resources"]["limits"]["ephemeral-storage"])


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("name", ["gan-api", "search-api", "worker"])
def test_a_pod_asks_for_the_memory_that_it_was_measured_to_hold_and_may_hold_two_releases(
    overlay: str, name: str
) -> None:
    told = re.findall(rf"^\| `{name}` \| (\d+) \| (\d+) \|", (K8S / "README.md").read_text(encoding="utf-8"), re.M)
    one, most = (int(number) for number in told[0])
    resources = container(named(objects(overlay), "Deployment", name)["spec"]["template"])["resources"]
    full = {
        "gan-api": GanSettings.model_fields["cache_mb"].default,
        "worker": GanSettings.model_fields["jobs_mb"].default,
    }
    assert bytes_of(resources["requests"]["memory"]) > (one + full.get(name, 0)) * 2**20
    assert bytes_of(resources["limits"]["memory"]) > (2 * most + full.get(name, 0)) * 2**20
