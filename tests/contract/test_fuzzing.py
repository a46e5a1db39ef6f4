"""Whatever a client sends, by the contract or against it, the answer is one that the contract tells of, and no bug."""

from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import gan_api.app
import search_api.app
from gan_api.settings import GanSettings
from tests.gan_api import tiny as tiny_gan
from tests.search_api import tiny as tiny_search

EXAMPLES = 20
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


def operations(package: Any, mode: GenerationMode) -> dict[str, Any]:
    contract = yaml.safe_load((Path(package.__file__).parent / "openapi.yaml").read_text(encoding="utf-8"))
    if mode is GenerationMode.POSITIVE:
        name_works(contract)
    found: Any = schemathesis.openapi.from_dict(contract).get_all_operations()
    return {operation.ok().label: operation.ok() for operation in found}


def name_works(part: Any) -> None:
    """Let what asks for an artwork ask for one of the tiny collection: any other string is not found, and no more."""
    for name, schema in part.items() if isinstance(part, dict) else enumerate(part):
        if (name == "artwork" and schema.get("minLength") == 1) or (name == "schema" and part.get("name") == "artwork"):
            part[name] = {"type": "string", "enum": ["red", "green", "blue", "unicorn"]}
        elif isinstance(schema, dict | list):
            name_works(schema)


OPERATIONS = {
    package: {mode: operations(package, mode) for mode in GenerationMode} for package in (gan_api, search_api)
}


@pytest.fixture(scope="module")
def gan() -> Flask:
    return gan_api.app.create_app(GanSettings(), tiny_gan.deps())


@pytest.fixture(scope="module")
def search() -> Iterator[Flask]:
    retrieval = tiny_search.retrieval()
    yield tiny_search.app(retrieval)
    retrieval.close()


def fuzz(operation: Any, app: Flask, mode: GenerationMode) -> None:
    """Send what the contract allows (positive) or forbids (negative, where it forbids anything)."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case: Case[Any]) -> None:
        # what the checks read is not unpacked on the way from an app
        case.call_and_validate(checks=CHECKS, app=app, headers={"Accept-Encoding": "identity"})

    with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():
        answers()


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("label", OPERATIONS[gan_api][GenerationMode.POSITIVE])
def test_the_generator_service_answers_as_its_contract_says(label: str, mode: GenerationMode, gan: Flask) -> None:
    fuzz(OPERATIONS[gan_api][mode][label], gan, mode)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("label", OPERATIONS[search_api][GenerationMode.POSITIVE])
def test_the_search_service_answers_as_its_contract_says(label: str, mode: GenerationMode, search: Flask) -> None:
    fuzz(OPERATIONS[search_api][mode][label], search, mode)
