"""gen-studio bench soak in short: the composed studio loses nobody's request, and the trial would see it if it did."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from services.benchmarks.soak import answers
from services.benchmarks.soak.answers import Fate, Seen, Told
from services.benchmarks.soak.disk import small_disk
from services.benchmarks.soak.faults import FAULTS
from services.benchmarks.soak.memory import memory_of
from services.benchmarks.soak.merging import merged, part_of, total
from services.benchmarks.soak.parts import Life, Part
from services.benchmarks.soak.redrawing import differing
from services.cli import main
from services.collection.releases import Release

RECIPE = "0123456789ab.1000.64.AAAA"


def picture(colour: tuple[int, int, int] = (9, 9, 9), side: int = 64, recipe: str = RECIPE) -> Told:
    out = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(out, "JPEG")
    return Told(200, {"gen-recipe": recipe}, out.getvalue())


def problem(status: int, kind: str = "application/problem+json") -> Told:
    body = {"status": status, "title": "Away", "detail": "it starts; try again in a few seconds"}
    return Told(status, {"content-type": kind}, json.dumps(body).encode())


def fate(told: Told, seen: Seen | None = None) -> Fate:
    return answers.picture(told, seen or Seen(), RECIPE, 64)[0]


def test_a_studio_whose_parts_are_killed_under_load_loses_nobodys_request(release: Release, tmp_path: Path) -> None:
    told = ["--release", str(release.root), "--engine", "torch", "--store", "folder", "--visitors", "4"]
    told += ["--seconds", "1.5", "--fault", "steady", "--fault", "gan-api", "--fault", "redis-dead"]
    ran = CliRunner().invoke(main, ["bench", "soak", *told, "--json", str(tmp_path / "soak.json")])
    assert ran.exit_code == 0, ran.output
    report = json.loads((tmp_path / "soak.json").read_text(encoding="utf-8"))
    assert [phase["name"] for phase in report["phases"]] == ["steady", "gan-api", "redis-dead"]
    assert all(phase["answered"] > 0 for phase in report["phases"])
    everything = total(report["phases"])
    assert (everything["lost"], everything["wrong"], report["redrawn_wrong"]) == (0, 0, 0)
    assert report["redrawn"] > 0
    assert report["memory"]["gan_api"]["lives"] == 2
    assert everything["sent"] == everything["answered"] + everything["shed"]
    assert merged(report, report)["phases"] == report["phases"]
    assert merged(report, report)["memory"]["gan_api"] == report["memory"]["gan_api"] | {"lives": 4}
    with pytest.raises(ValueError, match="visitors 4"):
        merged(report, report | {"visitors": 5})


def test_parts_have_each_fault_once_and_all_together() -> None:
    names = [fault.name for fault in FAULTS]
    for of in (1, 4, len(names)):
        assert [name for part in range(1, of + 1) for name in part_of(FAULTS, f"{part}/{of}")] == names
    for wrong in ("0/4", "5/4", "2", "a/b", f"1/{len(names) + 1}"):
        with pytest.raises(ValueError, match="no part"):
            part_of(FAULTS, wrong)


def test_memory_that_grows_has_a_slope_and_the_warm_up_has_none() -> None:
    part = Part("leaky", [], {}, lambda: True, Path("log"))
    part.lives = [Life(samples=[(float(at), 100.0 if at <= 20 else 400 + at / 2) for at in range(120)])]
    told = memory_of([part])["leaky"]
    assert told["slope_mb_per_min"] == pytest.approx(30)
    assert (told["early_mb"], told["late_mb"], told["most_mb"]) == (418.5, 451.5, 459.5)


def test_a_picture_of_something_else_or_other_bytes_than_before_is_wrong() -> None:
    seen = Seen()
    assert fate(picture(), seen) is Fate.ANSWERED
    assert fate(picture(), seen) is Fate.ANSWERED
    assert fate(picture((200, 9, 9)), seen) is Fate.WRONG
    assert fate(picture(recipe="0123456789ab.1000.64.BBBB")) is Fate.WRONG
    assert fate(picture(side=128)) is Fate.WRONG
    assert fate(Told(200, {"gen-recipe": RECIPE}, picture().body[:300])) is Fate.WRONG


def test_only_an_error_that_says_what_to_do_is_not_a_loss() -> None:
    assert {fate(problem(status)) for status in (429, 502, 503, 504)} == {Fate.SHED}
    assert fate(problem(500)) is Fate.LOST
    assert fate(problem(503, "text/html")) is Fate.LOST
    assert fate(Told(502, {"content-type": "text/html"}, b"<h1>502</h1>")) is Fate.LOST


def test_other_works_than_before_are_wrong() -> None:
    def told(*ids: str) -> Told:
        return Told(200, {}, json.dumps({"matches": [{"artwork": {"id": one}} for one in ids]}).encode())

    seen = Seen()
    assert answers.works(told("a", "b"), seen, "similar")[0] is Fate.ANSWERED
    assert answers.works(told("b", "a"), seen, "similar")[0] is Fate.WRONG
    assert answers.works(told(), seen, "else")[0] is Fate.WRONG


def test_a_picture_that_another_studio_draws_otherwise_is_found(release: Release) -> None:
    word = f"{release.id}.1000.64.{'A' * 374}"
    assert differing(release, "torch", {word: hashlib.sha256(b"another").hexdigest()}, 5) == (1, 1)


def test_a_full_disk_takes_no_byte_until_it_is_freed(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        if disk.small:  # where one may be mounted
            disk.fill()
            with pytest.raises(OSError, match="space"):
                (disk.folder / "a").write_bytes(b"x")
        disk.free()
        (disk.folder / "a").write_bytes(b"x")
        assert (disk.folder / "a").read_bytes() == b"x"


def test_a_fault_that_is_not_known_is_told_with_those_that_are() -> None:
    ran = CliRunner().invoke(main, ["bench", "soak", "--fault", "flood"])
    assert ran.exit_code == 2
    assert "redis-hung" in ran.output
