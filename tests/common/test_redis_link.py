"""What pods share through a real Redis: kept while it is there; while it is not, no answer is lost or late."""

from collections.abc import Iterator

import pytest
from redis import Redis

from gan_api.limits import SharedLimiter
from services.common.cache import MemoryCache
from services.common.problems import Busy
from services.common.redis_link import REST_S, Away, Link, connect
from services.common.shared_cache import SharedCache
from tests.redis_server import RedisServer, redis_server


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as running:
        yield running


def pod(server: RedisServer, clock: Clock | None = None) -> SharedCache:
    return SharedCache(MemoryCache(1000), Link(connect(server.url), clock or Clock()))


def test_what_one_pod_drew_another_has(server: RedisServer) -> None:
    one, other = pod(server), pod(server)
    assert other.get("a") is None
    one.put("a", b"picture")
    assert other.get("a") == b"picture"
    with Redis.from_url(server.url) as redis:
        assert redis.ttl("gen-studio:cache:a") > 0  # else Redis may not forget it for a newer one
        redis.flushall()
    assert other.get("a") == b"picture"  # near by now


def test_a_cache_whose_redis_died_goes_on_near_by_and_shares_again_when_it_is_back(server: RedisServer) -> None:
    clock = Clock()
    one = pod(server, clock)
    server.kill()
    one.put("b", b"1")
    assert one.get("b") == b"1"
    assert one.get("c") is None
    server.start()
    one.put("d", b"2")
    assert pod(server).get("d") is None  # it rests
    clock.now += REST_S
    one.put("e", b"3")
    assert pod(server).get("e") == b"3"


def test_a_redis_that_failed_is_not_asked_again_before_its_rest_is_over() -> None:
    clock, asked = Clock(), []
    link = Link(connect("redis://127.0.0.1:1/0"), clock)

    def call(redis: Redis) -> object:
        asked.append(clock.now)
        return redis.ping()

    for clock.now in (0.0, 0.1, REST_S - 0.1, REST_S, REST_S + 0.1):
        with pytest.raises(Away):
            link.ask(call)
    assert asked == [0.0, REST_S]


def test_a_redis_without_bounds_is_warned_of(server: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    pod(server)
    assert not caplog.records
    with Redis.from_url(server.url) as redis:
        redis.config_set("maxmemory-policy", "allkeys-lru")
        pod(server)
        assert "volatile-lru" in caplog.text
        caplog.clear()
        redis.config_set("maxmemory", 0)
        pod(server)
        assert "no maxmemory" in caplog.text


def test_a_client_has_one_limit_over_all_pods(server: RedisServer) -> None:
    pods = [SharedLimiter(6, Link(connect(server.url))) for _ in range(2)]
    for number in range(6):
        pods[number % 2].spend("192.0.2.7", 1)
    for each in pods:
        with pytest.raises(Busy, match="6 images") as refused:
            each.spend("192.0.2.7", 1)
        assert 1 <= int(refused.value.headers["Retry-After"]) <= 10
    pods[0].spend("192.0.2.8", 1)
    with Redis.from_url(server.url) as redis:
        assert all(b"192.0.2" not in key for key in redis.keys())
        assert all(redis.ttl(key) > 0 for key in redis.keys("gen-studio:limit:*"))


def test_what_costs_more_than_the_limit_is_let_through_once_and_paid_off(server: RedisServer) -> None:
    limiter = SharedLimiter(10, Link(connect(server.url)))
    limiter.spend("film", 25)
    with pytest.raises(Busy) as refused:
        limiter.spend("film", 1)
    assert 90 <= int(refused.value.headers["Retry-After"]) <= 96  # 16 units at 10 a minute


def test_what_is_given_back_can_be_spent_again_and_fills_no_bucket_past_its_size(server: RedisServer) -> None:
    limiter = SharedLimiter(10, Link(connect(server.url)))
    limiter.spend("back", 25)
    limiter.give_back("back", 14)  # a debt is lessened
    with pytest.raises(Busy) as refused:
        limiter.spend("back", 1)
    assert int(refused.value.headers["Retry-After"]) <= 12
    limiter.give_back("back", 100)
    limiter.spend("back", 10)
    with pytest.raises(Busy):
        limiter.spend("back", 1)


def test_while_redis_is_away_each_pod_counts_for_itself() -> None:
    limiter = SharedLimiter(2, Link(connect("redis://127.0.0.1:1/0"), Clock()))
    limiter.spend("anna", 2)
    with pytest.raises(Busy):
        limiter.spend("anna", 1)
    limiter.give_back("anna", 1)
    limiter.spend("anna", 1)
