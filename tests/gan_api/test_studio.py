"""The studio's drawings: one picture or many, from the device or the cache, each drawn once."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from gan_api.app import create_app
from gan_api.drawing import Visit
from gan_api.recipe import Recipe
from gan_api.settings import GanSettings
from services.common.cache import MemoryCache
from services.common.problems import Busy
from tests.gan_api.tiny import RELEASE, FlatEngine, HeldEngine, deps, studio, until

API = "/api/gan/v1"


def recipes(count: int, size: int = 64) -> list[Recipe]:
    return [Recipe.of(RELEASE, np.array([number / 16, *[0] * 139], np.float32), size=size) for number in range(count)]


def reds(drawn: list[np.ndarray]) -> list[int]:
    return [int(pixels[0, 0, 0]) for pixels in drawn]


def test_many_pictures_come_in_the_order_they_were_asked_for() -> None:
    assert reds(studio().pixels(recipes(40))) == [128 + 2 * number for number in range(40)]


def test_many_pictures_take_a_few_places_and_whoever_comes_meanwhile_is_drawn_among_the_first() -> None:
    engine = HeldEngine()
    one = studio(engine)
    with ThreadPoolExecutor(2) as pool:
        film = pool.submit(one.pixels, recipes(40), Visit("film"))
        assert engine.begun.wait(20)
        until(lambda: one.waiting == 15)
        single = pool.submit(one.picture, one.recipe_of("blue", 128), "jpg", Visit("visitor"))
        until(lambda: one.waiting == 16)
        engine.gate.set()
        single.result()
        assert len(film.result()) == 40
    assert [size for _, size in engine.drawn].index(128) <= 2


def test_many_pictures_go_on_with_fewer_places_where_not_all_are_free_and_are_refused_where_none_is() -> None:
    engine = HeldEngine()
    one = studio(engine, max_waiting=3)
    with ThreadPoolExecutor(2) as pool:
        pool.submit(one.picture, one.recipe_of("red"), "jpg")
        assert engine.begun.wait(20)
        film = pool.submit(one.pixels, recipes(20), Visit("film"))
        until(lambda: one.waiting == 3)
        with pytest.raises(Busy):
            one.pixels(recipes(1, size=128), Visit("film"))
        engine.gate.set()
        assert reds(film.result()) == [128 + 2 * number for number in range(20)]


def test_what_is_refused_for_being_too_busy_costs_nothing() -> None:
    engine = HeldEngine()
    one = studio(engine, rate_per_minute=1, max_waiting=1)
    with ThreadPoolExecutor(2) as pool:
        pool.submit(one.picture, one.recipe_of("red", 64), "jpg", Visit("a"))
        assert engine.begun.wait(20)
        pool.submit(one.picture, one.recipe_of("green", 64), "jpg", Visit("b"))
        until(lambda: one.waiting == 1)
        for _ in range(3):
            with pytest.raises(Busy, match="drawings wait already"):
                one.picture(one.recipe_of("blue"), "jpg", Visit("visitor"))
            with pytest.raises(Busy, match="drawings wait already"):
                one.pixels(recipes(1, size=256), Visit("visitor"))
        engine.gate.set()
    one.picture(one.recipe_of("blue"), "jpg", Visit("visitor"))
    with pytest.raises(Busy, match="images of 256 px a minute"):
        one.picture(one.recipe_of("red"), "jpg", Visit("visitor"))


def test_a_picture_that_the_visitor_has_is_not_drawn_again_even_after_the_cache_forgot_it() -> None:
    engine = FlatEngine()
    client = create_app(GanSettings(), deps(studio(engine, MemoryCache(0)))).test_client()
    url = f"{API}/artworks/red/rendering.jpg"
    tag = client.get(url).headers["ETag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Gen-Recipe"]
    assert len(engine.drawn) == 1
    assert client.get(url.replace("red", "blue"), headers={"If-None-Match": tag}).status_code == 200


def test_who_runs_the_service_sees_what_is_drawn_and_how_long_it_takes() -> None:
    client = create_app(GanSettings(), deps()).test_client()

    def counted(name: str) -> float:
        lines = client.get("/metrics").get_data(as_text=True).splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith(f"gen_studio_gan_{name}"))

    counters = (
        "queue_seconds_count",
        "batch_images_sum",
        "device_seconds_count",
        "encode_seconds_count",
        'cache_total{result="miss"}',
        'cache_total{result="hit"}',
    )
    before = [counted(name) for name in counters]
    for _ in range(2):
        client.get(f"{API}/artworks/red/rendering.jpg")
    assert [counted(name) - then for name, then in zip(counters, before, strict=True)] == [1] * 6
    assert (counted("waiting"), counted("in_flight")) == (0, 0)


def test_a_service_that_draws_no_more_is_not_ready() -> None:
    one = studio()
    client = create_app(GanSettings(), deps(one)).test_client()
    assert client.get("/readyz").status_code == 200
    one.close()
    assert client.get("/readyz").status_code == 503
    assert client.get(f"{API}/artworks/red/rendering.jpg").status_code == 503
