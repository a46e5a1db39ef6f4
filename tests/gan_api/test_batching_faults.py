"""The batcher: a device without memory, or one that fails, and what becomes of a batch."""

import pytest

from gan_api.batching import Batcher
from gan_api.drawing import Visit
from services.common.problems import Unavailable
from tests.gan_api.gated import ALONE, TOGETHER, GatedEngine, ask, drawn, gated, held, of
from tests.gan_api.tiny import until

engine = pytest.fixture(gated, name="engine")


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
