"""Engines: each draws what the reference draws; one that does not is refused; the fastest of the others is taken."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from gan_api.inversion.memorising import remembering
from gan_api.model import choosing, recorded, runtimes
from gan_api.model.checkpoint import Checkpoint, load_generator, save_generator
from gan_api.model.choosing import MAX_DIFFERENCE, EngineError, choose, makers_of, some_landmarks, tried
from gan_api.model.engine import Engine, TorchEngine
from gan_api.model.exported import exported
from gan_api.model.generator import SIZES, Generator, GeneratorConfig
from gan_api.model.memory import NUMBERS, Memory
from gan_api.model.runtimes import OnnxEngine, OpenVinoEngine
from services.benchmarks.engines import table, time_engines
from tests.gan_api.tiny import draws_something

SEEDS = np.random.default_rng(4).standard_normal((3, 140)).astype(np.float32)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(size=128, channels=4))
    draws_something(generator)
    keys = torch.from_numpy(SEEDS[:1])
    generator = remembering(generator, keys)  # so that the first seed is a landmark
    cast(Memory, generator.memory).keep(keys, torch.randn(1, NUMBERS))
    path = tmp_path_factory.mktemp("generator") / "generator.safetensors"
    save_generator(generator, path)
    return path


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def checkpoint(file: Path) -> Checkpoint:
    return load_generator(file)


@pytest.fixture(scope="module")
def openvino(checkpoint: Checkpoint) -> OpenVinoEngine:
    return OpenVinoEngine(checkpoint, threads=2)


@pytest.fixture(scope="module")
def onnx(checkpoint: Checkpoint) -> OnnxEngine:
    return OnnxEngine(checkpoint)


@pytest.mark.parametrize("runtime", ["onnx", "openvino"])
@pytest.mark.parametrize("size", SIZES)
def test_every_runtime_draws_what_torch_draws_and_a_seed_never_depends_on_its_company(
    checkpoint: Checkpoint, request: pytest.FixtureRequest, runtime: str, size: int
) -> None:
    wanted = TorchEngine(checkpoint).draw(SEEDS, size)
    engine: Engine = request.getfixturevalue(runtime)
    drawn = engine.draw(SEEDS, size)
    assert drawn.shape == (3, size, size, 3)
    assert drawn.dtype == np.uint8
    assert wanted.std() > 5  # there is something to compare
    forgotten = replace(checkpoint, generator=remembering(checkpoint.generator, torch.zeros(1, 140)))
    unlike = np.abs(TorchEngine(forgotten).draw(SEEDS, size).astype(int) - wanted).max((1, 2, 3))
    assert unlike[0] > 5 * MAX_DIFFERENCE
    assert unlike[1:].max() == 0
    assert np.abs(drawn.astype(int) - wanted).max() <= MAX_DIFFERENCE
    assert np.array_equal(engine.draw(SEEDS[1:2], size)[0], drawn[1])
    assert (engine.sha256, engine.trained_size) == (checkpoint.sha256, 128)


def test_who_draws_at_the_same_time_draws_the_same_as_alone(openvino: OpenVinoEngine) -> None:
    alone = [openvino.draw(seed[None], 64) for seed in SEEDS]
    with ThreadPoolExecutor(6) as callers:
        together = list(callers.map(lambda turn: openvino.draw(SEEDS[turn % 3][None], 64), range(24)))
    assert all(np.array_equal(drawn, alone[turn % 3]) for turn, drawn in enumerate(together))


def test_lanes_that_draw_other_bytes_are_not_used(checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = count()
    monkeypatch.setattr(runtimes._Request, "draw", lambda *_: np.full((1, 64, 64, 3), next(turns) % 2, np.uint8))
    assert OpenVinoEngine(checkpoint, threads=2).lanes == 1


def test_a_generator_is_exported_once_and_another_one_anew(
    checkpoint: Checkpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # exporting takes seconds; what comes of it is tried above
    graph = SimpleNamespace(model_proto=SimpleNamespace(SerializeToString=lambda: b"a graph"))
    monkeypatch.setattr(torch.onnx, "export", lambda *_, **__: graph)
    first = exported(checkpoint, tmp_path)
    before = first.stat().st_mtime_ns
    assert exported(checkpoint, tmp_path) == first
    assert first.stat().st_mtime_ns == before
    other = Checkpoint(checkpoint.generator, "0" * 64)
    assert exported(other, tmp_path) != first
    assert len(list(tmp_path.iterdir())) == 2


class Off:
    """Draws what the reference draws, off by so much in one single pixel."""

    name = "off"
    lanes = 1
    trained_size = 128
    sha256 = "f" * 64

    def __init__(self, reference: TorchEngine, by: int) -> None:
        self._reference, self._by = reference, by

    def draw(self, seeds: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
        pixels = self._reference.draw(seeds, size)
        pixels[0, 0, 0, 0] = min(pixels[0, 0, 0, 0], 255 - self._by) + self._by
        pixels[0, 0, 0, 0] = max(int(pixels[0, 0, 0, 0]), self._by)
        return pixels


def test_an_engine_with_one_pixel_off_by_more_than_the_limit_is_refused(checkpoint: Checkpoint) -> None:
    reference = TorchEngine(checkpoint)
    fine = tried("fine", lambda: Off(reference, MAX_DIFFERENCE), reference)
    assert (fine.refused, fine.difference) == (None, MAX_DIFFERENCE)
    wrong = tried("wrong", lambda: Off(reference, MAX_DIFFERENCE + 1), reference)
    assert wrong.refused is not None
    assert "off by 3 of 255; 2 is the limit" in wrong.refused


def test_an_engine_that_is_off_at_landmarks_alone_is_refused(checkpoint: Checkpoint) -> None:
    reference = TorchEngine(checkpoint)
    forgetful = TorchEngine(replace(checkpoint, generator=remembering(checkpoint.generator, torch.zeros(1, 140))))
    assert tried("forgetful", lambda: forgetful, reference).refused is None
    assert tried("forgetful", lambda: forgetful, reference, some_landmarks(checkpoint)).refused is not None


def test_what_is_not_installed_or_fails_is_passed_over(checkpoint: Checkpoint) -> None:
    reference = TorchEngine(checkpoint)

    def missing() -> Engine:
        raise ModuleNotFoundError("No module named 'openvino'", name="openvino")

    def broken() -> Engine:
        raise RuntimeError("no such instruction")

    assert tried("openvino", missing, reference).refused == "openvino is not installed (pip install gen-studio[fast])"
    assert tried("openvino", broken, reference).refused == "it failed: no such instruction"


def test_auto_takes_the_fastest_of_those_that_draw_the_same(
    checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = TorchEngine(checkpoint)
    engines = {"torch": reference, "quick": Off(reference, 1), "wrong": Off(reference, 9)}
    seconds = {"torch": 0.03, "off": 0.01}
    monkeypatch.setattr(choosing, "timed", lambda engines: [seconds[engine.name] for engine in engines])
    monkeypatch.setattr(choosing, "makers_of", lambda *_: {name: lambda one=one: one for name, one in engines.items()})
    monkeypatch.setattr(choosing, "AUTO", {"cpu": tuple(engines)})
    assert choose("auto", checkpoint) is engines["quick"]
    seconds["off"] = 0.05
    assert choose("auto", checkpoint) is reference


def test_a_machine_that_slows_down_slows_every_engine_that_is_timed() -> None:
    spent = [0.0]

    class Timed(Off):
        def __init__(self, seconds: float) -> None:
            self._own = seconds

        def draw(self, seeds: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
            spent[0] += self._own * (1 + 10 * spent[0])  # busier and busier
            return np.zeros((len(seeds), size, size, 3), np.uint8)

    slow, quick = choosing.timed([Timed(0.04), Timed(0.03)], clock=lambda: spent[0])
    assert quick < slow * 1.1  # one after the other, the quick one would seem to take three times as long
    slow, quick = choosing.timed([Timed(0.04), Timed(0.01)], clock=lambda: spent[0])
    assert quick < slow


def test_an_engine_that_is_named_is_the_one_that_draws_or_it_is_said_why_not(
    checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert choose("onnx", checkpoint).name == "onnx"
    assert choose("torch", checkpoint).name == "torch"
    reference = TorchEngine(checkpoint)
    makers = {"torch": lambda: reference, "openvino": lambda: Off(reference, 9)}
    monkeypatch.setattr(choosing, "makers_of", lambda *_: makers)
    with pytest.raises(EngineError, match="openvino can't draw here: its pictures are off by 9 of 255"):
        choose("openvino", checkpoint)


def test_recordings_draw_what_the_reference_draws_and_each_size_and_batch_is_recorded_once(
    checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorded, "_MOST", 2)
    made: list[recorded.Step] = []

    def record(step: recorded.Step) -> recorded.Step:
        made.append(step)
        return step

    engine: Engine = recorded.RecordedEngine(checkpoint, "cpu", record=record)
    for _ in range(2):
        drawn = engine.draw(SEEDS, 64).astype(int)  # a batch of two, and one of one
        assert np.abs(drawn - TorchEngine(checkpoint).draw(SEEDS, 64)).max() <= MAX_DIFFERENCE
    kept = engine.draw(SEEDS[:1], 64)
    engine.draw(SEEDS[1:2], 64)
    assert np.abs(kept - drawn[:1]).max() <= MAX_DIFFERENCE  # what was handed out is not drawn over
    assert len(made) == 2


def test_a_gpu_has_no_engine_of_the_cpus(checkpoint: Checkpoint) -> None:
    assert list(makers_of(checkpoint, "cuda", 0)) == ["torch", "torch-bf16", "graphs", "graphs-bf16"]


def test_the_benchmark_times_every_engine_at_every_size_and_batch(file: Path) -> None:
    report = time_engines(file, "cpu", 1, rounds=1)
    assert list(report["engines"]) == ["torch", "torch-bf16", "onnx", "openvino", "openvino-bf16"]
    for engine in report["engines"].values():
        assert {(size, batch) for size, row in engine["ms_per_image"].items() for batch in row} == {
            (str(size), str(batch)) for size in SIZES for batch in (1, 4, 16)
        }
    assert report["engines"]["torch"]["difference"] == 0
    shown = table(report).splitlines()
    (torch_row,) = [line for line in shown if line.startswith("| torch | 0 | ")]
    assert torch_row.count("(1.00)") == 9
