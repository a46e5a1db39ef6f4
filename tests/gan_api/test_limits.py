"""Limits: what a client may spend, who owns a device, and what the headers of a request may say."""

import os
import socket
from pathlib import Path

import pytest
from flask import Flask

from gan_api.limits import BucketLimiter, cost
from gan_api.model.ownership import DeviceTaken, own
from gan_api.routes.visits import visit
from services.common.problems import Busy, InvalidInput


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_client_spends_a_minutes_worth_and_gets_it_back_in_time() -> None:
    clock = Clock()
    limiter = BucketLimiter(60, clock)
    limiter.spend("a", 60)
    with pytest.raises(Busy, match=r"60 images of 256 px a minute .* come back in 10 s") as refused:
        limiter.spend("a", 10)
    assert refused.value.headers == {
        "Retry-After": "10",
        "RateLimit-Policy": '"images";q=60;w=60',
        "RateLimit": '"images";r=0;t=10',
    }
    clock.now += 10
    limiter.spend("a", 10)


def test_one_clients_thirst_does_not_touch_another_and_a_refusal_costs_nothing() -> None:
    limiter = BucketLimiter(10, Clock())
    limiter.spend("a", 8)
    with pytest.raises(Busy):
        limiter.spend("a", 3)
    limiter.spend("a", 2)
    limiter.spend("b", 10)


def test_a_film_that_costs_more_than_a_minutes_worth_waits_for_all_of_it_and_is_paid_off_afterwards() -> None:
    clock = Clock()
    limiter = BucketLimiter(60, clock)
    limiter.spend("a", 90)
    clock.now += 30
    with pytest.raises(Busy, match="come back in 1 s"):
        limiter.spend("a", 1)
    clock.now += 1
    limiter.spend("a", 1)
    with pytest.raises(Busy, match="come back in 60 s"):
        limiter.spend("a", 90)


def test_what_is_given_back_can_be_spent_again_and_fills_no_bucket_past_its_size() -> None:
    clock = Clock()
    limiter = BucketLimiter(10, clock)
    limiter.give_back("a", 5)
    limiter.spend("a", 10)
    limiter.give_back("a", 3)
    limiter.spend("a", 3)
    with pytest.raises(Busy):
        limiter.spend("a", 1)
    clock.now += 60
    limiter.spend("a", 25)
    limiter.give_back("a", 14)  # a debt is lessened
    with pytest.raises(Busy, match="come back in 12 s"):
        limiter.spend("a", 1)
    limiter.give_back("a", 100)
    limiter.spend("a", 10)
    with pytest.raises(Busy):
        limiter.spend("a", 1)


def test_a_smaller_image_costs_less() -> None:
    assert [cost(size) for size in (64, 128, 256)] == [0.25, 0.5, 1]


def test_without_a_limit_nothing_is_counted() -> None:
    limiter = BucketLimiter(0)
    for _ in range(100):
        limiter.spend("a", 1_000_000)


def test_so_many_clients_are_remembered_and_no_more() -> None:
    limiter = BucketLimiter(1, Clock())
    for number in range(10_050):
        limiter.spend(f"client {number}", 1)
    assert len(limiter._buckets) == 10_000


def test_a_second_owner_of_a_device_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first = own("cuda:0", tmp_path)
    own("cuda:1", tmp_path).close()
    with pytest.raises(DeviceTaken, match="cuda:0 already; run the generator service with one worker"):
        own("cuda:0", tmp_path)
    first.close()
    own("cuda:0", tmp_path).close()


def test_a_cpu_may_be_shared_but_not_by_the_workers_of_one_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = own("cpu", tmp_path)
    with pytest.raises(DeviceTaken, match="one worker and many threads"):
        own("cpu", tmp_path)
    monkeypatch.setattr(os, "getppid", lambda: 1)
    own("cpu", tmp_path).close()
    first.close()


def test_headers_say_which_drag_it_is_and_how_long_the_visitor_waits() -> None:
    headers = {"Gen-Session": "drag-1", "Gen-Deadline-Ms": "250"}
    with Flask("test").test_request_context(headers=headers, environ_base={"REMOTE_ADDR": "203.0.113.9"}):
        asked = visit()
    assert (asked.client, asked.session, asked.patience_s) == ("203.0.113.9", "drag-1", 0.25)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Gen-Session", "two words"),
        ("Gen-Session", "x" * 65),
        ("Gen-Deadline-Ms", "0"),
        ("Gen-Deadline-Ms", "60001"),
        ("Gen-Deadline-Ms", "-5"),
        ("Gen-Deadline-Ms", "soon"),
        ("Gen-Deadline-Ms", "1" * 400),
    ],
)
def test_headers_that_can_not_be_meant_are_refused(header: str, value: str) -> None:
    with (
        Flask("test").test_request_context(headers={header: value}),
        pytest.raises(InvalidInput, match=f"{header} takes"),
    ):
        visit()


def test_a_client_that_hangs_up_is_seen_and_one_that_asks_for_more_is_still_there() -> None:
    server, client = socket.socketpair()
    with Flask("test").test_request_context(environ_overrides={"gunicorn.socket": server}):
        has_gone = visit().has_gone
    assert has_gone is not None
    assert not has_gone()
    client.sendall(b"GET /next")
    assert not has_gone()
    assert server.recv(9) == b"GET /next"  # looking took nothing away
    client.close()
    assert has_gone()
    server.close()
    assert has_gone()
