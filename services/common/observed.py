"""What can be seen of a request: its id and trace in and out, a line in the access log, a count in the metrics."""

import logging
import re
import time
import uuid

from flask import Flask, Response, g, request

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
        g.trace = trace_of(request.headers.get(REQUEST_HEADER))
        request_id()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = request_id()
        if "trace" in g:
            response.headers[ANSWER_HEADER] = g.trace.header
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        route = request.url_rule.rule if request.url_rule is not None else "unknown"
        http_metrics().observe(service, request.method, route, response.status_code, seconds)
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
