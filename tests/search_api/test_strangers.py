"""Pictures that show nothing are like nothing here, though some work is always the nearest."""

import io
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from search_api.conditions import Condition
from search_api.encoding import QueuedEncoder
from search_api.index.exact import ExactIndex
from search_api.retrieval import Retrieval
from search_api.strangers import strangers
from services.collection.catalogue import Catalogue
from tests.search_api import tiny


class TextureEncoder(tiny.ColourEncoder):
    """Sees noise as much like a red work, and else a colour, and whether there is nothing but that."""

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        rows = np.array([self._row(np.asarray(image.convert("RGB"), np.float32)) for image in images])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def _row(self, pixels: NDArray[np.float32]) -> list[float]:
        if np.abs(np.diff(pixels, axis=1)).mean() > 20:
            return [1.0, 0.0, 0.0, 0.4]
        return [*(pixels.mean((0, 1)) / 255 + 0.01), float(pixels.std((0, 1)).sum() < 1)]


@pytest.fixture
def retrieval() -> Iterator[Retrieval]:
    works = [tiny.WORKS[row] for row in (0, 2, 3)]
    made = Retrieval(
        tiny.RELEASE,
        Catalogue.from_artworks(works),
        ExactIndex(tiny.FEATURES[[0, 2, 3]], tiny.ENCODER),
        QueuedEncoder(TextureEncoder(), 2),
    )
    yield made
    made.close()


def file_of(pixels: NDArray[np.number]) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, "PNG")
    return file.getvalue()


NOISE = np.random.default_rng(7).integers(0, 256, (40, 60, 3))
SUNSET = np.broadcast_to(np.linspace([250, 20, 20], [200, 60, 0], 40)[:, None], (40, 60, 3))


def test_noise_is_like_nothing_and_a_picture_of_something_is_like_a_work(retrieval: Retrieval) -> None:
    def found(pixels: NDArray[np.number]) -> tuple[str, bool]:
        matches = retrieval.similar_to_picture(file_of(pixels), Condition(), 2)
        return matches.matches[0].artwork.id, matches.close

    assert found(NOISE) == ("red", True)  # nearer than works of chance are to each other
    retrieval.encoder.warm_up()
    assert found(NOISE) == ("red", False)
    assert found(SUNSET) == ("red", True)


def test_a_picture_of_one_colour_is_like_nothing(retrieval: Retrieval) -> None:
    retrieval.encoder.warm_up()
    plain = file_of(np.full((30, 30, 3), (240, 10, 10)))
    assert retrieval.similar_to_picture(plain, Condition(), 1).close is False


def test_the_pictures_that_show_nothing_are_the_same_each_time_and_differ_from_each_other() -> None:
    first, second = ([picture.tobytes() for picture in strangers()] for _ in range(2))
    assert first == second
    assert len({*first}) == len(first) > 20
