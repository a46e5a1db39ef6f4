"""What we ask of every cluster: objects in, what is wrong with them out, one policy to a function."""

from collections.abc import Callable, Iterator

from services.common.worker import GRACE_S
from tests.k8s.manifests import Object, of_kind, pods, workloads

Policy = Callable[[list[Object]], Iterator[str]]


def runs_restricted(found: list[Object]) -> Iterator[str]:
    """Pod Security *restricted*, and a read-only root besides."""
    for name, template in pods(found):
        pod = template["spec"]
        context = pod.get("securityContext", {})
        if not context.get("runAsNonRoot") or not context.get("runAsUser"):
            yield f"{name} may run as root"
        if context.get("seccompProfile") != {"type": "RuntimeDefault"}:
            yield f"{name} has no seccomp profile"
        if any(pod.get(key) for key in ("hostNetwork", "hostPID", "hostIPC")):
            yield f"{name} shares the node's namespaces"
        for volume in pod.get("volumes", []):
            if not {"emptyDir", "secret", "configMap", "persistentVolumeClaim", "projected"} & volume.keys():
                yield f"{name} mounts {volume['name']} of a kind that is not allowed"
        for one in [*pod["containers"], *pod.get("initContainers", [])]:
            own = one.get("securityContext", {})
            if own.get("privileged") or own.get("allowPrivilegeEscalation") is not False:
                yield f"{name} may gain privileges"
            if own.get("capabilities") != {"drop": ["ALL"]}:
                yield f"{name} has capabilities"
            if not own.get("readOnlyRootFilesystem"):
                yield f"{name} may write to its root"


def enforces_restricted(found: list[Object]) -> Iterator[str]:
    for thing in of_kind(found, "Namespace"):
        if thing["metadata"].get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
            yield "the namespace lets in what is not restricted"


def stands_in_its_namespace(found: list[Object]) -> Iterator[str]:
    """What has none goes to whichever namespace the hand that applies it is in."""
    ours = {thing["metadata"]["name"] for thing in of_kind(found, "Namespace")}
    for thing in found:
        of_cluster = thing["kind"] in {"Namespace", "PriorityClass", "ClusterRole", "ClusterRoleBinding"}
        if not of_cluster and thing["metadata"].get("namespace") not in ours:
            yield f"{thing['kind']} {thing['metadata']['name']} is in no namespace of ours"


def holds_no_tokens(found: list[Object]) -> Iterator[str]:
    bound = {
        subject["name"]
        for binding in of_kind(found, "RoleBinding")
        for subject in binding["subjects"]
        if subject["kind"] == "ServiceAccount"
    }
    accounts = {thing["metadata"]["name"]: thing for thing in of_kind(found, "ServiceAccount")}
    for name, template in pods(found):
        account = accounts.get(template["spec"].get("serviceAccountName", "default"))
        if account is None:
            yield f"{name} has no account of its own"
        elif account.get("automountServiceAccountToken") is not False:
            yield f"{name}'s account hands out tokens"
        may_ask = template["spec"].get("serviceAccountName") in bound
        if template["spec"].get("automountServiceAccountToken") is not False and not may_ask:
            yield f"{name} mounts a token"


def holds_no_secrets(found: list[Object]) -> Iterator[str]:
    for thing in of_kind(found, "Secret"):
        yield f"Secret {thing['metadata']['name']} is kept with the manifests"


def names_versions(found: list[Object]) -> Iterator[str]:
    for name, template in pods(found):
        for one in template["spec"]["containers"]:
            image = one["image"]
            if "@sha256:" not in image and (":" not in image.split("/")[-1] or image.endswith(":latest")):
                yield f"{name} runs an image without a version"


def bounds_resources(found: list[Object]) -> Iterator[str]:
    for name, template in pods(found):
        for one in template["spec"]["containers"]:
            told = one.get("resources", {})
            if not {"cpu", "memory"} <= told.get("requests", {}).keys():
                yield f"{name} does not say what it needs"
            if "memory" not in told.get("limits", {}):
                yield f"{name} may take all memory"
        for volume in template["spec"].get("volumes", []):
            if "emptyDir" in volume and "sizeLimit" not in (volume["emptyDir"] or {}):
                yield f"{name}'s volume {volume['name']} may fill the node"


def is_probed(found: list[Object]) -> Iterator[str]:
    for name, _, template in workloads(found):
        for one in template["spec"]["containers"]:
            for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
                if probe not in one:
                    yield f"{name} has no {probe}"
            if one.get("livenessProbe", {}).get("httpGet", {}).get("path") == "/readyz":
                yield f"{name} is killed where it is only not ready"


def stops_in_peace(found: list[Object]) -> Iterator[str]:
    """Balancers hear of it first, then the service has its 25 seconds."""
    for name, thing, template in workloads(found):
        first = template["spec"]["containers"][0]
        waits = first.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        serves = any(port["name"] == "http" for port in first["ports"])
        if serves and waits < 5:
            yield f"{name} stops before balancers know"
        if template["spec"].get("terminationGracePeriodSeconds", 30) < waits + GRACE_S + 5:
            yield f"{name} is killed before it has answered all"
        rolling = thing["spec"].get("strategy", {}).get("rollingUpdate", {})
        if serves and rolling.get("maxUnavailable") not in (0, 1):
            yield f"{name} loses more than one pod while it rolls"


