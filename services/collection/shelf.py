"""Releases on this machine's disk: fetched once, remembered for a time when the store is away, and deleted when nobody
here uses them any more.

Processes of one machine may share a shelf: each holds what it uses by a lock that ends with it, however it ends.
"""

import fcntl
import logging
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from services.collection.manifests import MANIFEST
from services.collection.publishing import fetch_release
from services.collection.releases import Release, open_release
from services.common.blobs import BlobStore
from services.common.locks import locked_file

_LAST = "last"
_LOCK = ".lock"
_FETCHING = ".fetching"
_LOG = logging.getLogger("gen_studio.releases")


class Shelf:
    """A folder of releases of one store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}  # open files, until the process ends if nobody lets go

    def fetch(self, store: BlobStore, release: str) -> Release:
        """A release, from the store where it is not here, and held from now on. Raises ReleaseError, or OSError."""
        with suppress(OSError):  # on a full disk there is no lock, and what is here is good nevertheless
            self._hold(release)
        if (self._folder / release / MANIFEST).exists():
            return open_release(self._folder / release)
        if release not in self._held:
            return fetch_release(store, release, self._folder)
        # by a lock of its own: two who hold the other one would wait for each other
        with locked_file(self._folder / f"{release}{_FETCHING}"):  # one process fetches; the others then find it here
            return fetch_release(store, release, self._folder)

    def served(self, release: str) -> None:
        """Remember that this one can be served."""
        partial = self._folder / f".{_LAST}"
        with suppress(OSError):  # of use some other time alone
            partial.write_text(release, encoding="ascii")
            partial.replace(self._folder / _LAST)

    def last(self) -> str | None:
        """The release that was served last from here, if it is still here."""
        try:
            release = (self._folder / _LAST).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return release if release and (self._folder / release / MANIFEST).exists() else None

    def keep(self, releases: Collection[str]) -> None:
        """Let go of all others, and delete those that no process here holds."""
        for release in [one for one in self._held if one not in releases]:
            os.close(self._held.pop(release))
        for path in self._folder.glob(f"*{_LOCK}"):
            release = path.name.removesuffix(_LOCK)
            if release not in releases:
                try:
                    self._delete(release, path)
                except OSError as error:
                    _LOG.warning("could not delete release %s: %s", release, error)

    def _hold(self, release: str) -> None:
        if release not in self._held:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(self._folder / f"{release}{_LOCK}", os.O_RDWR | os.O_CREAT, 0o644)
            fcntl.flock(lock, fcntl.LOCK_SH)
            self._held[release] = lock

    def _delete(self, release: str, lock: Path) -> None:
        with lock.open("a", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # somebody here uses it
            for folder in (self._folder / release, self._folder / f".partial-{release}"):
                if folder.is_dir():
                    shutil.rmtree(folder)
                    _LOG.info("release %s is no longer kept here", release)
            # the lock's file stays: another process may just have opened it
