"""Pictures from elsewhere: a museum's address, a work or a recipe in, the bytes of a picture out."""

import http.client
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from services.collection.artwork import Artwork
from services.common.fetch import Fetcher
from services.common.images import MAX_UPLOAD_BYTES
from services.common.problems import Busy, Gone, InvalidInput, NotFound, Problem, Unavailable, Unprocessable

DRAWING_SECONDS = 15
"""Longer than the generator itself lets a drawing wait."""

Draw = Callable[[str, str], tuple[int, bytes, str]]
"""Asks the generator for a path, on behalf of a visitor's IP address: status, body and Retry-After ("" for none) out.
Raises OSError."""

_PATH = "/api/gan/v1/images/{recipe}.jpg"
_PASSED_ON: dict[int, type[Problem]] = {400: InvalidInput, 404: NotFound, 410: Gone, 429: Busy}


@dataclass(frozen=True)
class Elsewhere:
    """Where pictures come from that nobody sends: museums by `fetcher`, the generator by `draw`, if there is one."""

    fetcher: Fetcher
    draw: Draw | None = None

    def at(self, address: str) -> bytes:
        """The picture at a museum's address. Raises a Problem, as `Fetcher.fetch`."""
        return self.fetcher.fetch(address)

    def of(self, artwork: Artwork) -> bytes:
        """A work's own picture, from its museum. Raises a Problem."""
        if artwork.image_url is None:
            raise Unprocessable(f"the source of {artwork.id} gives no address of a picture; send the picture itself")
        return self.fetcher.fetch(artwork.image_url)

    def drawn(self, recipe: str, visitor: str) -> bytes:
        """What the generator draws by a recipe. Raises a Problem: the generator's own where it refuses the recipe."""
        if self.draw is None:
            raise NotFound(
                "this service knows no generator (SEARCH_GENERATOR_URL); send the drawn picture to POST similar"
            )
        try:
            status, body, after = self.draw(_PATH.format(recipe=recipe), visitor)
        except (OSError, http.client.HTTPException) as error:
            raise _away("the generator does not answer") from error
        if status == 200:
            return body
        raise _told(status, body, after)


def by_http(address: str) -> Draw:
    """Ask the generator service at http://host:port."""
    host = urlsplit(address).netloc

    def draw(path: str, visitor: str) -> tuple[int, bytes, str]:
        connection = http.client.HTTPConnection(host, timeout=DRAWING_SECONDS)
        try:
            connection.request("GET", path, headers={"X-Forwarded-For": visitor})  # whose limit it counts for
            answer = connection.getresponse()
            return answer.status, answer.read(MAX_UPLOAD_BYTES), answer.headers.get("Retry-After", "")
        finally:
            connection.close()

    return draw


def _told(status: int, body: bytes, after: str) -> Problem:
    try:
        detail = str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"the generator answered {status}"
    headers = {"Retry-After": after} if after.isdecimal() else None  # it may be a date as well
    kind = _PASSED_ON.get(status, Unavailable if headers else None)
    return kind(detail, headers=headers) if kind else _away(detail)


def _away(detail: str) -> Unavailable:
    return Unavailable(f"{detail}; try again in 2 seconds", headers={"Retry-After": "2"})
