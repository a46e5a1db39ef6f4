"""The batcher: what is drawn, in which order and company."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from gan_api.batching import Batcher
from gan_api.drawing import Visit
from tests.gan_api.gated import ALONE, TOGETHER, GatedEngine, ask, drawn, gated, held, of, seed
from tests.gan_api.tiny import until

engine = pytest.fixture(gated, name="engine")


def test_an_engine_with_two_lanes_draws_for_two_at_a_time(engine: GatedEngine) -> None:
    engine.lanes = 2
    batcher = Batcher(engine, ALONE)
    tickets = [ask(batcher, name) for name in (1, 2, 3)]
    until(lambda: len(engine.asked) == 2)
    assert batcher.waiting == 1
    engine.gate.set()
    assert [of(batcher.wait(ticket)) for ticket in tickets] == [1, 2, 3]
    batcher.close()
    assert batcher.trouble == "it is stopping"


def test_each_visitor_gets_the_drawing_of_their_own_seed(engine: GatedEngine) -> None:
    engine.gate.set()
    batcher = Batcher(engine, TOGETHER)

    def visitor(name: int) -> int:
        return of(drawn(batcher, name, Visit(f"client {name}")))

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(visitor, range(90))) == list(range(90))
    assert all(len(names) in (1, 2, 4) for _, names in engine.asked)


def test_what_several_want_is_drawn_and_encoded_once(engine: GatedEngine) -> None:
    batcher = held(engine)
    tickets = [ask(batcher, 7, Visit(f"client {number}", patience_s=30)) for number in range(5)]
    engine.gate.set()
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"picture"

    assert [batcher.wait(ticket).once("jpg", make) for ticket in tickets] == [b"picture"] * 5
    assert engine.order == [7]
    assert made == [1]


def test_who_asks_for_what_is_drawn_but_still_being_encoded_has_it_at_once(engine: GatedEngine) -> None:
    engine.gate.set()
    batcher = Batcher(engine, ALONE)
    first = ask(batcher, 7)
    batcher.wait(first)
    assert of(batcher.wait(ask(batcher, 7))) == 7
    assert len(engine.asked) == 1


@pytest.mark.parametrize(("lanes", "by"), [(2, "drawing"), (1, "MainThread")])
def test_who_comes_alone_has_the_drawing_finished_by_the_lane_that_drew_it_where_another_is_free(
    engine: GatedEngine, lanes: int, by: str
) -> None:
    engine.lanes = lanes
    batcher = held(engine)
    finished: list[str] = []
    ticket = batcher.submit("key", seed(7), 64, Visit("one"), lambda drawing: drawing.once("jpg", note))

    def note() -> bytes:
        finished.append(threading.current_thread().name)
        return b"picture"

    engine.gate.set()
    assert batcher.wait(ticket).once("jpg", note) == b"picture"
    assert finished == [by]


def test_while_others_wait_each_finishes_their_own(engine: GatedEngine) -> None:
    engine.lanes = 2
    batcher = Batcher(engine, ALONE)
    finished: list[int] = []
    tickets = [
        batcher.submit(name, seed(name), 64, Visit(f"c{name}"), lambda drawing: finished.append(of(drawing)))
        for name in range(1, 6)
    ]
    engine.gate.set()
    for ticket in tickets:
        batcher.wait(ticket)
    assert len(finished) <= engine.lanes  # the last ones


def test_what_nobody_waits_for_any_more_is_not_finished(engine: GatedEngine) -> None:
    engine.lanes = 2
    batcher = Batcher(engine, ALONE)
    finished: list[object] = []
    ticket = batcher.submit("key", seed(7), 64, Visit("one"), finished.append)
    until(lambda: len(engine.asked) == 1)
    batcher.leave(ticket)
    engine.gate.set()
    batcher.close()
    assert ticket.drawing.pixels is not None
    assert finished == []


def test_what_the_lane_could_not_finish_is_told_to_the_visitor_who_then_tries(engine: GatedEngine) -> None:
    engine.lanes = 2
    engine.gate.set()
    batcher = Batcher(engine, ALONE)

    def fail(_: object) -> None:
        raise OSError("no room")

    ticket = batcher.submit("key", seed(7), 64, Visit("one"), fail)
    assert of(batcher.wait(ticket)) == 7
    assert of(drawn(batcher, 8)) == 8
    assert batcher.trouble is None


def test_turns_go_round_the_visitors_however_much_one_of_them_asks_for(engine: GatedEngine) -> None:
    batcher = held(engine)
    tickets = [ask(batcher, name, Visit("greedy", patience_s=30)) for name in (1, 2, 3, 4)]
    tickets += [ask(batcher, 11, Visit("modest", patience_s=30)), ask(batcher, 21, Visit("third", patience_s=30))]
    engine.gate.set()
    for ticket in tickets:
        batcher.wait(ticket)
    assert engine.order == [1, 11, 21, 2, 3, 4]


def test_only_one_size_is_drawn_at_a_time_and_the_one_whose_turn_it_is_goes_first(engine: GatedEngine) -> None:
    batcher = held(engine, TOGETHER)
    sizes = {1: 64, 2: 128, 3: 64, 4: 128, 5: 64, 6: 64}
    tickets = [ask(batcher, name, Visit(f"c{name}", patience_s=30), size) for name, size in sizes.items()]
    engine.gate.set()
    for ticket in tickets:
        batcher.wait(ticket)
    assert engine.asked[1:] == [(64, [1, 3, 5, 6]), (128, [2, 4])]


def test_places_that_stay_empty_fill_a_batch_to_a_size_that_was_measured(engine: GatedEngine) -> None:
    batcher = held(engine, {64: {1: 0.01, 4: 0.011}})
    tickets = [ask(batcher, name, Visit(f"c{name}", patience_s=30)) for name in (1, 2, 3)]
    engine.gate.set()
    assert [of(batcher.wait(ticket)) for ticket in tickets] == [1, 2, 3]
    assert engine.asked[1:] == [(64, [1, 2, 3, 0])]


def test_where_company_pays_a_drawing_waits_a_moment_for_it(engine: GatedEngine) -> None:
    engine.gate.set()
    batcher = Batcher(engine, TOGETHER, max_delay_s=0.5)
    first = ask(batcher, 1, Visit("a"))
    time.sleep(0.05)
    second = ask(batcher, 2, Visit("b"))
    batcher.wait(first)
    batcher.wait(second)
    assert engine.asked == [(64, [1, 2])]


def test_where_company_does_not_pay_nobody_waits_for_it(engine: GatedEngine) -> None:
    engine.gate.set()
    batcher = Batcher(engine, ALONE, max_delay_s=15)
    assert of(batcher.wait(ask(batcher, 1, Visit(patience_s=10)))) == 1
