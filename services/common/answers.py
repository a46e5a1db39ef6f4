"""Failures as answers: a Problem, an HTTP error of the framework, or a bug in, problem+json out."""

import difflib
import json
import logging
from http import HTTPStatus

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from services.common.observed import request_id
from services.common.problems import CONTENT_TYPE, Problem

_LOG = logging.getLogger("gen_studio.errors")
_DRAINED_BYTES = 64 * 2**20
_MIB = 2**20


def answer_problem(problem: Problem) -> Response:
    """A Problem as its answer."""
    return _answer(problem.status, problem.title, problem.detail, problem.type_uri, problem.headers, problem.extras)


def answer_unexpected(error: Exception) -> AnyResponse:
    """Anything else that was raised: an HTTP error says what to do next, a bug is logged and says nothing of itself."""
    if isinstance(error, HTTPException):
        return _answer_http(error)
    _LOG.error("unexpected %s", type(error).__name__, exc_info=error)
    return _answer(500, "Internal error", "something went wrong on our side; try again, or report the request_id")


def _answer_http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status < 400 or error.response is not None:
        return error.get_response(request.environ)  # redirects and ready-made answers pass
    headers: dict[str, str] = {}
    if status == 404:
        detail = f"nothing is served at {request.path}{_nearest()}"
    elif isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        headers["Allow"] = allowed
        detail = f"{request.method} is not possible at {request.path}; use {allowed}"
    elif status == 413:
        limit = (request.max_content_length or 0) / _MIB
        detail = f"the body is larger than {limit:.4g} MiB, the limit of {request.path}; send a smaller one"
        _drain()
    elif status == 400:
        detail = "the request can't be read; check its form and its headers"
    else:
        detail = f"{error.description or 'the request failed'}; see the documentation of {request.path}"
    return _answer(status, HTTPStatus(status).phrase, detail, headers=headers)


def _answer(
    status: int,
    title: str,
    detail: str,
    type_uri: str = "about:blank",
    headers: dict[str, str] | None = None,
    extras: dict[str, object] | None = None,
) -> Response:
    body = {
        **(extras or {}),
        "type": type_uri,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.path,
        "request_id": request_id(),
    }
    return Response(json.dumps(body, ensure_ascii=False), status, headers or {}, content_type=CONTENT_TYPE)


def _nearest() -> str:
    """The route that looks most like the path that was asked for, as a hint."""
    rules = sorted({rule.rule for rule in current_app.url_map.iter_rules()})
    found = difflib.get_close_matches(request.path[:200], rules, n=1, cutoff=0.5)
    return f"; did you mean {found[0].replace('<', '{').replace('>', '}')}?" if found else "; check the address"


def _drain() -> None:
    """Read on a little: a connection closed on unread bytes is reset, and the sender would never see the answer."""
    stream = request.environ["wsgi.input"]
    left = min(request.content_length or _DRAINED_BYTES, _DRAINED_BYTES)
    try:
        while left > 0 and (part := stream.read(min(left, _MIB))):
            left -= len(part)
    except OSError:
        return
