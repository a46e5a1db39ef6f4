"""Fetch what a visitor points at: an https address of a known host in, its bytes out, and never anything from inside.

A host's name is looked up once, all that it stands for must be public, and the line goes to one of those very
addresses: a name that means something else a moment later (DNS rebinding) leads nowhere. Redirects are followed within
the known hosts alone, each looked at anew. Bytes and seconds are capped, however slowly they come.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from services.common.problems import Busy, InvalidInput, TooLarge, Unprocessable

MAX_ADDRESS_LENGTH = 2000
MAX_SECONDS = 10
MAX_REDIRECTS = 3
MAX_AT_ONCE = 4
"""Fetches at the same time; each takes one of the service's requests."""

_MOVED = {301, 302, 303, 307, 308}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses, inner ones too, as a NAT64 gateway takes them
_HEADERS = {"User-Agent": "GenStudio (pictures for visual search)", "Accept": "image/*", "Accept-Encoding": "identity"}


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open Internet; addresses that carry another one inside go by that."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if inside := ip.ipv4_mapped or ip.sixtofour:
            return is_public(str(inside))
        if ip.teredo or ip in _TRANSLATED:
            return False
    return ip.is_global and not ip.is_multicast


def look_up(host: str) -> list[str]:
    """The IP addresses of a host. Raises OSError."""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def dial(ip: str, seconds: float) -> socket.socket:
    """A line to an IP address' port 443. Raises OSError."""
    return socket.create_connection((ip, 443), timeout=seconds)


def secured(line: socket.socket, host: str) -> socket.socket:
    """The same line encrypted, once the other side has proven to be `host` (at the handshake)."""
    return ssl.create_default_context().wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)


@dataclass(frozen=True)
class Fetcher:
    """Fetches from `hosts` alone, up to `max_bytes` within `seconds`; a test hands in its own network."""

    hosts: frozenset[str]
    max_bytes: int
    seconds: float = MAX_SECONDS
    look_up: Callable[[str], Sequence[str]] = look_up
    dial: Callable[[str, float], socket.socket] = dial
    secured: Callable[[socket.socket, str], socket.socket] = secured
    places: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(MAX_AT_ONCE))

    def fetch(self, address: str) -> bytes:
        """What lies at an address. Raises InvalidInput where it may not be fetched, Busy, TooLarge or Unprocessable."""
        if not self.places.acquire(blocking=False):
            raise Busy(f"{MAX_AT_ONCE} addresses are being fetched already; try again in 2 seconds", retry_after=2)
        try:
            until = time.monotonic() + self.seconds
            for _ in range(MAX_REDIRECTS + 1):
                host, target = self._allowed(address)
                found = self._ask(host, target, until)
                if isinstance(found, bytes):
                    return found
                address = urljoin(address, found)
        finally:
            self.places.release()
        raise Unprocessable(f"the address leads on more than {MAX_REDIRECTS} times; {_INSTEAD}")

    def _allowed(self, address: str) -> tuple[str, str]:
        """Host and target of an address. Raises InvalidInput where it is not one to be fetched."""
        try:
            parts = urlsplit(address)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError as error:
            raise InvalidInput(
                f"the address can't be read ({error}); give one like https://museum.org/a.jpg"
            ) from error
        if (
            parts.scheme != "https"
            or port not in (None, 443)
            or parts.username is not None
            or not address.isprintable()
        ):
            raise InvalidInput("the address must begin with https://, without a user's name or another port")
        if host not in self.hosts:
            known = ", ".join(sorted(self.hosts)) or "none are, here"
            raise InvalidInput(
                f"pictures are fetched from known museums alone ({known}), not from {host!r}; {_INSTEAD}"
            )
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        return host, f"{path}?{quote(parts.query, safe=_QUERY)}" if parts.query else path

    def _ask(self, host: str, target: str, until: float) -> bytes | str:
        """What the host answers, or where it sends us."""
        try:
            line = self._line(host, self._public(host), until)
        except OSError as error:
            raise _late(host, self.seconds) if time.monotonic() >= until else _away(host) from error
        hang_up = threading.Timer(max(0.0, until - time.monotonic()), _hang_up, [line])
        hang_up.daemon = True
        hang_up.start()  # a line's own time-out begins anew with each byte
        try:
            found = self._exchange(line, host, target)
        except (OSError, http.client.HTTPException) as error:
            raise _late(host, self.seconds) if time.monotonic() >= until else _away(host) from error
        finally:
            hang_up.cancel()
            line.close()
        if time.monotonic() >= until:  # what was cut off then can look like a whole answer
            raise _late(host, self.seconds)
        return found

    def _public(self, host: str) -> Sequence[str]:
        found = self.look_up(host)
        if not found or not all(map(is_public, found)):
            raise InvalidInput(f"{host} stands for an address that is not public, and is not fetched; {_INSTEAD}")
        return found

    def _line(self, host: str, addresses: Iterable[str], until: float) -> socket.socket:
        failed = OSError("no address")
        for ip in addresses:
            try:
                return self.secured(self.dial(ip, max(0.01, until - time.monotonic())), host)
            except OSError as error:
                failed = error
        raise failed

    def _exchange(self, line: socket.socket, host: str, target: str) -> bytes | str:
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        connection = http.client.HTTPSConnection(host)
        connection.sock = line
        connection.auto_open = 0  # never by the name again
        connection.request("GET", target, headers=_HEADERS)
        answer = connection.getresponse()
        if answer.status in _MOVED and (there := answer.getheader("Location")):
            return there
        if answer.status != 200:
            raise Unprocessable(
                f"{host} answered {answer.status}; look whether the address shows the picture, or {_SEND}"
            )
        data = b"" if (answer.length or 0) > self.max_bytes else answer.read(self.max_bytes + 1)
        if len(data) > self.max_bytes or (answer.length or 0) > self.max_bytes:
            raise TooLarge(
                f"what lies there has more than {self.max_bytes / 2**20:.4g} MiB, the limit; {_INSTEAD}",
                limit_bytes=self.max_bytes,
            )
        if answer.length:
            raise http.client.IncompleteRead(data)
        return data


_SEND = "send the picture itself"
_INSTEAD = f"{_SEND} instead"
_QUERY = "/%:@!$&'()*+,;=~-._?"


def _hang_up(line: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # an SSLSocket's own would trip whoever reads from it


def _late(host: str, seconds: float) -> Unprocessable:
    return Unprocessable(f"{host} did not send all of it within {seconds:g} seconds; {_INSTEAD}")


def _away(host: str) -> Unprocessable:
    return Unprocessable(f"{host} can't be reached from here, or breaks off; {_INSTEAD}")
