"""Names for directions: what each was seen to change in, a name for those that earned one out."""

from collections.abc import Sequence
from dataclasses import replace

from gan_api.directions.attributes import ATTRIBUTES
from gan_api.directions.direction import Direction, Effect

LEAST_DEVIATIONS = 1.0
"""A name is earned by a change of this many standard deviations of the attribute, from two sigmas back to two on …"""

LEAST_AGREEMENT = 0.85
"""… that goes the same way for this share of the seeds."""

_AS_GOOD_AS = 0.9


def strong(effect: Effect) -> bool:
    """Whether a direction may be named for an effect."""
    return abs(effect.deviations) >= LEAST_DEVIATIONS and effect.agreement >= LEAST_AGREEMENT


def earned(one: Direction) -> bool:
    """Whether the direction of an attribute was seen to raise it strongly, and no other much more."""
    own = one.effects[one.id]
    strongest = max(abs(effect.deviations) for effect in one.effects.values())
    return strong(own) and own.deviations >= _AS_GOOD_AS * strongest


def named(principal: Sequence[Direction]) -> list[Direction]:
    """Principal directions, numbered, turned so that their strongest effect is an increase.

    The one that changes an attribute most is named for it, if it does so strongly: "Direction 1: lighter, plainer".
    """
    turned = [_turned(one) for one in principal]
    words: dict[str, list[tuple[float, str]]] = {one.id: [] for one in turned}
    for attribute in ATTRIBUTES:
        best = max(turned, key=lambda one: abs(one.effects[attribute.id].deviations))
        effect = best.effects[attribute.id]
        if strong(effect):
            word = attribute.more if effect.deviations > 0 else attribute.less
            words[best.id].append((-abs(effect.deviations), word))
    return [replace(one, name=_name(number, words[one.id])) for number, one in enumerate(turned, 1)]


def _name(number: int, words: list[tuple[float, str]]) -> str:
    """The strongest effect first."""
    told = ", ".join(word for _, word in sorted(words))
    return f"Direction {number}: {told}" if told else f"Direction {number}"


def _turned(one: Direction) -> Direction:
    strongest = max(one.effects.values(), key=lambda effect: abs(effect.deviations))
    if strongest.deviations >= 0:
        return one
    effects = {
        attribute: replace(effect, change=-effect.change, deviations=-effect.deviations)
        for attribute, effect in one.effects.items()
    }
    return replace(one, vector=-one.vector, effects=effects)
