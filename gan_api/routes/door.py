"""The door for pictures: who asks for nothing but a recipe's goes straight to the studio, all others into the app.

A framework's way through routes, contexts and hooks takes as long as marking and encoding a picture does, and pictures
are what is asked for most. What the door answers is what the app would answer; failures are answered by the app.
"""

import re
import time
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import g

from gan_api.routes.answers import IMMUTABLE, PREFIX, server_timing
from gan_api.routes.images import RULE
from gan_api.routes.visits import visit_of
from gan_api.studio import Studio
from services.common import spans
from services.common.images import CONTENT_TYPES
from services.common.observed import plain_id, tell
from services.common.problems import TURNED_AWAY
from services.common.tracing import ANSWER_HEADER, trace_of
from services.common.web import HEADERS, BaseApp

_PATH = re.compile(rf"{PREFIX}/images/([0-9A-Za-z_.-]+)\.({'|'.join(CONTENT_TYPES)})")
_MORE = ("QUERY_STRING", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_IF_NONE_MATCH", TURNED_AWAY)
"""Who sends any of these asks for more than a picture, or is to be turned away."""

_ALWAYS = [("Cache-Control", IMMUTABLE), *HEADERS.items()]


class Door:
    """A WSGI app in front of the framework's own, `inner`, for one studio."""

    def __init__(self, app: BaseApp, studio: Studio, inner: WSGIApplication, service: str) -> None:
        self._app = app
        self._studio = studio
        self._inner = inner
        self._service = service

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = _PATH.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "GET" else None
        if asked is None or spans.sent() or any(environ.get(name) for name in _MORE):
            return self._inner(environ, start_response)
        began = time.perf_counter()
        try:
            headers, data = self._picture(asked[1], asked[2], environ)
        except Exception as error:
            return self._failure(error, began, environ)(environ, start_response)
        trace, request_id = trace_of(environ.get("HTTP_TRACEPARENT")), plain_id(environ.get("HTTP_X_REQUEST_ID"))
        headers += [("X-Request-Id", request_id), (ANSWER_HEADER, trace.header), *_ALWAYS]
        tell(
            self._service,
            "GET",
            PREFIX + RULE,
            environ["PATH_INFO"],
            200,
            time.perf_counter() - began,
            bytes=len(data),
            request_id=request_id,
            trace_id=trace.trace_id,
            span_id=trace.span_id,
        )
        start_response("200 OK", headers)
        return [data]

    def _picture(self, word: str, file_format: str, environ: WSGIEnvironment) -> tuple[list[tuple[str, str]], bytes]:
        recipe = self._studio.parse(word)
        picture = self._studio.picture(recipe, file_format, visit_of(environ))
        headers = [
            ("Content-Type", CONTENT_TYPES[file_format]),
            ("Content-Length", str(len(picture.data))),
            ("Server-Timing", server_timing(picture)),
            ("ETag", f'"{self._studio.tag(recipe, file_format)}"'),
            ("Gen-Recipe", word),
        ]
        return headers, picture.data

    def _failure(self, error: Exception, began: float, environ: WSGIEnvironment) -> WSGIApplication:
        """As the app answers what its routes raise."""
        with self._app.request_context(environ):
            self._app.preprocess_request()
            g.began = began
            answer = self._app.make_response(self._app.handle_user_exception(error))
            return self._app.process_response(answer)
