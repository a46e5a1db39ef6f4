"""Gunicorn's worker for a service that owns models: one process, many threads, and an orderly end.

Asked to stop, it is no longer ready at once, still takes connections for a while (a balancer needs to hear of it), then
takes those that wait at the door, closes the door, and answers all that it took.
"""

import gc
import select
import signal
import sys
import threading
from types import FrameType

from gunicorn.workers.gthread import TConn, ThreadWorker

from services.common import stopping

DRAIN_S = 1.0
"""Seconds that connections are still taken after SIGTERM."""

GRACE_S = 25
"""Longest time from SIGTERM to the end."""

SWITCH_S = 0.0005
"""Seconds that a thread may keep the interpreter while others want it; Python's default is ten times as long."""


LINGER_S = 0.02
"""Seconds that a thread stays with a connection after an answer, as who watches pictures asks for the next at once."""

_LINGERING = 4  # at most one thread in so many


class OneWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Refuses to be one of several: each would load the models once more, and none would see all requests."""

    @classmethod
    def check_config(cls, cfg: object, log: object) -> None:
        """Raise RuntimeError, which stops gunicorn, where more than one worker is asked for."""
        workers = getattr(cfg, "workers", 1)
        if workers != 1:
            raise RuntimeError(
                f"{workers} workers would load the models {workers} times; "
                "run one worker with many threads (--workers 1 --threads 96), and scale by pods"
            )
        super().check_config(cfg, log)

    def init_process(self) -> None:
        """Run. The thread that draws gets the interpreter back sooner than usual from those that parse and encode."""
        sys.setswitchinterval(SWITCH_S)
        self._may_linger = threading.BoundedSemaphore(max(1, self.cfg.threads // _LINGERING))
        super().init_process()

    def load_wsgi(self) -> None:
        """Load the app. What it holds stays, and need not be gone through by each full collection: 120 ms of pause."""
        super().load_wsgi()
        gc.collect()
        gc.freeze()

    def handle(self, conn: TConn) -> object:
        """Answer a request, and those that follow at once, which then need not come through the main thread."""
        kept: object = super().handle(conn)
        while kept is True and self.alive and self._more_comes(conn):
            kept = super().handle(conn)
        return kept

    def _more_comes(self, conn: TConn) -> bool:
        # never where another connection may wait for a thread
        if self.nr_conns > self.cfg.threads or not self._may_linger.acquire(blocking=False):
            return False
        try:
            wait = select.poll()
            wait.register(conn.sock, select.POLLIN)
            return bool(wait.poll(LINGER_S * 1000))
        finally:
            self._may_linger.release()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: not ready from now on, and no longer accepting soon."""
        if not stopping.begun():
            stopping.begin()
            # not here: a signal may come while this very thread holds the lock under which threads are started
            self.method_queue.defer(self._stop_accepting_soon)

    def _stop_accepting_soon(self) -> None:
        threading.Timer(DRAIN_S, super().handle_exit, (signal.SIGTERM, None)).start()

    def set_accept_enabled(self, enabled: bool) -> None:
        """Start or stop accepting; at the end, who has knocked already is let in before the door closes."""
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            for _ in range(self.worker_connections):
                if not select.select([listener], [], [], 0)[0]:
                    break
                self.accept(listener)
            listener.close()
