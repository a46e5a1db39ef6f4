"""Walks: the frames between the stops, and the film of them as a job, from its submission to its file."""

import io
import json
import threading
from collections.abc import Iterator
from typing import Any

import av
import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageSequence

from gan_api import latent
from gan_api.app import create_app
from gan_api.marks.detection import detect
from gan_api.recipe import Recipe
from gan_api.settings import GanSettings
from gan_api.walks import MAX_FRAMES, FilmFormat, Walk, filming, stop_at
from services.common.films import FILM_TYPES
from services.common.jobs import Order
from services.common.problems import Busy, InvalidInput
from services.common.provenance import origin_of
from tests.gan_api.tiny import FlatEngine, HeldEngine, deps, studio, until

API = "/api/gan/v1"
STOPS = [{"artwork": "red"}, {"artwork": "green"}, {"artwork": "blue"}]


class Patient:
    """A progress that is never cancelled and sleeps no longer than it must."""

    def __init__(self) -> None:
        self.shares: list[float] = []
        self.pauses: list[float] = []

    def report(self, share: float, **shown: Any) -> None:
        self.shares.append(share)

    def cancelled(self) -> bool:
        return False

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def stops(count: int) -> list[Recipe]:
    drawn = np.random.default_rng(count).standard_normal((count, 140)).astype(np.float32)
    return [Recipe.of("0123456789ab", seed, 1.0, 64) for seed in drawn]


@pytest.mark.parametrize("loop", [True, False])
@pytest.mark.parametrize(("count", "frames"), [(2, 2), (2, 3), (3, 20), (7, 7), (7, 8), (32, 600), (5, 13)])
def test_every_stop_is_one_frame_exactly_and_in_order(count: int, frames: int, loop: bool) -> None:
    passed = stops(count)
    walk = Walk(passed, frames, 12, loop)
    drawn = [walk.at(frame) for frame in range(frames)]
    assert [recipe for recipe in drawn if recipe in passed] == passed
    assert drawn[0] == passed[0]
    assert loop or drawn[-1] == passed[-1]
    assert len(set(drawn)) == frames


def test_a_loop_leads_back_to_its_beginning_in_even_steps() -> None:
    walk = Walk(stops(2), 8, 12, True, easing="linear")
    seeds = [walk.at(frame).latent for frame in range(8)]
    steps = [float(np.linalg.norm(seeds[(frame + 1) % 8] - seeds[frame])) for frame in range(8)]
    assert max(steps) < 1.1 * min(steps)  # they grow with the seeds from one stop to the other
    np.testing.assert_allclose(seeds[7], seeds[1], atol=latent.STEP)  # the way back is the way there


def test_a_smooth_walk_is_slow_at_the_stops_and_a_linear_one_is_not() -> None:
    def first_and_middle(easing: Any) -> tuple[float, float]:
        walk = Walk(stops(2), 21, 12, False, "slerp", easing)
        steps = [float(np.linalg.norm(walk.at(frame + 1).latent - walk.at(frame).latent)) for frame in (0, 10)]
        return steps[0], steps[1]

    first, middle = first_and_middle("smooth")
    assert first < middle / 4
    first, middle = first_and_middle("linear")
    assert first == pytest.approx(middle, rel=0.1)


@pytest.mark.parametrize("interpolation", ["lerp", "slerp"])
def test_seeds_between_two_stops_are_no_shorter_than_those(interpolation: Any) -> None:
    passed = stops(2)
    lengths = [float(np.linalg.norm(stop.latent)) for stop in passed]
    middle = Walk(passed, 3, 12, False, interpolation, "linear").at(1)
    assert np.linalg.norm(middle.latent) == pytest.approx(sum(lengths) / 2, rel=1e-3)


def test_a_walk_needs_a_frame_for_each_stop_and_not_too_many() -> None:
    for frames in (2, MAX_FRAMES + 1):
        with pytest.raises(InvalidInput, match=r"3 \(one for each stop\) to 600"):
            Walk(stops(3), frames, 12)
    with pytest.raises(InvalidInput, match="at most 50 frames a second"):
        Walk(stops(3), 20, 60, film_format="gif")


