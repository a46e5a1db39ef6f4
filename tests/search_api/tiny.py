"""A tiny exact collection: unit features whose cosines are whole sixteenths, and an encoder that sees one colour."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
from flask import Flask
from numpy.typing import NDArray
from PIL import Image

from search_api.app import SearchDeps, create_app
from search_api.elsewhere import Elsewhere
from search_api.encoding import QueuedEncoder
from search_api.index.exact import ExactIndex
from search_api.retrieval import Retrieval
from search_api.settings import SearchSettings
from services.collection.artwork import Artwork
from services.collection.catalogue import Catalogue
from services.common.fetch import Fetcher
from services.vision.patches import Patches

RELEASE = "0123456789ab"
ENCODER = "e" * 64
API = "/api/search/v1"

WORKS = [
    Artwork(
        "red", title="A red square", artist="Kasimir", culture="Russian", medium="Oil", date_begin=1913, date_end=1915
    ),
    Artwork("pink", title="A pink square", artist="Kasimir", culture="Russian", medium="Ink"),
    Artwork(
        "green", title="A green field", artist="Paul", culture="Swiss", medium="Oil", date_begin=1920, date_end=1929
    ),
    Artwork("blue", title="A blue night", artist="Paul", culture="Swiss", medium="Ink", date_begin=-520, date_end=-500),
    Artwork("night", title="Another night", culture="French", medium="Oil", licence="CC BY 4.0 (J. Paul Getty Trust)"),
]
# red and pink differ by one part of four; blue and night are the same to the encoder
FEATURES = np.array([[1, 0, 0, 0], [0.5, 0.5, 0.5, 0.5], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]], np.float32)


class ColourEncoder:
    """Sees red, green and blue as the first three of four numbers; black as nothing at all."""

    sha256 = ENCODER

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        colours = np.array([np.asarray(image.convert("RGB")).mean((0, 1)) for image in images])
        rows = np.concatenate([colours, np.zeros((len(images), 1))], axis=1)
        with np.errstate(invalid="ignore"):
            return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def patches(self, image: Image.Image) -> Patches:
        """The colours of 4 x 4 places, where the whole picture is looked at."""
        places = np.asarray(image.convert("RGB").resize((4, 4), Image.Resampling.BOX), np.float32)
        return Patches(np.concatenate([places, np.zeros((4, 4, 1), np.float32)], axis=2), (0.0, 0.0, 1.0, 1.0))


def retrieval(encoder: Any = None, max_waiting: int = 2) -> Retrieval:
    """The tiny collection, ready to be searched."""
    queued = QueuedEncoder(encoder or ColourEncoder(), max_waiting)
    return Retrieval(RELEASE, Catalogue.from_artworks(WORKS), ExactIndex(FEATURES, ENCODER), queued)


def draw(path: str, visitor: str) -> tuple[int, bytes, str]:
    """A generator that knows a recipe for blue, is too busy for a second one, and refuses all others."""
    if path == "/api/gan/v1/images/blue.jpg":
        return 200, picture("blue", "JPEG"), ""
    if "busy" in path:
        return 429, b'{"detail": "too busy"}', "9"
    return 400, b'{"detail": "this is not a recipe"}', ""


def app(found: Retrieval, elsewhere: Elsewhere | None = None) -> Flask:
    """The service over it, with a generator, and without a network."""
    return create_app(SearchSettings(), SearchDeps(found, elsewhere or Elsewhere(Fetcher(frozenset(), 1000), draw)))


def picture(colour: str, kind: str = "PNG", size: tuple[int, int] = (8, 8)) -> bytes:
    """A plain picture's file."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()
