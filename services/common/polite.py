"""A polite HTTP client: an address in, its answer out, at the pace that its host likes, patiently when it is refused.

Each host has its own pace. A refusal (403, 429, 5xx), a dropped or a truncated answer is tried again, later each time,
by Retry-After where it is given, and slows all that follows to that host down for a while.
"""

import email.utils
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

AGENT = "gen-studio (a studio of open collections)"
_REFUSED = (403, 408, 425, 429)
_PIECE = 1 << 16
_SLOWEST = 30.0


class AddressError(ValueError):
    """The address answers, but not with what was asked for, and won't when it is asked again; the message says why."""


class AwayError(OSError):
    """The host goes on refusing, or can't be reached; come back later. The message says what it answered."""


class DayIsFull(AwayError):
    """The host was asked as often as it allows in a day."""


@dataclass(frozen=True)
class Manners:
    """How a host wants to be asked. `per_day` is how often at most, 0 is no limit. Times are in seconds."""

    per_second: float = 5.0
    per_day: int = 0
    attempts: int = 7
    first_wait: float = 1.0
    longest_wait: float = 300.0
    timeout: float = 30.0


@dataclass(frozen=True)
class Answer:
    """`body` is empty where nothing changed since the answer that `etag` and `modified` tell of (304)."""

    body: bytes
    etag: str | None
    modified: str | None
    unchanged: bool = False


@dataclass
class _Host:
    """When a host may be asked next, and how much slower than usual it is asked since it refused."""

    next: float = 0.0
    slower: float = 1.0
    asked: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class PoliteClient:
    """Safe to use from several threads. What takes time or chance is handed in, so that tests need none."""

    def __init__(
        self,
        manners: Mapping[str, Manners] | None = None,
        usual: Manners | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._manners, self._usual = dict(manners or {}), usual or Manners()
        self._sleep, self._clock, self._chance = sleep, clock, chance
        self._before: Mapping[str, int] = {}
        self._hosts: dict[str, _Host] = {}
        self._mine = threading.local()
        self._guard = threading.Lock()

    @property
    def asked(self) -> dict[str, int]:
        """How often each host was asked by this client."""
        return {name: host.asked for name, host in self._hosts.items()}

    def asked_before(self, times: Mapping[str, int]) -> None:
        """How often hosts were asked today already, by runs before this one."""
        self._before = dict(times)

    def get(
        self,
        url: str,
        *,
        most: int,
        params: Mapping[str, str] | None = None,
        known: Answer | None = None,
        good: Callable[[bytes], object] | None = None,
    ) -> Answer:
        """The whole answer, of up to `most` bytes; `good` raises ValueError for one that is worth asking for again.

        Raises AddressError or AwayError.
        """

        def read(response: requests.Response) -> Answer:
            body = bytearray()
            for piece in _pieces(response, url, most):
                body += piece
            if good is not None:
                good(bytes(body))
            return Answer(bytes(body), response.headers.get("ETag"), response.headers.get("Last-Modified"))

        return self._patiently(url, params, known, read)

    def json(self, url: str, *, most: int, params: Mapping[str, str] | None = None) -> Any:
        """The answer as JSON; a page that is none, such as an HTML error, is asked for again. Raises as `get` does."""
        return json.loads(self.get(url, most=most, params=params, good=json.loads).body)

    def post(self, url: str, body: bytes, *, most: int, params: Mapping[str, str], headers: Mapping[str, str]) -> Any:
        """What is answered to some bytes, as JSON. Raises as `get` does."""

        def read(response: requests.Response) -> Answer:
            found = b"".join(_pieces(response, url, most))
            json.loads(found)
            return Answer(found, None, None)

        return json.loads(self._patiently(url, params, None, read, body, headers).body)

    def download(self, url: str, path: Path, *, most: int, known: Answer | None = None) -> Answer:
        """The answer into a file, which keeps what it had where nothing changed. Raises as `get` does."""

        def read(response: requests.Response) -> Answer:
            partial = path.with_name(path.name + ".partial")
            with partial.open("wb") as file:
                file.writelines(_pieces(response, url, most))
            partial.replace(path)
            return Answer(b"", response.headers.get("ETag"), response.headers.get("Last-Modified"))

        return self._patiently(url, None, known if path.exists() else None, read)

    def _patiently(
        self,
        url: str,
        params: Mapping[str, str] | None,
        known: Answer | None,
        read: Callable[[requests.Response], Answer],
        body: bytes | None = None,
        more: Mapping[str, str] | None = None,
    ) -> Answer:
        name = urlsplit(url).netloc
        manners = self._manners.get(name, self._usual)
        with self._guard:
            host = self._hosts.setdefault(name, _Host())
        told = ""
        for attempt in range(manners.attempts):
            self._wait_for_turn(name, host, manners)
            wait = manners.first_wait * 2**attempt * (0.5 + self._chance())
            try:
                with self._asking(url, params, known, manners, body, more or {}) as response:
                    status = response.status_code
                    if status == 304 and known is not None:
                        return Answer(b"", known.etag, known.modified, unchanged=True)
                    if status not in _REFUSED and status < 500:
                        if status != 200:
                            raise AddressError(f"{url} answers {status}")
                        answer = read(response)
                        host.slower = max(1.0, host.slower * 0.9)
                        return answer
                    told = f"answers {status}"
                    wait = max(wait, _retry_after(response.headers.get("Retry-After")))
            except AddressError:
                raise
            except (requests.RequestException, OSError, ValueError) as error:
                told = f"fails ({type(error).__name__}: {str(error)[:120]})"
            host.slower = min(_SLOWEST, host.slower * 2)
            if attempt + 1 < manners.attempts:
                self._sleep(min(wait, manners.longest_wait))
        raise AwayError(f"{url} {told}, {manners.attempts} times")

    def _wait_for_turn(self, name: str, host: _Host, manners: Manners) -> None:
        with host.lock:
            if manners.per_day and self._before.get(name, 0) + host.asked >= manners.per_day:
                raise DayIsFull(f"{name} was asked {manners.per_day:,} times today, its limit; go on tomorrow")
            host.asked += 1
            now = self._clock()
            turn = max(now, host.next)
            host.next = turn + host.slower / manners.per_second
        if turn > now:
            self._sleep(turn - now)

    @contextmanager
    def _asking(
        self,
        url: str,
        params: Mapping[str, str] | None,
        known: Answer | None,
        manners: Manners,
        body: bytes | None,
        more: Mapping[str, str],
    ) -> Iterator[requests.Response]:
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
            session.headers["User-Agent"] = AGENT
        headers = dict(more)
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        method, timeout = "GET" if body is None else "POST", manners.timeout
        with session.request(
            method, url, params=params, headers=headers, data=body, stream=True, timeout=timeout
        ) as response:
            yield response


def _pieces(response: requests.Response, url: str, most: int) -> Iterator[bytes]:
    read = 0
    for piece in response.iter_content(_PIECE):
        read += len(piece)
        if read > most:
            raise AddressError(f"{url} has more than the {most:,} bytes allowed")
        yield piece


def _retry_after(header: str | None) -> float:
    """Seconds, or a date, as seconds from now; 0 for what is neither."""
    if not header:
        return 0.0
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
