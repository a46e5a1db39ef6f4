"""The figures of the watermark: counted as they are, and shown in a table."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_api.marks import measuring
from gan_api.marks.detection import FALSE_POSITIVES, THRESHOLD
from gan_api.marks.embedding import Pixels
from gan_api.marks.measuring import (
    CHANGES,
    cut,
    evaluate_watermark,
    halved,
    measure_drawings,
    measure_works,
    table,
    trimmed,
)

DRAWINGS: Pixels = np.full((2, 128, 128, 3), (90, 120, 60), np.uint8)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """One change, so that a test is short."""
    monkeypatch.setattr(measuring, "CHANGES", {"as drawn": CHANGES["as drawn"]})


def test_a_change_does_what_its_name_says() -> None:
    image = Image.new("RGB", (100, 50))
    assert halved(image).size == (50, 25)
    assert cut(image).size == (90, 45)
    assert trimmed(image).size == (80, 40)
    assert all(change(image).mode == "RGB" for change in CHANGES.values())


@pytest.mark.usefixtures("few")
def test_marked_drawings_are_found_and_their_likeness_told() -> None:
    report = measure_drawings(DRAWINGS)
    assert (report["pictures"], report["size"]) == (2, 128)
    assert report["changes"]["as drawn"]["detected"] == 1
    assert 40 < report["psnr_least_db"] <= report["psnr_db"] < 60


@pytest.mark.usefixtures("few")
def test_a_mark_that_is_not_made_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "watermark", lambda pixels: pixels)
    assert measure_drawings(DRAWINGS)["changes"]["as drawn"]["detected"] == 0


def test_a_false_alarm_is_counted() -> None:
    plain, marked = (Image.fromarray(pixels) for pixels in (DRAWINGS[0], measuring.watermark(DRAWINGS[0])))
    report = measure_works([plain, marked])
    assert (report["pictures"], report["false_alarms"]) == (2, 1)


@pytest.mark.usefixtures("few")
def test_the_report_takes_as_many_works_as_asked_and_becomes_a_table(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.png" for number in range(5)]
    for file in files:
        Image.new("RGB", (40, 40), "teal").save(file)
    report = evaluate_watermark([DRAWINGS], files, works=2)
    assert report["works"]["pictures"] == 2
    assert (report["threshold"], report["false_positives_at_most"]) == (round(THRESHOLD, 2), FALSE_POSITIVES)
    shown = table(report)
    assert "128 px" in shown
    assert "taken for marked: 0" in shown
    assert evaluate_watermark([DRAWINGS], [], works=2)["works"] is None
