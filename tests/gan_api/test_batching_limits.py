"""The batcher: what is not drawn at all: too many, too late, gone, overtaken, or at the end."""

import threading
import time

import pytest

from gan_api.drawing import Superseded, TooLate, Visit
from services.common.problems import Busy, Unavailable
from tests.gan_api.gated import GatedEngine, ask, drawn, gated, held, of
from tests.gan_api.tiny import until

engine = pytest.fixture(gated, name="engine")


def test_too_many_waiting_are_refused_with_the_time_to_come_back(engine: GatedEngine) -> None:
    batcher = held(engine, {64: {1: 3.0}}, max_waiting=2)
    for name in (1, 2):
        ask(batcher, name)
    with pytest.raises(Busy, match="2 drawings wait already, the limit is 2; come back in 6 s") as refused:
        ask(batcher, 3)
    assert refused.value.headers["Retry-After"] == "6"


def test_a_full_queue_takes_a_modest_client_in_for_the_newest_drawing_of_a_greedy_one(engine: GatedEngine) -> None:
    batcher = held(engine, max_waiting=3)
    visits = [Visit("greedy", f"drag-{name}", patience_s=30) for name in range(3)]
    oldest, _, newest = [ask(batcher, name, visit) for name, visit in enumerate(visits)]
    modest = ask(batcher, 11, Visit("modest", patience_s=30))
    with pytest.raises(Busy, match="the limit is 3"):
        batcher.wait(newest)
    with pytest.raises(Busy):  # two and one: a second of the modest one would only turn it round
        ask(batcher, 12, Visit("modest", patience_s=30))
    engine.gate.set()
    assert (of(batcher.wait(oldest)), of(batcher.wait(modest))) == (0, 11)


def test_who_wants_what_already_waits_is_never_refused(engine: GatedEngine) -> None:
    batcher = held(engine, max_waiting=1)
    first, second = ask(batcher, 1), ask(batcher, 1)
    engine.gate.set()
    assert of(batcher.wait(first)) == of(batcher.wait(second)) == 1


def test_what_is_late_is_told_so_and_the_device_never_sees_it(engine: GatedEngine) -> None:
    batcher = held(engine)
    late = ask(batcher, 1, Visit("a", patience_s=0.05))
    with pytest.raises(TooLate, match="not drawn within 50 ms"):
        batcher.wait(late)
    other = ask(batcher, 2)
    engine.gate.set()
    batcher.wait(other)
    assert engine.order == [2]


def test_a_deadline_that_passes_unnoticed_is_noticed_before_the_device_draws(engine: GatedEngine) -> None:
    batcher = held(engine)
    late = ask(batcher, 1, Visit("a", patience_s=0.01))
    time.sleep(0.05)  # nobody waits on the ticket
    other = ask(batcher, 2)
    engine.gate.set()
    batcher.wait(other)
    assert engine.order == [2]
    assert isinstance(late.problem, TooLate)


def test_a_client_that_has_gone_is_not_drawn_for(engine: GatedEngine) -> None:
    batcher = held(engine)
    ask(batcher, 1, Visit("gone", patience_s=30, has_gone=lambda: True))
    other = ask(batcher, 2, Visit("here", patience_s=30, has_gone=lambda: False))
    engine.gate.set()
    batcher.wait(other)
    assert engine.order == [2]
    assert batcher.waiting == 0


def test_what_another_still_wants_is_drawn_though_the_first_has_gone(engine: GatedEngine) -> None:
    batcher = held(engine)
    ask(batcher, 1, Visit("gone", patience_s=30, has_gone=lambda: True))
    other = ask(batcher, 1, Visit("here", patience_s=30))
    engine.gate.set()
    assert of(batcher.wait(other)) == 1


def test_a_newer_position_of_a_drag_takes_the_place_and_the_turn_of_the_one_that_waits(engine: GatedEngine) -> None:
    batcher = held(engine)
    drag = Visit("a", "drag-1", patience_s=30)
    first = ask(batcher, 1, drag)
    other = ask(batcher, 11, Visit("b", patience_s=30))
    second = ask(batcher, 2, drag)
    with pytest.raises(Superseded, match="newer request"):
        batcher.wait(first)
    engine.gate.set()
    assert of(batcher.wait(second)) == 2
    batcher.wait(other)
    assert engine.order == [2, 11]


def test_a_full_queue_still_takes_the_newer_position_of_a_drag(engine: GatedEngine) -> None:
    batcher = held(engine, max_waiting=1)
    drag = Visit("a", "drag-1", patience_s=30)
    ask(batcher, 1, drag)
    newest = ask(batcher, 2, drag)
    engine.gate.set()
    assert of(batcher.wait(newest)) == 2


def test_two_drags_of_one_address_do_not_disturb_each_other(engine: GatedEngine) -> None:
    batcher = held(engine)
    one, two = (ask(batcher, number, Visit("a", f"drag-{number}", patience_s=30)) for number in (1, 2))
    engine.gate.set()
    assert (of(batcher.wait(one)), of(batcher.wait(two))) == (1, 2)


def test_a_flood_of_ten_thousand_is_mostly_refused_and_leaves_nothing_behind(engine: GatedEngine) -> None:
    batcher = held(engine, max_waiting=20)
    taken, refused = [], 0
    for name in range(10_000):
        try:
            taken.append(ask(batcher, name % 250, Visit(f"client {name}", patience_s=30)))
        except Busy:
            refused += 1
    assert batcher.waiting == 20
    assert len(taken) == 20 + 39 * 20  # whoever asks for what already waits shares it
    assert refused == 10_000 - len(taken)
    engine.gate.set()
    for ticket in taken:
        batcher.wait(ticket)
        batcher.leave(ticket)
    until(lambda: batcher.waiting == 0)
    assert of(drawn(batcher, 5)) == 5
    assert not set(batcher._drawings) - {(255, 64)}
    assert not batcher._sessions


def test_closing_draws_what_was_taken_and_takes_no_more(engine: GatedEngine) -> None:
    batcher = held(engine)
    tickets = [ask(batcher, name) for name in (1, 2)]
    closing = threading.Thread(target=batcher.close)
    closing.start()
    until(lambda: batcher._closed)
    with pytest.raises(Unavailable, match="stopping"):
        ask(batcher, 3)
    engine.gate.set()
    assert [of(batcher.wait(ticket)) for ticket in tickets] == [1, 2]
    closing.join(10)
    assert not closing.is_alive()


def test_what_can_not_be_drawn_before_the_end_is_answered_too(engine: GatedEngine) -> None:
    batcher = held(engine)
    ticket = ask(batcher, 1)
    batcher.close(patience_s=0.05)
    with pytest.raises(Unavailable, match="stopping"):
        batcher.wait(ticket)
