"""Work for the cluster: a command of gen-studio and a Deployment's pod in, a Kubernetes Job out. No I/O."""

import copy
import re
from collections.abc import Sequence
from typing import Any

KEEP_S = 7 * 24 * 3600
_NAME = re.compile(r"[a-z]([a-z0-9-]{0,50}[a-z0-9])?")
_GPU = "nvidia.com/gpu"
_IDENTITY = "azure.workload.identity/use"  # by it a pod gets its token, and the way to the store
_PROBES = ("startupProbe", "readinessProbe", "livenessProbe", "lifecycle", "ports")


class JobError(ValueError):
    """Such a job can't be made; the message says why."""


def job_of(
    template: dict[str, Any], name: str, command: Sequence[str], *, gpu: bool, parallel: int, claim: str | None
) -> dict[str, Any]:
    """A Job that runs `gen-studio COMMAND` as the pods of `template` run: the same image, rights and settings.

    Raises JobError, also where a `gpu` is wanted and these pods have none: their image may not know how to use it.
    With `parallel` above 1 it is an Indexed one, of which each pod has its number as $(JOB_COMPLETION_INDEX). `claim`
    is mounted at /data.
    """
    if not _NAME.fullmatch(name):
        raise JobError(f"{name!r} can't name a job; take a letter, then letters, digits and dashes, 52 at most")
    pod = copy.deepcopy(template["spec"])
    one = pod["containers"][0]
    if gpu and _GPU not in one.get("resources", {}).get("limits", {}):
        raise JobError("no GPU is used in this cluster; add k8s/components/gpu to its overlay, or submit without --gpu")
    for key in _PROBES:
        one.pop(key, None)
    one |= {"name": "job", "command": ["gen-studio"], "args": list(command)}
    pod |= {"restartPolicy": "Never", "containers": [one]}
    pod.pop("topologySpreadConstraints", None)
    if claim:
        pod.setdefault("volumes", []).append({"name": "data", "persistentVolumeClaim": {"claimName": claim}})
        one.setdefault("volumeMounts", []).append({"name": "data", "mountPath": "/data"})
    labels = {"app.kubernetes.io/name": "job", "app.kubernetes.io/part-of": "gen-studio"}
    known = template.get("metadata", {}).get("labels", {})
    labels |= {key: value for key, value in known.items() if key == _IDENTITY}
    spec: dict[str, Any] = {
        "backoffLimit": 3 * parallel,
        "ttlSecondsAfterFinished": KEEP_S,
        "completions": parallel,
        "parallelism": parallel,
        "completionMode": "Indexed" if parallel > 1 else "NonIndexed",
        "template": {"metadata": {"labels": labels}, "spec": pod},
    }
    return {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": name, "labels": labels}, "spec": spec}


def standing(job: Any) -> tuple[str, bool]:
    """How a Job stands in words, and whether it is over."""
    status = job.status
    for condition in status.conditions or []:
        if condition.status == "True" and condition.type in {"Complete", "Failed"}:
            why = f" ({condition.message})" if condition.type == "Failed" and condition.message else ""
            return ("done" if condition.type == "Complete" else f"failed{why}"), True
    done, wanted = status.succeeded or 0, job.spec.completions or 1
    return f"{status.active or 0} running, {done} of {wanted} done, {status.failed or 0} begun anew", False