def survives_a_node(found: list[Object]) -> Iterator[str]:
    budgets = [thing["spec"]["selector"]["matchLabels"] for thing in of_kind(found, "PodDisruptionBudget")]
    for name, thing, template in workloads(found):
        if thing["kind"] != "Deployment":
            continue
        labels = template["metadata"]["labels"].items()
        if not any(budget.items() <= labels for budget in budgets):
            yield f"{name} has no disruption budget"
        keys = {spread["topologyKey"] for spread in template["spec"].get("topologySpreadConstraints", [])}
        if not keys >= {"topology.kubernetes.io/zone", "kubernetes.io/hostname"}:
            yield f"{name} may stand on one node"


def has_a_priority(found: list[Object]) -> Iterator[str]:
    classes = {thing["metadata"]["name"] for thing in of_kind(found, "PriorityClass")}
    for name, template in pods(found):
        if template["spec"].get("priorityClassName") not in classes:
            yield f"{name} has no priority of ours"


def is_fenced(found: list[Object]) -> Iterator[str]:
    policies = of_kind(found, "NetworkPolicy")
    everyone = [policy["spec"] for policy in policies if policy["spec"]["podSelector"] == {}]
    if not any(
        {"Ingress", "Egress"} <= set(spec["policyTypes"]) and not spec.get("ingress") and not spec.get("egress")
        for spec in everyone
    ):
        yield "traffic is not denied by default"
    for policy in policies:
        name = policy["metadata"]["name"]
        for rule in policy["spec"].get("ingress", []):
            if not rule.get("from") or not rule.get("ports"):
                yield f"policy {name} lets in everybody"
        for rule in policy["spec"].get("egress", []):
            if not rule.get("to") or not rule.get("ports"):
                yield f"policy {name} lets out to everywhere"


def enters_by_tls(found: list[Object]) -> Iterator[str]:
    for thing in of_kind(found, "Ingress"):
        secured = {host for tls in thing["spec"].get("tls", []) for host in tls["hosts"]}
        if {rule.get("host") for rule in thing["spec"]["rules"]} - secured:
            yield "the ingress answers without TLS"
        told = thing["metadata"].get("annotations", {})
        if (
            not {"nginx.ingress.kubernetes.io/proxy-body-size", "nginx.ingress.kubernetes.io/proxy-read-timeout"}
            <= told.keys()
        ):
            yield "the ingress has no limits of body and time"
    if any(service["spec"].get("type") in {"NodePort", "LoadBalancer"} for service in of_kind(found, "Service")):
        yield "a service is open to the outside"


def scales_in_one_way(found: list[Object]) -> Iterator[str]:
    """One autoscaler at most for each; and who has one has no number of pods besides, which would undo its work."""
    scaled = [
        thing["spec"]["scaleTargetRef"]["name"] for thing in of_kind(found, "HorizontalPodAutoscaler", "ScaledObject")
    ]
    there = {name: thing for name, thing, _ in workloads(found)}
    for name in scaled:
        if scaled.count(name) > 1:
            yield f"{name} is scaled twice"
        if name not in there:
            yield f"{name} is scaled and is not there"
        elif "replicas" in there[name]["spec"]:
            yield f"{name} is scaled and has a number of pods"


def puts_gpus_to_use(found: list[Object]) -> Iterator[str]:
    for name, _, template in workloads(found):
        first = template["spec"]["containers"][0]
        gpus = first.get("resources", {}).get("limits", {}).get("nvidia.com/gpu")
        on_gpu = {"name": "GAN_DEVICE", "value": "cuda"} in first.get("env", [])
        if (gpus is not None) != on_gpu:
            yield f"{name} asks for a GPU and does not use it, or the other way"
        if gpus is not None and (gpus != "1" or "cuda" not in first["image"]):
            yield f"{name} asks for {gpus} GPUs with image {first['image']}; one pod draws on one"
        if gpus is not None and not (template["spec"].get("nodeSelector") and template["spec"].get("tolerations")):
            yield f"{name} may not get to a node with GPUs"


def points_at_what_is_there(found: list[Object]) -> Iterator[str]:
    maps = {thing["metadata"]["name"] for thing in of_kind(found, "ConfigMap")}
    services = {thing["metadata"]["name"] for thing in of_kind(found, "Service")}
    labelled = [template["metadata"]["labels"] for _, _, template in workloads(found)]
    for name, template in pods(found):
        for one in template["spec"]["containers"]:
            yield from (
                f"{name} takes settings from nowhere"
                for source in one.get("envFrom", [])
                if source["configMapRef"]["name"] not in maps
            )
    for service in of_kind(found, "Service"):
        if not any(service["spec"]["selector"].items() <= labels.items() for labels in labelled):
            yield f"service {service['metadata']['name']} has no pods"
    for thing in of_kind(found, "Ingress"):
        for rule in thing["spec"]["rules"]:
            for path in rule["http"]["paths"]:
                if path["backend"]["service"]["name"] not in services:
                    yield "the ingress leads nowhere"


POLICIES: tuple[Policy, ...] = (
    runs_restricted,
    enforces_restricted,
    stands_in_its_namespace,
    holds_no_tokens,
    holds_no_secrets,
    names_versions,
    bounds_resources,
    is_probed,
    stops_in_peace,
    survives_a_node,
    has_a_priority,
    is_fenced,
    enters_by_tls,
    scales_in_one_way,
    puts_gpus_to_use,
    points_at_what_is_there,
)


def faults(found: list[Object]) -> list[str]:
    return [fault for policy in POLICIES for fault in policy(found)]
