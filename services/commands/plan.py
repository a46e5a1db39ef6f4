"""`gen-studio ops plan`: a number of visitors in; pods, their cost, and how the autoscaler would fare out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from services.commands.failures import plain_errors
from services.commands.options import FILE, FOLDER

if TYPE_CHECKING:
    from services.ops.crowds import Visits
    from services.ops.sizing import Plan, Speed

_MOST_SIMULATED = 20_000


@click.command(short_help="Reckon pods and cost, and simulate crowds.")
@click.option("--visitors", type=click.IntRange(1, 100_000_000), required=True, help="A day.")
@click.option("--measured", type=FILE, help="Report of gen-studio bench gan --json of the machine that will draw.")
@click.option(
    "--images-per-s", type=click.FloatRange(0, min_open=True), help="In its place: images of 256 px a second."
)
@click.option(
    "--preview-cost",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.4,
    show_default=True,
    help="With --images-per-s: what a preview costs of an image.",
)
@click.option(
    "--search-per-s", type=click.FloatRange(0, min_open=True), default=200.0, show_default=True, help="Of a pod."
)
@click.option(
    "--busiest-hour", type=click.FloatRange(0, 1), default=0.12, show_default=True, help="Share of a day's visitors."
)
@click.option("--minutes", type=click.FloatRange(0, min_open=True), default=8.0, show_default=True, help="Of a visit.")
@click.option(
    "--cached", type=click.FloatRange(0, 0.99), default=0.0, show_default=True, help="Share the cache answers."
)
@click.option(
    "--generator-price", type=click.FloatRange(0), default=0.75, show_default=True, help="An hour of a GPU pod."
)
@click.option(
    "--other-price", type=click.FloatRange(0), default=0.10, show_default=True, help="An hour of any other pod."
)
@click.option(
    "--prices-from",
    default="assumed in November 2026 from a T4 node's and two cores' order of size; not looked up",
    show_default=True,
    help="Source and date of the prices.",
)
@click.option("--pod-s", type=click.FloatRange(0), default=30.0, show_default=True, help="Until a new pod is ready.")
@click.option(
    "--node-s", type=click.FloatRange(0), default=240.0, show_default=True, help="More where a node must come."
)
@click.option("--nodes", type=click.IntRange(0), default=2, show_default=True, help="Nodes that are there already.")
@click.option(
    "--visits", type=FILE, help="Recorded visits (gen-studio bench record; default: those that come with it)."
)
@click.option("--manifests", type=FOLDER, help="The folder k8s/components (default: that of this checkout).")
@click.option("--simulate/--no-simulate", default=True, show_default=True, help="Let crowds come and go as well.")
def plan(
    visitors: int,
    measured: Path | None,
    images_per_s: float | None,
    preview_cost: float,
    search_per_s: float,
    busiest_hour: float,
    minutes: float,
    cached: float,
    generator_price: float,
    other_price: float,
    prices_from: str,
    pod_s: float,
    node_s: float,
    nodes: int,
    visits: Path | None,
    manifests: Path | None,
    simulate: bool,
) -> None:
    """Reckon how many pods so many visitors a day need and what they cost; then let crowds (a ramp, a flash crowd, a
    night) come upon the scaling that stands in k8s/components/keda, and show how long they wait and what is refused.

    \b
    Example:
      gen-studio ops plan --visitors 20000 --measured build/bench-gan.json

    Speed is measured, visits are recorded; habits and prices are assumed: give your own. Next: maxReplicaCount and
    threshold in k8s/components/keda/scaled-objects.yaml, then this again.
    """
    with plain_errors(ValueError, OSError, ModuleNotFoundError):
        from services.ops.crowds import RECORDED, read_visits
        from services.ops.sizing import Habits, Prices, plan_table, reckon

        speed = _speed(measured, images_per_s, preview_cost)
        recorded = read_visits(visits or RECORDED)
        habits = Habits(busiest_hour, minutes, cached)
        prices = Prices(generator_price, other_price, prices_from)
        found = reckon(visitors, recorded, speed, habits, prices, search_per_s=search_per_s)
        click.echo(f"{visitors:,} visitors a day, {found.at_once:,} at once in the busiest hour.\n")
        click.echo(plan_table(found))
        drawn = f"{speed.images_per_s:.1f} images/s a pod, a preview costs {speed.preview_cost:.2f}"
        click.echo(f"\nSpeed: {drawn} ({speed.source}).\nVisits: {recorded.source}.")
        click.echo(
            f"Assumed: {busiest_hour:.0%} of a day's visitors in its busiest hour, {minutes:g} minutes each, "
            f"{cached:.0%} answered by a cache; prices in your currency: {prices_from}."
        )
        if simulate:
            folder = manifests or Path(__file__).parents[2] / "k8s/components"
            _simulate(found, recorded, speed, folder, pod_s, node_s, nodes)


def _speed(measured: Path | None, images_per_s: float | None, preview_cost: float) -> "Speed":
    from services.ops.sizing import SizingError, Speed, speed_of

    if images_per_s is not None:
        return Speed(images_per_s, preview_cost, "as given")
    if measured is None:
        raise SizingError("how fast does a pod draw? give --measured (make bench-gan writes it) or --images-per-s")
    return speed_of(json.loads(measured.read_text(encoding="utf-8")), str(measured))


def _simulate(
    found: "Plan", recorded: "Visits", speed: "Speed", folder: Path, pod_s: float, node_s: float, nodes: int
) -> None:
    from tqdm import tqdm

    from services.ops.crowds import SCENARIOS
    from services.ops.scaling import read_scaling
    from services.ops.simulation import Pod, simulate
    from services.ops.sizing import outcome_table

    scaling = read_scaling(folder, "gan-api")
    needed = next(line.pods for line in found.lines if line.part == "gan-api")
    click.echo(
        f"\nScaling as in {folder}/keda: {scaling.least} to {scaling.most} pods, one for each "
        f"{scaling.triggers[0].threshold:g} drawings that wait or are drawn."
    )
    if needed > scaling.most:
        click.echo(f"That is too few: {needed} pods are needed. Raise maxReplicaCount, or many will be refused.")
    crowd = min(found.at_once, _MOST_SIMULATED)
    pod = Pod(speed.images_per_s, speed.preview_cost, pod_s, node_s, nodes)
    bar = tqdm(SCENARIOS, desc="simulating", unit="crowd", leave=False)
    outcomes = [simulate(scenario, recorded, crowd, pod, scaling) for scenario in bar]
    click.echo(f"A crowd of at most {crowd:,}:\n\n{outcome_table(outcomes)}")
    for one in outcomes:
        click.echo(f"{one.scenario}, pods minute by minute: {' '.join(map(str, one.course))}")
