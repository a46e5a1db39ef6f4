"""A line to a server that can be made slow: connections in, the same bytes out, later and fewer at a time."""

import socket
import threading
import time
from contextlib import suppress

_CHUNK = 64 * 1024


class SlowLink:
    """Listens on a free port of the loopback address and passes on to another one."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._delay_s = 0.0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, name="slow link", daemon=True).start()

    def slow(self, delay_s: float) -> None:
        """Wait so long before each piece of at most 64 KiB; 0 is as fast as can be."""
        self._delay_s = delay_s

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target), 5)
            except OSError:
                near.close()
                continue
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                time.sleep(self._delay_s)
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
