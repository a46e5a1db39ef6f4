"""The batcher: what is drawn, in which order and company, and what is not drawn at all."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from gan_api.batching import Batcher
from gan_api.drawing import Drawing, Superseded, Ticket, TooLate, Visit
from gan_api.pacing import Paces
from services.common.problems import Busy, Unavailable
from tests.gan_api.tiny import until

ALONE: Paces = {64: {1: 0.01}, 128: {1: 0.02}}
TOGETHER: Paces = {64: {1: 0.01, 2: 0.011, 4: 0.012}, 128: {1: 0.02, 2: 0.021, 4: 0.022}}
LONG = Visit(patience_s=30)


class GatedEngine:
    """Writes down what it is asked for, and draws only while its gate is open. The first number of a seed names it."""

    name = "tiny"
    lanes = 1
    trained_size = 64
    sha256 = "f" * 64

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.asked: list[tuple[int, list[int]]] = []
        self.fails: Callable[[list[int]], Exception | None] = lambda _: None

    def draw(self, seeds: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
        names = [int(name) for name in seeds[:, 0]]
        self.asked.append((size, names))
        assert self.gate.wait(20)
        if (error := self.fails(names)) is not None:
            raise error
        return np.broadcast_to(np.array(names, np.uint8)[:, None, None, None], (len(names), size, size, 3)).copy()

    @property
    def order(self) -> list[int]:
        """What was drawn, one after the other, without the first, which holds the device while a test queues."""
        return [name for _, names in self.asked[1:] for name in names]


@pytest.fixture
def engine() -> Iterator[GatedEngine]:
    engine = GatedEngine()
    yield engine
    engine.gate.set()


def seed(name: int) -> NDArray[np.float32]:
    return np.array([name] + [0] * 139, np.float32)


def ask(batcher: Batcher, name: int, visit: Visit = LONG, size: int = 64) -> Ticket:
    return batcher.submit((name, size), seed(name), size, visit)


def drawn(batcher: Batcher, name: int, visit: Visit = LONG) -> Drawing:
    ticket = ask(batcher, name, visit)
    try:
        return batcher.wait(ticket)
    finally:
        batcher.leave(ticket)


def held(engine: GatedEngine, paces: Paces = ALONE, **limits: float) -> Batcher:
    """A batcher whose device is busy with the drawing 255 until the gate opens."""
    batcher = Batcher(engine, paces, **limits)
    ask(batcher, 255, Visit("holder", patience_s=30))
    until(lambda: len(engine.asked) == 1)
    return batcher


def of(drawing: Drawing) -> int:
    return int(drawing.drawn()[0, 0, 0])


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


def test_a_batch_without_memory_is_halved_and_batches_stay_small_for_a_while(engine: GatedEngine) -> None:
    engine.fails = lambda names: MemoryError("too much") if len(names) > 2 else None
    batcher = held(engine, TOGETHER)
    tickets = [ask(batcher, name, Visit(f"c{name}", patience_s=30)) for name in (1, 2, 3, 4)]
    engine.gate.set()
    assert [of(batcher.wait(ticket)) for ticket in tickets] == [1, 2, 3, 4]
    assert [names for _, names in engine.asked[1:]] == [[1, 2, 3, 4], [1, 2], [3, 4]]

    def four_at_once(names: range) -> int:
        engine.gate.clear()
        before = len(engine.asked)
        again = [ask(batcher, names[0] + 100, Visit("holder", patience_s=30))]
        until(lambda: len(engine.asked) > before)
        again += [ask(batcher, name, Visit(f"c{name}", patience_s=30)) for name in names]
        engine.gate.set()
        for ticket in again:
            batcher.wait(ticket)
            batcher.leave(ticket)
        return max(len(names) for _, names in engine.asked[before:])

    assert four_at_once(range(10, 14)) == 2
    engine.fails = lambda _: None
    for name in range(20, 40):  # a while without a fault
        batcher.wait(ask(batcher, name))
    assert four_at_once(range(50, 54)) == 4


def test_a_device_without_memory_for_even_one_answers_503_and_then_recovers(engine: GatedEngine) -> None:
    engine.gate.set()
    engine.fails = lambda _: MemoryError("none at all")
    batcher = Batcher(engine, ALONE)
    with pytest.raises(Unavailable, match="no memory left"):
        drawn(batcher, 1)
    engine.fails = lambda _: None
    assert of(drawn(batcher, 1)) == 1


def test_one_drawing_that_fails_does_not_take_its_company_along(engine: GatedEngine) -> None:
    engine.fails = lambda names: RuntimeError("bad") if 3 in names else None
    batcher = held(engine, TOGETHER)
    tickets = {name: ask(batcher, name, Visit(f"c{name}", patience_s=30)) for name in (1, 2, 3, 4)}
    engine.gate.set()
    with pytest.raises(Unavailable, match="could not draw"):
        batcher.wait(tickets.pop(3))
    assert [of(batcher.wait(ticket)) for ticket in tickets.values()] == [1, 2, 4]


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
