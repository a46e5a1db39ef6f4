"""Rules, dashboard and scaling ask for metrics that the services export; each alert leads to what to do."""

import json
import re
from collections.abc import Iterator
from typing import Any

import promql_parser
import pytest
from prometheus_client import REGISTRY

from gan_api.metrics import drawing_metrics
from search_api.index.milvus.metrics import milvus_metrics
from services.collection.rolling import rolling_metrics
from services.commands.ops import _AMISS, _FIGURES
from services.common.jobs.job import State
from services.common.jobs.metrics import job_metrics
from services.common.metrics import http_metrics
from tests.k8s.manifests import K8S, Object, named, objects, of_kind

FOUND = objects("production")
RULES = [rule for group in named(FOUND, "PrometheusRule", "gen-studio")["spec"]["groups"] for rule in group["rules"]]
ALERTS = {rule["alert"]: rule for rule in RULES if "alert" in rule}
RECORDED = {rule["record"] for rule in RULES if "record" in rule}
DASHBOARD: Object = json.loads((K8S / "components/monitoring/dashboard.json").read_text(encoding="utf-8"))
RUNBOOKS = (K8S.parent / "docs/operations/runbooks.md").read_text(encoding="utf-8")
ADDED = {"namespace", "pod", "container", "le"}  # by Prometheus itself


def exported() -> dict[str, set[str]]:
    """Every metric of the services under each name it is asked by, with its labels."""
    http_metrics(), drawing_metrics(), job_metrics(), rolling_metrics(), milvus_metrics()
    names: dict[str, set[str]] = {"up": set(), "process_resident_memory_bytes": set()}
    for collector, families in REGISTRY._collector_to_names.items():
        names |= {name: set(getattr(collector, "_labelnames", ())) for name in families}
    return names


