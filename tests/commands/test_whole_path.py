"""Every command in its order, on 24 small pictures: from a folder to a release, its networks trained for seconds."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from click.testing import CliRunner, Result
from safetensors.torch import save_file
from tqdm import tqdm

from gan_api.building import guess_of
from gan_api.inversion.seed_encoder import SeedEncoder
from gan_api.model.checkpoint import load_generator
from services.cli import main
from services.collection.features import read_store_features
from services.collection.releases import CARD, open_release, read_artworks, read_features
from services.vision.mobilenetv2 import MobileNetV2
from tests.tiny_release import picture

WORKS = 24


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def good(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a collection, and the weights of eyes that have seen nothing."""
    folder = tmp_path_factory.mktemp("studio")
    images = folder / "prints" / "images"
    images.mkdir(parents=True)
    rows = []
    for number in range(WORKS):
        picture(number).save(images / f"{number}.png")
        rows.append({"id": f"p-{number}", "file": f"images/{number}.png", "title": f"Print {number}", "date": "1850"})
    rows.append({"id": "p-lost", "file": "images/lost.png"})
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "prints" / "metadata.jsonl").write_text(lines + "\nnot json\n")
    torch.manual_seed(0)
    save_file({key: value.clone() for key, value in MobileNetV2().state_dict().items()}, folder / "eyes.safetensors")
    return folder


def test_a_folder_becomes_a_release(studio: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, images, eyes = studio / "store", studio / "store" / "images", studio / "eyes.safetensors"
    drawing, seeing, remembering = studio / "training", studio / "encoder.safetensors", studio / "landmarks.safetensors"
    run_with = ["--threads", "1", "--device", "cpu"]

    said = good("ingest", "folder", studio / "prints", "--store", store)
    assert f"{WORKS} works" in said
    assert "line 25: the file 'images/lost.png' is missing" in said
    assert "line 26: the line is no JSON" in said

    learn = ["--images", images, "--minutes", "0.02", "--batch", "4", *run_with]
    good("train", "generator", *learn, "--output", drawing, "--eyes", eyes, "--channels", "8")
    good("train", "encoder", *learn, "--output", seeing, "--teacher", eyes, "--side", "64")
    assert f"{WORKS} works have features" in good("index", "--store", store, "--encoder", seeing, "--threads", "1")
    networks = ["--generator", drawing / "generator.safetensors", "--encoder", seeing]
    remember = ["train", "landmarks", "--store", store, *networks, "--eyes", eyes, "--output", remembering]
    refused = run(*remember)
    assert refused.exit_code == 2
    assert "holds no seeds; find them with gen-studio invert" in refused.stderr
    said = good("invert", "--store", store, *networks, "--count", "6", "--steps", "2", *run_with)
    assert "6 works have a seed" in said
    assert "Unlikeness of the landmarks: " in good(*remember, "--most", "4", "--minutes", "0.02", *run_with)
    assert load_generator(remembering).generator.config.landmarks == 4

    parts = ["--store", store, "--encoder", seeing, "--training", drawing / "training.json"]
    refused = run("release", "build", *parts, "--generator", drawing / "generator.safetensors", "--out", studio / "no")
    assert refused.exit_code == 2
    assert "another generator" in refused.stderr
    build = ["release", "build", *parts, "--generator", remembering, "--out", studio / "release", *run_with]
    bars: list[str] = []

    class Bar(tqdm):  # type: ignore[type-arg]
        def __init__(self, *arguments: Any, **told: Any) -> None:
            super().__init__(*arguments, **told)
            bars.append(told.get("desc", ""))

    monkeypatch.setattr("tqdm.tqdm", Bar)
    said = good(*build)
    # one for each step, so that it can tell how long the rest takes
    assert bars[1:] == ["1/4 looks", "2/4 features", "4/4 release"]
    release = open_release(studio / "release")
    assert f"Release {release.id} with 6 works" in said
    assert f"4/4 release  {release.id}, new" in said

    made = (studio / "release" / "manifest.json").stat().st_mtime_ns
    said = good(*build)
    assert f"1/4 looks    {WORKS} works, 0 of them anew" in said
    assert f"2/4 features {WORKS} works, as they were" in said
    assert "3/4 seeds    6 works, as they were" in said
    assert f"4/4 release  {release.id}, as it was" in said
    assert (studio / "release" / "manifest.json").stat().st_mtime_ns == made

    (store / "withheld.txt").write_text(read_artworks(release)[0].id + "\n")
    assert "with 5 works" in good(*build)
    assert "with 7 works" in good(*build, "--count", "7", "--steps", "2")
    assert all(work.hues and work.made_by for work in read_artworks(open_release(studio / "release")))
    (store / "withheld.txt").unlink()
    assert f"Release {release.id} with" not in good(*build)
    guess = studio / "seed-encoder.safetensors"
    teach = ["train", "seed-encoder", "--images", images, "--eyes", eyes, "--output", guess, "--minutes", "0.02"]
    good(*teach, "--generator", drawing / "generator.safetensors", "--batch", "4", *run_with)
    refused = run(*build, "--seed-encoder", guess)
    assert refused.exit_code == 2
    assert "train one for this generator" in refused.stderr
    good(*teach, "--generator", remembering, "--batch", "4", *run_with)
    good(*build, "--seed-encoder", guess)
    release = open_release(studio / "release")
    assert isinstance(guess_of(release, "cpu"), SeedEncoder)
    assert "guesses the seed where an inversion begins" in release.path(CARD).read_text("utf-8")
    assert "Unbroken" in good("release", "show", studio / "release")

    features = read_store_features(store)
    rows, made_by = read_features(release)
    assert made_by == features.encoder_sha256
    for work, row in zip(read_artworks(release), rows, strict=True):
        assert row.tolist() == features.rows[features.ids.index(work.id)].tolist()
