"""Settings of the generator service, read from GAN_* environment variables."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.common.settings import ServiceSettings


class GanSettings(ServiceSettings):
    """Every setting has a default that suits one laptop."""

    model_config = SettingsConfigDict(env_prefix="GAN_")

    release: Path | None = Field(None, description="Folder of the release to serve; the starter release if not given.")
    device: Literal["cpu", "cuda"] = Field("cpu", description="Where the generator runs.")
    threads: int = Field(0, ge=0, le=256, description="CPU threads for one drawing; 0 leaves it to torch.")
    cache_mb: int = Field(256, ge=0, le=65536, description="Memory for drawn images, in MiB.")
    max_waiting: int = Field(64, ge=1, le=10000, description="Drawings that may wait before the service answers 429.")
    trusted_proxies: int = Field(0, ge=0, le=8, description="Proxies in front whose X-Forwarded-* headers count.")
