"""What several topics of the shared code share: one Azurite."""

from collections.abc import Iterator

import pytest

from tests.azurite import Azurite, azurite


@pytest.fixture(scope="session")
def azurite_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azurite]:
    with azurite(tmp_path_factory.mktemp("azurite")) as running:
        yield running
