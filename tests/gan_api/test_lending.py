"""The generator lent to browsers: what its graphs draw, and how they are handed out and tried."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from flask.testing import FlaskClient

from gan_api.app import create_app
from gan_api.model import portable as making
from gan_api.model.checkpoint import Checkpoint, load_generator, save_generator
from gan_api.model.engine import TorchEngine
from gan_api.model.generator import SIZES, Generator, GeneratorConfig
from gan_api.model.portable import Graph, portable
from gan_api.settings import GanSettings
from tests.gan_api import tiny
from tests.gan_api.tiny import draws_something

API = "/api/gan/v1"
SEEDS = np.random.default_rng(4).standard_normal((2, 140)).astype(np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture(scope="module")
def checkpoint(folder: Path) -> Checkpoint:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(size=128, channels=4))
    draws_something(generator)
    save_generator(generator, folder / "generator.safetensors")
    return load_generator(folder / "generator.safetensors")


@pytest.fixture(scope="module")
def graphs(checkpoint: Checkpoint, folder: Path) -> tuple[Graph, ...]:
    return portable(checkpoint, folder)


def test_every_graph_draws_what_the_reference_draws(checkpoint: Checkpoint, graphs: Sequence[Graph]) -> None:
    reference = TorchEngine(checkpoint)
    assert [graph.size for graph in graphs] == list(SIZES)
    for graph in graphs:
        session = onnxruntime.InferenceSession(str(graph.path), providers=["CPUExecutionProvider"])
        assert [output.name for output in session.get_outputs()] == [str(graph.size)]
        (drawn,) = session.run(None, {"seeds": SEEDS})
        wanted = reference.draw(SEEDS, graph.size)
        assert wanted.std() > 5  # there is something to compare
        assert drawn.dtype == np.uint8
        assert np.abs(drawn.astype(int) - wanted).max() <= 1


def test_weights_are_kept_as_fp16_unless_that_shows(
    checkpoint: Checkpoint, graphs: Sequence[Graph], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_NEAR", -1)  # so that any difference shows
    whole = portable(checkpoint, folder)
    assert ({graph.precision for graph in graphs}, {graph.precision for graph in whole}) == ({"fp16"}, {"fp32"})
    for half, full in zip(graphs, whole, strict=True):
        assert half.path.stat().st_size < 0.6 * full.path.stat().st_size


def test_graphs_are_made_once(checkpoint: Checkpoint, graphs: Sequence[Graph], folder: Path) -> None:
    before = [graph.path.stat().st_mtime_ns for graph in graphs]
    assert portable(checkpoint, folder) == graphs
    assert [graph.path.stat().st_mtime_ns for graph in graphs] == before


@pytest.fixture
def lent(tmp_path: Path) -> list[Graph]:
    made = []
    for size in SIZES:
        data = f"a graph of {size} px".encode()
        path = tmp_path / f"{size}.onnx"
        path.write_bytes(data)
        made.append(Graph(size, "fp16", path, hashlib.sha256(data).hexdigest()))
    return made


@pytest.fixture
def client(lent: list[Graph]) -> FlaskClient:
    return create_app(GanSettings(), tiny.deps(graphs=lambda: lent)).test_client()


def test_a_browser_is_told_where_the_graphs_are_and_gets_the_bytes_that_their_hash_names(client: FlaskClient) -> None:
    offer = client.get(f"{API}/generator").get_json()
    assert [graph["size"] for graph in offer["graphs"]] == list(SIZES)
    for graph in offer["graphs"]:
        answer = client.get(graph["url"])
        assert hashlib.sha256(answer.data).hexdigest() == graph["sha256"]
        assert len(answer.data) == graph["bytes"]
        assert "immutable" in answer.headers["Cache-Control"]
        assert client.get(graph["url"], headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_a_trial_holds_what_the_service_draws_of_the_seed_that_is_told(client: FlaskClient) -> None:
    offer = client.get(f"{API}/generator").get_json()
    seed = np.array(offer["seed"], np.float32)
    for graph in offer["graphs"]:
        (wanted,) = tiny.FlatEngine().draw(seed[None], graph["size"])
        trial, step = graph["trial"], graph["trial"]["step"]
        assert trial["across"] * step == graph["size"]
        assert trial["pixels"] == wanted[step // 2 :: step, step // 2 :: step].ravel().tolist()


def test_the_generator_is_drawn_with_and_made_once(lent: list[Graph]) -> None:
    asked: list[int] = []
    engine = tiny.FlatEngine()

    def make() -> list[Graph]:
        asked.append(1)
        return lent

    client = create_app(GanSettings(), tiny.deps(tiny.studio(engine), graphs=make)).test_client()
    assert asked == []
    assert client.get(f"{API}/generator").get_json() == client.get(f"{API}/generator").get_json()
    assert (asked, len(engine.drawn)) == ([1], len(SIZES))


def test_an_unknown_graph_is_not_found(client: FlaskClient) -> None:
    answer = client.get(f"{API}/generator/{'0' * 64}.onnx")
    assert answer.status_code == 404
    assert "GET /api/gan/v1/generator names" in answer.get_json()["detail"]


def test_where_packages_are_missing_nothing_is_lent_and_it_is_said_what_does_as_well() -> None:
    def missing() -> list[Graph]:
        raise ModuleNotFoundError("No module named 'onnxscript'", name="onnxscript")

    for graphs in (missing, None):
        answer = create_app(GanSettings(), tiny.deps(graphs=graphs)).test_client().get(f"{API}/generator")
        assert answer.status_code == 404
        assert "pip install gen-studio[fast]" in answer.get_json()["detail"]
