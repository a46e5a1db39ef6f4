"""Inversions on demand: a picture is handed in, the events show it coming nearer, and the result draws it."""

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
import torch
from flask.testing import FlaskClient
from PIL import Image

from gan_api import building
from gan_api.app import GanDeps, create_app
from gan_api.inversion.invert import Inverter
from gan_api.inversion.seed_encoder import SeedEncoder
from gan_api.inverting import KIND, inversion_order, inverting
from gan_api.model.generator import Generator, GeneratorConfig
from gan_api.recipe import Recipe
from gan_api.settings import GanSettings
from gan_api.studio import Studio
from services.collection.releases import SEED_ENCODER, Release
from services.common.jobs import JobPool, Progress
from services.vision.resnet50 import ResNet50
from tests.gan_api.tiny import draws_something, studio
from tests.tiny_release import another_release

API = "/api/gan/v1"
STEPS = 8


@pytest.fixture(scope="module")
def inverter() -> Inverter:
    torch.manual_seed(0)
    generator = Generator(GeneratorConfig(channels=4)).eval()
    draws_something(generator)
    return Inverter(generator, ResNet50().eval(), bank=8)


@pytest.fixture
def client(inverter: Inverter, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A service that takes all its steps, however busy the machine is."""
    monkeypatch.setattr("gan_api.inverting.LONGEST_S", 600.0)
    drawer = studio(rate_per_minute=60)
    jobs = JobPool({KIND: inverting(drawer, lambda: inverter, STEPS)})
    yield create_app(GanSettings(), GanDeps(drawer, jobs, "# A card")).test_client()
    jobs.close()


def picture(width: int = 90, height: int = 60) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, "PNG")
    return out.getvalue()


def hand_in(client: FlaskClient, data: bytes, content_type: str = "image/png") -> Any:
    return client.post(f"{API}/inversions", data=data, content_type=content_type)


def test_a_picture_is_inverted_and_its_events_show_it_coming_nearer(client: FlaskClient) -> None:
    accepted = hand_in(client, picture())
    assert (accepted.status_code, accepted.get_json()["kind"]) == (202, "inversion")
    lines = client.get(f"{accepted.headers['Location']}/events").text.splitlines()
    told = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
    assert told[-1]["state"] == "done"
    assert Recipe.parse(told[-1]["shown"]["recipe"])
    made = client.get(told[-1]["result"]).get_json()
    assert len(made["trace"]) == STEPS
    assert made["trace"][-1] < made["trace"][0]
    assert made["seed"] == [float(number) for number in Recipe.parse(made["recipe"]).latent]
    assert client.get(f"{API}/images/{made['recipe']}.jpg").status_code == 200


@pytest.mark.parametrize(("made_ready_in", "left"), [(0, 8), (5, 3), (60, 2)])
def test_a_visitor_waits_no_longer_where_what_inverts_must_be_made_ready_first(
    inverter: Inverter, monkeypatch: pytest.MonkeyPatch, made_ready_in: float, left: float
) -> None:
    now, told = [100.0], []

    def build() -> Inverter:
        now[0] += made_ready_in
        return inverter

    def invert(*arguments: Any) -> Any:
        told.append(arguments[-1])
        raise KeyError("enough")

    monkeypatch.setattr("gan_api.inverting.time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(inverter, "invert", invert)
    order = inversion_order(picture(), "somebody")
    with pytest.raises(KeyError, match="enough"):
        inverting(studio(), build)(order, Mock(spec=Progress))
    assert told == [left]


def test_what_is_no_picture_never_becomes_a_job(client: FlaskClient) -> None:
    assert hand_in(client, b"no picture").status_code == 415
    assert hand_in(client, picture(), "text/plain").status_code == 415
    assert hand_in(client, b"").status_code == 400
    assert hand_in(client, picture(3000, 20)).status_code == 422


def test_an_inversion_costs_what_many_pictures_cost(client: FlaskClient) -> None:
    assert hand_in(client, picture()).status_code == 202
    refused = hand_in(client, picture())
    assert refused.status_code == 429
    assert "RateLimit" in refused.headers


def test_an_inversion_for_which_there_is_no_place_costs_nothing() -> None:
    drawer = studio(rate_per_minute=60)
    app = create_app(GanSettings(), GanDeps(drawer, JobPool({}, max_waiting=0), "# A card"))
    for _ in range(3):
        refused = hand_in(app.test_client(), picture())
        assert refused.status_code == 429
        assert "jobs wait already" in refused.get_json()["detail"]


def test_visitors_pictures_begin_where_the_release_s_seed_encoder_guesses(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Sure(SeedEncoder):
        """Guesses one seed for every picture."""

        def forward(self, images: torch.Tensor) -> torch.Tensor:
            return torch.full((len(images), self.seed.out_features), 0.25)

    built: list[Callable[[], Inverter]] = []

    def works_of(_: Studio, inverter: Callable[[], Inverter]) -> dict[str, Any]:
        built.append(inverter)
        return {}

    monkeypatch.setattr(building, "works_of", works_of)
    monkeypatch.setattr(building, "load_seed_encoder", lambda *_: Sure(140))
    for one in (release, another_release(release, tmp_path / "another", extra={SEED_ENCODER: b"weights"})):
        building.works_of_release(GanSettings(), one, studio())
    plain, guessing = (make() for make in built)
    target = torch.zeros(1, 3, 64, 64)
    assert (guessing._starts(target)[0] == 0.25).all()
    assert (plain._starts(target) != 0.25).all()
