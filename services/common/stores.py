"""A blob store by its address: a folder, azure://container, or https://account.blob.core.windows.net/container."""

from pathlib import Path

from services.common.blobs import BlobsAway, BlobStore, FolderBlobs


def open_blobs(address: str, patient: bool = True, slow_s: float | None = None) -> BlobStore:
    """The store at an address. Who is not `patient` asks again later, rather than wait for half a minute; who gives
    `slow_s` waits no longer than that for anything, and is not helped by asking again. Raises BlobsAway.
    """
    if not address.startswith(("azure://", "https://")):
        return FolderBlobs(Path(address))
    try:
        from services.common.azure_blobs import AzureBlobs  # noqa: PLC0415  # an extra that few need
    except ImportError as error:
        raise BlobsAway(f"{address} needs Azure's packages: pip install 'gen-studio[azure]'") from error
    if slow_s is not None:
        return AzureBlobs.open(address, retries=0, timeout_s=slow_s)
    return AzureBlobs.open(address) if patient else AzureBlobs.open(address, retries=1)
