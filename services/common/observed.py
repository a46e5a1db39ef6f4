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


def request_id() -> str:
    """The id of the current request; the caller's X-Request-Id if it is plain, else a new one."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-Id", "")
        g.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
    kept: str = g.request_id
    return kept


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
        http_metrics().observe(service, request.method, route, response.status_code, seconds)
        g.status = response.status_code
        level = logging.DEBUG if route in _QUIET else logging.INFO
        _ACCESS.log(
            level,
            "%s %s %d",
            request.method,
            request.path,
            response.status_code,
            extra={
                "service": service,
                "route": route,
                "ms": round(seconds * 1000, 1),
                "bytes": response.content_length,
            },
        )
        return response

    @app.teardown_request
    def leave(error: BaseException | None) -> None:
        if begun := g.pop("span", None):
            status = g.get("status", 500)
            failed = None if error is None and status < 500 else f"answered {status}"
            told = {"http.request.method": request.method, "http.response.status_code": status}
            spans.end(begun, failed, request_id=request_id(), **told)
