"""Fetching visitors' addresses: from known hosts alone, at public addresses, and never longer or more than allowed."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from services.common.fetch import MAX_AT_ONCE, MAX_REDIRECTS, Fetcher, is_public
from services.common.problems import Busy, InvalidInput, Problem, TooLarge, Unprocessable

PUBLIC = "93.184.216.34"
MUSEUM = "images.museum.org"
Answer = Callable[[bytes, socket.socket], None]


def say(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


class Network:
    """A local server that stands for the museum; whoever asks for a name or dials is written down."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Answer] = {}
        self.addresses: dict[str, list[Sequence[str]]] = {MUSEUM: [[PUBLIC]], "other.museum.org": [[PUBLIC]]}
        self.looked_up: list[str] = []
        self.dialled: list[str] = []
        self.asked: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def look_up(self, host: str) -> Sequence[str]:
        self.looked_up.append(host)
        known = self.addresses[host]
        return known.pop(0) if len(known) > 1 else known[0]

    def dial(self, ip: str, seconds: float) -> socket.socket:
        self.dialled.append(ip)
        return socket.create_connection(self._server.getsockname(), timeout=seconds)

    def fetcher(self, max_bytes: int = 1000, seconds: float = 20) -> Fetcher:
        return Fetcher(
            frozenset({MUSEUM, "other.museum.org"}),
            max_bytes,
            seconds,
            self.look_up,
            self.dial,
            lambda line, _: line,
        )

    def close(self) -> None:
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=[line], daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        with line:
            head = b""
            while b"\r\n\r\n" not in head:
                head += line.recv(4096)
            self.asked.append(head)
            answer = self.answers[head.split(b" ")[1].decode()]
            if callable(answer):
                answer(head, line)
            else:
                line.sendall(answer)


@pytest.fixture
def network() -> Iterator[Network]:
    made = Network()
    yield made
    made.close()


def refused(kind: type[Problem], said: str, fetcher: Fetcher, address: str) -> None:
    with pytest.raises(kind, match=said):
        fetcher.fetch(address)


def test_a_picture_of_a_known_museum_is_fetched_from_the_address_that_was_looked_up(network: Network) -> None:
    network.answers["/a%20b.jpg?size=2"] = say("200 OK", b"picture")
    assert network.fetcher().fetch(f"https://{MUSEUM}/a b.jpg?size=2") == b"picture"
    assert (network.looked_up, network.dialled) == ([MUSEUM], [PUBLIC])
    assert f"Host: {MUSEUM}\r\n".encode() in network.asked[0]


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.org/a.jpg",
        f"http://{MUSEUM}/a.jpg",
        f"https://{MUSEUM}:8443/a.jpg",
        f"https://me@{MUSEUM}/a.jpg",
        f"https://{MUSEUM}@evil.org/a.jpg",
        f"https://{MUSEUM}.evil.org/a.jpg",
        "https://127.0.0.1/a.jpg",
        "https://[::1]/a.jpg",
        "https://[::1/a.jpg",
        f"https://{MUSEUM}/a.jpg\r\nX: y",
        "file:///etc/passwd",
        "",
    ],
)
def test_any_other_address_is_refused_before_a_name_is_looked_up(network: Network, address: str) -> None:
    refused(InvalidInput, "address|museums", network.fetcher(), address)
    assert network.looked_up == network.dialled == []


def test_a_name_that_stands_for_an_inner_address_too_is_not_dialled(network: Network) -> None:
    network.addresses[MUSEUM] = [[PUBLIC, "10.0.0.7"]]
    refused(InvalidInput, "not public", network.fetcher(), f"https://{MUSEUM}/a.jpg")
    assert network.dialled == []