class Clouds(FlatEngine):
    """Draws soft clouds of light, as paintings have: on a plain square a watermark hardly outlives an encoder."""

    def draw(self, seeds: Any, size: int) -> Any:
        clouds = 40 * np.random.default_rng(1).standard_normal((8, 8))
        light = np.asarray(Image.fromarray(clouds.astype(np.float32)).resize((size, size), Image.Resampling.BICUBIC))
        return np.clip(super().draw(seeds, size) + light[None, :, :, None], 0, 255).astype(np.uint8)


def pictures(data: bytes) -> list[Image.Image]:
    """The frames of a film."""
    with av.open(io.BytesIO(data), "r") if data[4:8] == b"ftyp" else Image.open(io.BytesIO(data)) as film:
        if isinstance(film, Image.Image):
            return [frame.convert("RGB") for frame in ImageSequence.Iterator(film)]
        return [Image.fromarray(frame.to_ndarray(format="rgb24").astype(np.uint8)) for frame in film.decode(video=0)]


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    given = deps()
    yield create_app(GanSettings(), given).test_client()
    given.jobs.close()


def walk(client: FlaskClient, **wanted: Any) -> Any:
    return client.post(f"{API}/walks", json={"stops": STOPS, "frames": 12, "size": 64, **wanted})


def events(text: str) -> list[Any]:
    return [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]


def test_a_walk_is_accepted_told_of_until_its_end_and_fetched(client: FlaskClient) -> None:
    accepted = walk(client, format="webp")
    assert accepted.status_code == 202
    path = accepted.headers["Location"]
    told = events(client.get(f"{path}/events").text)
    assert [one["progress"] for one in told] == sorted(one["progress"] for one in told)
    assert told[-1] == client.get(path).get_json()
    assert (told[-1]["state"], told[-1]["progress"]) == ("done", 1)
    film = client.get(told[-1]["result"])
    assert film.content_type == "image/webp"
    assert film.headers["Content-Disposition"].endswith('.webp"')
    # a player asks for a part of it, to go to a place in it
    part = client.get(told[-1]["result"], headers={"Range": "bytes=10-29"})
    assert (part.status_code, part.data) == (206, film.data[10:30])
    assert part.headers["Content-Range"] == f"bytes 10-29/{len(film.data)}"
    beyond = client.get(told[-1]["result"], headers={"Range": f"bytes={len(film.data) + 5}-"})
    assert (beyond.status_code, beyond.content_type) == (416, "application/problem+json")
    with Image.open(io.BytesIO(film.data)) as image:
        assert image.n_frames == 12
        origin = origin_of(image.info["xmp"])
    assert origin.generated
    assert origin.recipe is not None
    assert stop_at(studio(), "green", 64).word in origin.recipe


@pytest.mark.parametrize("film_format", FILM_TYPES)
def test_every_frame_of_a_film_carries_the_watermark(film_format: FilmFormat) -> None:
    drawer = studio(Clouds())
    walked = Walk([stop_at(drawer, artwork, 256) for artwork in ("red", "blue")], 4, 12, film_format=film_format)
    shown = pictures(filming(drawer)(Order("walk", walked.told), Patient()).data)
    assert [detect(picture).marked for picture in shown] == [True] * 4


def test_a_film_that_is_being_drawn_can_be_cancelled() -> None:
    engine = HeldEngine()
    given = deps(studio(engine))
    client = create_app(GanSettings(), given).test_client()
    path = walk(client).headers["Location"]
    assert engine.begun.wait(20)
    assert client.get(path).get_json()["state"] == "running"
    assert client.get(f"{path}/result").status_code == 409
    assert client.delete(path).status_code == 200
    engine.gate.set()
    assert events(client.get(f"{path}/events").text)[-1]["state"] == "cancelled"
    assert sum(images for images, _ in engine.drawn) < 12
    given.jobs.close()


def test_a_film_that_can_not_be_drawn_says_why() -> None:
    class Broken(FlatEngine):
        def draw(self, seeds: Any, size: int) -> Any:
            raise RuntimeError("the device fell off")

    given = deps(studio(Broken()))
    client = create_app(GanSettings(), given).test_client()
    path = walk(client).headers["Location"]
    told = events(client.get(f"{path}/events").text)[-1]
    assert (told["state"], told["problem"]["status"]) == ("failed", 503)
    assert told["problem"]["detail"] in client.get(f"{path}/result").get_json(force=True)["detail"]
    given.jobs.close()


