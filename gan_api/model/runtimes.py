"""Engines that run the exported graph on a CPU: ONNX Runtime, and OpenVINO in two precisions.

OpenVINO draws one picture on all cores, or several at once on a share of them each: all cores for who comes alone, a
lane for each where many come, since cores that need not wait for each other draw more.
"""

import logging
import queue
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gan_api.model.checkpoint import Checkpoint
from gan_api.model.engine import Pixels
from gan_api.model.exported import exported
from gan_api.model.generator import SEED_LENGTH, SIZES

_MOST_LANES = 4
_LOG = logging.getLogger("gen_studio.engine")


class OnnxEngine:
    """ONNX Runtime on the CPU."""

    name = "onnx"
    lanes = 1

    def __init__(self, checkpoint: Checkpoint, threads: int = 0, folder: Path | None = None) -> None:
        """Raises ImportError where onnxruntime is not installed."""
        import onnxruntime  # noqa: PLC0415  # an extra

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others want the cores, too
        graph = str(exported(checkpoint, folder))
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._run = onnxruntime.RunOptions()
        self._run.only_execute_path_to_fetches = True  # a preview computes only the layers it needs
        self._one_at_a_time = threading.Lock()
        self.trained_size = checkpoint.generator.config.size
        self.sha256 = checkpoint.sha256

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels:
        with self._one_at_a_time:
            rows = [self._session.run([str(size)], {"seeds": row[None]}, self._run)[0] for row in seeds]
        return np.concatenate(rows)


class _Request:
    """A compiled model of OpenVINO that draws one seed at a time, past the conversions of its `infer`."""

    def __init__(self, openvino: Any, model: Any) -> None:
        self._request = model.create_infer_request()
        self._seed = np.zeros((1, SEED_LENGTH), np.float32)
        self._request.set_input_tensor(openvino.Tensor(self._seed, shared_memory=True))

    def draw(self, seed: NDArray[np.float32]) -> Pixels:
        """(140,) to (1, size, size, 3)."""
        self._seed[0] = seed
        self._request.infer(share_outputs=True)
        drawn: Pixels = self._request.get_output_tensor().data.copy()
        return drawn


_Requests = Mapping[int, _Request]  # for each size


class OpenVinoEngine:
    """OpenVINO on the CPU, in fp32 or, as `fast`, in bf16 where the CPU has it."""

    def __init__(
        self, checkpoint: Checkpoint, threads: int = 0, fast: bool = False, folder: Path | None = None
    ) -> None:
        """Raises ImportError where openvino is not installed."""
        import openvino  # noqa: PLC0415  # an extra
        from openvino.passes import ConstantFolding, Manager  # noqa: PLC0415

        core = openvino.Core()
        graph = core.read_model(exported(checkpoint, folder))
        graph.reshape([1, SEED_LENGTH])
        folding = Manager()
        folding.register_pass(ConstantFolding())
        folding.run_passes(graph)  # once for all models, which then share these weights
        wanted: dict[str, Any] = {
            "INFERENCE_PRECISION_HINT": "bf16" if fast else "f32",
            "ENABLE_CPU_PINNING": False,  # others want the cores, too
        }
        if threads:
            wanted["INFERENCE_NUM_THREADS"] = threads

        def compiled(**more: Any) -> dict[int, Any]:
            models = {}
            for size in SIZES:
                # a model of one output holds only the layers that this output needs
                part = openvino.Model([graph.output(str(size))], graph.get_parameters(), f"drawing at {size} px")
                models[size] = core.compile_model(part.clone(), "CPU", wanted | more)
            return models

        alone = compiled(PERFORMANCE_HINT="LATENCY")
        self._alone: _Requests = {size: _Request(openvino, model) for size, model in alone.items()}
        cores = int(alone[SIZES[0]].get_property("INFERENCE_NUM_THREADS"))
        self._lanes: list[_Requests] = [self._alone]
        if cores > 1:
            models = compiled(NUM_STREAMS=min(cores, _MOST_LANES))
            count = int(models[SIZES[0]].get_property("NUM_STREAMS"))
            self._lanes = self._trusted(
                [{size: _Request(openvino, model) for size, model in models.items()} for _ in range(count)]
            )
        self.lanes = len(self._lanes)
        self._free: queue.LifoQueue[int] = queue.LifoQueue()
        for lane in range(self.lanes):
            self._free.put(lane)
        self._busy = 0
        self._counting = threading.Lock()
        self._company = ThreadPoolExecutor(self.lanes, "lane")
        self.name = "openvino-bf16" if fast else "openvino"
        self.trained_size = checkpoint.generator.config.size
        self.sha256 = checkpoint.sha256

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels:
        if len(seeds) == 1 or self.lanes == 1:
            return (
                self._one(seeds[0], size)
                if len(seeds) == 1
                else np.concatenate([self._one(row, size) for row in seeds])
            )
        return np.concatenate(list(self._company.map(lambda row: self._one(row, size), seeds)))

    def _one(self, seed: NDArray[np.float32], size: int) -> Pixels:
        """(140,) to (1, size, size, 3), in the next lane that is free, with all cores if the others are."""
        lane = self._free.get()
        with self._counting:
            self._busy += 1
            requests = self._alone if self._busy == 1 else self._lanes[lane]
        try:
            return requests[size].draw(seed)
        finally:
            with self._counting:
                self._busy -= 1
            self._free.put(lane)

    def _trusted(self, lanes: list[_Requests]) -> list[_Requests]:
        """The lanes, or one that draws with all cores, where a share of them draws other bytes."""
        seed = np.random.default_rng(0).standard_normal(140).astype(np.float32)
        for size in SIZES:
            if not np.array_equal(self._alone[size].draw(seed), lanes[0][size].draw(seed)):
                _LOG.info("some of the cores draw other bytes than all of them at %d px; one drawing at a time", size)
                return [self._alone]
        return lanes
