"""What can be seen of a request: its id and trace in and out, a line in the access log, a count in the metrics."""

import logging
import re
import time
import uuid

from flask import Flask, Response, g, request

from services.common import spans
from services.common.metrics import http_metrics
from services.common.tracing import ANSWER_HEADER, REQUEST_HEADER, trace_of

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ACCESS = logging.getLogger("gen_studio.access")
_QUIET = {"/livez", "/readyz", "/metrics"}  # probes come every few seconds


def plain_id(given: str | None) -> str:
    """The caller's X-Request-Id if it is plain, else a new one."""
    return given if given is not None and _ID.fullmatch(given) else uuid.uuid4().hex


def request_id() -> str:
    """The id of the current request."""
    if "request_id" not in g:
        g.request_id = plain_id(request.headers.get("X-Request-Id"))
    kept: str = g.request_id
    return kept


def tell(service: str, method: str, route: str, path: str, status: int, seconds: float, **more: object) -> None:
    """Count and time an answer, and write its line in the access log."""
    http_metrics().observe(service, method, route, status, seconds)
    level = logging.DEBUG if route in _QUIET else logging.INFO
    if _ACCESS.isEnabledFor(level):
        told = {"service": service, "route": route, "ms": round(seconds * 1000, 1), **more}
        _ACCESS.log(level, "%s %s %d", method, path, status, extra=told)


def observe_requests(app: Flask, service: str) -> None:
    """Give each request of `app` an id, and log, count and time its answer under `service`."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        route = request.url_rule.rule if request.url_rule is not None else "unknown"
        told = request.headers.get(REQUEST_HEADER)
        if route not in _QUIET:
            g.span = spans.begin(f"{request.method} {route}", told, "server", **{"http.route": route})
        g.trace = g.span.trace if g.get("span") else trace_of(told)
        request_id()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        if "trace" in g:
            response.headers[ANSWER_HEADER] = g.trace.header
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        route = request.url_rule.rule if request.url_rule is not None else "unknown"
        g.status = status = response.status_code
        tell(service, request.method, route, request.path, status, seconds, bytes=response.content_length)
        return response

    @app.teardown_request
    def leave(error: BaseException | None) -> None:
        if begun := g.pop("span", None):
            status = g.get("status", 500)
            failed = None if error is None and status < 500 else f"answered {status}"
            told = {"http.request.method": request.method, "http.response.status_code": status}
            spans.end(begun, failed, request_id=request_id(), **told)
