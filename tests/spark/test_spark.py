"""On Spark parts are done side by side; what is done is not done again, and what broke breaks nothing else."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner

from services.cli import main
from services.common.blobs import FolderBlobs
from services.spark import running
from services.spark import session as sessions
from services.spark.parts import Part, parts_of
from services.spark.running import gathered, run
from services.spark.session import SparkMissing, spark_session
from services.spark.storing import pairs_of, works_of
from services.spark.tasks import Made
from services.spark.weights import fetched_weights, send_weights
from services.spark.worker import TRIES, name_of
from services.vision.looks import looks_of
from tests.spark.stores import commanded, small_store
from tests.tiny_release import picture

pytestmark = pytest.mark.timeout(600)  # on a busy machine, Java and two more Pythons take their time to start


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One for all: it takes long to start."""
    session = spark_session("local[2]")
    yield session
    session.stop()


@pytest.fixture
def shared(spark: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The commands use it, too, and leave it running."""

    class Lent:
        def __getattr__(self, name: str) -> Any:
            return getattr(spark, name)

        def stop(self) -> None: ...

    monkeypatch.setattr(sessions, "spark_session", lambda *_: Lent())
    return spark


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return small_store(tmp_path / "store")


@dataclass(frozen=True)
class Measure:
    """The length of a picture's file; breaks at some works, each time."""

    batch: ClassVar[int] = 2
    address: str
    breaks_at: str = ""
    folder: str = "spark/lengths"

    def made_of(self, pictures: Mapping[str, bytes]) -> Made:
        if self.breaks_at in pictures:
            with (Path(self.address) / "tried").open("a") as file:
                file.write("x")
            raise ConnectionError("it broke")
        return {work: str(len(data)).encode() for work, data in pictures.items()}, {}


def test_looks_are_those_of_the_plain_function(shared: Any, store: Path) -> None:
    assert "10 works were done now" in commanded("enrich", "--store", store)
    lines = [json.loads(line) for line in (store / "enrichment.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == [f"work-{number}" for number in range(10)]
    wanted = json.loads(json.dumps(looks_of(picture(5)).to_json()))
    assert lines[5]["measures"] == wanted
    assert lines[5]["picture"] == hashlib.sha256((store / "images" / "work-5.png").read_bytes()).hexdigest()


def test_a_part_that_breaks_is_tried_again_and_named_and_the_others_are_done(spark: Any, store: Path) -> None:
    parts = [Part(tuple(pairs_of(works_of(str(store)))[start : start + 3])) for start in range(0, 9, 3)]
    outcome = run(spark, Measure(str(store), breaks_at="work-4"), parts)
    assert [(one.key, one.error) for one in outcome.failed] == [(parts[1].key, "ConnectionError: it broke")]
    assert outcome.made == 6
    assert (store / "tried").read_text() == "x" * TRIES
    again = run(spark, Measure(str(store)), parts)
    assert (again.skipped, again.made, again.failed) == (2, 3, [])
    found = list(gathered(FolderBlobs(store), Measure(str(store)), parts))
    assert [one.data for one in found] == [
        str((store / "images" / f"work-{number}.png").stat().st_size).encode() for number in range(9)
    ]


def test_results_of_parts_that_are_no_more_are_removed(spark: Any, store: Path) -> None:
    task, pairs = Measure(str(store)), pairs_of(works_of(str(store)))
    before, after = [Part(tuple(pairs[:3])), Part(tuple(pairs[3:6]))], [Part(tuple(pairs[:3])), Part(tuple(pairs[4:6]))]
    blobs = FolderBlobs(store)
    run(spark, task, before)
    run(spark, task, after)
    assert [one.id for one in gathered(blobs, task, after)] == ["work-0", "work-1", "work-2", "work-4", "work-5"]
    assert set(blobs.names(task.folder)) == {name_of(task, part) for part in after}


def test_a_work_that_the_store_withholds_is_no_work_for_spark(store: Path) -> None:
    assert len(works_of(str(store))) == 12
    (store / "withheld.txt").write_text("work-3\n")
    assert "work-3" not in [stored.artwork.id for stored in works_of(str(store))]


def test_a_new_work_changes_its_own_part_alone() -> None:
    pairs = [(f"w{number}", f"images/w{number}.jpg") for number in range(3000)]
    parts = list(parts_of(pairs, 64))
    assert [pair for part in parts for pair in part.works] == pairs
    assert max(len(part.works) for part in parts) <= 4 * 64
    assert 20 < len(parts) < 100
    more = list(parts_of([*pairs[:1500], ("new", "images/new.jpg"), *pairs[1500:]], 64))
    keys = {part.key for part in parts}
    assert 1 <= len([part for part in more if part.key not in keys]) <= 2
    assert Part.of_json(parts[0].to_json()) == parts[0]
    renamed = list(parts_of([(work, file.replace("jpg", "png")) for work, file in pairs], 64))
    assert not keys & {part.key for part in renamed}


def test_weights_come_to_workers_by_their_hash(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path / "store")
    (tmp_path / "weights").write_bytes(b"weights")
    sha256 = send_weights(blobs, tmp_path / "weights")
    path = fetched_weights(blobs, sha256, tmp_path / "here")
    assert path.read_bytes() == b"weights"
    path.write_bytes(b"spoilt")
    assert fetched_weights(blobs, sha256, tmp_path / "here").read_bytes() == b"weights"


def test_without_java_or_its_packages_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SparkMissing, match="openjdk-17-jre-headless"):
        spark_session("local[1]")
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(SparkMissing, match=r"pip install 'gen-studio\[spark\]'"):
        spark_session("local[1]")


def test_what_is_no_setting_of_spark_and_no_store_is_refused(shared: Any, tmp_path: Path) -> None:
    wrong = CliRunner().invoke(main, ["spark", "enrich", "--store", str(tmp_path), "--conf", "cores=2"])
    assert "spark.NAME=VALUE" in wrong.stderr
    missing = CliRunner().invoke(main, ["spark", "enrich", "--store", str(tmp_path)])
    assert "is no store" in missing.stderr
    assert missing.exit_code == 2
    assert running.Outcome(3, 3).made == 0
