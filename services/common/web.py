"""The base of a web app: requests get an id, limits and security headers; failures become problems; health and metrics.

`create_base_app` makes a Flask app that knows no API; each service registers its routes on it.
"""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from services.common import metrics, stopping
from services.common.answers import answer_problem, answer_unexpected
from services.common.bodies import BoundedRequest
from services.common.observed import observe_requests
from services.common.packing import pack
from services.common.problems import TURNED_AWAY, Problem, Unavailable

Ready = Callable[[], str | None]
_READY = "gen_studio.ready"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer carries, unless it says otherwise."""


class BaseApp(Flask):
    """A Flask app that can be closed, when another release has taken its place, and can have a door in front of it."""

    request_class = BoundedRequest

    def __init__(self, name: str) -> None:
        super().__init__(name, static_folder=None)
        self._closing: list[Callable[[], None]] = []
        self._entry: WSGIApplication = super().wsgi_app

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, once what trusted proxies say is believed."""
        return self._entry(environ, start_response)

    def open_door(self, door: Callable[[WSGIApplication], WSGIApplication]) -> None:
        """Let what `door` makes of the way through the framework answer in its place."""
        self._entry = door(self._entry)

    def when_closed(self, act: Callable[[], None]) -> None:
        """Call `act` at the end."""
        self._closing.append(act)

    def close(self) -> None:
        """Let go of what the app holds; it is asked no more."""
        while self._closing:
            self._closing.pop()()


def create_base_app(name: str, *, service: str, max_body_bytes: int, ready: Ready, trusted_proxies: int = 0) -> BaseApp:
    """A Flask app named `name` whose logs and metrics say `service`.

    `ready` gives the reason why the service can't answer yet, or None. `max_body_bytes` holds for bodies with a
    Content-Length and for chunked ones. `trusted_proxies` is the number of proxies whose X-Forwarded-* count.
    """
    app = BaseApp(name)
    app.config["MAX_CONTENT_LENGTH"] = max_body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = max_body_bytes
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.compact = True  # type: ignore[attr-defined]
    app.extensions[_READY] = ready
    if trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's documented way to add middleware
            app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies, x_host=trusted_proxies
        )
    observe_requests(app, service)
    app.before_request(_turn_away)
    app.register_error_handler(Problem, answer_problem)
    app.register_error_handler(Exception, answer_unexpected)
    app.after_request(_add_headers)
    app.after_request(pack)
    _add_health(app)
    return app


def readiness(app: Flask) -> str | None:
    """Why an app made by `create_base_app` can't answer yet, or should be asked no more, or None."""
    if stopping.begun():
        return "it was asked to stop"
    ready: Ready = app.extensions[_READY]
    return ready()


def _turn_away() -> None:
    problem = request.environ.get(TURNED_AWAY)
    if isinstance(problem, Problem):
        raise problem


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.status_code >= 400 or request.path in {"/livez", "/readyz", "/metrics"}:
        response.headers["Cache-Control"] = "no-store"
    return response


def _add_health(app: Flask) -> None:
    @app.get("/livez")
    def livez() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz")
    def readyz() -> dict[str, str]:
        if reason := readiness(app):
            raise Unavailable(f"not ready: {reason}; ask again in a few seconds", headers={"Retry-After": "2"})
        return {"status": "ready"}

    @app.get("/metrics", endpoint="metrics")
    def metrics_page() -> Response:
        return Response(metrics.exposition(), content_type=metrics.CONTENT_TYPE)
