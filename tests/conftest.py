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


# begun last, one of these would leave the other worker with nothing to do; xdist would begin with those of many tests
LONGEST = (
    "commands/test_whole_path.py",
    "gan_api/test_landmarks.py",
    "gan_api/test_inversion.py",
    "contract/test_fuzzing.py",
    "embedded/test_soak.py",
    "gan_api/test_training.py",
    "gan_api/test_engines.py",
    "embedded/test_bench_gan.py",
    "spark/test_spark.py",
    "embedded/test_rolling_live.py",
    "embedded/test_live.py",
    "readme/test_commands.py",
    "search_api/test_cascade_index.py",
    "embedded/test_stopping.py",
    "embedded/test_failing_to_start.py",
    "gan_api/test_seed_encoder.py",
    "vision/test_distillation.py",
    "architecture/test_imports.py",
    "collection/test_rolling.py",
    "common/test_blob_stores.py",
    "common/test_queued_jobs.py",
    "collection/test_harvest.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take longest come first; each keeps the order of its tests."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return tiny_release(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built front-end: a page and what to let in of it, a script with a hash in its name, an icon."""
    dist = tmp_path_factory.mktemp("dist")
    (dist / "index.html").write_text("<!doctype html><title>Gen Studio</title>")
    (dist / "inline.txt").write_text("sha256-c2Ny\nsha256-c3R5\n")
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
