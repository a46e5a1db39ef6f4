"""Batch sizes are chosen by measurement: with a clock of our own, of engines whose costs are known."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from gan_api.pacing import measure, rows


class CountedEngine:
    """Draws take the time that `cost` gives for a batch; the clock is its own."""

    name = "tiny"
    lanes = 1
    trained_size = 64
    sha256 = "f" * 64

    def __init__(self, cost: Callable[[int], float], *, memory: int = 1000, steady: int = 1000) -> None:
        self.now = 0.0
        self._cost, self._memory, self._steady = cost, memory, steady

    def draw(self, seeds: NDArray[np.float32], size: int) -> NDArray[np.uint8]:
        if len(seeds) > self._memory:
            raise MemoryError
        self.now += self._cost(len(seeds))
        drawn = np.broadcast_to((seeds[:, 0] * 50).astype(np.uint8)[:, None, None, None], (len(seeds), 2, 2, 3)).copy()
        return drawn + np.uint8(len(seeds) > self._steady)

    def clock(self) -> float:
        return self.now


def batches(engine: CountedEngine, most: int = 32) -> list[int]:
    return list(measure(engine, (64,), most, engine.clock)[64])


def test_where_a_batch_costs_what_its_images_cost_each_image_is_drawn_alone() -> None:
    assert batches(CountedEngine(lambda count: 0.02 * count)) == [1]


def test_where_a_batch_costs_hardly_more_than_one_image_the_largest_is_used() -> None:
    assert batches(CountedEngine(lambda count: 0.02 + 0.0001 * count)) == [1, 2, 4, 8, 16, 32]


def test_batches_grow_until_more_company_is_no_longer_worth_it() -> None:
    assert batches(CountedEngine(lambda count: 0.02 * max(1, count / 8))) == [1, 2, 4, 8]


def test_what_does_not_fit_into_memory_is_not_used() -> None:
    assert batches(CountedEngine(lambda _: 0.02, memory=5)) == [1, 2, 4]


def test_a_batch_that_changes_an_images_bytes_is_not_used() -> None:
    assert batches(CountedEngine(lambda _: 0.02, steady=2)) == [1, 2]


def test_a_device_without_memory_for_one_image_is_no_device() -> None:
    with pytest.raises(MemoryError):
        batches(CountedEngine(lambda _: 0.02, memory=0))


@pytest.mark.parametrize(("waiting", "most", "drawn"), [(1, 8, 1), (2, 8, 2), (3, 8, 4), (20, 8, 8), (20, 4, 4)])
def test_the_batch_that_draws_what_waits_fastest_is_taken(waiting: int, most: int, drawn: int) -> None:
    assert rows({1: 0.02, 2: 0.021, 4: 0.022, 8: 0.024}, waiting, most) == drawn
