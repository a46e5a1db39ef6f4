"""What a cluster's workers make is what the commands of one machine make, in the same files."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from gan_api.inversion import run as inverting
from gan_api.inversion.invert import Inverter
from gan_api.inversion.run import InversionPlan, invert_works, read_inversions
from services.collection.features import index_store, read_store_features
from services.collection.store import StoredWork, write_catalogue
from services.common.hashes import sha256_of
from services.common.stores import open_blobs
from services.enriching import enrich_store
from services.spark import running, session, tasks
from services.spark.parts import Part
from services.spark.running import Outcome
from services.spark.tasks import Task
from services.spark.worker import Worker, name_of
from services.vision.encoder import load_encoder
from tests.spark.stores import commanded, small_store
from tests.tiny_release import WORKS, picture, save_networks

pytestmark = pytest.mark.timeout(600)  # networks on a busy machine


@pytest.fixture(autouse=True)
def without_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are done here, one after the other, by what is sent to workers; Spark has tests of its own."""

    def here(_: Any, task: Task, parts: Sequence[Part], *, recheck: bool, threads: int, **__: Any) -> Outcome:
        there = open_blobs(task.address).names(task.folder)
        waiting = [part for part in parts if recheck or name_of(task, part) not in there]
        told = [Worker(task, threads).told(part) for part in waiting]
        return Outcome(len(parts), len(parts) - len(waiting), told)

    monkeypatch.setattr(running, "run", here)
    monkeypatch.setattr(session, "spark_session", lambda *_: SimpleNamespace(stop=lambda: None))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return small_store(tmp_path / "store")


def test_features_are_those_of_the_plain_command(store: Path, tmp_path: Path) -> None:
    _, encoder = save_networks(tmp_path)
    told = ("--store", store, "--encoder", encoder)
    said = commanded("featurise", *told)
    assert "10 works were done now" in said
    assert "left out work-10: it can't be read as a picture" in said
    assert "left out work-11: its picture images/work-11.png is missing" in said
    found = read_store_features(store)
    (store / "features.safetensors").unlink()
    index_store(store, load_encoder(encoder))
    plain = read_store_features(store)
    assert (found.ids, found.pictures, found.encoder_sha256) == (plain.ids, plain.pictures, plain.encoder_sha256)
    assert found.rows.astype(np.float32) == pytest.approx(plain.rows.astype(np.float32), abs=1e-3)
    assert "0 works were done now" in commanded("featurise", *told)
    picture(3).save(store / "images" / "work-4.png")  # as a museum may replace it
    assert "0 works were done now" in commanded("featurise", *told)
    assert "1 works were done now" in commanded("featurise", *told, "--recheck")
    again = read_store_features(store).rows.astype(np.float32)
    assert again[4] == pytest.approx(again[3], abs=1e-3)
    assert again[[0, 1, 2, 3, 5]] == pytest.approx(found.rows[[0, 1, 2, 3, 5]].astype(np.float32))


def test_seeds_are_those_of_the_plain_command(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_starts = partial(Inverter, bank=16)
    monkeypatch.setattr(tasks, "Inverter", few_starts)
    monkeypatch.setattr(inverting, "Inverter", few_starts)
    generator, encoder = save_networks(tmp_path)
    write_catalogue(store, [StoredWork(work, f"images/{work.id}.png", True) for work in WORKS[:2]])
    said = commanded("invert", "--store", store, "--generator", generator, "--encoder", encoder, "--steps", 2)
    assert "2 works were done now" in said
    works = [(work.id, store / "images" / f"{work.id}.png") for work in WORKS[:2]]
    losses = invert_works(InversionPlan(works, tmp_path / "plain", generator, encoder, steps=2))
    (seeds, of), (plain, of_plain) = (read_inversions(folder) for folder in (store / "inversions", tmp_path / "plain"))
    assert of == of_plain
    assert list(seeds) == list(plain) == ["work-0", "work-1"]
    report = json.loads((store / "inversions/inversions.json").read_text())
    assert report["losses"] == pytest.approx(losses, rel=0.05)
    assert report["encoder_sha256"] == sha256_of(encoder)  # so that a release need not compare them anew
    for work, seed in seeds.items():  # in bf16, and by another number of threads
        assert np.abs(seed.astype(int) - plain[work]).mean() < 0.02 * 4096


def test_looks_are_those_of_the_plain_command_which_does_not_look_again(store: Path) -> None:
    plain = small_store(store.parent / "plain")
    enrich_store(plain)
    assert "10 works were done now" in commanded("enrich", "--store", store)
    lines = [json.loads(line) for line in (store / "enrichment.jsonl").read_text().splitlines()]
    (store / "enrichment.jsonl").write_text("".join(json.dumps(line | {"caption": "A ramp"}) + "\n" for line in lines))
    commanded("enrich", "--store", store)  # what others said of the same pictures stays
    report = enrich_store(store)
    assert (report.works, report.new) == (10, 0)
    told, wanted = ((folder / "enrichment.jsonl").read_text().splitlines() for folder in (store, plain))
    assert [json.loads(line) for line in told] == [json.loads(line) | {"caption": "A ramp"} for line in wanted]
