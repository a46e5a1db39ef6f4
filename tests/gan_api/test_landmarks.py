"""A tiny generator learns to remember its landmarks: it draws them closely, and nothing else changes."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from gan_api import latent
from gan_api.inversion.invert import Inverter
from gan_api.inversion.landmarks import LandmarksPlan, learn_landmarks
from gan_api.inversion.memorising import Memoriser
from gan_api.inversion.run import REPORT, InversionPlan, KeptInversions, invert_works, read_inversions
from gan_api.inversion.sharpening import Sharpener
from gan_api.inversion.spacing import APART
from gan_api.model.checkpoint import CheckpointError, load_generator, save_generator
from gan_api.model.generator import Generator, GeneratorConfig
from services.common.hashes import sha256_of


@pytest.fixture(autouse=True)
def few_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where a descent begins nor how well a tone is known is what is asked here."""
    monkeypatch.setattr("gan_api.inversion.toning._SEEDS", 256)
    monkeypatch.setattr("gan_api.inversion.run.Inverter", partial(Inverter, bank=16))


@pytest.fixture
def inverted(models: Path, tmp_path: Path, clock: None) -> LandmarksPlan:
    """Three works with seeds, and a plan of 10 steps to remember two of them."""
    works = []
    for index in range(3):
        works.append((f"work-{index}", tmp_path / f"{index}.png"))
        Image.new("RGB", (70, 90), (90 * index, 90, 30)).save(works[-1][1])
    files = {name: models / f"{name}.safetensors" for name in ("generator", "encoder")}
    invert_works(InversionPlan(works, tmp_path / "out", steps=2, **files))
    eyes, output = models / "eyes.safetensors", tmp_path / "landmarks.safetensors"
    return LandmarksPlan(works[:2], tmp_path / "out", eyes=eyes, output=output, minutes=0.05, **files)


def report(plan: LandmarksPlan) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((plan.inversions / REPORT).read_text())
    return told


def test_landmarks_are_drawn_more_closely_from_seeds_without_a_tone_and_the_others_stay(
    inverted: LandmarksPlan,
) -> None:
    seeds, _ = read_inversions(inverted.inversions)
    losses = report(inverted)["losses"]
    found = learn_landmarks(inverted)
    assert found.before == pytest.approx((losses["work-0"] + losses["work-1"]) / 2, rel=0.05)
    assert found.after < found.before - 0.02
    again, sha256 = read_inversions(inverted.inversions)
    assert sha256 == sha256_of(inverted.output)
    assert list(again) == list(seeds)
    assert np.array_equal(again["work-2"], seeds["work-2"])
    tone = load_generator(inverted.output).generator.tone
    of_before, of_now = (
        tone(torch.from_numpy(latent.restore(np.stack([some[work] for work, _ in inverted.works]))))
        for some in (seeds, again)
    )
    assert of_now.abs().max() < 1e-3 < of_before.abs().max()
    now = report(inverted)["losses"]
    assert now["work-2"] == losses["work-2"]
    assert (now["work-0"] + now["work-1"]) / 2 == pytest.approx(found.after, abs=1e-4)
    with Image.open(inverted.inversions / "landmarks.png") as sheet:
        assert sheet.size == (2 * 64, 3 * 64)  # of two works: the picture, the drawing before, the drawing now
    with Image.open(inverted.inversions / "maps.png") as sheet:
        assert sheet.size == (3 * 7 * 64 + 2 * 8, 7 * 64)


def test_seeds_that_crowd_are_given_room_once(inverted: LandmarksPlan) -> None:
    kept = KeptInversions(inverted.inversions, sha256_of(inverted.generator))
    kept.drop({"work-0", "work-1"})
    crowded = np.stack([np.full(140, 2000, np.int16), np.r_[np.full(139, 2000), 0].astype(np.int16)])
    kept.add({"work-0": "", "work-1": ""}, crowded, torch.zeros(2))
    plan = replace(inverted, minutes=0.01)
    learn_landmarks(plan)
    seeds, _ = read_inversions(plan.inversions)
    first, second = (latent.restore(seeds[work]).astype(float) for work in ("work-0", "work-1"))
    assert first @ second / np.linalg.norm(first) / np.linalg.norm(second) < APART + 0.05
    learn_landmarks(plan)
    again, _ = read_inversions(plan.inversions)
    assert all(np.array_equal(again[work], seeds[work]) for work in seeds)


