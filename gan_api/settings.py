"""Settings of the generator service, read from GAN_* environment variables."""

from pathlib import Path
from typing import Literal

from pydantic import Field, RedisDsn
from pydantic_settings import SettingsConfigDict

from gan_api.drawing import MAX_DEADLINE_MS
from gan_api.model.choosing import Name
from services.common.settings import ServiceSettings


class GanSettings(ServiceSettings):
    """Every setting has a default that suits one laptop."""

    model_config = SettingsConfigDict(env_prefix="GAN_")

    release: Path | None = Field(None, description="Folder of the release to serve; the starter release if not given.")
    releases: str | None = Field(
        None,
        description="Store of releases, whose active one is served and followed: a folder, azure://container, "
        "or https://account.blob.core.windows.net/container.",
    )
    device: Literal["cpu", "cuda"] = Field("cpu", description="Where the generator runs.")
    engine: Name = Field("auto", description="What draws; auto takes the fastest that draws what torch draws.")
    threads: int = Field(0, ge=0, le=256, description="CPU threads for one drawing; 0 leaves it to torch.")
    redis_url: RedisDsn | None = Field(
        None, description="Redis for what several pods share: pictures, jobs, limits; this process alone if not given."
    )
    cache_mb: int = Field(256, ge=0, le=65536, description="Memory for drawn images, in MiB.")
    max_waiting: int = Field(64, ge=1, le=10000, description="Drawings that may wait before the service answers 429.")
    max_delay_ms: float = Field(3, ge=0, le=1000, description="Longest wait for company, where company pays, in ms.")
    max_batch: int = Field(32, ge=1, le=256, description="Most images that are drawn together, where that pays.")
    deadline_ms: int = Field(10_000, ge=1, le=MAX_DEADLINE_MS, description="Longest wait for a drawing, in ms.")
    rate_per_minute: int = Field(
        0,
        ge=0,
        le=1_000_000,
        description="Images of 256 px that a client may have drawn a minute, smaller ones cost less; 0: no limit.",
    )
    job_threads: int = Field(
        1,
        ge=1,
        le=16,
        description="Jobs (films) that this process does at the same time; with Redis the workers do them, one each.",
    )
    max_jobs: int = Field(16, ge=1, le=1000, description="Jobs that may wait before the service answers 429.")
    jobs_mb: int = Field(256, ge=1, le=65536, description="Memory for what jobs made, in MiB; the oldest go first.")
    results: str | None = Field(
        None,
        description="Store for large files that workers make, so that Redis need not carry them: a folder that all "
        "pods share, azure://container, or https://account.blob.core.windows.net/container.",
    )
    renderings: str | None = Field(
        None,
        description="Store for pictures that were drawn, behind memory and Redis, for CPUs that draw slowly: a folder "
        "that all pods share, azure://container, or https://account.blob.core.windows.net/container; let it forget by "
        "age.",
    )
    keep_jobs_s: int = Field(600, ge=1, le=86400, description="Seconds that a job is known after its end.")
    max_listeners: int = Field(
        16, ge=1, le=1000, description="Streams of a job's events at the same time; each takes one of the requests."
    )
    c2pa_certificate: Path | None = Field(
        None, description="PEM file of the certificate that signs downloads, its issuers below it."
    )
    c2pa_key: Path | None = Field(None, description="PEM file of that certificate's key (EC P-256, without password).")
    c2pa_folder: Path | None = Field(
        None,
        description="Folder for the development certificate of those who give none; empty for the user's own.",
    )
    trusted_proxies: int = Field(0, ge=0, le=8, description="Proxies in front whose X-Forwarded-* headers count.")
