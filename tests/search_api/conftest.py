"""The tiny collection, closed after each test."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from search_api.retrieval import Retrieval
from tests.search_api import tiny


@pytest.fixture
def retrieval() -> Iterator[Retrieval]:
    made = tiny.retrieval()
    yield made
    made.close()


@pytest.fixture
def client(retrieval: Retrieval) -> FlaskClient:
    return tiny.app(retrieval).test_client()
