"""Blobs in Azure Blob Storage, by managed identity or a connection string; no key stands in code or in an image.

What fails on the way is tried again, later each time and at odd moments; what takes too long is given up.
"""

import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from azure.core.exceptions import AzureError, ResourceNotFoundError
from azure.identity import DefaultAzureCredential
from azure.storage.blob import (
    BlobSasPermissions,
    BlobServiceClient,
    ContainerClient,
    ContentSettings,
    ExponentialRetry,
    generate_blob_sas,
)

from services.common.blobs import BlobsAway, partial_of, parts_of, take_if_whole

CONNECTION = "AZURE_STORAGE_CONNECTION_STRING"
SCHEME = "azure://"
_CHUNK = 4 * 2**20
_CONNECT_S = 5
_READ_S = 30
_API = "2025-11-05"  # one that the emulator knows as well


class AzureBlobs:
    """Blobs of one container."""

    def __init__(self, container: ContainerClient, service: BlobServiceClient) -> None:
        self._container = container
        self._service = service

    @classmethod
    def open(cls, address: str, retries: int = 5, timeout_s: float = _READ_S) -> "AzureBlobs":
        """The container at https://{account}.blob.core.windows.net/{container}, by managed identity, or
        azure://{container}, by the connection string in the environment; `timeout_s` without a byte is the longest
        wait. Raises BlobsAway.
        """
        options: dict[str, Any] = {
            "retry_policy": ExponentialRetry(
                initial_backoff=1, increment_base=2, retry_total=retries, random_jitter_range=1
            ),
            "connection_timeout": min(_CONNECT_S, timeout_s),
            "read_timeout": timeout_s,
            "max_single_put_size": _CHUNK,
            "max_block_size": _CHUNK,
            "max_single_get_size": _CHUNK,
            "max_chunk_get_size": _CHUNK,
            "api_version": _API,
        }
        if address.startswith(SCHEME):
            if not (told := os.environ.get(CONNECTION)):
                raise BlobsAway(f"{address} is reached by {CONNECTION}, which is not set; or give https://…/container")
            service = BlobServiceClient.from_connection_string(told, **options)
            name = address.removeprefix(SCHEME)
        else:
            account, _, name = address.rstrip("/").rpartition("/")
            service = BlobServiceClient(account, DefaultAzureCredential(), **options)
        return cls(service.get_container_client(name), service)

    def read(self, name: str) -> bytes:
        with _answered(name):
            data: bytes = self._client(name).download_blob().readall()
            return data

    def write(self, name: str, data: bytes) -> None:
        with _answered(name):
            kind = ContentSettings(content_type=mimetypes.guess_type(name)[0] or "application/octet-stream")
            self._client(name).upload_blob(data, overwrite=True, content_settings=kind)

    def upload(self, name: str, path: Path) -> None:
        with _answered(name), path.open("rb") as file:  # in blocks, of which nothing shows before the last
            self._client(name).upload_blob(file, length=path.stat().st_size, overwrite=True)

    def fetch(self, name: str, path: Path, sha256: str) -> None:
        partial = partial_of(path)
        with _answered(name):
            client = self._client(name)
            size = client.get_blob_properties().size
            done = partial.stat().st_size if partial.exists() else 0
            if done > size:
                partial.unlink()
                done = 0
            with partial.open("ab") as file:
                if done < size:
                    for chunk in client.download_blob(offset=done, length=size - done).chunks():
                        file.write(chunk)
        take_if_whole(partial, path, name, sha256)

    def delete(self, name: str) -> None:
        try:
            with _answered(name):
                self._client(name).delete_blob()
        except FileNotFoundError:
            return

    def exists(self, name: str) -> bool:
        with _answered(name):
            return bool(self._client(name).exists())

    def names(self, prefix: str = "") -> list[str]:
        with _answered(prefix):
            return sorted(self._container.list_blob_names(name_starts_with=prefix or None))

    def local_path(self, name: str) -> Path:
        raise FileNotFoundError(f"{name} is in Azure Blob Storage; fetch it first")

    def signed_url(self, name: str, seconds: int) -> str | None:
        """Signed by the account's key where the connection string has it, else by a key of the identity's own."""
        client, now = self._client(name), datetime.now(UTC)
        until = now + timedelta(seconds=seconds)
        told: dict[str, Any] = {"permission": BlobSasPermissions(read=True), "expiry": until}
        with _answered(name):
            key = getattr(self._service.credential, "account_key", None)
            if key:
                told["account_key"] = key
            else:
                told["user_delegation_key"] = self._service.get_user_delegation_key(now, until)
            signature = generate_blob_sas(client.account_name or "", client.container_name, name, **told)
        return f"{client.url}?{signature}"

    def make_container(self) -> None:
        """Make the container, if it is not there."""
        with _answered(self._container.container_name):
            if not self._container.exists():
                self._container.create_container()

    def _client(self, name: str) -> Any:
        return self._container.get_blob_client("/".join(parts_of(name)))


@contextmanager
def _answered(name: str) -> Iterator[None]:
    try:
        yield
    except ResourceNotFoundError as error:
        raise FileNotFoundError(f"there is no blob {name!r}, or no container for it") from error
    except AzureError as error:
        raise BlobsAway(f"Azure Blob Storage did not answer for {name!r}: {str(error).splitlines()[0]}") from error
