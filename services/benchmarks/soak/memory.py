"""Whether memory stays flat: the lives of processes in, what each held early and late and its slope out."""

from collections.abc import Iterable

import numpy as np

from services.benchmarks.soak.parts import Part

_GROWN_S = 20.0
"""Seconds after which a process has loaded all that it needs."""


def memory_of(parts: Iterable[Part]) -> dict[str, dict[str, float]]:
    """MiB of each process: of its longest life, grown up, the median of the first third and of the last and the slope
    a minute (least squares); and the most of any life.
    """
    return {part.name: _told([life.samples for life in part.lives]) for part in parts}


def _told(lives: list[list[tuple[float, float]]]) -> dict[str, float]:
    longest = max(lives, key=len)
    lasted = longest[-1][0] if longest else 0.0
    grown = np.array([one for one in longest if one[0] > min(_GROWN_S, lasted / 2)]).reshape(-1, 2)
    ages, held = grown[:, 0], grown[:, 1]
    third = max(1, len(held) // 3)
    return {
        "lives": len(lives),
        "longest_s": lasted,
        "early_mb": float(np.median(held[:third])) if len(held) else 0.0,
        "late_mb": float(np.median(held[-third:])) if len(held) else 0.0,
        "slope_mb_per_min": float(np.polyfit(ages, held, 1)[0]) * 60 if len(held) > 2 else 0.0,
        "most_mb": max((mb for life in lives for _, mb in life), default=0.0),
    }
