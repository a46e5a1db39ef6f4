"""Who asks Milvus may reach it, and knows where it is; nobody else does."""

from urllib.parse import urlsplit

from search_api.settings import SearchSettings
from services.cli import main
from services.common.settings import load_settings
from tests.k8s.manifests import container, named, objects, pods, workloads

FOUND = objects("large")
ASKS = {"search-api", "milvus-fill"}


def test_those_who_ask_milvus_may_reach_it_where_their_settings_say_it_is() -> None:
    policy = named(FOUND, "NetworkPolicy", "to-milvus")["spec"]
    assert set(policy["podSelector"]["matchExpressions"][0]["values"]) == ASKS
    way = policy["egress"][0]
    told = {name: container(pod) for name, pod in pods(FOUND)}
    for name in ASKS:
        settings = named(FOUND, "ConfigMap", told[name]["envFrom"][0]["configMapRef"]["name"])["data"]
        address = urlsplit(settings["SEARCH_MILVUS_URL"])
        assert way["ports"] == [{"protocol": "TCP", "port": address.port}]
        namespace = way["to"][0]["namespaceSelector"]["matchLabels"]["kubernetes.io/metadata.name"]
        assert address.hostname == f"milvus.{namespace}.svc.cluster.local"
        assert {"name": "milvus", "key": "token"} in [
            one["valueFrom"]["secretKeyRef"] for one in told[name]["env"] if one["name"] == "SEARCH_MILVUS_TOKEN"
        ]


def test_without_the_component_nobody_asks_milvus() -> None:
    production = objects("production")
    for name, _, template in workloads(production):
        for source in container(template)["envFrom"]:
            told = named(production, "ConfigMap", source["configMapRef"]["name"])["data"]
            assert "SEARCH_MILVUS_URL" not in told, name
    assert load_settings(SearchSettings).milvus_url is None


def test_the_job_fills_by_a_command_that_is_there_with_the_release_and_address_from_its_settings() -> None:
    job = next(pod for name, pod in pods(FOUND) if name == "milvus-fill")
    program, group, command = container(job)["command"]
    assert program == "gen-studio"
    options = {option.name: option for option in main.commands[group].commands[command].params}
    settings = named(FOUND, "ConfigMap", container(job)["envFrom"][0]["configMapRef"]["name"])["data"]
    assert {options["address"].envvar, options["url"].envvar} <= settings.keys()
