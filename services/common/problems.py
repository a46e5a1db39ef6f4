"""Problems (RFC 9457): what went wrong, the limit, and the next step, as one exception family with a status each.

Code raises a Problem where it finds one; `web.py` turns it into an application/problem+json answer.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

CONTENT_TYPE = "application/problem+json"
TURNED_AWAY = "gen_studio.turned_away"
"""In a request's WSGI environ: a Problem that is its answer, found by who chose the app."""

_TYPES = "urn:problem-type:gen-studio:"


class Problem(Exception):
    """An answer other than success. `detail` says what was wrong, the limit, and what to do instead.

    `extras` are further members of the JSON body, `headers` go out with the answer.
    """

    status: ClassVar[int] = 500
    title: ClassVar[str] = "Internal error"
    kind: ClassVar[str] = "internal-error"

    def __init__(self, detail: str, *, headers: dict[str, str] | None = None, **extras: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers: dict[str, str] = dict(headers or {})
        self.extras: dict[str, object] = extras

    @property
    def type_uri(self) -> str:
        """The problem's type as a URI; it names the kind and is not a link."""
        return f"{_TYPES}{self.kind}"

    @property
    def told(self) -> dict[str, object]:
        """The members of its JSON body that every problem has."""
        return {"type": self.type_uri, "title": self.title, "status": self.status, "detail": self.detail}


class InvalidInput(Problem):
    """The request can be read, but a value in it is wrong."""

    status = 400
    title = "Invalid input"
    kind = "invalid-input"


class NotFound(Problem):
    """There is no such thing."""

    status = 404
    title = "Not found"
    kind = "not-found"


class Gone(Problem):
    """There was such a thing, and it will not come back by itself."""

    status = 410
    title = "Gone"
    kind = "gone"


class TooLarge(Problem):
    """The body, or the picture in it, is past a limit."""

    status = 413
    title = "Too large"
    kind = "too-large"


class UnsupportedMedia(Problem):
    """The body is of another type than the route takes."""

    status = 415
    title = "Unsupported media type"
    kind = "unsupported-media"


class Unprocessable(Problem):
    """The type is right, but the content can't be used."""

    status = 422
    title = "Can't be processed"
    kind = "unprocessable"


class Busy(Problem):
    """All places are taken; come back in `retry_after` seconds (sent as Retry-After)."""

    status = 429
    title = "Too busy"
    kind = "busy"

    def __init__(
        self, detail: str, *, retry_after: int = 1, headers: dict[str, str] | None = None, **extras: object
    ) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after), **(headers or {})}, **extras)


class Unavailable(Problem):
    """The service can't answer now."""

    status = 503
    title = "Not available"
    kind = "unavailable"


def come_back(detail: str, seconds: int) -> Unavailable:
    """It can't be answered now, and can in so many seconds (sent as Retry-After)."""
    return Unavailable(f"{detail}; ask again in {seconds} s", headers={"Retry-After": str(seconds)})


def problem_of(told: Mapping[str, Any]) -> Problem:
    """The problem of which another process told: of the same kind, where this one knows it."""
    kinds = [Problem]
    for kind in kinds:
        kinds += kind.__subclasses__()
    name = str(told["type"]).removeprefix(_TYPES)
    found = next((kind for kind in kinds if kind.kind == name), Problem)
    problem = found.__new__(found)
    Problem.__init__(problem, str(told["detail"]))
    return problem
