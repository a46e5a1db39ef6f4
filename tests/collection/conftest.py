"""What tests of bringing works share: the pretend museum, and a run that brings its works into `store`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.collection.harvest import HarvestReport, Plan, harvest
from services.collection.sources.met import Met
from services.collection.sources.source import Wish
from services.common.polite import PoliteClient
from tests.collection.bringing import Bring, client
from tests.collection.museum import Museum, open_museum


@pytest.fixture
def museum() -> Iterator[Museum]:
    with open_museum() as found:
        yield found


@pytest.fixture
def bring(museum: Museum, tmp_path: Path) -> Bring:
    def run(wish: Wish = Wish(), asking: PoliteClient | None = None, **more: Any) -> HarvestReport:  # noqa: B008
        source = Met(f"{museum.address}/MetObjects.csv", f"{museum.address}/objects")
        return harvest(Plan(source, wish, tmp_path / "store", asking or client(), **more))

    return run
