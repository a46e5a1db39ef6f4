"""gen-studio ops plan: the manifests' own numbers decide, the crowd waits as queues do, and the sums are right."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from services.cli import main
from services.ops.crowds import RECORDED, SCENARIOS, Scenario, Visits, read_visits
from services.ops.scaling import Autoscaler, ManifestError, Scaling, read_scaling
from services.ops.simulation import Outcome, Pod, fixed, simulate
from services.ops.sizing import FULL, Habits, Prices, SizingError, Speed, reckon, speed_of
from tests.k8s.manifests import K8S, named, objects

COMPONENTS = K8S / "components"
SCALING = read_scaling(COMPONENTS, "gan-api")
STEADY = Visits(np.full((4, 50), 0.5), np.array([[64, 256] * 25] * 4), "made for a test")
POD = Pod(images_per_s=20.0, preview_cost=0.5, start_s=10.0, node_s=60.0, nodes=2)


def all_there(_: float) -> float:
    return 1.0


def crowd(visitors: int, pods: int, seconds: float = 60, share: Callable[[float], float] = all_there) -> Outcome:
    return simulate(Scenario("a crowd", seconds, share), STEADY, visitors, POD, fixed(SCALING, pods))


def test_the_numbers_are_those_that_are_deployed() -> None:
    spec = named(objects("production"), "ScaledObject", "gan-api")["spec"]
    assert (SCALING.least, SCALING.most) == (spec["minReplicaCount"], spec["maxReplicaCount"])
    assert [one.query for one in SCALING.triggers] == [one["metadata"]["query"] for one in spec["triggers"]]
    assert SCALING.triggers[0].threshold == float(spec["triggers"][0]["metadata"]["threshold"])
    down = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]["scaleDown"]
    assert SCALING.down_window_s == down["stabilizationWindowSeconds"]


def test_a_manifest_that_changes_changes_what_is_simulated(tmp_path: Path) -> None:
    shutil.copytree(COMPONENTS, tmp_path / "k")
    path = tmp_path / "k/keda/scaled-objects.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("maxReplicaCount: 8", "maxReplicaCount: 3"))
    assert read_scaling(tmp_path / "k", "gan-api") == replace(SCALING, most=3)
    things = list(yaml.safe_load_all(path.read_text(encoding="utf-8")))
    del things[0]["spec"]["advanced"]
    path.write_text(yaml.safe_dump_all(things), encoding="utf-8")
    with pytest.raises(ManifestError, match="advanced"):
        read_scaling(tmp_path / "k", "gan-api")


def course(scaling: Scaling, work: Callable[[float], float], seconds: int, begin: int = 1) -> list[int]:
    """Pods wanted after each look of the autoscaler."""
    scaler = Autoscaler(scaling, begin)
    found = []
    for now in range(0, seconds, 5):
        values = {"work": work(now), "visitors": 0.0}
        if now % scaling.polling_s == 0:
            scaler.poll(now, values)
        if now % 15 == 0:
            scaler.sync(now, values)
            found.append(scaler.wanted)
    return found


def test_it_doubles_at_most_every_15_seconds_up_to_the_bound() -> None:
    assert course(SCALING, lambda _: 24 * 100.0, 75) == [2, 4, 8, 8, 8]
    assert course(SCALING, lambda _: 24 * 3.0, 60) == [2, 3, 3, 3]


def test_a_value_that_is_hardly_off_changes_nothing() -> None:
    assert course(SCALING, lambda _: 24 * 1.09, 60) == [1, 1, 1, 1]
    assert course(SCALING, lambda _: 24 * 1.2, 30) == [2, 2]


def test_it_goes_down_by_one_a_minute_after_five_minutes_of_less() -> None:
    found = course(SCALING, lambda now: 24 * 6.0 if now < 60 else 0.0, 660)
    assert max(found) == 6
    assert found[23] == 6  # at 345 s the window still remembers
    assert found[24:37] == [5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 2]
    assert min(found[5:]) >= 1


def test_with_a_least_of_nothing_the_pods_go_and_the_first_search_wakes_them() -> None:
    scaler = Autoscaler(replace(SCALING, least=0), 1)
    for now in range(0, 400, 10):
        scaler.poll(now, {"work": 0.0, "visitors": 0.0})
    assert scaler.wanted == 0
    scaler.poll(400, {"work": 0.0, "visitors": 0.005})
    assert scaler.wanted == 0
    scaler.poll(410, {"work": 0.0, "visitors": 0.02})
    assert scaler.wanted == 1


def test_who_is_alone_waits_for_the_drawing_alone() -> None:
    found = crowd(1, 1)
    assert found.p50_s == pytest.approx((0.5 + 1) / 2 / 20)  # every other one is a preview, which is half as dear
    assert found.worst_s == pytest.approx(1 / 20)
    assert (found.busy, found.late) == (0, 0)
    assert found.asked == pytest.approx(60 / (0.5 + 0.0375), rel=0.05)


def test_more_than_a_pod_draws_waits_and_twice_the_pods_answer_twice_as_much() -> None:
    one, two = crowd(200, 1), crowd(200, 2)
    assert one.answered == pytest.approx(60 * 20 / 0.75, rel=0.05)  # all that it can
    assert two.answered == pytest.approx(2 * one.answered, rel=0.05)
    assert one.busy > two.busy
    assert one.p95_s > 1


def test_every_question_has_an_end() -> None:
    for found in (crowd(200, 1), crowd(5, 1)):
        left = found.asked - found.answered - found.busy - found.late
        assert 0 <= left <= 200


def test_pods_that_must_wait_for_a_node_come_later() -> None:
    def flood(at: float) -> float:
        return 1.0 if at > 5 else 0.0

    many = replace(SCALING, least=1)
    soon = simulate(Scenario("x", 100, flood), STEADY, 200, POD, many)
    late = simulate(Scenario("x", 100, flood), STEADY, 200, replace(POD, nodes=0), many)
    assert soon.answered > late.answered
    assert soon.pods_most == late.pods_most == 2


def test_nobody_is_answered_where_there_is_no_pod_and_all_are_told_so() -> None:
    found = simulate(Scenario("x", 20, all_there), STEADY, 5, POD, replace(SCALING, least=0), begin=0, searches_per_s=0)
    assert found.answered == 0
    assert found.busy > 0


def test_the_sums_of_a_plan() -> None:
    prices = Prices(2.0, 0.5, "a test")
    speed = Speed(20.0, 0.5, "a test")

    def plan(visitors: int) -> dict[str, tuple[int, float]]:
        found = reckon(visitors, STEADY, speed, Habits(), prices, search_per_s=200.0)
        return {line.part: (line.pods, line.month) for line in found.lines}

    at_once = 100_000 * 8 / 60 * 0.12
    images = at_once / (0.5 + 1 / 30) * 0.75
    assert plan(100_000)["gan-api"][0] == int(np.ceil(images / (20 * FULL)))
    assert plan(1_000_000)["gan-api"][1] == pytest.approx(10 * plan(100_000)["gan-api"][1], rel=0.01)
    assert plan(1)["gan-api"] == (1, 730 * 2.0)
    assert plan(1)["redis"] == (1, 730 * 0.5)


def test_the_speed_is_that_of_a_pod_without_its_cache() -> None:
    report = {
        "service": {"1": {"images_per_s": 10}, "8": {"images_per_s": 12}},
        "service_cached": {"1": {"images_per_s": 1000}},
        "drag": {"preview_in_images": 0.4},
    }
    assert speed_of(report, "a file") == Speed(12.0, 0.4, "a file")
    with pytest.raises(SizingError, match="make bench-gan"):
        speed_of({"service": {}}, "a file")


def test_the_recorded_visits_are_of_one_question_at_a_time_small_while_moving_large_at_rest() -> None:
    visits = read_visits(RECORDED)
    assert set(np.unique(visits.sizes)) == {64, 256}
    assert visits.previews > 0.8
    rests = visits.gaps_s > 0.9
    assert (visits.sizes[rests] == 64).all()  # the first question after a look
    assert "assumed" in visits.source


def test_the_command_reckons_and_simulates(monkeypatch: pytest.MonkeyPatch) -> None:
    short = tuple(replace(one, seconds=40.0) for one in SCENARIOS)
    monkeypatch.setattr("services.ops.crowds.SCENARIOS", short)
    told = ["ops", "plan", "--visitors", "2000"]
    ran = CliRunner().invoke(main, [*told, "--images-per-s", "40"])
    assert ran.exit_code == 0, ran.output
    assert "| gan-api |" in ran.output
    assert "Assumed" in ran.output
    assert "| flash crowd |" in ran.output
    refused = CliRunner().invoke(main, told)
    assert refused.exit_code == 2
    assert "make bench-gan" in refused.output
    many = CliRunner().invoke(main, ["ops", "plan", "--visitors", "1000000", "--images-per-s", "40", "--no-simulate"])
    assert many.exit_code == 0
    assert json.dumps(many.output).count("| gan-api |") == 1
