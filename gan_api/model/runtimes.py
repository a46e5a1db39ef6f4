"""Engines that run the exported graph on a CPU: ONNX Runtime, and OpenVINO in two precisions."""

import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gan_api.model.checkpoint import Checkpoint
from gan_api.model.engine import Pixels
from gan_api.model.exported import exported
from gan_api.model.generator import SIZES


class OnnxEngine:
    """ONNX Runtime on the CPU."""

    name = "onnx"

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


class OpenVinoEngine:
    """OpenVINO on the CPU, in fp32 or, as `fast`, in bf16 where the CPU has it."""

    def __init__(
        self, checkpoint: Checkpoint, threads: int = 0, fast: bool = False, folder: Path | None = None
    ) -> None:
        """Raises ImportError where openvino is not installed."""
        import openvino  # noqa: PLC0415  # an extra

        core = openvino.Core()
        graph = core.read_model(exported(checkpoint, folder))
        wanted: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": "bf16" if fast else "f32"}
        if threads:
            wanted["INFERENCE_NUM_THREADS"] = threads
        self._requests = {}
        for size in SIZES:
            # a model of one output holds only the layers that this output needs
            part = openvino.Model([graph.output(str(size))], graph.get_parameters(), f"drawing at {size} px")
            self._requests[size] = core.compile_model(part.clone(), "CPU", wanted).create_infer_request()
        self._one_at_a_time = threading.Lock()
        self.name = "openvino-bf16" if fast else "openvino"
        self.trained_size = checkpoint.generator.config.size
        self.sha256 = checkpoint.sha256

    def draw(self, seeds: NDArray[np.float32], size: int) -> Pixels:
        with self._one_at_a_time:
            rows = [self._requests[size].infer([row[None]])[0].copy() for row in seeds]
        return np.concatenate(rows)
