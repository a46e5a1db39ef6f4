"""Why two works or two pictures are alike: the facts they share, and the places that see the same."""

import base64
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from numpy.typing import NDArray
from PIL import Image

from search_api.elsewhere import Elsewhere
from search_api.regions import regions
from search_api.why import SHARED
from services.collection.artwork import SETS
from services.common.fetch import Fetcher
from services.vision.patches import Patches
from tests.search_api import tiny
from tests.search_api.test_browsing import problem
from tests.search_api.test_openapi import fits, schema
from tests.search_api.tiny import API, picture

WHOLE = (0.0, 0.0, 1.0, 1.0)


def test_two_works_are_told_what_they_share_and_how_rare_that_likeness_is(client: FlaskClient) -> None:
    told = client.get(f"{API}/artworks/red/why/pink").json
    assert told["similarity"] == 0.5
    assert told["shared"] == [{"fact": "artist", "value": "Kasimir"}, {"fact": "culture", "value": "Russian"}]
    share = np.floor(told["percentile"] * 1000) / 10
    assert 0 < told["percentile"] < 1
    assert told["sentence"] == (
        f"They look more alike than {share:g} % of works taken two at random. Both: artist Kasimir, culture Russian."
    )
    fits(told, "Why")


def test_works_that_share_a_century_are_told_which(client: FlaskClient) -> None:
    told = client.get(f"{API}/artworks/red/why/green").json
    assert told["shared"] == [{"fact": "century", "value": "20th century"}, {"fact": "medium", "value": "Oil"}]
    assert "Both: 20th century, medium Oil." in told["sentence"]
    assert "No fact" in client.get(f"{API}/artworks/pink/why/green").json["sentence"]
    assert [*SHARED, *SETS] == schema("Why")["properties"]["shared"]["items"]["properties"]["fact"]["enum"]


def test_works_share_each_tag_that_both_have(monkeypatch: pytest.MonkeyPatch) -> None:
    tags: list[tuple[str, ...]] = [("a", "b", "c"), ("c", "b"), (), (), ()]
    tagged = [replace(work, tags=some) for work, some in zip(tiny.WORKS, tags, strict=True)]
    monkeypatch.setattr(tiny, "WORKS", tagged)
    retrieval = tiny.retrieval()
    told = tiny.app(retrieval).test_client().get(f"{API}/artworks/red/why/pink").json
    retrieval.close()
    assert told["shared"][-2:] == [{"fact": "tags", "value": "b"}, {"fact": "tags", "value": "c"}]
    assert told["sentence"].endswith("culture Russian, tags b, tags c.")


def test_why_of_a_work_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    problem(client.get(f"{API}/artworks/red/why/nowhere"), 404)
    problem(client.get(f"{API}/artworks/nowhere/why/red"), 404)


def patch(rows: int, columns: int, at: tuple[int, int], rest: int) -> Patches:
    """Places that see the number `rest`, but for one that sees number 0."""
    features = np.zeros((rows, columns, 4), np.float32)
    features[..., rest] = 1
    features[at] = [1, 0, 0, 0]
    return Patches(features, WHOLE)


def test_the_place_that_both_have_lights_up_and_no_other() -> None:
    found = regions(patch(2, 3, (0, 2), 1), patch(4, 4, (3, 0), 2), np.zeros(4))
    assert np.argwhere(found.one > 1e-9).tolist() == [[0, 2]]
    assert np.argwhere(found.other > 1e-9).tolist() == [[3, 0]]
    assert max(found.one.max(), found.other.max()) == 1
    assert [(pair.one, pair.other) for pair in found.pairs] == [((2.5 / 3, 0.25), (0.125, 0.875))]
    assert found.pairs[0].similarity == pytest.approx(1)


def test_what_all_works_have_in_common_is_no_reason() -> None:
    one, other = patch(2, 2, (0, 0), 1), patch(2, 2, (1, 1), 1)
    background = np.array([0, 1.0, 0, 0])
    assert regions(one, other, np.zeros(4)).one[1, 1] == 1  # without it, the larger part would be the reason
    found = regions(one, other, background)
    assert found.one.argmax() == 0
    assert found.other.argmax() == 3


def test_pictures_that_have_nothing_in_common_light_up_nowhere() -> None:
    one, other = patch(2, 2, (0, 0), 0), patch(2, 2, (0, 0), 0)
    other.features[..., 0], other.features[..., 3] = 0, 1
    found = regions(one, other, np.zeros(4))
    assert (found.one.max(), found.other.max(), found.pairs) == (0, 0, [])


def half(left: str, right: str, size: tuple[int, int] = (40, 20)) -> bytes:
    image = Image.new("RGB", size, left)
    image.paste(right, (size[0] // 2, 0, *size))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def ask(client: FlaskClient, **form: Any) -> Any:
    files = {name: (io.BytesIO(data), "a.png") if isinstance(data, bytes) else data for name, data in form.items()}
    return client.post(f"{API}/why", data=files, content_type="multipart/form-data")


def layer(told: dict[str, str]) -> NDArray[np.uint8]:
    data = base64.b64decode(told["overlay"].removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(io.BytesIO(data)))


def test_the_half_that_two_pictures_share_is_laid_over_both(client: FlaskClient) -> None:
    answer = ask(client, image=half("red", "lime"), other=half("blue", "red", (20, 40)))
    fits(answer.json, "Alike")
    one, other = layer(answer.json["image"]), layer(answer.json["other"])
    assert (one.shape, other.shape) == ((128, 256, 4), (256, 128, 4))
    assert one[:, :100, 3].min() > 110
    assert one[:, 156:, 3].max() < 20
    assert other[:, 78:, 3].min() > 0
    assert other[:, :50, 3].max() < 20
    assert answer.json["pairs"][0]["image"]["x"] < 0.5 < answer.json["pairs"][0]["other"]["x"]
    assert answer.json["similarity"] == pytest.approx(0.5)
    assert "compare;dur=" in answer.headers["Server-Timing"]


def test_a_works_own_picture_is_fetched_from_its_museum(monkeypatch: pytest.MonkeyPatch) -> None:
    works = [*tiny.WORKS[:4], tiny.Artwork("night", image_url="https://museum.org/night.png")]
    monkeypatch.setattr(tiny, "WORKS", works)
    asked: list[str] = []

    class Museum(Fetcher):
        def fetch(self, address: str) -> bytes:
            asked.append(address)
            return half("lime", "red")

    retrieval = tiny.retrieval()
    client = tiny.app(retrieval, Elsewhere(Museum(frozenset(), 1))).test_client()
    told = ask(client, image=half("red", "blue"), other_artwork="night").json
    assert asked == ["https://museum.org/night.png"]
    assert layer(told["other"])[0, [0, -1], 3].tolist()[0] == 0
    assert "no address" in problem(ask(client, image=picture("red"), other_artwork="red"), 422)["detail"]
    problem(ask(client, image=picture("red"), other_artwork="nowhere"), 404)
    assert (
        "both" in problem(ask(client, image=picture("red"), image_artwork="red", other=picture("red")), 400)["detail"]
    )
    retrieval.close()


def test_pictures_that_will_not_do_are_refused_by_name(client: FlaskClient) -> None:
    assert "'other'" in problem(ask(client, image=picture("red")), 400)["detail"]
    assert "empty" in problem(ask(client, image=b"", other=picture("red")), 400)["detail"]
    problem(ask(client, image=b"a poem", other=picture("red")), 415)
    problem(client.post(f"{API}/why", json={}), 415)
    assert "sees nothing" in problem(ask(client, image=picture("black"), other=picture("red")), 422)["detail"]
