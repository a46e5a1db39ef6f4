"""The kinds of jobs: what a studio, and who inverts for it, do when they are handed an order."""

from collections.abc import Callable

from gan_api.inversion.invert import Inverter
from gan_api.inverting import KIND, inverting
from gan_api.studio import Studio
from gan_api.walks import filming
from services.common.jobs import Works


def works_of(studio: Studio, inverter: Callable[[], Inverter]) -> Works:
    """Who does which kind of job; the inverter is built when it is first needed."""
    return {"walk": filming(studio), KIND: inverting(studio, inverter)}
