"""Follow the active release of a store: a new one is fetched, built and warmed up beside the old one, then they switch.

Requests that name a release that was active before are answered by that one for as long as the store keeps it. A
release that is broken is refused, and the one that serves goes on.
"""

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from wsgiref.types import StartResponse, WSGIEnvironment

from prometheus_client import Counter, Gauge

from services.collection.earlier import HELD_S, IDLE_S, Earlier, Served, close
from services.collection.publishing import Standing, active_release, standing
from services.collection.releases import Release, ReleaseError
from services.collection.shelf import Shelf
from services.common.blobs import BlobStore
from services.common.folders import cache_folder
from services.common.problems import TURNED_AWAY, Gone, Problem, come_back
from services.common.stores import open_blobs

LOOK_EVERY_S = 10.0
REFUSED_S = 60.0
"""Seconds after which a release that could not be served is tried again: it may have been mended."""

DROPPED_S = 30.0
"""Seconds after which an app that is no longer asked is closed."""

FRESH_S = 1.0
"""How old what is known of the store may be where a release is named of which that says nothing."""

_AGAIN_S = 3
_WAIT_S = 2.0
_WAITERS = 8

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


def follow(address: str, build: Callable[[Release], Served], named: Named = lambda _: None) -> "Rolling":
    """Serve the active release of the store at an address; releases are fetched to the user's cache."""
    store, shelf = store_at(address)
    return Rolling(store, shelf, build, named=named)


class Rolling:
    """A WSGI app that is the app of whichever release is active. It serves one from its making on.

    `build` makes a release's app, ready to answer; `shelf` is where releases are fetched to, and the active one and one
    before stay; `named` says which release a path names.
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
        self._wake = threading.Event()
        self._looked = threading.Condition()
        self._known: tuple[Standing, float] | None = None  # of the store, and since when
        self._waiters = threading.Semaphore(_WAITERS)
        self._building = threading.Lock()  # one studio at a time, and nothing of it is swept from the shelf meanwhile
        self._earlier = Earlier(self._opened)
        release = first_release(store, shelf)
        self._serves: tuple[str, Served] = release.id, build(release)  # replaced as a whole
        shelf.served(self.serving)
        shelf.keep({self.serving})
        rolling_metrics().serving.labels(release.id).set(1)
        self._follower = threading.Thread(target=self._follow, name="releases", daemon=True)
        self._follower.start()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        release, app = self._serves
        named = self._named(environ.get("PATH_INFO", ""))
        if named is not None and named != release:
            try:
                app = self._app_of(named) or app
            except Problem as problem:  # told by the app that serves, as its own
                environ[TURNED_AWAY] = problem
        return app(environ, start_response)

    @property
    def serving(self) -> str:
        """The release that serves."""
        return self._serves[0]

    def close(self) -> None:
        """Follow no more; what serves goes on."""
        self._ended.set()
        self._wake.set()
        self._follower.join(30)

    def look(self) -> None:
        """Switch to the active release, if it is another one and can be served."""
        try:
            now = standing(self._store)
        except (OSError, ReleaseError) as error:
            rolling_metrics().unseen.inc()
            _LOG.warning("could not see which release is active: %s", error)
            return
        with self._looked:
            self._known = now, time.monotonic()
            self._looked.notify_all()
        self._earlier.close_idle(0 if self._earlier.release in now.removed else IDLE_S)
        active = now.active
        refused, until = self._refused
        if active is None or active == self.serving or (active == refused and time.monotonic() < until):
            return
        self._earlier.close_idle(HELD_S if active != self._earlier.release else IDLE_S)  # there is room for two studios
        with self._building:
            before = self._serves
            if (app := self._earlier.take(active) or self._built(active)) is None:
                return
            # in this order: who names the one before finds it at each moment
            dropped = [one for one in [self._earlier.keep(*before)] if one is not None]
            self._serves = active, app
            for release, value in ((before[0], 0), (active, 1)):
                rolling_metrics().serving.labels(release).set(value)
            _LOG.info("release %s serves; %s is kept for those who name it", active, before[0])
            self._shelf.served(active)
        if dropped:
            self._ended.wait(DROPPED_S)  # who asks it now gets an answer
            close(dropped)
        with self._building:
            self._shelf.keep({self.serving, self._earlier.release or self.serving})

    def _built(self, active: str) -> Served | None:
        """The app of the release that is active, or None where it can't be had or served."""
        try:
            return self._build(self._shelf.fetch(self._store, active))
        except OSError as error:  # it may be there the next time
            rolling_metrics().unseen.inc()
            _LOG.warning("could not fetch release %s: %s", active, error)
        except Exception as error:
            self._refused = active, time.monotonic() + REFUSED_S
            rolling_metrics().refused.inc()
            _LOG.exception("release %s can't be served; %s serves on: %s", active, self.serving, error)
        return None

    def _app_of(self, named: str) -> Served | None:
        """The app of a release other than the one that serves; None for one that never served. Raises Problem."""
        if named == self._earlier.release and not (self._known and named in self._known[0].removed):
            return self._earlier.app(named)
        known = self._known_of(named)
        if named == known.active:  # others follow faster
            raise come_back(f"release {named} has just become active and is being loaded", _AGAIN_S)
        if named in known.removed:
            raise _removed(named)
        return self._earlier.app(named) if named in known.served else None

    def _known_of(self, named: str) -> Standing:
        """What became of the store's releases; freshly looked at where that says nothing of this one."""
        since = time.monotonic() - FRESH_S

        def tells() -> bool:
            known = self._known
            return known is not None and (
                known[1] > since or named in {known[0].active, *known[0].served, *known[0].removed}
            )

        if not tells() and self._waiters.acquire(blocking=False):
            try:
                self._wake.set()
                with self._looked:
                    self._looked.wait_for(tells, _WAIT_S)
            finally:
                self._waiters.release()
        if self._known is None:
            raise come_back("the store of releases can't be reached, to see whether it has that one", _AGAIN_S)
        return self._known[0]

    def _opened(self, release: str) -> Served:
        """The app of an earlier release."""
        with self._building:
            try:
                fetched = self._shelf.fetch(self._store, release)
            except ReleaseError:
                if self._store.exists(f"releases/{release}.json"):
                    raise
                raise _removed(release) from None
            app = self._build(fetched)
            self._shelf.keep({release, self.serving})
        return app

    def _follow(self) -> None:
        while not self._ended.is_set():
            woken = self._wake.wait(self._every_s)
            self._wake.clear()
            if self._ended.is_set():
                return
            self.look()
            if woken:
                self._ended.wait(FRESH_S)  # however many wake it


def _removed(release: str) -> Gone:
    return Gone(f"release {release} was removed by the museum, and its pictures with it; blend the works again")
