"""What directions change, as a table to read."""

from collections.abc import Sequence

from gan_api.directions.attributes import ATTRIBUTES
from gan_api.directions.direction import Direction


def table(directions: Sequence[Direction]) -> str:
    """Markdown: a row for each direction, with what it explains and how it changes each attribute."""
    lines = [
        f"| Direction | explains | {' | '.join(attribute.id for attribute in ATTRIBUTES)} |",
        f"|---|---:|{'---:|' * len(ATTRIBUTES)}",
    ]
    for one in directions:
        share = one.r2 if one.r2 is not None else one.explained
        effects = [one.effects[attribute.id] for attribute in ATTRIBUTES]
        changes = " | ".join(f"{effect.deviations:+.2f} ({effect.agreement:.0%})" for effect in effects)
        lines.append(f"| {one.name} | {share or 0:.1%} | {changes} |")
    lines.append("")
    lines.append(
        "Changes from 2 sigmas back to 2 on, in standard deviations, with the share of seeds that change that way."
    )
    return "\n".join(lines)
