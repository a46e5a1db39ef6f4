"""What is wrong with a studio: its Deployments, pods and events in, findings and what to do about each out. No I/O."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong."""

    what: str
    do: str


_PULL = "check the image's name and tag, and that nodes may pull it (on AKS: az aks update --attach-acr REGISTRY)"
_DIED = "see why it died: gen-studio ops logs {part} --previous; to go back: gen-studio ops rollout undo {part}"
_WAITING = {
    "ImagePullBackOff": _PULL,
    "ErrImagePull": _PULL,
    "InvalidImageName": "mend the image's name in the overlay",
    "CreateContainerConfigError": "make the Secret or ConfigMap that it names (k8s/README.md lists them)",
    "CrashLoopBackOff": _DIED,
}


def diagnose(deployments: list[Any], pods: list[Any], warnings: list[Any]) -> list[Finding]:
    """All that can be told from these, the gravest first."""
    return [
        *(finding for thing in deployments for finding in _of_deployment(thing)),
        *(finding for pod in pods for finding in _of_pod(pod, warnings)),
    ]


def part_of(thing: Any) -> str:
    """Which part of the studio a pod or Deployment is."""
    return str((thing.metadata.labels or {}).get("app.kubernetes.io/name", thing.metadata.name))


def _of_deployment(thing: Any) -> Iterator[Finding]:
    wanted, ready = thing.spec.replicas or 0, thing.status.ready_replicas or 0
    if wanted and not ready:
        yield Finding(f"{thing.metadata.name} has no ready pod of {wanted}", "see its pods below")
    for condition in thing.status.conditions or []:
        if condition.type == "Progressing" and condition.reason == "ProgressDeadlineExceeded":
            yield Finding(
                f"the roll-out of {thing.metadata.name} does not get on",
                f"go back with gen-studio ops rollout undo {thing.metadata.name}",
            )


def _of_pod(pod: Any, warnings: list[Any]) -> Iterator[Finding]:
    name, part = pod.metadata.name, part_of(pod)
    for condition in pod.status.conditions or []:
        if condition.type == "PodScheduled" and condition.status == "False":
            yield _unscheduled(name, condition.message or "")
    for one in pod.status.container_statuses or []:
        last = one.last_state.terminated if one.last_state else None
        if last is not None and last.reason == "OOMKilled":
            yield Finding(
                f"{name} took more memory than it may ({one.restart_count} times)",
                f"raise the memory limit of {part}, or serve a smaller release",
            )
        waiting = one.state.waiting if one.state else None
        if waiting is not None and waiting.reason in _WAITING:
            why = f": {waiting.message}" if waiting.message else ""
            yield Finding(f"{name} waits ({waiting.reason}{why})", _WAITING[waiting.reason].format(part=part))
        elif one.state and one.state.running and not one.ready and pod.metadata.deletion_timestamp is None:
            yield _unready(name, part, warnings)


def _unscheduled(name: str, message: str) -> Finding:
    if "nvidia.com/gpu" in message:
        do = "give the GPU pool more nodes (its maximum, its quota), or serve from CPUs without k8s/components/gpu"
    elif "taint" in message or "node affinity" in message or "node selector" in message:
        do = "check the nodes' labels and taints against k8s/components/gpu"
    else:
        do = "give the cluster more nodes, or lower what the pod requests"
    return Finding(f"{name} finds no node: {message}", do)


def _unready(name: str, part: str, warnings: list[Any]) -> Finding:
    told = [event.message for event in warnings if event.reason == "Unhealthy" and event.involved_object.name == name]
    why = f": {told[-1]}" if told else ""
    return Finding(f"{name} runs and is not ready{why}", f"it may still load; else gen-studio ops logs {part}")
