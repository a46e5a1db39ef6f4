"""A store for Spark: twelve works, one of which is no picture and one of which is missing; and the commands on it."""

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from services.cli import main
from services.collection.store import StoredWork, write_catalogue
from tests.tiny_release import WORKS, picture


def small_store(folder: Path) -> Path:
    (folder / "images").mkdir(parents=True)
    for number in range(10):
        picture(number).save(folder / "images" / f"work-{number}.png")
    (folder / "images" / "work-10.png").write_bytes(b"no picture")
    write_catalogue(folder, [StoredWork(work, f"images/{work.id}.png", True) for work in WORKS])
    return folder


def commanded(*words: Any) -> str:
    told = CliRunner().invoke(main, ["spark", *map(str, words)])
    assert told.exit_code == 0, told.output
    return told.stdout
