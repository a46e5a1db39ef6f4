"""Settings: environment variables in, one typed and frozen object out, or the whole list of what is wrong."""

import os
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_REPOSITORY = Path(__file__).resolve().parents[2]


class SettingsError(ValueError):
    """One or more settings are missing or wrong; the message lists all of them, a line each."""


class ServiceSettings(BaseSettings):
    """Base of every service's settings; a subclass names its prefix in `model_config`."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)


class StudioSettings(ServiceSettings):
    """What `gen-studio up` needs to serve everything from one process (STUDIO_*)."""

    model_config = SettingsConfigDict(env_prefix="STUDIO_")

    host: str = Field("127.0.0.1", min_length=1, description="Address to listen on; 0.0.0.0 opens it to the network.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    release: Path | None = Field(None, description="Folder of the release to serve; the starter release if not given.")
    releases: str | None = Field(
        None,
        description="Store of releases, whose active one is served and followed: a folder, azure://container, "
        "or https://account.blob.core.windows.net/container.",
    )
    frontend: Path = Field(_REPOSITORY / "frontend" / "dist", description="Folder of the built front-end.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("warning", description="Least severe line to log.")
    requests: int = Field(96, ge=1, le=256, description="Requests that are answered at the same time.")
    threads: int = Field(0, ge=0, le=256, description="CPU threads of one drawing or search; 0 leaves it to torch.")
    trusted_proxies: int = Field(0, ge=0, le=8, description="Proxies in front whose X-Forwarded-* headers count.")


S = TypeVar("S", bound=BaseSettings)


def load_settings(settings: type[S], **given: object) -> S:
    """Read `settings` from the environment; `given` values other than None go first. Raises SettingsError."""
    prefix = settings.model_config.get("env_prefix", "")
    named: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    try:
        return settings(**named)
    except ValidationError as error:
        lines = []
        for found in error.errors(include_url=False, include_context=False):
            field = ".".join(map(str, found["loc"]))
            name = f"{prefix}{field}".upper()
            value = named.get(field, os.environ.get(name))
            lines.append(f"  {name}: {found['msg']}" + (f" (it is {str(value)!r})" if value is not None else ""))
        raise SettingsError("these settings are wrong:\n" + "\n".join(lines)) from error
