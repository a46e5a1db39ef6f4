"""The overlays keep every policy, and each policy finds what breaks it."""

from collections.abc import Callable

import pytest

from tests.k8s import policies as rules
from tests.k8s.manifests import OVERLAYS, Object, container, named, objects, of_kind
from tests.k8s.policies import POLICIES, Policy, faults

Change = Callable[[list[Object]], object]


def pod(found: list[Object], name: str = "gan-api") -> Object:
    spec: Object = named(found, "Deployment", name)["spec"]["template"]["spec"]
    return spec


def job(found: list[Object]) -> Object:
    spec: Object = named(found, "CronJob", "milvus-fill")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return spec


def first(found: list[Object], name: str = "gan-api") -> Object:
    return container({"spec": pod(found, name)})


def without(found: list[Object], *kinds: str) -> None:
    found[:] = [thing for thing in found if thing["kind"] not in kinds]


def policy(found: list[Object], name: str) -> Object:
    spec: Object = named(found, "NetworkPolicy", name)["spec"]
    return spec


BROKEN: list[tuple[Policy, Change]] = [
    (rules.runs_restricted, lambda f: pod(f)["securityContext"].update(runAsNonRoot=False)),
    (rules.runs_restricted, lambda f: pod(f)["securityContext"].pop("seccompProfile")),
    (rules.runs_restricted, lambda f: pod(f).update(hostNetwork=True)),
    (rules.runs_restricted, lambda f: pod(f)["volumes"].append({"name": "x", "hostPath": {"path": "/"}})),
    (rules.runs_restricted, lambda f: first(f)["securityContext"].update(allowPrivilegeEscalation=True)),
    (rules.runs_restricted, lambda f: first(f)["securityContext"].update(capabilities={"add": ["NET_ADMIN"]})),
    (rules.runs_restricted, lambda f: first(f)["securityContext"].pop("readOnlyRootFilesystem")),
    (rules.runs_restricted, lambda f: job(f)["securityContext"].pop("runAsNonRoot")),
    (rules.holds_no_tokens, lambda f: job(f).pop("automountServiceAccountToken")),
    (rules.holds_no_tokens, lambda f: without(f, "RoleBinding")),
    (rules.names_versions, lambda f: job(f)["containers"][0].update(image="gen-studio/search-api")),
    (rules.bounds_resources, lambda f: job(f)["containers"][0]["resources"].pop("limits")),
    (rules.has_a_priority, lambda f: job(f).pop("priorityClassName")),
    (rules.points_at_what_is_there, lambda f: job(f)["containers"][0]["envFrom"][0]["configMapRef"].update(name="x")),
    (rules.is_fenced, lambda f: policy(f, "to-milvus")["egress"][0].pop("to")),
    (rules.stands_in_its_namespace, lambda f: named(f, "NetworkPolicy", "to-blobs")["metadata"].pop("namespace")),
    (rules.enforces_restricted, lambda f: of_kind(f, "Namespace")[0]["metadata"].pop("labels")),
    (rules.holds_no_tokens, lambda f: pod(f).pop("automountServiceAccountToken")),
    (rules.holds_no_tokens, lambda f: pod(f).pop("serviceAccountName")),
    (rules.holds_no_tokens, lambda f: named(f, "ServiceAccount", "worker").pop("automountServiceAccountToken")),
    (rules.holds_no_secrets, lambda f: f.append({"kind": "Secret", "metadata": {"name": "x"}})),
    (rules.names_versions, lambda f: first(f).update(image="gen-studio/gan-api")),
    (rules.names_versions, lambda f: first(f).update(image="gen-studio/gan-api:latest")),
    (rules.bounds_resources, lambda f: first(f)["resources"].pop("requests")),
    (rules.bounds_resources, lambda f: first(f)["resources"]["limits"].pop("memory")),
    (rules.bounds_resources, lambda f: pod(f)["volumes"].append({"name": "x", "emptyDir": {}})),
    (rules.is_probed, lambda f: first(f).pop("startupProbe")),
    (rules.is_probed, lambda f: first(f)["livenessProbe"]["httpGet"].update(path="/readyz")),
    (rules.stops_in_peace, lambda f: first(f).pop("lifecycle")),
    (rules.stops_in_peace, lambda f: pod(f).pop("terminationGracePeriodSeconds")),
    (rules.stops_in_peace, lambda f: named(f, "Deployment", "frontend")["spec"].pop("strategy")),
    (rules.survives_a_node, lambda f: without(f, "PodDisruptionBudget")),
    (rules.survives_a_node, lambda f: pod(f).pop("topologySpreadConstraints")),
    (rules.has_a_priority, lambda f: without(f, "PriorityClass")),
    (rules.is_fenced, lambda f: policy(f, "deny-by-default").update(policyTypes=["Ingress"])),
    (rules.is_fenced, lambda f: policy(f, "services")["ingress"].append({})),
    (rules.is_fenced, lambda f: policy(f, "names")["egress"].append({"to": []})),
    (rules.enters_by_tls, lambda f: of_kind(f, "Ingress")[0]["spec"].pop("tls")),
    (rules.enters_by_tls, lambda f: of_kind(f, "Ingress")[0]["metadata"].pop("annotations")),
    (rules.enters_by_tls, lambda f: named(f, "Service", "frontend")["spec"].update(type="LoadBalancer")),
    (rules.scales_in_one_way, lambda f: named(f, "Deployment", "gan-api")["spec"].update(replicas=2)),
    (rules.scales_in_one_way, lambda f: f.append(named(f, "ScaledObject", "gan-api"))),
    (rules.puts_gpus_to_use, lambda f: first(f)["env"].clear()),
    (rules.puts_gpus_to_use, lambda f: first(f)["resources"]["limits"].update({"nvidia.com/gpu": "2"})),
    (rules.puts_gpus_to_use, lambda f: first(f).update(image="gen-studio/gan-api:0.1.0")),
    (rules.puts_gpus_to_use, lambda f: pod(f).pop("tolerations")),
    (rules.points_at_what_is_there, lambda f: without(f, "ConfigMap")),
    (rules.points_at_what_is_there, lambda f: named(f, "Service", "gan-api")["spec"].update(selector={"a": "b"})),
    (rules.points_at_what_is_there, lambda f: f.remove(named(f, "Service", "frontend"))),
]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_every_overlay_keeps_every_policy(overlay: str) -> None:
    assert faults(objects(overlay)) == []


@pytest.mark.parametrize(("rule", "change"), BROKEN)
def test_each_policy_finds_what_breaks_it(rule: Policy, change: Change) -> None:
    found = objects("large")
    assert list(rule(found)) == []
    change(found)
    assert list(rule(found)) != []


def test_every_policy_was_shown_to_fail() -> None:
    assert {rule for rule, _ in BROKEN} == set(POLICIES)