def test_the_generators_own_weights_stay(inverted: LandmarksPlan) -> None:
    learn_landmarks(inverted)
    before, after = (load_generator(file).generator.state_dict() for file in (inverted.generator, inverted.output))
    assert all(torch.equal(after[name], weight) for name, weight in before.items() if name != "tone.weight")
    assert {name.split(".")[0] for name in set(after) - set(before)} == {"memory"}


def test_the_same_command_again_goes_on_from_what_was_reached(inverted: LandmarksPlan) -> None:
    short = replace(inverted, minutes=0.018)
    first = learn_landmarks(short)
    second = learn_landmarks(short)
    assert second.before == pytest.approx(first.after, rel=0.01)
    told = report(inverted)["landmarks"]
    assert told["works"] == ["work-0", "work-1"]
    assert told["minutes"] == pytest.approx(2 * short.minutes, abs=0.01)
    assert told["before"] == first.before


def test_of_works_that_were_compared_by_another_encoder_nobody_is_said_to_have_seen_all(
    inverted: LandmarksPlan,
) -> None:
    told = report(inverted)
    assert told["encoder_sha256"] == sha256_of(inverted.encoder)
    (inverted.inversions / REPORT).write_text(json.dumps(told | {"encoder_sha256": "another"}))
    learn_landmarks(replace(inverted, minutes=0.01))
    assert KeptInversions(inverted.inversions, sha256_of(inverted.output)).encoder_sha256 is None
    all_works = [*inverted.works, ("work-2", inverted.works[0][1].with_name("2.png"))]
    learn_landmarks(replace(inverted, minutes=0.01, works=all_works))
    assert KeptInversions(inverted.inversions, sha256_of(inverted.output)).encoder_sha256 == told["encoder_sha256"]


def test_seeds_of_a_generator_that_is_neither_the_one_named_nor_the_output_are_refused(
    inverted: LandmarksPlan, tmp_path: Path
) -> None:
    other = tmp_path / "other.safetensors"
    save_generator(Generator(GeneratorConfig(channels=4)), other)
    with pytest.raises(CheckpointError, match="another generator"):
        learn_landmarks(replace(inverted, generator=other))
    assert not inverted.output.exists()


@pytest.fixture
def larger(inverted: LandmarksPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LandmarksPlan:
    """The same works with a generator that has a layer beyond the codes."""
    monkeypatch.setattr("gan_api.inversion.sharpening._WARM", 0)
    small = load_generator(inverted.generator).generator
    large = Generator(GeneratorConfig(128, 4))
    large.load_state_dict(small.state_dict(), strict=False)
    save_generator(large.eval(), tmp_path / "large.safetensors")
    told = report(inverted) | {"generator_sha256": sha256_of(tmp_path / "large.safetensors")}
    (inverted.inversions / REPORT).write_text(json.dumps(told))
    return replace(inverted, generator=tmp_path / "large.safetensors")


def test_the_last_part_of_the_time_is_for_drawing_sharply(
    larger: LandmarksPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    for kind in (Memoriser, Sharpener):

        def step(self: Any, done: float, kind: Any = kind, before: Any = kind.step) -> dict[str, float]:
            steps.append(kind.__name__)
            told: dict[str, float] = before(self, done)
            return told

        monkeypatch.setattr(kind, "step", step)
    learn_landmarks(larger)
    assert steps == ["Memoriser"] * 8 + ["Sharpener"] * 4  # of 0.3 s each, in 2.1 and 0.9 s
    told = report(larger)["landmarks"]
    assert (told["minutes"], told["sharpened"]) == pytest.approx((0.06, 0.02))
    steps.clear()
    before = load_generator(larger.output).generator
    learn_landmarks(replace(larger, sharpen=1, minutes=0.01))
    assert steps == ["Sharpener"] * 2
    assert report(larger)["landmarks"]["sharpened"] == pytest.approx(0.03)
    after = load_generator(larger.output).generator
    weights = zip(before.state_dict().items(), after.state_dict().values(), strict=True)
    moved = {name for (name, weight), now in weights if not torch.equal(weight, now)}
    assert moved
    assert all(".128." in name for name in moved)


def test_only_what_is_remembered_can_be_sharpened(larger: LandmarksPlan) -> None:
    with pytest.raises(ValueError, match="remembers 0 of these 2 works"):
        learn_landmarks(replace(larger, sharpen=1))
    assert not larger.output.exists()


def test_what_is_stopped_while_it_remembers_is_not_sharpened(
    larger: LandmarksPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> dict[str, float]:
        raise KeyboardInterrupt

    monkeypatch.setattr(Memoriser, "step", interrupted)
    learn_landmarks(larger)
    assert larger.output.exists()
    assert report(larger)["landmarks"]["sharpened"] == 0
