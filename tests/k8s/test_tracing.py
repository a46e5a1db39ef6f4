"""The component that switches tracing on: what it tells the pods is what switches it on, and lets them reach it."""

import os
import subprocess
from urllib.parse import urlsplit

import pytest
import yaml

from services.common import spans
from tests.k8s.manifests import K8S, OVERLAYS, Object, named, objects, of_kind
from tests.k8s.policies import faults


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> list[Object]:
    folder = tmp_path_factory.mktemp("traced")
    where = os.path.relpath(K8S, folder)
    told = {
        "namespace": "gen-studio",  # as each overlay says
        "resources": [f"{where}/overlays/production"],
        "components": [f"{where}/components/tracing"],
    }
    (folder / "kustomization.yaml").write_text(yaml.safe_dump(told), encoding="utf-8")
    built = subprocess.run(["kubectl", "kustomize", folder], capture_output=True, check=False, text=True)
    assert built.returncode == 0, built.stderr
    return list(yaml.safe_load_all(built.stdout))


def settings(found: list[Object], name: str) -> dict[str, str]:
    maps = [thing for thing in of_kind(found, "ConfigMap") if thing["metadata"]["name"].startswith(name)]
    assert len(maps) == 1
    data: dict[str, str] = maps[0]["data"]
    return data


def test_it_is_off_in_every_overlay_and_on_with_the_component(traced: list[Object]) -> None:
    for overlay in OVERLAYS:
        assert spans.ENDPOINT not in str(objects(overlay))
    for name in ("gan-settings", "search-settings"):
        told = settings(traced, name)
        assert told[spans.ENDPOINT]
        assert 0 < float(told["OTEL_TRACES_SAMPLER_ARG"]) <= 1
        assert len(told) > 3  # the others are still there
    assert faults(traced) == []


def test_pods_may_reach_the_collector_that_they_are_told_of(traced: list[Object]) -> None:
    address = urlsplit(settings(traced, "gan-settings")[spans.ENDPOINT])
    name, namespace = (address.hostname or "").split(".")[:2]
    (rule,) = named(traced, "NetworkPolicy", "to-collector")["spec"]["egress"]
    assert rule["ports"] == [{"protocol": "TCP", "port": address.port}]
    assert rule["to"][0]["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"] == namespace
    assert rule["to"][0]["podSelector"]["matchLabels"]["app.kubernetes.io/name"] == name
