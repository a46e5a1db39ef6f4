"""A map and its id: landmarks with their places in, one URL-safe word out, and back. Nothing is stored anywhere.

The word is the map itself: version, release, and for each landmark its place and either the row of an artwork in the
release or the seed of a recipe, as little-endian bytes in base64url. So every pod of a release answers every map, and
what a map's points draw never changes.
"""

import base64
import binascii
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from gan_api.latent import GRID
from gan_api.model.generator import SEED_LENGTH
from gan_api.recipe import Recipe, RecipeError

MAX_LANDMARKS = 64
MAX_RECIPE_LANDMARKS = 8
"""Landmarks that are recipes carry their seed: with more of them the address would pass the 4,094 letters that servers
take by default."""

_VERSION = 1
_HEAD = struct.Struct("<B6sB")  # version, release, number of landmarks
_LANDMARK = struct.Struct("<HHI")  # x, y, the artwork's row
_TRUNCATION = struct.Struct("<H")
_NO_ROW = 0xFFFFFFFF  # a recipe follows: its truncation and seed
_SEED_BYTES = 2 * SEED_LENGTH
MAX_ID_LENGTH = -(
    -4 * (_HEAD.size + MAX_LANDMARKS * _LANDMARK.size + MAX_RECIPE_LANDMARKS * (_TRUNCATION.size + _SEED_BYTES)) // 3
)
_WORD = re.compile(r"[A-Za-z0-9_-]+")


class MapIdError(ValueError):
    """The word is no map; the message says what is wrong and what would be right."""


@dataclass(frozen=True)
class Landmark:
    """A place on a map in grid steps, and what stands there: the row of an artwork in its release, or a recipe."""

    x: int
    y: int
    stands: int | Recipe


@dataclass(frozen=True)
class Map:
    """A release, and the landmarks that span a map in it."""

    release: str
    landmarks: tuple[Landmark, ...]

    def __post_init__(self) -> None:
        count = len(self.landmarks)
        if not 2 <= count <= MAX_LANDMARKS:
            raise MapIdError(f"a map needs 2 to {MAX_LANDMARKS} landmarks, not {count}")
        recipes = sum(isinstance(landmark.stands, Recipe) for landmark in self.landmarks)
        if recipes > MAX_RECIPE_LANDMARKS:
            raise MapIdError(
                f"{recipes} landmarks are recipes; up to {MAX_RECIPE_LANDMARKS} may be, the others name an artwork"
            )
        for landmark in self.landmarks:
            if not (0 <= landmark.x <= GRID and 0 <= landmark.y <= GRID):
                raise MapIdError(f"landmark at {landmark.x},{landmark.y} is off the map; x and y go from 0 to {GRID}")
        if len({_identity(landmark) for landmark in self.landmarks}) < count:
            raise MapIdError("two landmarks are the same; each artwork and each recipe stands on a map once")
        if len({(landmark.x, landmark.y) for landmark in self.landmarks}) < count:
            raise MapIdError("two landmarks stand on the same point; give each a place of its own")

    @classmethod
    def parse(cls, word: str) -> "Map":
        """Read a map's id. Raises MapIdError."""
        if len(word) > MAX_ID_LENGTH or not _WORD.fullmatch(word):
            raise MapIdError(
                f"this is not a map: its id is up to {MAX_ID_LENGTH} letters of base64url (see POST /api/gan/v1/maps)"
            )
        try:
            made = _read(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        except (binascii.Error, struct.error, RecipeError) as error:
            raise MapIdError(f"this is not a map ({error}); POST /api/gan/v1/maps gives one") from error
        if made.id != word:
            raise MapIdError("the map's id is not in its one written form; take it as the service gave it")
        return made

    @property
    def id(self) -> str:
        """The map as it stands in URLs."""
        parts = [_HEAD.pack(_VERSION, bytes.fromhex(self.release), len(self.landmarks))]
        for landmark in self.landmarks:
            if isinstance(landmark.stands, Recipe):
                parts.append(_LANDMARK.pack(landmark.x, landmark.y, _NO_ROW))
                parts.append(_TRUNCATION.pack(landmark.stands.truncation) + landmark.stands.seed)
            else:
                parts.append(_LANDMARK.pack(landmark.x, landmark.y, landmark.stands))
        return base64.urlsafe_b64encode(b"".join(parts)).rstrip(b"=").decode()


def same_things(things: Sequence[int | Recipe]) -> bool:
    """Whether an artwork or a recipe is among `things` twice."""
    return len({_identity(Landmark(0, 0, thing)) for thing in things}) < len(things)


def _identity(landmark: Landmark) -> tuple[int, bytes] | int:
    """A recipe's size is no part of what stands on a map."""
    if isinstance(landmark.stands, Recipe):
        return landmark.stands.truncation, landmark.stands.seed
    return landmark.stands


def _read(data: bytes) -> Map:
    version, release, count = _HEAD.unpack_from(data)
    if version != _VERSION:
        raise MapIdError(f"the map's id is of version {version}; this service reads version {_VERSION}")
    at = _HEAD.size
    landmarks = []
    for _ in range(count):
        x, y, row = _LANDMARK.unpack_from(data, at)
        at += _LANDMARK.size
        stands: int | Recipe = row
        if row == _NO_ROW:
            (truncation,) = _TRUNCATION.unpack_from(data, at)
            at += _TRUNCATION.size
            stands = Recipe(release.hex(), data[at : at + _SEED_BYTES], truncation)
            at += _SEED_BYTES
        landmarks.append(Landmark(x, y, stands))
    return Map(release.hex(), tuple(landmarks))