def expressions() -> Iterator[str]:
    yield from (rule["expr"] for rule in RULES)
    yield from (target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"])
    yield from (expression for expression, _ in _FIGURES.values())
    yield from (expression for expression, *_ in _AMISS)
    for scaled in of_kind(FOUND, "ScaledObject"):
        yield from (trigger["metadata"]["query"] for trigger in scaled["spec"]["triggers"])


def selectors(node: Any) -> Iterator[Any]:
    """All selections of metrics within an expression."""
    if isinstance(node, promql_parser.VectorSelector):
        yield node
    for name in ("expr", "lhs", "rhs", "vector_selector", "vs", "args"):
        inner = getattr(node, name, None)
        for one in inner if isinstance(inner, list) else [inner]:
            if one is not None:
                yield from selectors(one)


def unknown(expression: str) -> list[str]:
    """What an expression asks for and nobody exports."""
    known = exported() | {name: {"service"} for name in RECORDED}
    asked = list(selectors(promql_parser.parse(expression)))
    assert asked, f"nothing is asked by {expression}"
    wrong = [one.name for one in asked if one.name not in known]
    wrong += [
        f"{one.name}{{{matcher.name}}}"
        for one in asked
        if one.name in known
        for matcher in one.matchers.matchers
        if matcher.name not in known[one.name] | ADDED
    ]
    grouped = set(re.findall(r"\w+", " ".join(re.findall(r"\bby \(([^)]*)\)", expression))))
    return wrong + sorted(grouped - ADDED - {label for one in asked for label in known.get(one.name, ())})


@pytest.mark.parametrize("expression", sorted(set(expressions())))
def test_all_that_is_asked_for_is_exported(expression: str) -> None:
    assert unknown(expression) == []


@pytest.mark.parametrize(
    "expression",
    [
        "sum(gen_studio_gan_waitting)",
        "rate(gen_studio_gan_shed[5m]) + rate(gen_studio_gan_shedded_total[5m])",
        'gen_studio_http_requests_total{code="500"}',
        "sum by (colour) (gen_studio_gan_waiting)",
    ],
)
def test_what_nobody_exports_is_found(expression: str) -> None:
    assert unknown(expression) != []


def test_workers_follow_the_jobs_that_wait_in_redis() -> None:
    query = named(FOUND, "ScaledObject", "worker")["spec"]["triggers"][0]["metadata"]["query"]
    asked = {one.name for one in selectors(promql_parser.parse(query))}
    assert asked == {"gen_studio_jobs_queued", "gen_studio_jobs_running"}


def test_labels_have_the_values_that_are_asked_for() -> None:
    text = " ".join(expressions())
    assert set(re.findall(r'service="(\w+)"', text)) <= {"gan", "search"}
    assert set(re.findall(r'state="(\w+)"', text)) <= set(State)
    pods = {thing["metadata"]["name"] for thing in of_kind(FOUND, "Deployment")}
    assert set(re.findall(r'container="([\w-]+)"', text)) <= pods


@pytest.mark.parametrize("name", ALERTS)
def test_each_alert_leads_to_a_section_of_the_runbooks(name: str) -> None:
    told = ALERTS[name]
    assert told["labels"]["severity"] in {"critical", "warning"}
    assert {"summary", "description"} <= told["annotations"].keys()
    file, anchor = told["annotations"]["runbook_url"].split("/main/")[1].split("#")
    assert (K8S.parent / file).is_file()
    assert anchor == name.lower()
    section = re.search(rf"^## {name}\n\n\S.*?^1\. ", RUNBOOKS, re.M | re.S)
    assert section is not None


def value(node: Any, grown: dict[str, float]) -> float | None:
    """What an expression of sums gives where each counter has grown by so much in its window; None: nothing."""
    if isinstance(node, promql_parser.NumberLiteral):
        return float(node.val)
    if isinstance(node, promql_parser.ParenExpr | promql_parser.AggregateExpr):
        return value(node.expr, grown)
    if isinstance(node, promql_parser.Call):
        window = node.args[0]
        by = grown.get(window.vector_selector.name)
        return by if by is None or node.func.name == "increase" else by / window.range.total_seconds()
    left, right, operator = value(node.lhs, grown), value(node.rhs, grown), str(node.op)
    if left is None or right is None:
        return None
    if operator in {"+", "*", "/"}:
        return left + right if operator == "+" else left * right if operator == "*" else left / right
    holds = {"<": left < right, ">": left > right, ">=": left >= right, "and": True}
    return left if holds[operator] else None


@pytest.mark.parametrize(
    ("found", "of", "fires"), [(18.0, 20, True), (19.5, 20, False), (5.0, 10, False), (900.0, 1000, True)]
)
def test_milvus_alerts_where_enough_answers_were_compared_and_miss_too_much(found: float, of: int, fires: bool) -> None:
    rule = promql_parser.parse(ALERTS["MilvusMisses"]["expr"])
    metric = "gen_studio_search_milvus_recall"
    told = value(rule, {f"{metric}_sum": found, f"{metric}_count": float(of)})
    assert told == (pytest.approx(found / of) if fires else None)
    assert value(rule, {}) is None  # without Milvus


def test_the_runbooks_have_no_section_too_many() -> None:
    assert set(re.findall(r"^## (\w+)$", RUNBOOKS, re.M)) == set(ALERTS)


def test_prometheus_asks_every_pod_that_exports() -> None:
    policy = named(FOUND, "NetworkPolicy", "monitoring")["spec"]
    for monitor in of_kind(FOUND, "PodMonitor"):
        selector = monitor["spec"]["selector"]
        names = selector.get("matchExpressions", [{"values": list(selector.get("matchLabels", {}).values())}])[0][
            "values"
        ]
        assert set(names) <= set(policy["podSelector"]["matchExpressions"][0]["values"])
        for name in names:
            pod = named(FOUND, "Deployment", name)["spec"]["template"]["spec"]
            ports = {port["name"] for port in pod["containers"][0]["ports"]}
            assert {end["port"] for end in monitor["spec"]["podMetricsEndpoints"]} <= ports


def test_the_dashboard_is_the_one_that_is_deployed() -> None:
    shipped = named(FOUND, "ConfigMap", "gen-studio-dashboard")
    assert json.loads(shipped["data"]["gen-studio.json"]) == DASHBOARD
    assert shipped["metadata"]["labels"]["grafana_dashboard"] == "1"
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
