"""A real Azurite of one's own, on a free port of the loopback address, that can be killed and started again."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MAIN = Path(__file__).parents[1] / "build/azurite/node_modules/azurite/dist/src/blob/main.js"
# the emulator's own account, which everybody knows
_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="


class Azurite:
    """Keeps what it was told in `folder`, so that it knows it again after its death."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        self.connection = (
            f"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={_KEY};"
            f"BlobEndpoint=http://127.0.0.1:{self._port}/devstoreaccount1;"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        node = shutil.which("node")
        assert node, "Node is needed: scripts/node.sh"
        assert _MAIN.exists(), "Azurite is needed: scripts/azurite.sh"
        told = ["--blobHost", "127.0.0.1", "--blobPort", str(self._port), "--location", str(self._folder)]
        told += ["--skipApiVersionCheck", "--silent", "--disableTelemetry"]
        self._process = subprocess.Popen([node, str(_MAIN), *told], stdout=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while not self.listens():
            assert time.monotonic() < until, "Azurite did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self._port), 1).close()
        except OSError:
            return False
        return True


@contextmanager
def azurite(folder: Path) -> Iterator[Azurite]:
    """A server that runs until the end of the block."""
    server = Azurite(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
