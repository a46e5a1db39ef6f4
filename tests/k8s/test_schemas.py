"""The objects are what Kubernetes 1.33 to 1.37 understand, with no field that none of them knows."""

import json

import pytest

from tests.k8s.manifests import OVERLAYS, named, objects
from tests.k8s.schemas import ValidationError, fits

VERSIONS = ("1.33", "1.34", "1.35", "1.36", "1.37")
CUSTOM = {"PodMonitor", "PrometheusRule", "ScaledObject"}


# what overlays share is looked at once
DIFFERENT = {json.dumps(thing): thing for overlay in OVERLAYS for thing in objects(overlay)}.values()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_object_fits_its_schema(version: str) -> None:
    for thing in DIFFERENT:
        if thing["kind"] not in CUSTOM:
            fits(thing, version)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_misspelt_field_and_a_wrong_type_are_found(version: str) -> None:
    wrong = named(objects("kind-cpu"), "Deployment", "gan-api")
    wrong["spec"]["template"]["spec"]["terminationGracePeriod"] = 40
    with pytest.raises(ValidationError):
        fits(wrong, version)
    wrong = named(objects("kind-cpu"), "Deployment", "gan-api")
    wrong["spec"]["replicas"] = "two"
    with pytest.raises(ValidationError):
        fits(wrong, version)
