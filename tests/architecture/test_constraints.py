"""The pinned versions: one for every package that is needed, from no place in particular, and the ones in use here."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINNED = {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in LINES}


def needed() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *(line for name in extras if name != "gpu" for line in extras[name])]
    names: set[str] = {canonicalize_name(Requirement(line).name) for line in asked}
    return names - {canonicalize_name(project["name"])}


def installed(name: str) -> str | None:
    try:
        return version(name).split("+")[0]  # a local part names a build, not a version
    except PackageNotFoundError:
        return None


def test_every_line_pins_one_version_and_names_no_place() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []
    assert len(PINNED) == len(LINES)


def test_everything_that_the_project_asks_for_is_pinned() -> None:
    assert needed() - PINNED.keys() == set()


def test_what_is_installed_here_is_what_is_pinned() -> None:
    found = {name: installed(name) for name in PINNED}
    assert {name: at for name, at in found.items() if at not in {PINNED[name], None}} == {}
