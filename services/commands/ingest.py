"""`gen-studio ingest`: a museum's works, or a folder's, in; a store out."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from services.commands.failures import plain_errors
from services.commands.options import FILE, FOLDER, NEW_FOLDER, Command

_SHOWN = 5
_STORE = click.option("--store", type=NEW_FOLDER, required=True, help="Folder to write to.")
_WITHHOLD = click.option(
    "--withhold",
    type=FILE,
    multiple=True,
    help="A curator's list of works that are to appear nowhere; a line is an id, or 'word: human remains'. It stays.",
)
_LICENCE = click.option(
    "--licence", multiple=True, help="Rights to take besides CC0 and Public domain, e.g. 'CC BY 4.0'; any takes all."
)
_WISHES = (
    click.option("--department", multiple=True, help="Works whose department holds this text; can be repeated."),
    click.option("--classification", multiple=True, help="The same of classification and object name."),
    click.option("--culture", multiple=True, help="The same of culture."),
    click.option("--query", help="Works that speak of all these words."),
    click.option("--highlights", is_flag=True, help="Only what the museum calls its highlights."),
    click.option("--limit", type=click.IntRange(1), help="So many works at most."),
    _LICENCE,
    click.option("--disk-budget", type=click.FloatRange(0, min_open=True), help="GiB that pictures may take."),
)
_GOES_ON = """Run it again whenever you like: a run that was stopped goes on, a later one asks only for what changed,
    and works that are gone or no longer free leave the store. What was left out, and why, stands in report.jsonl.

    Next: gen-studio enrich, gen-studio index."""


def _wishing(command: Command) -> Command:
    for option in reversed((_STORE, *_WISHES, _WITHHOLD)):
        command = option(command)
    command.__doc__ = (command.__doc__ or "").replace("GOES_ON", _GOES_ON)
    return command


@click.group(short_help="Bring a museum's or a folder's pictures and facts into a store.")
def ingest() -> None:
    """Bring a collection into a store: a folder that training, indexing and inversion read from.

    Museums are asked politely, each at its own pace, and only works whose record says that they are in the public
    domain or CC0 are taken, unless --licence says otherwise.
    """


@ingest.command(short_help="From The Metropolitan Museum of Art.")
@click.option(
    "--preset",
    type=click.Choice(["vases", "armor", "teapots", "ewers", "purses", "goblets"]),
    multiple=True,
    help="A landing category of Gen Studio.",
)
@click.option("--csv", "csv_url", help="Another address of MetObjects.csv, such as a mirror's.")
@click.option("--api", help="Another address of the Collection API's objects.")
@_wishing
def met(store: Path, preset: tuple[str, ...], csv_url: str | None, api: str | None, **wished: Any) -> None:
    """Import works of The Met: its MetObjects.csv says which there are, its Collection API where their pictures are.

    \b
    Examples:
      gen-studio ingest met --store stores/met --preset teapots --limit 500
      gen-studio ingest met --store stores/met --department "Asian Art" --highlights

    GOES_ON
    """
    from services.collection.sources import met as museum
    from services.collection.sources.presets import with_preset

    source = museum.Met(csv_url or museum.CSV, api or museum.API)
    _bring(source, store, wished, lambda wish: with_preset(wish, *preset))


@dataclass(frozen=True)
class _Museum:
    """A museum whose list says all. `name` is its module's, and its class's with a capital."""

    name: str
    said: str
    does: str
    option: str
    leads: str
    example: str


_MUSEUMS = (
    _Museum(
        "artic",
        "From the Art Institute of Chicago.",
        "Import works of the Art Institute of Chicago by its API.",
        "--api",
        "Another address of its API's artworks.",
        'stores/artic --query "woodblock print" --limit 1000',
    ),
    _Museum(
        "cleveland",
        "From the Cleveland Museum of Art.",
        "Import works of the Cleveland Museum of Art by its Open Access API.",
        "--api",
        "Another address of its API's artworks.",
        'stores/cleveland --department "Japanese Art"',
    ),
    _Museum(
        "rijksmuseum",
        "From the Rijksmuseum.",
        "Import works of the Rijksmuseum by OAI-PMH. It allows 10,000 requests a day: go on tomorrow by the same "
        "command.",
        "--api",
        "Another address of its OAI-PMH service.",
        "stores/rijks --classification print --limit 5000",
    ),
    _Museum(
        "nga",
        "From the National Gallery of Art, Washington.",
        "Import works of the National Gallery of Art by its open-data CSVs, pictures by IIIF.",
        "--data",
        "Another address of the folder with its CSV files.",
        "stores/nga --classification painting",
    ),
)


def _add(museum: _Museum) -> None:
    def bring(store: Path, address: str | None, **wished: Any) -> None:
        source = getattr(import_module(f"services.collection.sources.{museum.name}"), museum.name.capitalize())
        _bring(source(address) if address else source(), store, wished)

    bring.__doc__ = f"""{museum.does}

    \b
    Example:
      gen-studio ingest {museum.name} --store {museum.example}

    GOES_ON
    """
    options = click.option(museum.option, "address", help=museum.leads)
    ingest.command(museum.name, short_help=museum.said)(options(_wishing(bring)))


for _museum in _MUSEUMS:
    _add(_museum)


@ingest.command(short_help="From any IIIF manifest or collection.")
@click.argument("url")
@_wishing
def iiif(url: str, store: Path, **wished: Any) -> None:
    """Import the works of an IIIF Presentation 2 or 3 manifest, or of a collection of them, at URL.

    \b
    Example:
      gen-studio ingest iiif https://example.org/iiif/collection.json --store stores/example --licence "CC BY 4.0"

    GOES_ON
    """
    from services.collection.sources.iiif import Iiif

    _bring(Iiif(url), store, wished)


@ingest.command(short_help="From a folder of pictures with a metadata.jsonl or metadata.csv.")
@click.argument("source", metavar="FOLDER", type=FOLDER)
@_STORE
@_LICENCE
@_WITHHOLD
def folder(source: Path, store: Path, licence: tuple[str, ...], withhold: tuple[Path, ...]) -> None:
    """Import FOLDER, which holds images/ and metadata.jsonl (one work per line, as JSON) or metadata.csv.

    \b
    A line needs "id" and "file", and may give title, artist, culture, date, medium, classification,
    department, museum, credit, tags, object_url, image_url and licence:
      {"id": "met-436535", "file": "images/met-436535.jpg", "title": "Wheat Field with Cypresses"}

    \b
    Example:
      gen-studio ingest folder ~/prints --store stores/prints

    What can't be used is left out and reported with its reason in report.jsonl, and so is a work whose licence is not
    open, unless --licence names it; one that says no licence is taken as yours to give. The rest is imported. Run it
    again after mending: what is there already stays.

    Next: gen-studio train generator --images stores/prints/images …
    """
    from services.collection.ingest import IngestError, ingest_folder

    with plain_errors(IngestError, OSError), tqdm(desc="reading", unit="work") as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = ingest_folder(source, store, progress, withhold, licence)
    click.echo(f"{report.works:,} works and {report.details:,} details of {report.rows:,} rows are in {store}.")
    if report.withheld:
        click.echo(f"{report.withheld:,} are withheld.")
    if left_out := report.left_out:
        click.echo(f"{len(left_out):,} were left out; all reasons stand in {store / 'report.jsonl'}. The first:")
        for remark in left_out[:_SHOWN]:
            place = f"line {remark.line}" if remark.line is not None else remark.file
            click.echo(f"  {place}: {remark.reason}")
    if not report.imported:
        raise click.ClickException("nothing was imported")


def _bring(source: Any, store: Path, wished: dict[str, Any], also: Callable[[Any], Any] = lambda wish: wish) -> None:
    """Harvest a source by the options of `_wishing`, and say what became of it."""
    from services.collection.harvest import HarvestError, HarvestReport, Plan, harvest
    from services.collection.sources.source import SourceError, Wish
    from services.common.polite import AddressError, AwayError, PoliteClient

    known = (HarvestError, SourceError, AddressError, AwayError, OSError)
    with plain_errors(*known):
        wish = also(
            Wish(
                departments=wished["department"],
                classifications=wished["classification"],
                cultures=wished["culture"],
                query=wished["query"],
                highlights=wished["highlights"],
                limit=wished["limit"],
                licences=wished["licence"],
            )
        )
    budget = None if wished["disk_budget"] is None else int(wished["disk_budget"] * 2**30)
    with plain_errors(*known), tqdm(desc=source.name, unit="work", total=wish.limit) as bar:

        def progress(report: HarvestReport) -> None:
            there = report.before + report.new + report.changed + report.unchanged
            bar.set_postfix(left_out=report.left_out.total(), failed=report.failed.total(), refresh=False)
            bar.update(there - bar.n)

        plan = Plan(source, wish, store, PoliteClient(source.manners), wished["withhold"], budget)
        report = harvest(plan, progress)
    before = f", {report.before:,} from before this run was stopped" if report.before else ""
    click.echo(
        f"{report.works:,} works are in {store}: {report.new:,} new, {report.changed:,} changed, {report.unchanged:,} "
        f"as they were{before}; {report.gone:,} are gone. {report.passed:,} others of the list were not asked for."
    )
    for reasons, said in ((report.left_out, "left out"), (report.failed, "failed, to be tried again")):
        for reason, count in reasons.most_common(_SHOWN):
            click.echo(f"  {count:,} {said}: {reason}")
    if report.left_out or report.failed:
        click.echo(f"All of them stand in {store / 'report.jsonl'}.")
    if report.stopped:
        raise click.ClickException(f"stopped before its end: {report.stopped}. Run the same command again to go on")
