"""Spark's driver and executors are restricted as all pods, meet at the ports that are open, and start what there is."""

import copy
from typing import Any

import pytest
import yaml

from services.cli import main
from tests.k8s import policies
from tests.k8s.manifests import Object, container, named, objects, of_kind, pods
from tests.k8s.policies import Policy

FOUND = objects("large")
FILES = named(FOUND, "ConfigMap", "spark-files")["data"]
CONF = dict(
    line.split(maxsplit=1) for line in FILES["spark-defaults.conf"].splitlines() if line and not line.startswith("#")
)
EXECUTOR: Object = yaml.safe_load(FILES["executor.yaml"])
DRIVERS = {name: pod for name, pod in pods(FOUND) if name.startswith("spark-")}


def as_spark_makes_it() -> list[Object]:
    """The executor's pod as something that runs, with what Spark adds."""
    pod = copy.deepcopy(EXECUTOR)
    pod["spec"]["serviceAccountName"] = CONF["spark.kubernetes.authenticate.executor.serviceAccountName"]
    template = {"metadata": pod["metadata"], "spec": pod["spec"]}
    wrapped = {"kind": "CronJob", "metadata": {"name": "x"}, "spec": {"jobTemplate": {"spec": {"template": template}}}}
    return [wrapped, *of_kind(FOUND, "ServiceAccount", "PriorityClass")]


@pytest.mark.parametrize("rule", [policies.runs_restricted, policies.holds_no_tokens, policies.has_a_priority])
def test_executors_are_restricted_as_all_pods(rule: Policy) -> None:
    found = as_spark_makes_it()
    assert list(rule(found)) == []
    spec = found[0]["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    for part in ("securityContext", "automountServiceAccountToken", "priorityClassName"):
        spec.pop(part)
    assert list(rule(found)) != []


def test_driver_and_executors_meet_at_the_ports_that_are_open() -> None:
    used = {int(CONF[name]) for name in ("spark.driver.port", "spark.driver.blockManager.port")}
    used.add(int(CONF["spark.blockManager.port"]))
    policy = named(FOUND, "NetworkPolicy", "spark")["spec"]
    members = set(policy["podSelector"]["matchExpressions"][0]["values"])
    everyone: list[dict[str, Any]] = [EXECUTOR, *DRIVERS.values()]
    assert {pod["metadata"]["labels"]["app.kubernetes.io/name"] for pod in everyone} == members
    for rules in (policy["ingress"], policy["egress"]):
        assert {port["port"] for rule in rules for port in rule["ports"]} == used


def test_each_driver_starts_a_command_that_is_there_with_the_image_of_its_executors() -> None:
    assert len(DRIVERS) == 3
    for pod in DRIVERS.values():
        one = container(pod)
        told = {entry["name"]: entry.get("value") for entry in one["env"]}
        command, *words = one["args"]
        options = {option for parameter in main.commands["spark"].commands[command].params for option in parameter.opts}
        assert {word.split("=")[0] for word in words} <= options
        assert told["SPARK_IMAGE"] == one["image"]
        mounted = {mount["mountPath"]: mount["name"] for mount in one["volumeMounts"]}
        assert mounted[str(told["SPARK_CONF_DIR"])] == "spark"


def test_only_the_driver_may_ask_the_cluster() -> None:
    binding = named(FOUND, "RoleBinding", "spark-driver")
    assert [subject["name"] for subject in binding["subjects"]] == ["spark-driver"]
    assert {pod["spec"]["serviceAccountName"] for pod in DRIVERS.values()} == {"spark-driver"}
    assert named(FOUND, "Role", "spark-driver")["rules"][0]["resources"] == ["pods"]
