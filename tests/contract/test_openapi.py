"""The two contracts are valid, and say of the routes and failures of their services what is so."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from openapi_spec_validator import validate

import gan_api.app
import search_api.app
from gan_api.settings import GanSettings
from services.embedded import GAN_PREFIX, SEARCH_PREFIX
from tests.gan_api import tiny as tiny_gan
from tests.search_api import tiny as tiny_search

Contract = dict[str, Any]
METHODS = {"get", "post", "put", "patch", "delete"}
SERVICES = {"gan": (gan_api, GAN_PREFIX), "search": (search_api, SEARCH_PREFIX)}


@pytest.fixture(params=list(SERVICES))
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def contract(service: str) -> Contract:
    folder = Path(SERVICES[service][0].__file__ or "").parent
    read: Contract = yaml.safe_load((folder / "openapi.yaml").read_text(encoding="utf-8"))
    return read


@pytest.fixture
def app(service: str) -> Iterator[Flask]:
    if service == "gan":
        yield gan_api.app.create_app(GanSettings(), tiny_gan.deps())
    else:
        retrieval = tiny_search.retrieval()
        yield tiny_search.app(retrieval)
        retrieval.close()


def operations(contract: Contract) -> dict[tuple[str, str], dict[str, Any]]:
    """Each operation by its path, with nameless places, and its method."""
    return {
        (re.sub(r"\{[^}]*\}", "{}", path), method): operation
        for path, item in contract["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def routes(app: Flask, prefix: str) -> set[tuple[str, str]]:
    """Each route below the prefix in the same form."""
    return {
        (re.sub(r"<[^>]*>", "{}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(prefix)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def resolved(contract: Contract, part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    found: Any = contract
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def test_the_contract_is_valid_openapi(contract: Contract) -> None:
    validate(contract)


def test_every_route_is_in_the_contract_and_nothing_else_is(service: str, contract: Contract, app: Flask) -> None:
    assert routes(app, SERVICES[service][1]) == operations(contract).keys()


def test_a_route_that_the_contract_lacks_would_be_seen(service: str, contract: Contract, app: Flask) -> None:
    app.add_url_rule(f"{SERVICES[service][1]}/secret/<thing>", "secret", lambda thing: thing)
    assert routes(app, SERVICES[service][1]) - operations(contract).keys() == {
        (f"{SERVICES[service][1]}/secret/{{}}", "get")
    }


def test_every_operation_has_a_name_and_a_summary_of_its_own(contract: Contract) -> None:
    named = [(operation["operationId"], operation["summary"]) for operation in operations(contract).values()]
    assert len({name for name, _ in named}) == len({summary for _, summary in named}) == len(named)


def test_every_failure_is_a_problem(contract: Contract) -> None:
    for (path, method), operation in operations(contract).items():
        for status, answer in operation["responses"].items():
            if status >= "400":
                content = resolved(contract, answer)["content"]
                assert list(content) == ["application/problem+json"], f"{method} {path} {status}"


def test_every_operation_that_takes_something_says_how_it_fails(contract: Contract) -> None:
    for (path, method), operation in operations(contract).items():
        takes = "{}" in path or "parameters" in operation or "requestBody" in operation
        told = {status for status in operation["responses"] if status.startswith("4")}
        assert bool(told & {"400", "404"}) == takes, f"{method} {path}"
        assert ({"413", "415"} <= told) == ("requestBody" in operation), f"{method} {path}"


def test_the_problem_of_the_contract_is_the_problem_of_the_service(
    contract: Contract, app: Flask, service: str
) -> None:
    problem = app.test_client().get(f"{SERVICES[service][1]}/nothing/here").get_json(force=True)
    schema = contract["components"]["schemas"]["Problem"]
    assert set(schema["required"]) <= problem.keys() <= set(schema["properties"])
