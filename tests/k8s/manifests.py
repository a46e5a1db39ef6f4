"""What kubectl makes of the overlays: a name in, the objects out, each built once."""

import copy
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Object = dict[str, Any]
K8S = Path(__file__).parents[2] / "k8s"
OVERLAYS = sorted(path.name for path in (K8S / "overlays").iterdir())


@cache
def _built(overlay: str) -> list[Object]:
    kubectl = shutil.which("kubectl")
    assert kubectl, "kubectl is needed: scripts/kubectl.sh"
    built = subprocess.run(
        [kubectl, "kustomize", K8S / "overlays" / overlay], capture_output=True, check=False, text=True
    )
    assert built.returncode == 0, built.stderr
    return list(yaml.load_all(built.stdout, yaml.CSafeLoader))  # many times as fast as in Python


def objects(overlay: str) -> list[Object]:
    """New ones each time, so that a test may break them."""
    return copy.deepcopy(_built(overlay))


def of_kind(found: list[Object], *kinds: str) -> list[Object]:
    return [thing for thing in found if thing["kind"] in kinds]


def named(found: list[Object], kind: str, name: str) -> Object:
    return next(thing for thing in of_kind(found, kind) if thing["metadata"]["name"] == name)


def workloads(found: list[Object]) -> Iterator[tuple[str, Object, Object]]:
    """Name, object and pod of each Deployment and StatefulSet."""
    for thing in of_kind(found, "Deployment", "StatefulSet"):
        yield thing["metadata"]["name"], thing, thing["spec"]["template"]


def pods(found: list[Object]) -> Iterator[tuple[str, Object]]:
    """Name and pod of everything that runs: what serves, and what is done by the clock."""
    yield from ((name, template) for name, _, template in workloads(found))
    for thing in of_kind(found, "CronJob"):
        yield thing["metadata"]["name"], thing["spec"]["jobTemplate"]["spec"]["template"]


def container(pod: Object) -> Object:
    first: Object = pod["spec"]["containers"][0]
    return first
