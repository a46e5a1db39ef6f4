"""Follow the active release of a store: a new one is fetched, built and warmed up beside the old one, then they switch.

Requests that name a release before it are answered by that one for as long as it is kept. A release that is broken is
refused, and the one that serves goes on.
"""

import gc
import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import Counter, Gauge

from services.collection.publishing import active_release
from services.collection.releases import Release, ReleaseError
from services.collection.shelf import Shelf
from services.common.blobs import BlobStore
from services.common.folders import cache_folder
from services.common.stores import open_blobs

LOOK_EVERY_S = 10.0
REFUSED_S = 60.0
"""Seconds after which a release that could not be served is tried again: it may have been mended."""

DROPPED_S = 30.0
"""Seconds after which an app that is no longer asked is closed."""

_LOG = logging.getLogger("gen_studio.releases")

Named = Callable[[str], str | None]
"""The release that a path names, if it names one."""


@dataclass(frozen=True)
class RollingMetrics:
    """The collectors of this process."""

    serving: Gauge
    refused: Counter
    unseen: Counter


@cache
def rolling_metrics() -> RollingMetrics:
    """Made at the first call."""
    return RollingMetrics(
        Gauge("gen_studio_release_serving", "1 for the release that serves, 0 for those before it.", ["release"]),
        Counter("gen_studio_releases_refused", "Releases that were active and could not be served."),
        Counter("gen_studio_release_unseen", "Looks at the store that failed."),
    )


def store_at(address: str) -> tuple[BlobStore, Shelf]:
    """The store of releases at an address, for who looks at it again soon, and this machine's shelf of its releases."""
    name = hashlib.sha256(address.encode()).hexdigest()[:12]
    return open_blobs(address, patient=False), Shelf(cache_folder() / "releases" / name)


def first_release(store: BlobStore, shelf: Shelf) -> Release:
    """The active release of a store; where that can't be had, the one that was served last from this shelf.

    Raises ReleaseError where none is active, BlobsAway.
    """
    last = shelf.last()
    try:
        active = active_release(store)
        if active is None:
            raise ReleaseError("no release of the store is active; see gen-studio release publish and activate")
        return shelf.fetch(store, active)
    except (OSError, ReleaseError) as error:
        if last is None:
            raise
        _LOG.warning("the active release can't be had (%s); %s, which was served last, serves on", error, last)
        return shelf.fetch(store, last)


class Served(Protocol):
    """A release's app: WSGI, and closed when it is dropped."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse, /) -> Iterable[bytes]: ...

    def close(self) -> None: ...


def follow(address: str, build: Callable[[Release], Served], named: Named = lambda _: None) -> "Rolling":
    """Serve the active release of the store at an address; releases are fetched to the user's cache."""
    store, shelf = store_at(address)
    return Rolling(store, shelf, build, named=named)


class Rolling:
    """A WSGI app that is the app of whichever release is active. It serves one from its making on.

    `build` makes a release's app, ready to answer; `shelf` is where releases are fetched to, and the active one and the
    one before stay.
    """

    def __init__(
        self,
        store: BlobStore,
        shelf: Shelf,
        build: Callable[[Release], Served],
        *,
        named: Named = lambda _: None,
        every_s: float = LOOK_EVERY_S,
    ) -> None:
        """Raises ReleaseError where no release is active, and what fetching and building raise."""
        self._store = store
        self._shelf = shelf
        self._build = build
        self._named = named
        self._every_s = every_s
        self._refused = ("", 0.0)
        self._ended = threading.Event()
        release = first_release(store, shelf)
        self._apps = {release.id: build(release)}  # the last one serves; replaced as a whole
        shelf.served(self.serving)
        shelf.keep(self._apps)
        rolling_metrics().serving.labels(release.id).set(1)
        self._follower = threading.Thread(target=self._follow, name="releases", daemon=True)
        self._follower.start()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        apps = self._apps
        named = self._named(environ.get("PATH_INFO", ""))
        app = apps.get(named or "") or apps[next(reversed(apps))]
        return app(environ, start_response)

    @property
    def serving(self) -> str:
        """The release that serves."""
        return next(reversed(self._apps))

    def close(self) -> None:
        """Follow no more; what serves goes on."""
        self._ended.set()
        self._follower.join(30)

    def look(self) -> None:
        """Switch to the active release, if it is another one and can be served."""
        try:
            active = active_release(self._store)
        except (OSError, ReleaseError) as error:
            rolling_metrics().unseen.inc()
            _LOG.warning("could not see which release is active: %s", error)
            return
        refused, until = self._refused
        if active in {None, self.serving} or (active == refused and time.monotonic() < until):
            return
        if active in self._apps:  # the one before is active again
            self._switch(active, self._apps[active])
            return
        try:
            app = self._build(self._shelf.fetch(self._store, active))
        except OSError as error:  # it may be there the next time
            rolling_metrics().unseen.inc()
            _LOG.warning("could not fetch release %s: %s", active, error)
        except Exception as error:
            self._refused = active, time.monotonic() + REFUSED_S
            rolling_metrics().refused.inc()
            _LOG.exception("release %s can't be served; %s serves on: %s", active, self.serving, error)
        else:
            self._switch(active, app)

    def _switch(self, active: str, app: Served) -> None:
        before = self.serving
        dropped = [old for release, old in self._apps.items() if release not in {before, active}]
        self._apps = {before: self._apps[before], active: app}
        for release, serves in ((before, 0), (active, 1)):
            rolling_metrics().serving.labels(release).set(serves)
        _LOG.info("release %s serves; %s is kept for those who name it", active, before)
        if dropped:
            self._ended.wait(DROPPED_S)  # who asks it now gets an answer
        for old in dropped:
            old.close()
        del dropped
        gc.collect()  # an app holds itself in circles, and its networks with it
        self._shelf.served(active)
        self._shelf.keep(self._apps)

    def _follow(self) -> None:
        while not self._ended.wait(self._every_s):
            self.look()
