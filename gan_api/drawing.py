"""A drawing and who waits for it: a seed that is wanted, the tickets of its visitors, and at last its pixels."""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from gan_api.latent import Floats
from gan_api.model.engine import Pixels
from services.common.problems import Problem

MAX_DEADLINE_MS = 60_000
MAX_SESSION_LENGTH = 64


class Superseded(Problem):
    """The visitor has moved on."""

    status = 409
    title = "Superseded"
    kind = "superseded"


class TooLate(Problem):
    """The deadline passed before the picture was drawn."""

    status = 504
    title = "Too late"
    kind = "too-late"


class ClientGone(Problem):
    """Nobody is there to read the answer; 499 is what web servers log for that."""

    status = 499
    title = "Client closed request"
    kind = "client-gone"


@dataclass(frozen=True)
class Visit:
    """Who asks: a trusted address, one drag or view of theirs (or None), and the seconds they wait (None: default).

    `has_gone` says whether the client has hung up; it is asked just before the device would draw.
    """

    client: str = ""
    session: str | None = None
    patience_s: float | None = None
    has_gone: Callable[[], bool] | None = None


NOBODY = Visit()

Owner = tuple[str, str | None]
"""Whose turn a drawing takes: a visitor's address, and which drag or view of theirs."""


@dataclass(eq=False)
class Drawing:
    """One image that is wanted, by one visitor or several; `owner` is whose turn it takes, times are monotonic.

    `finish` makes of it what the first visitor will ask `once` for.
    """

    key: Hashable
    seed: Floats
    size: int
    owner: Owner
    asked: float
    finish: Callable[["Drawing"], object] | None = None
    tickets: set["Ticket"] = field(default_factory=set)
    begun: float | None = None
    device_s: float = 0.0
    encode_s: float = 0.0  # of the last format
    pixels: Pixels | None = None  # (size, size, 3)
    _made: dict[str, bytes] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)

    def drawn(self) -> Pixels:
        """The pixels. Raises ValueError before they are there."""
        if self.pixels is None:
            raise ValueError("the drawing has no pixels yet; wait for a ticket of it")
        return self.pixels

    def once(self, name: str, make: Callable[[], bytes]) -> bytes:
        """What `make` makes; called once per name however many wait, in the thread of one of them."""
        with self._making:
            if name not in self._made:
                self._made[name] = make()
            return self._made[name]


@dataclass(eq=False)
class Ticket:
    """One visitor's wait for a drawing, until a monotonic `deadline`."""

    drawing: Drawing
    owner: Owner
    asked: float
    deadline: float
    has_gone: Callable[[], bool] | None = None
    answered: threading.Event = field(default_factory=threading.Event)
    problem: Problem | None = None

    @property
    def queued_s(self) -> float:
        """Seconds waited for the device; 0 for whoever came while it drew."""
        return max(0.0, (self.drawing.begun or self.asked) - self.asked)

    def answer(self, problem: Problem | None = None) -> bool:
        """End the wait, with what went wrong if something did. The first answer stands; says whether this was it."""
        if self.answered.is_set():
            return False
        self.problem = problem
        self.answered.set()
        return True
