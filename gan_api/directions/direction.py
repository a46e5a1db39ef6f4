"""A direction through the space of seeds, and what moving along it was seen to do."""

from dataclasses import dataclass

from gan_api.latent import Floats


@dataclass(frozen=True)
class Effect:
    """What changes from two sigmas back to two sigmas on, on average over many seeds.

    `change` is in the attribute's own units and `deviations` in its standard deviations over what the generator draws;
    `agreement` is the share of the seeds for which it changed that way.
    """

    change: float
    deviations: float
    agreement: float


@dataclass(frozen=True)
class Direction:
    """A step of one sigma is `sigma` × `vector`, a unit vector (140,): one standard deviation of the seeds along it.

    `kind` is "principal" (found without looking at pictures; `explained` is its share of what varies in the generator's
    first layer) or "attribute" (found for one attribute, and freed from the others where it then stays strong; `r2` is
    the share of the attribute's variance that a straight line explains, on seeds that it was not fitted to).
    """

    id: str
    name: str
    kind: str
    vector: Floats
    sigma: float
    effects: dict[str, Effect]
    explained: float | None = None
    r2: float | None = None
