"""Walks: works and recipes to pass by in, the recipe of each frame and the film of them out."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from gan_api import latent
from gan_api.drawing import MAX_DEADLINE_MS, TooLate, Visit
from gan_api.marks import watermark
from gan_api.model.engine import Pixels
from gan_api.recipe import Recipe
from gan_api.studio import Studio
from services.common.films import FILM_TYPES, MAX_GIF_FPS, encode_film
from services.common.jobs import Order, Progress, Result, Work
from services.common.problems import Busy, InvalidInput
from services.common.provenance import xmp_of_generated

MAX_STOPS = 32
MAX_FRAMES = 600
MAX_FPS = 60
Interpolation = Literal["lerp", "slerp"]
Easing = Literal["linear", "smooth"]
FilmFormat = Literal["webp", "gif", "mp4"]

_TOGETHER = 8  # frames that are asked for at a time
_PATIENCE_S = 300  # of one such chunk, while others have the device
_DRAWN = 0.9  # of the progress; the rest is for putting the film together


@dataclass(frozen=True)
class Walk:
    """A way by 2 to 32 recipes of one size, each exactly one frame's; with `loop` it leads back to the first."""

    stops: Sequence[Recipe]
    frames: int
    fps: int
    loop: bool = True
    interpolation: Interpolation = "slerp"
    easing: Easing = "smooth"
    film_format: FilmFormat = "mp4"

    def __post_init__(self) -> None:
        if not 2 <= len(self.stops) <= MAX_STOPS:
            raise InvalidInput(f"a walk needs 2 to {MAX_STOPS} stops, not {len(self.stops)}")
        if not len(self.stops) <= self.frames <= MAX_FRAMES:
            raise InvalidInput(
                f"{self.frames} frames; this walk takes {len(self.stops)} (one for each stop) to {MAX_FRAMES}"
            )
        if self.film_format == "gif" and self.fps > MAX_GIF_FPS:
            raise InvalidInput(
                f"a GIF plays at most {MAX_GIF_FPS} frames a second, not {self.fps}; or take webp or mp4"
            )

    @classmethod
    def ordered(cls, studio: Studio, told: Mapping[str, Any]) -> "Walk":
        """The walk that an order tells of. Raises NotFound where its recipes are of another release."""
        return cls(**{**told, "stops": [studio.parse(word) for word in told["stops"]]})

    @property
    def told(self) -> dict[str, Any]:
        """The walk as an order tells of it."""
        return {**vars(self), "stops": [stop.word for stop in self.stops]}

    @property
    def legs(self) -> int:
        """Ways from one stop to the next."""
        return len(self.stops) if self.loop else len(self.stops) - 1

    @property
    def steps(self) -> int:
        """Ways from one frame to the next; of a loop, the last leads to the first frame again."""
        return self.frames if self.loop else self.frames - 1

    def at(self, frame: int) -> Recipe:
        """The recipe that a frame, counted from 0, is drawn from."""
        leg = ((frame + 1) * self.legs - 1) // self.steps  # the last one that begins at or before this frame
        begin = leg * self.steps // self.legs
        here = self.stops[leg % len(self.stops)]
        if frame == begin:
            return here
        there = self.stops[(leg + 1) % len(self.stops)]
        end = (leg + 1) * self.steps // self.legs
        seed = _between(here, there, _eased((frame - begin) / (end - begin), self.easing), self.interpolation)
        return Recipe.of(here.release, seed, 1.0, here.size)

    @property
    def name(self) -> str:
        """All that is needed to walk it again."""
        told = {"interpolation": self.interpolation, "easing": self.easing, "frames": self.frames, "fps": self.fps}
        words = "&".join(f"{key}={value}" for key, value in told.items())
        return f"walks?{words}&loop={str(self.loop).lower()}&stops={','.join(stop.word for stop in self.stops)}"

    @property
    def file_name(self) -> str:
        """A name to save the film under."""
        told = hashlib.sha256(self.name.encode()).hexdigest()[:8]
        return f"gen-studio-{self.stops[0].release}-{told}.{self.film_format}"


def stop_at(studio: Studio, thing: str | Recipe, size: int) -> Recipe:
    """What a walk passes by: an artwork's own recipe, or a given one, in the walk's size. Raises NotFound."""
    return replace(thing, size=size) if isinstance(thing, Recipe) else studio.recipe_of(thing, size)


def filming(studio: Studio) -> Work:
    """The work that draws an ordered walk, a few frames at a time, so that visitors who wait have their turns."""

    def work(order: Order, progress: Progress) -> Result:
        walk = Walk.ordered(studio, order.told)
        frames = _frames(studio, walk, Visit(order.client, patience_s=MAX_DEADLINE_MS / 1000), progress)
        data = encode_film(frames, walk.fps, walk.loop, walk.film_format, xmp_of_generated(walk.name))
        return Result(data, FILM_TYPES[walk.film_format], walk.file_name)

    return work


def _frames(studio: Studio, walk: Walk, visit: Visit, progress: Progress) -> Iterator[Pixels]:
    for begin in range(0, walk.frames, _TOGETHER):
        progress.report(_DRAWN * begin / walk.frames)
        chunk = [walk.at(frame) for frame in range(begin, min(begin + _TOGETHER, walk.frames))]
        for pixels in _drawn(studio, chunk, visit, progress):
            yield watermark(pixels)
    progress.report(_DRAWN)


def _drawn(studio: Studio, chunk: Sequence[Recipe], visit: Visit, progress: Progress) -> list[Pixels]:
    """Draw a chunk, however often the service is too busy for that at first; after a long while of it, raise that."""
    waited = 0
    while True:
        try:
            return studio.pixels(chunk, visit)
        except (Busy, TooLate) as busy:
            if waited >= _PATIENCE_S:
                raise
            seconds = int(busy.headers.get("Retry-After", "1"))
            progress.pause(seconds)
            waited += seconds


def _between(here: Recipe, there: Recipe, share: float, interpolation: Interpolation) -> latent.Floats:
    if interpolation == "slerp":
        return latent.slerp(here.latent, there.latent, share)
    return latent.blend(np.stack([here.latent, there.latent]), np.array([1 - share, share], np.float32))


def _eased(share: float, easing: Easing) -> float:
    """`smooth` leaves and reaches a stop slowly (Hermite's 3t² - 2t³)."""
    return share * share * (3 - 2 * share) if easing == "smooth" else share
