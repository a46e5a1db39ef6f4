"""What the README tells a reader to type is there, and works."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from PIL import Image

from services.cli import main
from tests.live import LiveStudio, live_studio

ROOT = Path(__file__).parents[2]
ADDRESS = "http://127.0.0.1:8080"
LEAST_CURLS = 3


def commands(text: str, *kinds: str) -> list[str]:
    """Every command of a text's fenced blocks of these kinds (sh), continued lines joined, comments left out."""
    block: str | None = None  # the kind of the block that a line stands in
    lines = []
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("```"):
            block = line.removeprefix("```") if block is None else None
        elif block in (kinds or {"sh"}) and line.strip() and not line.lstrip().startswith("#"):
            lines.append(line.strip())
    return lines


def make_targets(text: str) -> set[str]:
    """Targets of make that a text names, in its blocks and in its sentences."""
    return set(re.findall(r"(?:^|`)make ([a-z-]+)", text, re.M))


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def studio() -> Iterator[LiveStudio]:
    with live_studio() as running:
        yield running


@pytest.fixture
def kitchen(tmp_path: Path) -> Path:
    """A folder to run commands in, where curl takes an HTTP error for a failure."""
    (tmp_path / ".curlrc").write_text("fail-with-body\nmax-time = 60\n")
    return tmp_path


def run(command: str, address: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command as a reader would, with the pictures that it sends."""
    for name in re.findall(r"@([\w.-]+\.(?:jpg|png|webp))", command):
        Image.new("RGB", (64, 48), (180, 120, 60)).save(folder / name)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command.replace(ADDRESS, address)],
        cwd=folder,
        env={**os.environ, "CURL_HOME": str(folder)},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=90,
        check=False,
    )


def test_the_readme_has_commands_to_try() -> None:
    curls = [command for command in commands(readme()) if command.startswith("curl ")]
    assert len(curls) >= LEAST_CURLS
    assert all(ADDRESS in curl for curl in curls)


def test_every_curl_of_the_readme_works(studio: LiveStudio, kitchen: Path) -> None:
    for command in commands(readme()):
        if command.startswith("curl "):
            ran = run(command, studio.url, kitchen)
            assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"


def test_a_curl_that_is_answered_with_a_problem_would_fail(studio: LiveStudio, kitchen: Path) -> None:
    assert run(f"curl -s {ADDRESS}/livez", studio.url, kitchen).returncode == 0
    assert run(f"curl -s {ADDRESS}/api/gan/v1/nothing", studio.url, kitchen).returncode != 0


def test_every_make_of_the_readme_is_in_the_makefile() -> None:
    named = make_targets(readme())
    assert {"run", "test"} <= named
    assert named <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_every_gen_studio_command_of_the_readme_exists_with_its_options() -> None:
    lines = [line for line in commands(readme(), "sh", "") if line.startswith("gen-studio ")]
    assert lines
    for line in lines:
        found = unknown_option(shlex.split(line)[1:])
        assert not found, f"{line}: {found}"


def unknown_option(words: list[str]) -> str | None:
    """What of a gen-studio command line does not exist; what follows -- is another one, for the cluster."""
    if "--" in words:
        at = words.index("--")
        return unknown_option(words[:at]) or unknown_option(words[at + 1 :])
    command: click.Command = main
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        if rest[0] not in command.commands:
            return f"there is no command {rest[0]!r}"
        command = command.commands[rest.pop(0)]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)} | {
        "--help",
        "-h",
    }
    return next((f"there is no option {word!r}" for word in rest if word.startswith("-") and word not in known), None)


def test_a_command_or_option_that_does_not_exist_would_be_seen() -> None:
    assert unknown_option(["ingest", "folder", "x", "--store", "y"]) is None
    assert unknown_option(["ingest", "folder", "x", "--shop", "y"]) == "there is no option '--shop'"
    assert unknown_option(["ops", "jobs", "submit", "x", "--", "index", "--shop", "y"]) == "there is no option '--shop'"
    assert unknown_option(["devour"]) == "there is no command 'devour'"


def test_commands_are_read_from_sh_blocks_alone() -> None:
    text = "```sh\n# a comment\ncurl -s \\\n  x\n```\n\n```python\ncurl\n```\n\ncurl y\n\n```\ncurl z\n```\n"
    assert commands(text) == ["curl -s    x"]
    assert commands(text, "sh", "") == ["curl -s    x", "curl z"]
