"""Metrics of a generator: exact where the answer is known, and worse for what is worse."""

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import save_file

from gan_api.evaluation.metrics import frechet_distance, kernel_distance, nearest, precision_recall
from gan_api.evaluation.report import EvaluationPlan, diversity, evaluate_generator, table
from gan_api.inversion.perceptual import Perceptual
from gan_api.model.checkpoint import save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from services.vision.mobilenetv2 import MobileNetV2


def cloud(centre: float, seed: int, count: int = 400) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(centre, 1, (count, 8)).astype(np.float32)


def test_a_set_is_at_no_distance_from_itself() -> None:
    rows = cloud(0, 1)
    assert frechet_distance(rows, rows) == pytest.approx(0, abs=1e-6)
    assert precision_recall(rows, rows) == (1, 1)
    assert nearest(rows, rows).median == pytest.approx(0, abs=1e-6)


def test_the_frechet_distance_of_shifted_sets_is_the_squared_shift() -> None:
    rows = cloud(0, 1)
    assert frechet_distance(rows, rows + np.float32(3)) == pytest.approx(8 * 9, rel=1e-4)


def test_the_frechet_distance_of_scaled_sets_is_known() -> None:
    rows = cloud(0, 1)
    rows = rows - rows.mean(0)
    # (1 − 2)² times the trace of the covariance
    assert frechet_distance(rows, 2 * rows) == pytest.approx(float(np.trace(np.cov(rows.T))), rel=1e-4)


def test_the_kernel_distance_is_about_zero_for_one_distribution_and_grows_with_the_shift() -> None:
    same, error = kernel_distance(cloud(0, 1), cloud(0, 2), subsets=20, size=200)
    near, _ = kernel_distance(cloud(0, 1), cloud(0.5, 2), subsets=20, size=200)
    far, _ = kernel_distance(cloud(0, 1), cloud(2, 2), subsets=20, size=200)
    assert abs(same) < 0.1
    assert error < 0.05
    assert same < near / 3 < near < far


def test_one_good_drawing_again_and_again_is_precise_and_recalls_little() -> None:
    real = cloud(0, 1)
    collapsed = real[:1] + 0.001 * cloud(0, 3)
    precision, recall = precision_recall(real, collapsed)
    assert precision > 0.95
    assert recall < 0.05


def test_drawings_from_elsewhere_are_neither() -> None:
    assert precision_recall(cloud(0, 1), cloud(50, 2)) == (0, 0)


def test_copies_are_nearer_to_the_real_than_the_real_are_to_each_other() -> None:
    real = cloud(0, 1)
    assert nearest(real[:50], real).lowest_tenth < 0.1 * nearest(real, real, same=True).lowest_tenth


def test_a_report_says_what_was_looked_at_and_with_what(tmp_path: Path) -> None:
    torch.manual_seed(0)
    random = np.random.default_rng(0)
    (tmp_path / "images").mkdir()
    for index in range(20):
        Image.fromarray(random.integers(0, 255, (64, 64, 3), dtype=np.uint8)).save(tmp_path / f"images/{index}.png")
    save_generator(Generator(GeneratorConfig(channels=4)), tmp_path / "generator.safetensors")
    save_file(MobileNetV2().state_dict(), tmp_path / "eyes.safetensors")
    report = evaluate_generator(
        EvaluationPlan(tmp_path / "generator.safetensors", tmp_path / "images", tmp_path / "eyes.safetensors", count=24)
    )
    assert (report["real"], report["drawn"], report["size"]) == (20, 24, 64)
    assert all(np.isfinite(report[figure]) for figure in ("fid", "kid", "precision", "recall"))
    assert 0 < report["diversity"] < 4
    assert 0 < report["diversity_of_real"] < 4
    assert "not to be set beside Inception" in table(report)
    assert "24 drawn and 20 real pictures at 64 px" in table(report)


def test_drawing_the_same_again_and_again_is_no_diversity() -> None:
    torch.manual_seed(0)
    eyes = Perceptual(MobileNetV2().eval())
    same, different = torch.rand(1, 3, 64, 64).expand(8, -1, -1, -1), torch.rand(8, 3, 64, 64)
    assert diversity(eyes, iter([same])) == pytest.approx(0, abs=1e-6)
    assert diversity(eyes, iter([different])) > 0.01
