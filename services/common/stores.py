"""A blob store by its address: a folder, azure://container, or https://account.blob.core.windows.net/container."""

from pathlib import Path

from services.common.blobs import BlobsAway, BlobStore, FolderBlobs


def open_blobs(address: str) -> BlobStore:
    """The store at an address. Raises BlobsAway."""
    if not address.startswith(("azure://", "https://")):
        return FolderBlobs(Path(address))
    try:
        from services.common.azure_blobs import AzureBlobs  # noqa: PLC0415  # an extra that few need
    except ImportError as error:
        raise BlobsAway(f"{address} needs Azure's packages: pip install 'gen-studio[azure]'") from error
    return AzureBlobs.open(address)
