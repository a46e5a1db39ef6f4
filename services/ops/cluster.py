"""A studio's namespace in a cluster: each method is one or two calls of Kubernetes' API."""

import datetime
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from kubernetes import client, config
from kubernetes.client.exceptions import ApiException
from urllib3.exceptions import HTTPError

PROMETHEUS = "http:prometheus-operated:9090"
PART = "app.kubernetes.io/part-of=gen-studio"
REVISION = "deployment.kubernetes.io/revision"

_TIMEOUT_S = 15
_RESTARTED = "kubectl.kubernetes.io/restartedAt"
_HASH = "pod-template-hash"
P = ParamSpec("P")
T = TypeVar("T")


class ClusterError(RuntimeError):
    """The cluster can't be reached, or refused; the message says what and what to do."""


def connect(context: str | None) -> Any:
    """A client for a context of the kubeconfig, the current one if none is named. Raises ClusterError."""
    try:
        new: Callable[..., Any] = config.new_client_from_config
        return new(context=context)
    except (config.ConfigException, OSError) as error:
        raise ClusterError(
            f"no cluster to talk to ({error}); name one with --context, or get its access "
            "(on AKS: az aks get-credentials --resource-group GROUP --name CLUSTER)"
        ) from error


def _told(call: Callable[P, T]) -> Callable[P, T]:
    """Turn what Kubernetes' client raises into ClusterError."""

    @wraps(call)
    def calling(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return call(*args, **kwargs)
        except ApiException as error:
            raise ClusterError(_reason(error)) from error
        except HTTPError as error:
            raise ClusterError(f"the cluster does not answer ({error}); is the VPN up, the context right?") from error

    return calling


class Cluster:
    """Asks about, and changes, the studio in one namespace. Every method raises ClusterError."""

    def __init__(self, api: Any, namespace: str) -> None:
        self._api = api
        # in the client's types every field of every object may be missing
        self._core: Any = client.CoreV1Api(api)
        self._apps: Any = client.AppsV1Api(api)
        self._batch: Any = client.BatchV1Api(api)
        self._namespace = namespace

    @_told
    def deployments(self) -> list[Any]:
        """The studio's Deployments."""
        found = self._apps.list_namespaced_deployment(self._namespace, label_selector=PART, _request_timeout=_TIMEOUT_S)
        return list(found.items)

    @_told
    def pods(self, selector: str = PART) -> list[Any]:
        """Its pods."""
        found = self._core.list_namespaced_pod(self._namespace, label_selector=selector, _request_timeout=_TIMEOUT_S)
        return list(found.items)

    @_told
    def warnings(self) -> list[Any]:
        """What went wrong lately in the namespace, as events."""
        found = self._core.list_namespaced_event(
            self._namespace, field_selector="type=Warning", _request_timeout=_TIMEOUT_S
        )
        return list(found.items)

    @_told
    def logs(self, pod: str, *, previous: bool, since_s: int | None, lines: int) -> str:
        """The last lines of a pod; `previous`: of the container that died."""
        found = self._core.read_namespaced_pod_log(
            pod,
            self._namespace,
            previous=previous,
            tail_lines=lines,
            **({} if since_s is None else {"since_seconds": since_s}),
            _preload_content=False,
            _request_timeout=_TIMEOUT_S,
        )
        return bytes(found.data).decode(errors="replace")

    @_told
    def scale(self, name: str, pods: int) -> None:
        """Ask for so many pods of a Deployment."""
        self._apps.patch_namespaced_deployment_scale(
            name, self._namespace, {"spec": {"replicas": pods}}, _request_timeout=_TIMEOUT_S
        )

    @_told
    def restart(self, name: str, now: datetime.datetime) -> None:
        """Start all pods of a Deployment anew, a few at a time."""
        self._patch(name, {"metadata": {"annotations": {_RESTARTED: now.isoformat()}}})

    @_told
    def undo(self, name: str) -> tuple[str, str]:
        """Go back to the pods before the last roll-out; the image before, and the one that it is now."""
        deployment = self._apps.read_namespaced_deployment(name, self._namespace, _request_timeout=_TIMEOUT_S)
        labels = deployment.spec.selector.match_labels
        selector = ",".join(f"{key}={value}" for key, value in labels.items())
        found = self._apps.list_namespaced_replica_set(
            self._namespace, label_selector=selector, _request_timeout=_TIMEOUT_S
        )
        current = int((deployment.metadata.annotations or {}).get(REVISION, 0))
        before = [one for one in found.items if 0 < _revision(one) < current]
        if not before:
            raise ClusterError(f"{name} has no earlier roll-out to go back to; set its image instead")
        template = self._api.sanitize_for_serialization(max(before, key=_revision).spec.template)
        template["metadata"]["labels"].pop(_HASH, None)
        # replaced as a whole: a merge would keep what the last roll-out added
        body = [{"op": "replace", "path": "/spec/template", "value": template}]
        self._apps.patch_namespaced_deployment(name, self._namespace, body, _request_timeout=_TIMEOUT_S)
        return deployment.spec.template.spec.containers[0].image, template["spec"]["containers"][0]["image"]

    @_told
    def template(self, name: str) -> dict[str, Any]:
        """The pods' template of a Deployment, as JSON has it."""
        deployment = self._apps.read_namespaced_deployment(name, self._namespace, _request_timeout=_TIMEOUT_S)
        found: dict[str, Any] = self._api.sanitize_for_serialization(deployment.spec.template)
        return found

    @_told
    def submit(self, job: dict[str, Any]) -> str:
        """Begin a Kubernetes Job; its name."""
        made = self._batch.create_namespaced_job(self._namespace, job, _request_timeout=_TIMEOUT_S)
        return str(made.metadata.name)

    @_told
    def job(self, name: str) -> Any:
        """One Job."""
        return self._batch.read_namespaced_job(name, self._namespace, _request_timeout=_TIMEOUT_S)

    @_told
    def jobs(self) -> list[Any]:
        """The studio's Jobs."""
        found = self._batch.list_namespaced_job(self._namespace, label_selector=PART, _request_timeout=_TIMEOUT_S)
        return list(found.items)

    @_told
    def cancel(self, name: str) -> None:
        """Remove a Job and its pods."""
        self._batch.delete_namespaced_job(
            name, self._namespace, propagation_policy="Foreground", _request_timeout=_TIMEOUT_S
        )

    @_told
    def figures(self, expression: str) -> list[dict[str, Any]]:
        """What Prometheus says to an expression, asked through the cluster: metric and value of each answer."""
        path = f"/api/v1/namespaces/monitoring/services/{PROMETHEUS}/proxy/api/v1/query"
        request = self._api.param_serialize(
            "GET",
            path,
            query_params=[("query", expression)],
            header_params={"Accept": "application/json"},
            auth_settings=["BearerToken"],
        )
        found = self._api.call_api(*request, _request_timeout=_TIMEOUT_S)
        found.read()
        if found.status != 200:
            raise ApiException(status=found.status, reason=found.reason, body=found.data.decode(errors="replace"))
        return list(json.loads(found.data)["data"]["result"])

    def _patch(self, name: str, template: dict[str, Any]) -> None:
        body = {"spec": {"template": template}}
        self._apps.patch_namespaced_deployment(name, self._namespace, body, _request_timeout=_TIMEOUT_S)


def _revision(thing: Any) -> int:
    return int((thing.metadata.annotations or {}).get(REVISION, 0))


def _reason(error: ApiException) -> str:
    try:
        message = json.loads(error.body or "")["message"]
    except (TypeError, ValueError, KeyError):
        message = error.reason
    advice = {
        401: "; log in to the cluster again",
        403: "; you need the rights in k8s/components/ops (group gen-studio-operators)",
        404: "; is it the right --namespace and name?",
        409: "; choose another name, or cancel the one that is there",
    }
    return f"the cluster says {error.status}: {message}{advice.get(error.status, '')}"
