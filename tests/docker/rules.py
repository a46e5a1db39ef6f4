"""What we ask of every Dockerfile: its text in, what is wrong with it out."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

DOCKER = Path(__file__).parents[2] / "docker"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCKER.glob("*.Dockerfile"))}
_LABELS = {"title", "description", "licenses", "version", "revision"}
_SECRET = re.compile(r"(password|secret|token|api_?key|connection_?string|credential)\w*\s*=", re.I)


@dataclass(frozen=True)
class Step:
    """One instruction, its continued lines joined."""

    name: str
    told: str


def steps(text: str) -> list[Step]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [Step(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


def last_stage(found: list[Step]) -> list[Step]:
    begins = [place for place, step in enumerate(found) if step.name == "FROM"]
    return found[begins[-1] :]


def faults(text: str) -> list[str]:
    """What is wrong, a line each; nothing where all is well."""
    found = steps(text)
    stages = [step.told for step in found if step.name == "FROM"]
    last = last_stage(found)
    users = [step.told for step in last if step.name == "USER"]
    wrong = []
    if len(stages) < 2:
        wrong.append("has one stage: what builds would be served too")
    bases = dict(
        step.told.split("=", 1) for step in found[: found.index(Step("FROM", stages[0]))] if step.name == "ARG"
    )
    names = {told.split(" AS ")[-1] for told in stages}
    for told in stages:
        base = re.sub(r"\$\{(\w+)\}", lambda name: bases.get(name[1], ""), told.split(" AS ")[0])
        if base not in names and not re.fullmatch(
            r"[a-z0-9.]+/[a-z0-9/-]+:(?!latest)[\w.-]*\d?[\w.-]*(@sha256:[0-9a-f]{64})?", base
        ):
            wrong.append(f"base {base!r} names no registry and tag")
    if not users or not re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1]):
        wrong.append("does not run as a user by number other than root")
    if any(step.name == "ADD" for step in found):
        wrong.append("adds what nobody checked: use COPY")
    if any(re.search(r"(curl|wget)\b[^&|]*https?://", step.told) for step in found if step.name == "RUN"):
        wrong.append("fetches what no hash vouches for")
    if any(step.name in {"ENV", "ARG"} and _SECRET.search(step.told) for step in found):
        wrong.append("holds a secret")
    if any(step.name == "COPY" and step.told.split()[0] in {".", "./"} for step in found):
        wrong.append("copies the whole context")
    labels = {
        name
        for step in last
        if step.name == "LABEL"
        for name in re.findall(r"opencontainers\.image\.(\w+)=", step.told)
    }
    if not labels >= _LABELS:
        wrong.append(f"lacks labels: {sorted(_LABELS - labels)}")
    there = {step.name for step in last}
    wrong += [f"has no {name}" for name in ("ENTRYPOINT", "HEALTHCHECK", "EXPOSE", "STOPSIGNAL") if name not in there]
    if any(step.name == "ENTRYPOINT" and not step.told.startswith("[") for step in last):
        wrong.append("starts by a shell, which keeps signals to itself")
    return wrong


def entrypoint(text: str) -> list[str]:
    labels = [step.told for step in steps(text) if step.name == "ENTRYPOINT"]
    words: list[str] = json.loads(labels[-1])
    return words