def test_a_film_waits_while_the_service_is_too_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer, progress = studio(), Patient()
    drawn = drawer.pixels
    refusals = iter([Busy("full", retry_after=2), Busy("full", retry_after=3)])

    def busy_at_first(*given: Any) -> Any:
        if (refusal := next(refusals, None)) is not None:
            raise refusal
        return drawn(*given)

    monkeypatch.setattr(drawer, "pixels", busy_at_first)
    passed = [stop_at(drawer, artwork, 64) for artwork in ("red", "blue")]
    filming(drawer)(Order("walk", Walk(passed, 10, 12, film_format="gif").told), progress)
    assert progress.pauses == [2, 3]
    assert progress.shares == sorted(progress.shares)


def test_too_many_jobs_are_refused_with_the_time_to_come_back() -> None:
    engine = HeldEngine()
    given = deps(studio(engine), max_jobs=1)
    client = create_app(GanSettings(), given).test_client()
    walk(client)
    assert engine.begun.wait(20)
    assert walk(client).get_json()["place"] == 1
    refused = walk(client)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    engine.gate.set()
    given.jobs.close()


def test_only_so_many_listen_at_a_time_and_who_leaves_makes_room() -> None:
    engine = HeldEngine()
    given = deps(studio(engine))
    app = create_app(GanSettings(max_listeners=1), given)
    client = app.test_client()
    path = walk(client).headers["Location"]
    listening = client.get(f"{path}/events", buffered=False)
    refused = client.get(f"{path}/events")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
    listening.close()
    heard: list[str] = []
    listener = threading.Thread(target=lambda: heard.append(app.test_client().get(f"{path}/events").text))
    listener.start()
    engine.gate.set()
    listener.join(20)
    assert events(heard[0])[-1]["state"] == "done"
    given.jobs.close()


def test_a_job_nobody_knows_is_not_found(client: FlaskClient) -> None:
    for path in ("jobs/nobody", "jobs/nobody/events", "jobs/nobody/result"):
        assert client.get(f"{API}/{path}").status_code == 404
    assert client.delete(f"{API}/jobs/nobody").status_code == 404


def test_a_walk_by_what_is_not_there_is_refused_before_it_is_a_job(client: FlaskClient) -> None:
    assert walk(client, stops=[{"artwork": "red"}, {"artwork": "unicorn"}]).status_code == 404
    assert walk(client, stops=[{"artwork": "red"}, {"recipe": "nonsense"}]).status_code == 400
    assert walk(client, stops=[{"artwork": "red"}, {}]).status_code == 400
    assert walk(client, frames=2).status_code == 400
    assert walk(client, format="gif", fps=60).status_code == 400


def test_a_recipe_is_passed_by_in_the_size_of_the_walk() -> None:
    passed = stops(1)[0]
    assert stop_at(studio(), passed, 128).word == passed.word.replace(".64.", ".128.")


def test_the_pace_of_the_jobs_is_seen_in_the_metrics(client: FlaskClient) -> None:
    path = walk(client, format="gif").headers["Location"]
    client.get(f"{path}/events").get_data()
    until(lambda: b'gen_studio_jobs_running{kind="walk"} 0.0' in client.get("/metrics").data)
    assert b'gen_studio_jobs_finished_total{kind="walk",state="done"}' in client.get("/metrics").data


def test_a_step_that_visitors_draw_by_hand_is_the_frame_of_the_film() -> None:
    drawer = studio()
    film = Walk([stop_at(drawer, stop["artwork"], 64) for stop in STOPS], 48, 16)
    client = create_app(GanSettings(), deps(drawer)).test_client()
    # as the page asks for it: a stop, more like the next one by the eased share of the way
    asked = {"parts": [{**STOPS[0], "weight": 1}], "more_like": [{**STOPS[1], "amount": 3 / 16 - 2 / 64}], "size": 64}
    assert client.post("/api/gan/v1/blends", json=asked).get_json()["recipe"] == film.at(4).word
