"""A real `gen-studio up` in a process of its own, on loopback, for the tests that need sockets and signals."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_READY = re.compile(r"Gen Studio is ready: (http://\S+)")
_PATIENCE_S = 90


@dataclass
class LiveStudio:
    """A running studio and where it listens."""

    url: str
    process: subprocess.Popen[str]

    def stop(self) -> int:
        """Ask it to stop, as a cluster does, and give its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def command(*arguments: str) -> list[str]:
    """The command line of this environment's gen-studio."""
    return [str(Path(sys.executable).parent / "gen-studio"), *arguments]


@contextmanager
def live_studio(*arguments: str, **environment: str) -> Iterator[LiveStudio]:
    """Start `gen-studio up` on a free port and wait until it says that it is ready."""
    process = subprocess.Popen(
        command("up", "--port", "0", "--threads", "1", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "GAN_ENGINE": "torch", **environment},
    )
    try:
        yield LiveStudio(_url(process), process)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _url(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    assert process.stderr is not None
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if select.select([process.stdout], [], [], 0.2)[0]:
            line = process.stdout.readline()
            if found := _READY.search(line):
                return found[1]
            if not line:
                break
    process.kill()
    raise RuntimeError(f"gen-studio up did not become ready: {process.stderr.read()[-2000:]}")
