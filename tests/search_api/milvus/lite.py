"""A Milvus of this process: a folder in, its address and a way to stop it out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from milvus_lite.adapter.grpc.server import start_server_in_thread


@dataclass
class Lite:
    """Speaks Milvus' protocol at `address` until it is stopped."""

    address: str
    _server: Any
    _db: Any

    def stop(self) -> None:
        if self._server is not None:
            self._server.stop(grace=0).wait()
            self._db.close()
            self._server = None


@contextmanager
def lite(folder: Path, port: int = 0) -> Iterator[Lite]:
    server, db, taken = start_server_in_thread(str(folder), port=port)
    running = Lite(f"http://127.0.0.1:{taken}", server, db)
    try:
        yield running
    finally:
        running.stop()
