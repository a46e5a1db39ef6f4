"""Serve a WSGI app under gunicorn: settings in, a listening process out that says when it is ready."""

import http.client
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from wsgiref.types import WSGIApplication

import click
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from services.common import gunicorn_conf
from services.common.settings import StudioSettings

_ASK_EVERY_S = 0.1
_LONGEST_REASON = 4096
_FAILED = {Arbiter.WORKER_BOOT_ERROR, Arbiter.APP_LOAD_ERROR}


class ServingError(RuntimeError):
    """The server can't start; the message says why and what to do."""


def serve(settings: StudioSettings, build: Callable[[], WSGIApplication]) -> None:
    """Listen on settings.host and settings.port until stopped; `build` runs in the process that answers.

    Raises ServingError where the port is taken or `build` fails.
    """
    server = _Server(settings, free_port(settings.host, settings.port), build)
    starter = os.getpid()
    try:
        server.run()
    except SystemExit as stopped:
        # the process that answers leaves by this way, too, and its code tells the first one not to start another
        if os.getpid() == starter and stopped.code in _FAILED:
            raise ServingError(server.failure() or "Gen Studio did not start; the lines above say why") from stopped
        raise


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn with one process and several threads: one copy of the models, many requests."""

    def __init__(self, settings: StudioSettings, port: int, build: Callable[[], WSGIApplication]) -> None:
        self._settings = settings
        self._port = port
        self._build = build
        self._told, self._tell = os.pipe()  # the process that answers tells the first one why it can't
        os.set_blocking(self._told, False)
        super().__init__()

    def load_config(self) -> None:
        chosen = {name: value for name, value in vars(gunicorn_conf).items() if name in self.cfg.settings}
        chosen |= {
            "bind": f"{_bracketed(self._settings.host)}:{self._port}",
            "threads": self._settings.requests,
            "loglevel": "warning",
            "logger_class": _Log,
            "post_worker_init": lambda _worker: _say_when_ready(self._settings.host, self._port),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        # here and not before gunicorn forks: torch's threads do not survive a fork
        try:
            return self._build()
        except (ValueError, OSError, RuntimeError) as error:
            os.write(self._tell, str(error).encode()[:_LONGEST_REASON])
            sys.exit(Arbiter.APP_LOAD_ERROR)

    def failure(self) -> str:
        """Why the app could not be built, or nothing where it did not say."""
        try:
            return os.read(self._told, _LONGEST_REASON).decode(errors="replace")
        except BlockingIOError:
            return ""


class _Log(Logger):  # type: ignore[misc]
    """Gunicorn's own log, without its account of an app that could not be built: the command line says that."""

    def error(self, msg: str, *args: object, **kwargs: object) -> None:
        if not {Arbiter.APP_LOAD_ERROR, "App failed to load.", "Master"} & set(args):
            super().error(msg, *args, **kwargs)


def _say_when_ready(host: str, port: int) -> None:
    threading.Thread(target=_ask_until_ready, args=(host, port), daemon=True).start()


def _ask_until_ready(host: str, port: int) -> None:
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while not _is_ready(address, port):
        time.sleep(_ASK_EVERY_S)
    click.echo(f"Gen Studio is ready: http://{_bracketed(address)}:{port}")


def _is_ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port(host: str, port: int) -> int:
    """`port`, or a free one for 0. Raises ServingError where it can't be listened on."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            found: Any = probe.getsockname()
            return int(found[1])
    except OSError as error:
        raise ServingError(
            f"can't listen on {host}:{port} ({error.strerror}); stop what runs there, or choose another with --port"
        ) from error


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
