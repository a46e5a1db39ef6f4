"""Drawings wait here for the device: requests in, in fair order; a thread a lane draws them together; pixels out.

What can't be drawn in time is not drawn: too many waiting, a deadline that passed, a client that has gone, a newer
position of the same drag. After a batch that the device has no memory for, batches are smaller for a while.
"""

import logging
import math
import threading
import time
from collections.abc import Callable, Hashable

import numpy as np
import torch

from gan_api import pacing
from gan_api.drawing import ClientGone, Drawing, Owner, Superseded, Ticket, TooLate, Visit
from gan_api.latent import Floats
from gan_api.metrics import drawing_metrics
from gan_api.model.engine import Engine
from gan_api.turns import Turns
from services.common.problems import Busy, Problem, Unavailable

DEADLINE_S = 10.0
CLOSING_S = 20.0
_TRUST_AFTER = 16  # batches without a fault before larger ones are tried again
_LOG = logging.getLogger("gen_studio.drawing")


class Batcher:
    """The one owner of an engine. Its threads start with the first drawing, so that a fork before that does no harm.

    Whose turn it is goes round the visitors (address and session), one image each. Drawings of one size go together,
    in the batches that `paces` found worth it, and wait at most `max_delay_s` for company.
    """

    def __init__(
        self,
        engine: Engine,
        paces: pacing.Paces,
        *,
        max_waiting: int = 64,
        max_delay_s: float = 0.003,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._engine = engine
        self._paces = paces
        self._max_waiting = max_waiting
        self._max_delay_s = max_delay_s
        self._deadline_s = deadline_s
        self._metrics = drawing_metrics()
        self._changed = threading.Condition()  # guards all that follows
        self._turns = Turns()
        self._drawings: dict[Hashable, Drawing] = {}
        self._sessions: dict[Owner, Ticket] = {}
        self._most = {size: max(pace) for size, pace in paces.items()}
        self._faultless = 0
        self._closed = False
        self._threads: list[threading.Thread] = []

    @property
    def waiting(self) -> int:
        """Drawings that wait for the device now."""
        return len(self._turns)

    @property
    def trouble(self) -> str | None:
        """Why nothing more will be drawn, or None."""
        if self._closed:
            return "it is stopping"
        if not all(thread.is_alive() for thread in self._threads):
            return "a drawing thread has ended"
        return None

    def submit(
        self,
        key: Hashable,
        seed: Floats,
        size: int,
        visit: Visit,
        finish: Callable[[Drawing], object] | None = None,
    ) -> Ticket:
        """Begin to wait, and `leave` in the end. An older wait of the same session is over: Superseded.

        Who asks for a `key` that is wanted already shares that drawing. Where nobody else waits and another lane is
        there for who comes, the thread that drew does `finish`, too. Raises Busy where too many wait, or Unavailable at
        the end.
        """
        now = time.monotonic()
        patience_s = self._deadline_s if visit.patience_s is None else visit.patience_s
        with self._changed:
            if self._closed:
                raise _stopping()
            owner = (visit.client, visit.session)
            older = self._sessions.get(owner) if visit.session is not None else None
            drawing = self._drawings.get(key)
            if older is not None and (older.drawing is drawing or older.drawing.begun is not None):
                older = None  # it has what it needs, or is about to
            if drawing is None:
                drawing = Drawing(key, seed, size, owner, now, finish)
                self._admit(drawing, older)
            ticket = Ticket(drawing, owner, now, now + patience_s, visit.has_gone)
            drawing.tickets.add(ticket)
            if drawing.pixels is not None:
                ticket.answer()
            if older is not None:  # only now, so that the newer one takes the older one's turn
                self._metrics.superseded.inc()
                older.answer(Superseded("a newer request of this Gen-Session took this one's place; show that one"))
                self._leave(older)
            if visit.session is not None:
                self._sessions[owner] = ticket
            return ticket

    def wait(self, ticket: Ticket) -> Drawing:
        """Until it is drawn. Raises the Problem that came instead."""
        if not ticket.answered.wait(max(0.0, ticket.deadline - time.monotonic())):
            with self._changed:
                self._too_late(ticket)
        if ticket.problem is not None:
            raise ticket.problem
        return ticket.drawing

    def leave(self, ticket: Ticket) -> None:
        """A visitor has what they waited for, or no longer wants it; what nobody wants is not drawn."""
        with self._changed:
            self._leave(ticket)

    def close(self, patience_s: float = CLOSING_S) -> None:
        """Take no more, draw what was taken, and stop; what is not drawn after `patience_s` is answered 503."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        end = time.monotonic() + patience_s
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        with self._changed:
            for drawing in list(self._drawings.values()):
                self._answer(drawing, _stopping)

    def _run(self) -> None:
        while batch := self._next_batch():
            self._draw(batch)

    def _next_batch(self) -> list[Drawing]:
        """Wait for work, then for company, and take what goes together; nothing once closed and all is drawn."""
        with self._changed:
            while True:
                while not len(self._turns):
                    if self._closed:
                        return []
                    self._changed.wait()
                size = self._turns.next_size()
                most = self._most[size]
                patience_s = self._turns.oldest() + self._max_delay_s - time.monotonic()
                if self._turns.of_size[size] < most and patience_s > 0 and not self._closed:
                    self._changed.wait(patience_s)
                    continue
                rows = pacing.rows(self._paces[size], self._turns.of_size[size], most)
                batch = [drawing for drawing in self._turns.take(size, rows) if self._still_wanted(drawing)]
                if batch:
                    return batch

    def _still_wanted(self, drawing: Drawing) -> bool:
        """Whether anybody still waits for a drawing that was taken; it is begun or forgotten by that."""
        now = time.monotonic()
        self._metrics.waiting.dec()
        for ticket in list(drawing.tickets):
            if ticket.deadline <= now:
                self._too_late(ticket)
            elif ticket.has_gone is not None and ticket.has_gone():
                self._metrics.gone.inc()
                ticket.answer(ClientGone("the client has gone"))
                self._leave(ticket)
        if not drawing.tickets:
            self._drawings.pop(drawing.key, None)
            return False
        drawing.begun = now
        self._metrics.queue_seconds.observe(now - drawing.asked)
        return True

    def _draw(self, batch: list[Drawing]) -> None:
        size = batch[0].size
        rows = next(rows for rows in sorted(self._paces[size]) if rows >= len(batch))
        seeds = np.zeros((rows, len(batch[0].seed)), np.float32)  # places that stay empty draw nothing that is kept
        for row, drawing in enumerate(batch):
            seeds[row] = drawing.seed
        self._metrics.in_flight.inc(len(batch))
        began = time.perf_counter()
        try:
            pixels = self._engine.draw(seeds, size)
        except Exception as error:  # whatever the device raises, the thread must live
            self._mend(batch, error)
            return
        finally:
            self._metrics.in_flight.dec(len(batch))
        spent = time.perf_counter() - began
        self._metrics.device_seconds.labels(size).observe(spent)
        self._metrics.batch_images.labels(size).observe(len(batch))
        for row, drawing in enumerate(batch):
            drawing.device_s = spent
            drawing.pixels = pixels[row]
        if len(batch) == 1 and self._engine.lanes > 1 and not len(self._turns):
            _finish(batch[0])
        with self._changed:
            self._faultless += 1
            if self._faultless >= _TRUST_AFTER:
                self._most[size] = max(self._paces[size])
            for drawing in batch:
                self._answer(drawing)
                if not drawing.tickets:  # all who asked for it have left meanwhile
                    self._forget(drawing)

    def _mend(self, batch: list[Drawing], error: Exception) -> None:
        """Try the halves of a batch that could not be drawn; whoever is alone and still can't is told so."""
        starved = isinstance(error, pacing.OUT_OF_MEMORY)
        with self._changed:
            self._faultless = 0
            if starved:
                self._most[batch[0].size] = max(1, len(batch) // 2)
        if starved and torch.cuda.is_available():
            torch.cuda.empty_cache()
        if len(batch) > 1:
            _LOG.warning("%d images of %d px could not be drawn together: %s", len(batch), batch[0].size, error)
            self._draw(batch[: len(batch) // 2])
            self._draw(batch[len(batch) // 2 :])
            return
        _LOG.error("an image of %d px could not be drawn", batch[0].size, exc_info=error)
        self._metrics.failed.labels("memory" if starved else "error").inc()
        with self._changed:
            self._answer(batch[0], _no_memory if starved else _broken)

    # what follows is called with the lock held

    def _admit(self, drawing: Drawing, older: Ticket | None) -> None:
        """Let a drawing wait; where too many do, it or the greediest client's newest one is turned away."""
        frees_a_place = older is not None and older.drawing.tickets == {older}
        if len(self._turns) - frees_a_place >= self._max_waiting:
            other = self._turns.one_too_many(drawing.owner[0])
            if other is None:
                raise self._busy()
            self._answer(other, self._busy)
        self._drawings[drawing.key] = drawing
        self._turns.add(drawing)
        self._metrics.waiting.inc()
        while len(self._threads) < self._engine.lanes:
            self._threads.append(threading.Thread(target=self._run, name="drawing", daemon=True))
            self._threads[-1].start()
        self._changed.notify()

    def _answer(self, drawing: Drawing, problem: Callable[[], Problem] | None = None) -> None:
        if problem is not None:  # whoever asks next starts anew
            self._forget(drawing)
        for ticket in drawing.tickets:
            ticket.answer(problem() if problem else None)

    def _leave(self, ticket: Ticket) -> None:
        if self._sessions.get(ticket.owner) is ticket:
            del self._sessions[ticket.owner]
        ticket.drawing.tickets.discard(ticket)
        if not ticket.drawing.tickets and (ticket.drawing.begun is None or ticket.drawing.pixels is not None):
            self._forget(ticket.drawing)

    def _forget(self, drawing: Drawing) -> None:
        if self._turns.remove(drawing):
            self._metrics.waiting.dec()
        if self._drawings.get(drawing.key) is drawing:
            del self._drawings[drawing.key]

    def _too_late(self, ticket: Ticket) -> None:
        waited_ms = (ticket.deadline - ticket.asked) * 1000
        if ticket.answer(
            TooLate(f"not drawn within {waited_ms:.0f} ms; ask again, or allow more time with Gen-Deadline-Ms")
        ):
            self._metrics.late.inc()
        self._leave(ticket)

    def _busy(self) -> Busy:
        self._metrics.shed.inc()
        each = {size: min(spent / rows for rows, spent in pace.items()) for size, pace in self._paces.items()}
        seconds = sum(count * each[size] for size, count in self._turns.of_size.items())
        retry_after = max(1, math.ceil(seconds / self._engine.lanes))
        return Busy(
            f"{len(self._turns)} drawings wait already, the limit is {self._max_waiting}; come back in {retry_after} s",
            retry_after=retry_after,
        )


def _finish(drawing: Drawing) -> None:
    """Do what the visitor's thread would do, sooner than it can be woken."""
    if drawing.finish is not None and drawing.tickets:
        try:
            drawing.finish(drawing)
        except Exception:  # the visitor's thread meets it again, and says so
            _LOG.debug("the thread that drew could not finish a drawing", exc_info=True)


def _stopping() -> Problem:
    return Unavailable("the service is stopping; ask again", headers={"Retry-After": "2"})


def _no_memory() -> Problem:
    return Unavailable("the device has no memory left for a drawing; ask again", headers={"Retry-After": "5"})


def _broken() -> Problem:
    return Unavailable("the generator could not draw this; ask again, or for another picture")
