"""The memory cache: what is used stays, what is not goes, and the limit holds."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.common.cache import MemoryCache


def test_what_was_put_is_got() -> None:
    cache = MemoryCache(10)
    cache.put("a", b"1234")
    assert cache.get("a") == b"1234"
    assert cache.get("b") is None


def test_the_least_recently_used_goes_first() -> None:
    cache = MemoryCache(10)
    cache.put("a", b"12345")
    cache.put("b", b"12345")
    cache.get("a")
    cache.put("c", b"12345")
    assert cache.get("b") is None
    assert cache.get("a") is not None
    assert cache.get("c") is not None


def test_a_new_value_takes_the_place_of_the_old() -> None:
    cache = MemoryCache(10)
    cache.put("a", b"123456")
    cache.put("a", b"12")
    assert (cache.get("a"), cache.used_bytes) == (b"12", 2)


def test_what_is_larger_than_the_cache_is_not_kept_and_pushes_nothing_out() -> None:
    cache = MemoryCache(10)
    cache.put("a", b"12345")
    cache.put("b", b"x" * 11)
    assert cache.get("b") is None
    assert cache.get("a") is not None


def test_a_value_that_outgrows_the_cache_is_forgotten() -> None:
    cache = MemoryCache(10)
    cache.put("a", b"12345")
    cache.put("a", b"x" * 11)
    assert cache.get("a") is None
    assert cache.used_bytes == 0


def test_a_cache_of_nothing_keeps_nothing() -> None:
    cache = MemoryCache(0)
    cache.put("a", b"1")
    assert cache.get("a") is None
    with pytest.raises(ValueError, match="give 0"):
        MemoryCache(-1)


def test_many_threads_never_push_it_past_its_limit() -> None:
    cache = MemoryCache(1000)

    def use(number: int) -> int:
        cache.put(f"key{number % 37}", b"x" * (number % 97))
        cache.get(f"key{number % 31}")
        return cache.used_bytes

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(use, range(5000))) <= 1000 + 8 * 97
    assert cache.used_bytes <= 1000
