"""The command line teaches: each command says what it does, with an example, and what comes next; and it is quick."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from services.cli import main


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*path, name))
    else:
        yield path, command


LEAVES = dict(leaves(main))
LAST = {("release", "show"), ("worker",), ("bench", "engines")}


def test_the_commands_are_listed_in_the_order_of_their_use() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    told = re.findall(r"^  (\w+) {2,}[A-Z]", shown, re.M)
    order = "up ingest enrich train index invert evaluate spark release milvus worker ops bench"
    assert told == order.split()


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_help_has_an_example_that_its_options_allow(path: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(main, [*path, "--help"], terminal_width=200).output
    example = re.search(rf"gen-studio {' '.join(path)}[^\n]*(?:\\\n[^\n]*)*", shown)
    assert "Example" in shown
    assert example is not None
    known = {option for parameter in LEAVES[path].params for option in parameter.opts}
    ours = example[0].split(" -- ")[0]  # what follows is another command's
    assert set(re.findall(r"--[a-z-]+", ours)) <= known
    assert path in LAST or "Next: " in shown


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_option_says_what_it_is(path: tuple[str, ...]) -> None:
    for parameter in LEAVES[path].params:
        assert isinstance(parameter, click.Argument) or parameter.help, parameter.name


def test_help_does_not_wait_for_torch() -> None:
    code = (
        "import services.cli, sys; print([name for name in ('torch', 'flask', 'PIL', 'numpy') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_failure_that_can_be_mended_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["release", "show", str(tmp_path)])
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_bug_keeps_its_trace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("services.collection.releases.open_release", fail)
    result = CliRunner().invoke(main, ["release", "show", str(tmp_path)])
    assert isinstance(result.exception, ZeroDivisionError)
