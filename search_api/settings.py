"""Settings of the search service, read from SEARCH_* environment variables."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.common.settings import ServiceSettings

MUSEUMS = (
    "ids.si.edu",
    "images.metmuseum.org",
    "media.nga.gov",
    "openaccess-cdn.clevelandart.org",
    "upload.wikimedia.org",
    "www.artic.edu",
)


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
    budget_ms: int = Field(
        0,
        ge=0,
        le=60_000,
        description="Longest search of a large collection, in ms; then the best so far are given, and said not to be "
        "exact. 0: no limit.",
    )
    milvus_url: str | None = Field(
        None, description="Milvus that has the release (gen-studio milvus fill), for collections of millions."
    )
    milvus_token: str = Field("", description="Who we are to Milvus: user:password, or a token.")
    milvus_timeout_ms: int = Field(
        500, ge=1, le=60_000, description="Longest wait for Milvus, before our own index answers, in ms."
    )
    milvus_breadth: int = Field(
        128, ge=1, le=16_384, description="Candidates that Milvus keeps in hand (HNSW's ef): more finds more, slower."
    )
    milvus_checked: float = Field(
        0.01, ge=0, le=1, description="Share of Milvus' answers whose recall is measured against our exact index."
    )
    generator_url: str | None = Field(
        None,
        pattern=r"^http://[A-Za-z0-9.-]+(:[0-9]{1,5})?$",
        description="Address of the generator service, to find works like a recipe: http://host:port. "
        "`gen-studio up` needs none.",
    )
    picture_hosts: str = Field(
        ",".join(MUSEUMS),
        pattern=r"^[A-Za-z0-9.-]+(,[A-Za-z0-9.-]+)*$",
        description="Museums' hosts, with commas between, whose pictures are fetched where a visitor gives an address; "
        "none: no one's are.",
    )
    max_waiting: int = Field(8, ge=0, le=1000, description="Uploads that may wait before the service answers 429.")
    trusted_proxies: int = Field(0, ge=0, le=8, description="Proxies in front whose X-Forwarded-* headers count.")

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that pictures are fetched from."""
        return frozenset(self.picture_hosts.lower().split(",")) - {"none"}
