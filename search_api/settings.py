"""Settings of the search service, read from SEARCH_* environment variables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.common.settings import ServiceSettings


class SearchSettings(ServiceSettings):
    """Every setting has a default that suits one laptop."""

    model_config = SettingsConfigDict(env_prefix="SEARCH_")

    release: Path | None = Field(None, description="Folder of the release to serve; the starter release if not given.")
    releases: str | None = Field(
        None,
        description="Store of releases, whose active one is served and followed: a folder, azure://container, "
        "or https://account.blob.core.windows.net/container.",
    )
    encoder: Path | None = Field(
        None,
        description="A ResNet50 (safetensors, torchvision's names) in place of the release's encoder; the release's "
        "features must have been made by it.",
    )
    indexes: Path | None = Field(
        None, description="Folder for the indexes of large collections; the user's own cache if not given."
    )
    max_waiting: int = Field(8, ge=0, le=1000, description="Uploads that may wait before the service answers 429.")
    trusted_proxies: int = Field(0, ge=0, le=8, description="Proxies in front whose X-Forwarded-* headers count.")
