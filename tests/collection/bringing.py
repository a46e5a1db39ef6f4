"""A store brought from the pretend museum, and what of it is there."""

from collections.abc import Callable
from pathlib import Path

from services.collection.harvest import HarvestReport
from services.collection.store import read_store
from services.common.polite import Manners, PoliteClient
from tests.collection.museum import NUMBERS

ALL = [f"met-{number}" for number in NUMBERS]
Bring = Callable[..., HarvestReport]


def client(attempts: int = 4, timeout: float = 20.0, slept: list[float] | None = None) -> PoliteClient:
    """One that takes no time: it only notes how long it would have waited."""
    noted = [] if slept is None else slept
    manners = Manners(per_second=1000, attempts=attempts, timeout=timeout)
    return PoliteClient(usual=manners, sleep=noted.append, chance=lambda: 0.5)


def ids(tmp_path: Path) -> list[str]:
    return [stored.artwork.id for stored in read_store(tmp_path / "store")]
