"""Releases in a blob store: published by their hashes, one of them active, others to go back to.

`files/{sha256}` hold the files, each once however many releases have it; `releases/{id}.json` are the manifests; and
`active.json` names the active release, those that one can go back to, those that one went back from, and those that
were removed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Standing:
    """What became of a store's releases: the newest of each kind first."""

    active: str | None = None
    before: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def served(self) -> frozenset[str]:
        """Those that were active once and are kept, so that there may be links to their pictures."""
        return frozenset((*self.before, *self.left))


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
    return standing(store).active


def activate(store: BlobStore, release: str) -> None:
    """Let a published release be the active one. Raises ReleaseError where it is not whole in the store."""
    name = f"releases/{release}.json"
    if not store.exists(name):
        known = ", ".join(one.id for one in published(store)) or "none"
        raise ReleaseError(f"release {release} is not in the store; published are: {known}")
    for file, told in json.loads(store.read(name))["files"].items():
        if not store.exists(f"files/{told['sha256']}"):
            raise ReleaseError(f"{file} of release {release} is missing in the store; publish the release again")
    now = standing(store)
    if now.active != release:
        before = (now.active, *now.before) if now.active else now.before
        _write(store, _without(replace(now, before=before), release), release)


def rollback(store: BlobStore) -> str:
    """Let the release that was active before be so again, and say which that is. Raises ReleaseError."""
    now = standing(store)
    if not now.before:
        raise ReleaseError("no release was active before; activate one by its id")
    activate(store, now.before[0])
    left = (now.active, *now.left) if now.active else now.left
    _write(store, _without(replace(now, left=left), now.before[0]), now.before[0])
    return now.before[0]


def remove(store: BlobStore, release: str) -> int:
    """Delete a release and what no other one shares with it; the bytes that were freed. Raises ReleaseError."""
    name = f"releases/{release}.json"
    now = standing(store)
    if release == now.active:
        raise ReleaseError(f"release {release} is active; activate another one first")
    if not store.exists(name):
        raise ReleaseError(f"release {release} is not in the store")
    files: dict[str, dict[str, Any]] = json.loads(store.read(name))["files"]
    _write(store, replace(_without(now, release), removed=(release, *now.removed)), now.active)
    store.delete(name)  # first, so that nobody begins to fetch what is about to go
    shared = {
        known["sha256"]
        for other in store.names("releases/")
        for known in json.loads(store.read(other))["files"].values()
    }
    own = {known["sha256"]: known["bytes"] for known in files.values() if known["sha256"] not in shared}
    for sha256 in own:
        store.delete(f"files/{sha256}")
    return sum(own.values())


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


def standing(store: BlobStore) -> Standing:
    """What became of the releases of a store. Raises ReleaseError where that can't be read, BlobsAway."""
    try:
        told = json.loads(store.read(ACTIVE))
        listed = [tuple(str(one) for one in told.get(name, ())) for name in ("left", "removed")]
        return Standing(told["id"] and str(told["id"]), tuple(str(one) for one in told["before"]), *listed)
    except FileNotFoundError:
        return Standing()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"{ACTIVE} can't be read ({error}); activate a release anew") from error


def _without(now: Standing, release: str) -> Standing:
    """The same, as if the release had never been active or removed."""
    kept = (tuple(one for one in told if one != release) for told in (now.before, now.left, now.removed))
    return Standing(now.active, *kept)


def _write(store: BlobStore, now: Standing, active: str | None) -> None:
    lists = {"before": now.before, "left": now.left, "removed": now.removed}
    told = {"id": active, **{name: list(releases[:_REMEMBERED]) for name, releases in lists.items()}}
    store.write(ACTIVE, json.dumps(told, indent=1).encode())
