"""Logs: one JSON object per line on stderr, with the request's id and trace where there is a request.

Bodies, query strings and addresses of visitors are never written.
"""

import logging
import sys
from typing import TextIO

from flask import g, has_request_context
from pythonjsonlogger.json import JsonFormatter

_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s"
_NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}


class _WithRequest(logging.Filter):
    """Adds the id and the trace of the request that is being answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        if has_request_context() and not hasattr(record, "request_id"):
            record.request_id = g.get("request_id")
            if (trace := g.get("trace")) is not None:
                record.trace_id, record.span_id = trace.trace_id, trace.span_id
        return True


def configure_logging(level: str, stream: TextIO | None = None) -> None:
    """Send everything from `level` on to `stream` (stderr); called once by what starts the process."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter(_FIELDS, rename_fields=_NAMES))
    handler.addFilter(_WithRequest())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.getLogger("azure").setLevel(max(root.level, logging.WARNING))  # else a line for each request to the store
