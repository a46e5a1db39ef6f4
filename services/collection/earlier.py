"""Apps of releases that were active before: opened when one is named, one kept at a time, closed when nobody asks.

Who names a release that is not open waits a little for it, and is else told when to come back; so is who names another
one while the one that is kept is in use, since memory is for the release that serves and one more.
"""

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol
from wsgiref.types import StartResponse, WSGIEnvironment

from services.common.problems import Gone, Problem, Unavailable, come_back

HELD_S = 60.0
"""Seconds after the last question for which an earlier release is not closed for the sake of another."""

IDLE_S = 900.0
"""Seconds after which one that nobody asks is closed."""

WAIT_S = 8.0
"""Longest wait for one that is being opened."""

WAITERS = 8
"""Requests that wait for it at the same time; others are told to come back, so that threads are left for all else."""

BROKEN_S = 60
"""Seconds after which one that could not be opened is tried again."""

_AWAY_S = 5
_COLLECTING = threading.Lock()
_LOG = logging.getLogger("gen_studio.releases")


class Served(Protocol):
    """A release's app: WSGI, and closed when it is dropped."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse, /) -> Iterable[bytes]: ...

    def close(self) -> None: ...


@dataclass
class _Kept:
    release: str
    app: Served
    asked: float


@dataclass
class _Opening:
    release: str
    done: threading.Event = field(default_factory=threading.Event)
    app: Served | None = None
    problem: Problem | None = None


class Earlier:
    """Keeps one app besides that of the release that serves. Thread-safe.

    `open_app` makes a release's app; it raises Gone for one that was deleted, OSError where the store is away.
    """

    def __init__(self, open_app: Callable[[str], Served], clock: Callable[[], float] = time.monotonic) -> None:
        self._open_app = open_app
        self._clock = clock
        self._lock = threading.Lock()
        self._waiters = threading.Semaphore(WAITERS)
        self._kept: _Kept | None = None
        self._opening: _Opening | None = None
        self._failed: tuple[str, float, Problem] | None = None

    @property
    def release(self) -> str | None:
        """Which one is open."""
        kept = self._kept
        return kept.release if kept else None

    def keep(self, release: str, app: Served) -> Served | None:
        """Keep an app that has served until now. The one that was kept so far is given back, to be closed."""
        with self._lock:
            before, self._kept = self._kept, _Kept(release, app, self._clock())
        return before.app if before else None

    def take(self, release: str) -> Served | None:
        """The app of a release, if it is open; it is no longer kept here."""
        with self._lock:
            if self._kept is None or self._kept.release != release:
                return None
            kept, self._kept = self._kept, None
            return kept.app

    def app(self, release: str) -> Served:
        """The app of a release, opened if need be. Raises Gone; Unavailable, with when to come back."""
        opening = self._begun(release)
        if not isinstance(opening, _Opening):
            return opening
        if not self._waiters.acquire(blocking=False):
            raise _not_yet(release)
        try:
            opening.done.wait(WAIT_S)
        finally:
            self._waiters.release()
        if opening.app is None:
            raise opening.problem or _not_yet(release)
        return opening.app

    def close_idle(self, seconds: float) -> None:
        """Close the one that is open, if nobody asked for it for so long."""
        with self._lock:
            if self._kept is None or self._clock() - self._kept.asked < seconds:
                return
            release, dropped = self._kept.release, [self._kept.app]
            self._kept = None
        _LOG.info("release %s is closed, and opened again when somebody names it", release)
        close(dropped)

    def _begun(self, release: str) -> Served | _Opening:
        with self._lock:
            now = self._clock()
            if self._kept is not None and self._kept.release == release:
                self._kept.asked = now
                return self._kept.app
            if self._failed is not None and self._failed[0] == release and now < self._failed[1]:
                raise self._failed[2].with_traceback(None)
            if self._opening is None:
                if self._kept is not None and (held := self._kept.asked + HELD_S - now) > 0:
                    raise come_back(
                        f"this service draws for release {self._kept.release} besides its own, and opens release "
                        f"{release} when nobody has asked for that for {HELD_S:g} s",
                        int(held) + 1,
                    )
                self._opening = _Opening(release)
                threading.Thread(target=self._open, args=(self._opening,), name="earlier", daemon=True).start()
            elif self._opening.release != release:
                raise _not_yet(release)
            return self._opening

    def _open(self, opening: _Opening) -> None:
        self.close_idle(HELD_S)  # two studios beside the one that serves would be too many
        failed_s = BROKEN_S
        _LOG.info("release %s is opened for those who name it", opening.release)
        try:
            opening.app = self._open_app(opening.release)
        except Gone as error:
            opening.problem = error
        except OSError as error:
            failed_s = _AWAY_S
            opening.problem = come_back(f"the store of releases can't be reached for {opening.release}", _AWAY_S)
            _LOG.warning("could not fetch release %s: %s", opening.release, error)
        except Exception as error:
            opening.problem = come_back(f"release {opening.release} can't be opened", BROKEN_S)
            _LOG.exception("release %s can't be opened for its links: %s", opening.release, error)
        too_many: list[Served] = []
        with self._lock:
            now = self._clock()
            if opening.app is not None and self._kept is not None:  # what served until a moment ago has the place
                too_many, opening.app = [opening.app], None
            if opening.app is not None:
                self._kept = _Kept(opening.release, opening.app, now)
            elif opening.problem is not None:
                self._failed = opening.release, now + failed_s, opening.problem
            self._opening = None
        opening.done.set()
        close(too_many)


def close(dropped: list[Served]) -> None:
    """Close apps that are asked no more, and let go of what they held."""
    if not dropped:
        return  # a collection holds up whoever asks meanwhile
    while dropped:
        dropped.pop().close()
    with _COLLECTING:  # who sets apart what another thread is about to collect keeps it for good
        gc.unfreeze()  # the worker sets apart what it has loaded
        gc.collect()  # an app holds itself in circles, and its networks with it
        gc.freeze()


def _not_yet(release: str) -> Unavailable:
    return come_back(f"release {release}, which the address names, is being opened", _AWAY_S)
