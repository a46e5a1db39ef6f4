"""Jobs of another release than a worker's own: orders in, done by a studio of the release that they name.

While releases are switched, services and workers follow each at its own time, and an order may meet a worker of the
release before or after its own. Such a studio is opened when it is needed, and one at a time is kept.
"""

import re
from collections.abc import Callable
from typing import Protocol

from services.common.jobs import Order, Progress, Result, Works

_NAMED = re.compile(r"([0-9a-f]{12})\.")


class Opened(Protocol):
    """A studio that was opened, with who does its jobs."""

    works: Works

    def close(self) -> None: ...


def release_of(order: Order) -> str | None:
    """The release whose recipes an order names, if it names any."""
    stops = order.told.get("stops") or [""]
    found = _NAMED.match(str(stops[0]))
    return found[1] if found else None


def by_release(own: str, works: Works, open_other: Callable[[str], Opened | None]) -> Works:
    """Who does which kind of job: `works`, or for orders of another release than `own` those of who is opened for it.

    `open_other` gives None for a release that can't be had; then `works` say what is wrong.
    """
    others: dict[str, Opened] = {}

    def works_for(order: Order) -> Works:
        release = release_of(order)
        if release is None or release == own:
            return works
        if release not in others:
            for name in list(others):
                others.pop(name).close()
            opened = open_other(release)
            if opened is None:
                return works
            others[release] = opened
        return others[release].works

    def doing(kind: str) -> Callable[[Order, Progress], Result]:
        return lambda order, progress: works_for(order)[kind](order, progress)

    return {kind: doing(kind) for kind in works}
