"""Seeds on the way to a release: who gets one where nobody said how many, and how a run that was stopped goes on."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from gan_api.inversion.run import InversionPlan, KeptInversions
from services import building
from services.building import BuildPlan
from services.common.hashes import sha256_of
from tests.spark.stores import small_store


@pytest.fixture
def plan(tmp_path: Path) -> BuildPlan:
    generator, encoder = tmp_path / "generator", tmp_path / "encoder"
    for file in (generator, encoder):
        file.write_bytes(b"a network")
    nobody = tmp_path / "nobody"
    return BuildPlan(small_store(tmp_path / "store"), generator, encoder, nobody, nobody, "2026-01-01")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Whose seeds are asked for, each time; of the first time, two are found before the run is stopped."""
    times: list[list[str]] = []

    def found(plan: InversionPlan, progress: Callable[[int, int], None]) -> dict[str, float]:
        works = [work for work, _ in plan.works]
        times.append(works)
        kept = KeptInversions(plan.output, sha256_of(plan.generator))
        new = [work for work in works if work not in kept.losses][: 2 if len(times) == 1 else None]
        plan.output.mkdir(exist_ok=True)
        kept.encoder_sha256 = sha256_of(plan.encoder)
        kept.add(dict.fromkeys(new, ""), np.zeros((len(new), 140), np.int16), torch.zeros(len(new)))
        progress(len(kept.losses), len(works))
        if len(times) == 1:
            raise KeyboardInterrupt
        return kept.losses

    monkeypatch.setattr(building, "invert_works", found)
    return times


def test_a_run_that_was_stopped_goes_on_with_the_seeds_that_it_was_to_find(
    plan: BuildPlan, asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FIRST_SEEDS", 5)
    told: list[tuple[str, int, int]] = []

    def seeds() -> str:
        return building._seeds(plan, lambda *now: told.append(now))

    with pytest.raises(KeyboardInterrupt):
        seeds()
    rest = "; 7 have none, and so are not shown: --count 12 gives one to all"
    assert seeds() == f"5 works, 3 of them anew{rest}"
    assert asked[0] == asked[1]
    assert len(asked[0]) == 5
    assert told == [("seeds", 0, 5), ("seeds", 2, 5), ("seeds", 2, 5), ("seeds", 5, 5)]
    assert seeds() == f"5 works, as they were{rest}"
    assert len(asked) == 2
    plan.encoder.write_bytes(b"another one")
    assert seeds() == f"5 works, compared anew, as the encoder is another one{rest}"
