"""Whether an object is what a version of Kubernetes understands: the validator's own schemas, read once each."""

from functools import cache

from kubernetes_validate import ValidationError, utils, validate

from tests.k8s.manifests import Object

__all__ = ["ValidationError", "fits"]

utils.schema_contents = cache(utils.schema_contents)  # else megabytes are read for every object


def fits(thing: Object, version: str) -> None:
    """Raises ValidationError, also for a field that the version does not know."""
    validate(thing, version, strict=True)
