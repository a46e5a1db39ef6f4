"""Releases in a blob store: published by their hashes, one of them active, others to go back to.

`files/{sha256}` hold the files, each once however many releases have it; `releases/{id}.json` are the manifests; and
`active.json` names the active release and those that were active before it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.collection.manifests import MANIFEST, ReleaseError, read_manifest
from services.collection.releases import Release, open_release
from services.common.blobs import BlobStore, BrokenBlob
from services.common.hashes import sha256_of

ACTIVE = "active.json"
_REMEMBERED = 20

Progress = Callable[[str, int, int], None]  # a file, of bytes done, in all


@dataclass(frozen=True)
class Published:
    """A release in a store."""

    id: str
    created: str
    artworks: int
    bytes: int
    active: bool


def publish(release: Release, store: BlobStore, progress: Progress | None = None) -> None:
    """Write a release to a store; what is there already is not sent again. Its manifest comes last."""
    files: dict[str, dict[str, Any]] = release.manifest["files"]
    total, done = sum(known["bytes"] for known in files.values()), 0
    for name, known in files.items():
        if not store.exists(f"files/{known['sha256']}"):
            store.upload(f"files/{known['sha256']}", release.root / name)
        done += known["bytes"]
        if progress is not None:
            progress(name, done, total)
    store.upload(f"releases/{release.id}.json", release.root / MANIFEST)


def published(store: BlobStore) -> list[Published]:
    """The releases of a store, newest first."""
    active = active_release(store)
    found = []
    for name in store.names("releases/"):
        told = json.loads(store.read(name))
        size = sum(known["bytes"] for known in told["files"].values())
        found.append(Published(told["id"], told["created"], told["artworks"], size, told["id"] == active))
    return sorted(found, key=lambda one: one.created, reverse=True)


def active_release(store: BlobStore) -> str | None:
    """Which release is active, if one is. Raises ReleaseError where that can't be read."""
    return _active(store)[0]


def activate(store: BlobStore, release: str) -> None:
    """Let a published release be the active one. Raises ReleaseError where it is not whole in the store."""
    name = f"releases/{release}.json"
    if not store.exists(name):
        known = ", ".join(one.id for one in published(store)) or "none"
        raise ReleaseError(f"release {release} is not in the store; published are: {known}")
    for file, told in json.loads(store.read(name))["files"].items():
        if not store.exists(f"files/{told['sha256']}"):
            raise ReleaseError(f"{file} of release {release} is missing in the store; publish the release again")
    active, before = _active(store)
    if active != release:
        _write(store, release, [*([active] if active else []), *(one for one in before if one != release)])


def rollback(store: BlobStore) -> str:
    """Let the release that was active before be so again, and say which that is. Raises ReleaseError."""
    _, before = _active(store)
    if not before:
        raise ReleaseError("no release was active before; activate one by its id")
    activate(store, before[0])
    _write(store, before[0], before[1:])
    return before[0]


def fetch_release(store: BlobStore, release: str, folder: Path) -> Release:
    """Bring a release to folder/{id}, by the hash of each file, and open it. A fetch that broke is gone on with.

    Raises ReleaseError, or BlobsAway.
    """
    whole, partial = folder / release, folder / f".partial-{release}"
    if (whole / MANIFEST).exists():
        return open_release(whole)
    partial.mkdir(parents=True, exist_ok=True)
    try:
        (partial / MANIFEST).write_bytes(store.read(f"releases/{release}.json"))
        manifest = read_manifest(partial)
        if manifest["id"] != release:
            raise ReleaseError(f"releases/{release}.json tells of release {manifest['id']}; publish it again")
        for name, known in manifest["files"].items():
            path = partial / name
            if not path.exists() and not _taken(folder, known["sha256"], path):
                store.fetch(f"files/{known['sha256']}", path, known["sha256"])
    except (FileNotFoundError, BrokenBlob) as error:
        raise ReleaseError(f"release {release} can't be fetched whole: {error}") from error
    opened = open_release(partial)
    partial.replace(whole)
    return Release(opened.id, whole, opened.manifest)


def _taken(folder: Path, sha256: str, path: Path) -> bool:
    """Take a file from another release that is here, if one has it: releases often share their largest."""
    for manifest in folder.glob(f"*/{MANIFEST}"):
        if manifest.parent == path.parent:
            continue
        try:
            files = read_manifest(manifest.parent)["files"]
            name = next((one for one, known in files.items() if known["sha256"] == sha256), None)
            if name is not None and sha256_of(manifest.parent / name) == sha256:
                path.hardlink_to(manifest.parent / name)
                return True
        except (OSError, ReleaseError):  # then it is fetched
            continue
    return False


def _active(store: BlobStore) -> tuple[str | None, list[str]]:
    try:
        told = json.loads(store.read(ACTIVE))
        return str(told["id"]), [str(one) for one in told["before"]]
    except FileNotFoundError:
        return None, []
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{ACTIVE} can't be read ({error}); activate a release anew") from error


def _write(store: BlobStore, active: str, before: list[str]) -> None:
    told = {"id": active, "before": before[:_REMEMBERED]}
    store.write(ACTIVE, json.dumps(told, indent=1).encode())
