"""What several topics share: one tiny release per run, pages as a build leaves them, and the log."""

import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.collection.releases import Release
from services.common.logs import configure_logging
from tests.tiny_release import tiny_release

# Milvus and Spark are tried in one process; with gRPC's handlers some forks end before Java starts (grpc/grpc#43055)
os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "false"


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return tiny_release(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front-end as its build leaves it: a page, a script with a hash in its name, an icon."""
    dist = tmp_path_factory.mktemp("dist")
    (dist / "index.html").write_text("<!doctype html><title>Gen Studio</title>")
    (dist / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (dist / "assets").mkdir()
    (dist / "assets" / "index-4f2a.js").write_text("console.log('hello')")
    return dist


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged, a line of JSON each."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging("info", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