def test_a_name_that_changes_its_address_after_it_was_looked_up_leads_nowhere_else(network: Network) -> None:
    network.addresses[MUSEUM] = [[PUBLIC], ["127.0.0.1"]]  # DNS rebinding
    network.answers["/a.jpg"] = say("200 OK", b"picture")
    fetcher = network.fetcher()
    assert fetcher.fetch(f"https://{MUSEUM}/a.jpg") == b"picture"
    assert (network.looked_up, network.dialled) == ([MUSEUM], [PUBLIC])
    refused(InvalidInput, "not public", fetcher, f"https://{MUSEUM}/a.jpg")
    assert network.dialled == [PUBLIC]


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        (PUBLIC, True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("2001:0:53aa:64c:0:fbfe:3ae5:9c1a", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_redirects_are_followed_among_known_museums_each_looked_up_anew(network: Network) -> None:
    network.answers["/a.jpg"] = say("302 Found", b"", "Location: https://other.museum.org/b.jpg")
    network.answers["/b.jpg"] = say("301 Moved", b"", "Location: c.jpg")
    network.answers["/c.jpg"] = say("200 OK", b"picture")
    assert network.fetcher().fetch(f"https://{MUSEUM}/a.jpg") == b"picture"
    assert network.looked_up == [MUSEUM, "other.museum.org", "other.museum.org"]


@pytest.mark.parametrize(
    "there", ["https://evil.org/", "http://127.0.0.1:8080/metrics", "//169.254.169.254/", "ftp:/x"]
)
def test_a_redirect_out_is_not_followed(network: Network, there: str) -> None:
    network.answers["/a.jpg"] = say("302 Found", b"", f"Location: {there}")
    refused(InvalidInput, "address|museums", network.fetcher(), f"https://{MUSEUM}/a.jpg")
    assert len(network.dialled) == 1


def test_redirects_in_a_ring_end(network: Network) -> None:
    network.answers["/a.jpg"] = say("302 Found", b"", "Location: /a.jpg")
    refused(Unprocessable, f"more than {MAX_REDIRECTS} times", network.fetcher(), f"https://{MUSEUM}/a.jpg")
    assert len(network.dialled) == MAX_REDIRECTS + 1


def test_more_than_the_limit_is_refused_whether_it_is_announced_or_not(network: Network) -> None:
    network.answers["/told.jpg"] = b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"
    network.answers["/untold.jpg"] = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 1001
    network.answers["/most.jpg"] = say("200 OK", b"x" * 1000)
    for name in ("told", "untold"):
        refused(TooLarge, "the limit", network.fetcher(), f"https://{MUSEUM}/{name}.jpg")
    assert len(network.fetcher().fetch(f"https://{MUSEUM}/most.jpg")) == 1000


def drip(head: bytes, line: socket.socket) -> None:
    """Send a byte of an endless header now and then, so that no single wait is long."""
    line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    try:
        while True:
            line.sendall(b"y")
            time.sleep(0.02)
    except OSError:
        return


def test_a_host_that_sends_drop_by_drop_is_cut_off_in_time(network: Network) -> None:
    network.answers["/a.jpg"] = drip
    refused(Unprocessable, "within 0.3 seconds", network.fetcher(seconds=0.3), f"https://{MUSEUM}/a.jpg")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (say("404 Not Found"), "answered 404"),
        (b"", "breaks off"),
        (b"SSH-2.0-OpenSSH\r\n", "breaks off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", "breaks off"),
    ],
)
def test_what_is_no_whole_answer_is_told(network: Network, answer: bytes, said: str) -> None:
    network.answers["/a.jpg"] = answer
    refused(Unprocessable, said, network.fetcher(), f"https://{MUSEUM}/a.jpg")


def test_few_are_fetched_at_once_and_each_gives_its_place_back(network: Network) -> None:
    fetcher = network.fetcher()
    network.answers["/a.jpg"] = say("200 OK", b"picture")
    for _ in range(MAX_AT_ONCE + 1):
        fetcher.fetch(f"https://{MUSEUM}/a.jpg")
        refused(InvalidInput, "museums", fetcher, "https://evil.org/")
    for _ in range(MAX_AT_ONCE):
        fetcher.places.acquire()
    refused(Busy, "try again", fetcher, f"https://{MUSEUM}/a.jpg")


def test_the_line_is_encrypted_and_made_for_the_name() -> None:
    plain = Fetcher(frozenset({MUSEUM}), 10)
    server = socket.create_server(("127.0.0.1", 0))
    line = plain.secured(socket.create_connection(server.getsockname()), MUSEUM)
    assert (line.server_hostname, line.context.check_hostname) == (MUSEUM, True)
    line.close()
    server.close()
