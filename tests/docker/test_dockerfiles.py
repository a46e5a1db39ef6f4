"""The images: small, dated bases, no root, no secrets, nothing unchecked; and they start what there is."""

import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from services.cli import main
from tests.docker.rules import DOCKER, FILES, Step, entrypoint, faults, steps

ROOT = DOCKER.parent
GOOD = FILES["search_api.Dockerfile"]
SERVICES = [name for name in FILES if name != "frontend.Dockerfile"]


def test_there_is_one_for_each_part_and_one_more_for_gpus() -> None:
    assert set(FILES) == {
        "frontend.Dockerfile",
        "gan_api.Dockerfile",
        "gan_api.cuda.Dockerfile",
        "search_api.Dockerfile",
        "spark.Dockerfile",
        "worker.Dockerfile",
    }


@pytest.mark.parametrize("name", FILES)
def test_every_image_keeps_the_rules(name: str) -> None:
    assert faults(FILES[name]) == []


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [
        ("USER 10001:10001", "USER root", "user by number"),
        ("USER 10001:10001", "", "user by number"),
        ("debian:bookworm-slim", "debian:latest", "names no registry and tag"),
        ("docker.io/library/debian:bookworm-slim", "debian", "names no registry and tag"),
        ("COPY services services", "COPY . .", "whole context"),
        ("COPY services services", "ADD https://example.org/services.tar.gz services", "adds"),
        ("COPY services services", "RUN curl -O https://example.org/model", "no hash"),
        ("ARG VERSION=0.1.0", "ARG BLOB_CONNECTION_STRING=x", "secret"),
        ("image.revision", "image.other", "labels"),
        ("HEALTHCHECK", "LABEL", "no HEALTHCHECK"),
        ('ENTRYPOINT ["gunicorn", ', "ENTRYPOINT gunicorn ", "shell"),
    ],
)
def test_each_rule_finds_what_breaks_it(said: str, instead: str, fault: str) -> None:
    assert said in GOOD
    assert any(fault in found for found in faults(GOOD.replace(said, instead)))


def test_an_image_of_one_stage_is_found() -> None:
    assert any("one stage" in found for found in faults(GOOD[: GOOD.index("FROM ${DEBIAN} AS run")]))


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    linted = subprocess.run(
        [hadolint, *sorted(DOCKER.glob("*.Dockerfile"))], capture_output=True, check=False, text=True
    )
    assert (linted.returncode, linted.stdout) == (0, "")
    control = subprocess.run(
        [hadolint, "-"], input="FROM debian\nRUN cd /tmp\n", capture_output=True, check=False, text=True
    )
    assert control.returncode == 1


@pytest.mark.parametrize("name", FILES)
def test_all_that_is_copied_is_there(name: str) -> None:
    copied = [
        step.told.split()[:-1] for step in steps(FILES[name]) if step.name == "COPY" and "--from" not in step.told
    ]
    missing = [path for paths in copied for path in paths if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_starts_by_what_the_package_has(name: str) -> None:
    program, *words = entrypoint(FILES[name])
    assert shutil.which(program, path=str(Path(sys.executable).parent))
    if program == "gen-studio":
        command = main.commands[words[0]]
        assert {word for word in words if word.startswith("--")} <= {
            option for parameter in command.params for option in parameter.opts
        }
    else:
        module, factory = words[-1].removesuffix("()").split(":")
        assert callable(getattr(importlib.import_module(module), factory))
        importlib.import_module(words[words.index("--config") + 1].removeprefix("python:"))


@pytest.mark.parametrize("name", SERVICES)
def test_services_are_built_alike(name: str) -> None:
    def common(text: str) -> list[Step]:
        ours = {"LABEL", "ENV", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"}
        own = ("pip install", "openjdk")
        return [step for step in steps(text) if step.name not in ours and not any(word in step.told for word in own)]

    assert common(FILES[name]) == common(GOOD)


def test_the_context_holds_only_what_is_named() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {"**/*.pem", "**/*.key", "**/.env*"} <= set(rules)
    copied = {
        path.split("/")[0]
        for text in FILES.values()
        for step in steps(text)
        if step.name == "COPY" and "--from" not in step.told
        for path in step.told.split()[:-1]
    }
    let_in = {re.split(r"/", rule[1:])[0] for rule in rules if rule.startswith("!")}
    assert copied == let_in
