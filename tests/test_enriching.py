"""A store's works get words for how they look, which are facts to search by and say who made them."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from services.cli import main
from services.collection.annotating import AzureVision
from services.collection.columns import Columns
from services.collection.ingest import ingest_folder
from services.collection.store import ENRICHMENT, read_store
from services.common.polite import AwayError, Manners, PoliteClient
from services.enriching import enrich_store
from services.vision import looks
from services.vision.fingerprints import MAX_DISTANCE, distance, fingerprint
from services.vision.looks import MAKER
from tests.collection.museum import Museum, always, open_museum

ANALYZE = "/computervision/imageanalysis:analyze"
ANSWER = {
    "modelVersion": "2023-10-01",
    "captionResult": {"text": "a red square", "confidence": 0.9},
    "tagsResult": {"values": [{"name": "square", "confidence": 0.99}, {"name": "ship", "confidence": 0.3}]},
}


@pytest.fixture
def museum() -> Iterator[Museum]:
    with open_museum() as found:
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A red square, a dark wide one, a picture, and the same picture at half its size; one of them tagged already."""
    folder = tmp_path / "folder"
    (folder / "images").mkdir(parents=True)
    Image.new("RGB", (90, 90), "#d02020").save(folder / "images" / "red.png")
    Image.new("RGB", (200, 90), "#101010").save(folder / "images" / "dark.png")
    spots = np.random.default_rng(3).integers(0, 256, (8, 12, 3), np.uint8)
    once = Image.fromarray(spots).resize((160, 120), Image.Resampling.BICUBIC)
    once.save(folder / "images" / "once.png")
    once.resize((80, 60), Image.Resampling.LANCZOS).save(folder / "images" / "twice.png")
    rows = [{"id": name, "file": f"images/{name}.png"} for name in ("red", "dark", "once", "twice")]
    rows[0]["tags"] = ["Shapes"]  # type: ignore[assignment]
    (folder / "metadata.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ingest_folder(folder, tmp_path / "store")
    return tmp_path / "store"


def azure(museum: Museum) -> AzureVision:
    client = PoliteClient(usual=Manners(per_second=1000, attempts=2), sleep=lambda _: None)
    return AzureVision(museum.address, "the key", client)


def test_how_works_look_can_be_searched_and_says_who_made_it(store: Path) -> None:
    report = enrich_store(store)
    assert (report.works, report.new, report.duplicates) == (4, 4, [["once", "twice"]])
    red, dark, *_ = works = [stored.artwork for stored in read_store(store)]
    assert (red.hues, "colourful" in red.looks) == (("red",), True)
    assert {"dark", "wide"} <= set(dark.looks)
    assert red.made_by == (f"hues, looks: {MAKER}",)
    columns = Columns.of(works)
    assert columns.having("hues", {"red"}).tolist()[:2] == [True, False]
    assert columns.having("looks", {"dark"}).tolist()[:2] == [False, True]


def test_pictures_of_one_shape_in_other_colours_are_no_duplicates(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "images").mkdir(parents=True)
    once = Image.fromarray(np.random.default_rng(3).integers(0, 256, (8, 12), np.uint8)).resize((160, 120))
    grey = once.convert("RGB")
    tinted = Image.merge("RGB", (once, *[once.point(lambda light: 128 + (light - 128) // 8)] * 2))
    assert distance(fingerprint(grey), fingerprint(tinted)) <= MAX_DISTANCE
    for name, image in (("grey", grey), ("tinted", tinted), ("again", grey.resize((80, 60)))):
        image.save(folder / "images" / f"{name}.png")
    rows = [{"id": name, "file": f"images/{name}.png"} for name in ("grey", "tinted", "again")]
    (folder / "metadata.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ingest_folder(folder, tmp_path / "store")
    assert enrich_store(tmp_path / "store").duplicates == [["grey", "again"]]


def test_what_was_looked_at_is_not_looked_at_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enrich_store(store)
    first = (store / ENRICHMENT).read_bytes()
    assert enrich_store(store).new == 0
    assert (store / ENRICHMENT).read_bytes() == first
    Image.new("RGB", (90, 90), "#2040c0").save(store / "images" / "new.png")
    (store / "images" / "new.png").replace(store / "images" / "red.png")
    assert enrich_store(store).new == 1
    assert read_store(store)[0].artwork.hues == ("blue",)
    monkeypatch.setattr("services.enriching.MAKER", "gen-studio looks 2")
    assert enrich_store(store).new == 4


def test_a_run_that_was_stopped_goes_on(store: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        enrich_store(store, progress=stop)
    with (store / f"{ENRICHMENT}.partial").open("a") as file:
        file.write('{"id": "once", "pic')  # cut off
    report = enrich_store(store)
    assert (report.works, report.new) == (4, 2)


def test_a_picture_that_cannot_be_read_is_named(store: Path) -> None:
    (store / "images" / "dark.png").unlink()
    (store / "images" / "dark.png").write_text("a poem")
    assert set(enrich_store(store).left_out) == {"dark"}


def test_azure_vision_says_what_is_to_be_seen(store: Path, museum: Museum) -> None:
    museum.behaviour = {ANALYZE: always(200, json.dumps(ANSWER).encode(), "application/json")}
    enrich_store(store, azure(museum))
    red = read_store(store)[0].artwork
    assert red.tags == ("Shapes", "square")
    assert red.made_by == (f"hues, looks: {MAKER}", "tags: azure-ai-vision 2024-02-01")
    assert museum.asked[ANALYZE] == 4
    assert museum.headers[-1]["Ocp-Apim-Subscription-Key"] == "the key"
    assert enrich_store(store, azure(museum)).new == 0
    assert museum.asked[ANALYZE] == 4


def test_azure_vision_that_is_away_ends_the_run_and_what_was_done_is_kept(store: Path, museum: Museum) -> None:
    enrich_store(store)
    museum.behaviour = {ANALYZE: always(503)}
    with pytest.raises(AwayError, match="503"):
        enrich_store(store, azure(museum))
    assert read_store(store)[0].artwork.hues == ("red",)


def test_no_picture_leaves_unless_an_annotator_is_named(store: Path, museum: Museum) -> None:
    environment = {"AZURE_VISION_ENDPOINT": museum.address, "AZURE_VISION_KEY": "the key"}
    result = CliRunner().invoke(main, ["enrich", "--store", str(store)], env=environment)
    assert result.exit_code == 0, result.output
    assert "4 works are enriched, 4 of them now" in result.stdout
    assert museum.asked == {}
    result = CliRunner().invoke(main, ["enrich", "--store", str(store), "--annotator", "azure"], env={})
    assert result.exit_code == 2
    assert "AZURE_VISION_KEY" in result.stderr
    assert looks.MAKER in (store / ENRICHMENT).read_text()
