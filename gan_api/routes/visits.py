"""Who asks, and how long they wait: the headers of a request in, a Visit out."""

import re
import socket
import ssl
from collections.abc import Callable
from wsgiref.types import WSGIEnvironment

from flask import request

from gan_api.drawing import MAX_DEADLINE_MS, MAX_SESSION_LENGTH, Visit
from services.common.problems import InvalidInput

SESSION_HEADER = "Gen-Session"
DEADLINE_HEADER = "Gen-Deadline-Ms"
_SESSION_KEY, _DEADLINE_KEY = (f"HTTP_{name.upper().replace('-', '_')}" for name in (SESSION_HEADER, DEADLINE_HEADER))
_SESSION = re.compile(rf"[A-Za-z0-9._-]{{1,{MAX_SESSION_LENGTH}}}")
_DEADLINE = re.compile(r"[0-9]{1,9}")


def visit() -> Visit:
    """The visit that the current request is part of. Raises InvalidInput where its headers are wrong."""
    return visit_of(request.environ)


def visit_of(environ: WSGIEnvironment) -> Visit:
    """Likewise of any request."""
    session = environ.get(_SESSION_KEY)
    if session is not None and not _SESSION.fullmatch(session):
        raise InvalidInput(f"{SESSION_HEADER} takes 1 to {MAX_SESSION_LENGTH} letters (a-z), digits, '.', '_' and '-'")
    return Visit(environ.get("REMOTE_ADDR") or "", session, _patience_s(environ.get(_DEADLINE_KEY)), _has_gone(environ))


def _patience_s(given: str | None) -> float | None:
    if given is None:
        return None
    if not _DEADLINE.fullmatch(given) or not 1 <= int(given) <= MAX_DEADLINE_MS:
        raise InvalidInput(f"{DEADLINE_HEADER} takes whole milliseconds, 1 to {MAX_DEADLINE_MS}, not {given[:40]!r}")
    return int(given) / 1000


def _has_gone(environ: WSGIEnvironment) -> Callable[[], bool] | None:
    """Whether the client has hung up, where the server lends its socket; a proxy in front hangs up for its client."""
    connection = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    if not isinstance(connection, socket.socket) or isinstance(connection, ssl.SSLSocket):  # TLS can't be peeked into
        return None

    def has_gone() -> bool:
        try:
            return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False  # nothing more came: the client waits
        except OSError:
            return True

    return has_gone
