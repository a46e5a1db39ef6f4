"""One process of a studio under trial, looked after as Kubernetes would: started, watched, and started anew."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

RESTART_S = 1.0
"""Seconds from a death to the next start; Kubernetes' first one comes at once, and later ones wait longer."""

_LOOK_S = 0.1
_ENDING_S = 30
_READY_S = 120
_PAGE = os.sysconf("SC_PAGE_SIZE")


class PartError(RuntimeError):
    """A process did not start; the message says which and shows its last words."""


@dataclass
class Life:
    """One life of a process, from its start to its end: its age in seconds, and MiB of memory at that age."""

    began: float = field(default_factory=time.monotonic)
    samples: list[tuple[float, float]] = field(default_factory=list)


class Part:
    """A process in a group of its own, so that all its children die with it, as those of a container do."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        ready: Callable[[], bool],
        log: Path,
    ) -> None:
        self.name = name
        self.lives: list[Life] = []
        self._command = list(command)
        self._environment = {**os.environ, **environment}
        self._ready = ready
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._wanted = threading.Event()
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name=f"keeper of {name}", daemon=True)

    def begin(self) -> None:
        """Start it, and from now on start it again whenever it ends."""
        self._wanted.set()
        self._keeper.start()

    def wait_until_ready(self, seconds: float = _READY_S) -> float:
        """The seconds until it answers. Raises PartError."""
        began = time.monotonic()
        while not self._ready():
            if time.monotonic() - began > seconds:
                raise PartError(f"{self.name} is not ready after {seconds:g} s; {self._log} says:\n{self.last_words}")
            time.sleep(_LOOK_S)
        return time.monotonic() - began

    @property
    def last_words(self) -> str:
        """The end of what it logged."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-1500:] if self._log.exists() else "nothing"

    def kill(self) -> None:
        """kill -9, all its processes at once."""
        self._signal(signal.SIGKILL)

    def kill_child(self) -> None:
        """kill -9 of its first child alone: of gunicorn, the process that answers."""
        process = self._process
        for pid in _pids_of(process.pid) if process is not None else []:
            if process is not None and pid != process.pid:
                os.kill(pid, signal.SIGKILL)
                return

    def hang(self) -> None:
        """It is there, and answers nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """After `hang`."""
        self._signal(signal.SIGCONT)

    def down(self) -> None:
        """Kill it, and leave it dead until `up`."""
        self._wanted.clear()
        self.kill()

    def up(self) -> None:
        """Start it after `down`."""
        self._wanted.set()

    def end(self, patience_s: float = _ENDING_S) -> None:
        """Ask it to stop, as a cluster does, and no more than that where it does so in time."""
        self._over.set()
        self._wanted.set()
        self._signal(signal.SIGCONT)
        self._signal(signal.SIGTERM)
        process = self._process
        if process is not None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(patience_s)
        self.kill()
        if self._keeper.is_alive():
            self._keeper.join(10)

    def sample(self) -> None:
        """Note how much memory its processes hold."""
        process = self._process
        if process is None or not self.lives:
            return
        held = sum(_memory_of(pid) for pid in _pids_of(process.pid))
        if held:
            life = self.lives[-1]
            life.samples.append((time.monotonic() - life.began, held))

    def _keep(self) -> None:
        while not self._over.is_set():
            self._wanted.wait()
            if self._over.is_set():
                return
            self.lives.append(Life())
            with self._log.open("ab") as out:
                self._process = subprocess.Popen(
                    self._command, env=self._environment, stdout=out, stderr=out, start_new_session=True
                )
            self._process.wait()
            self._over.wait(RESTART_S)

    def _signal(self, number: int) -> None:
        process = self._process
        if process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)


def _pids_of(group: int) -> list[int]:
    """The processes of a group, the oldest first."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group:
            found.append(int(stat.parent.name))
    return sorted(found)


def _memory_of(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 2**20
    except (OSError, IndexError):
        return 0.0
