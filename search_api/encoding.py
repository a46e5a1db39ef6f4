"""Encoding uploads: one picture in, its unit features out; few may wait, the others are told to come back."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from search_api.strangers import strangers
from services.common.problems import Busy
from services.vision.patches import Patches

T = TypeVar("T")

RETRY_AFTER_SECONDS = 2


class Encoder(Protocol):
    """What turns pictures into features; `sha256` says which one it is."""

    @property
    def sha256(self) -> str:
        """The hash of the encoder's file."""

    def embed(self, images: Sequence[Image.Image]) -> NDArray[np.float32]:
        """(n, d) rows of unit length."""

    def patches(self, image: Image.Image) -> Patches:
        """What is seen in each place of a picture."""


class QueuedEncoder:
    """An encoder before which at most `max_waiting` pictures queue, one at a time inside.

    `strangers` (n, d) are the features of pictures that show nothing, once it has warmed up; none before.
    """

    def __init__(self, encoder: Encoder, max_waiting: int) -> None:
        self._encoder = encoder
        self._places = threading.BoundedSemaphore(max_waiting + 1)  # those that wait, and the one inside
        self._one_at_a_time = threading.Lock()
        self.sha256 = encoder.sha256
        self.strangers: NDArray[np.float32] | None = None

    def embed(self, image: Image.Image) -> NDArray[np.float32]:
        """(d,) the features of one picture. Raises Busy where the queue is full."""
        return self._in_turn(lambda: self._encoder.embed([image])[0])

    def patches(self, image: Image.Image) -> Patches:
        """What is seen in each place of a picture. Raises Busy where the queue is full."""
        return self._in_turn(lambda: self._encoder.patches(image))

    def _in_turn(self, look: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise Busy(
                f"all places for uploaded pictures are taken; try again in {RETRY_AFTER_SECONDS} seconds",
                retry_after=RETRY_AFTER_SECONDS,
            )
        try:
            with self._one_at_a_time:
                return look()
        finally:
            self._places.release()

    def warm_up(self) -> None:
        """Look at pictures that show nothing, so that no visitor waits for what a first run prepares."""
        self.strangers = self._in_turn(lambda: self._encoder.embed(strangers()))
