"""`gen-studio enrich`: a store's pictures in; colours, composition, tags and near-duplicates out."""

from pathlib import Path

import click
from tqdm import tqdm

from services.commands.failures import plain_errors
from services.commands.options import FOLDER

_SHOWN = 5


@click.command(short_help="Say of each work how it looks, and find near-duplicates.")
@click.option("--store", type=FOLDER, required=True, help="A store made by gen-studio ingest.")
@click.option(
    "--annotator",
    type=click.Choice(["none", "azure"]),
    default="none",
    show_default=True,
    help="Who says what is to be seen. azure sends the pictures to Azure AI Vision.",
)
@click.option("--endpoint", envvar="AZURE_VISION_ENDPOINT", help="Azure's address. Or AZURE_VISION_ENDPOINT.")
@click.option("--per-second", type=click.FloatRange(0, min_open=True), default=10.0, help="Pictures sent a second.")
def enrich(store: Path, annotator: str, endpoint: str | None, per_second: float) -> None:
    """Find the main colours of each work, how light, rich in contrast, detailed and symmetrical it is, and which
    are nearly the same picture. They become facts to search by: hues:blue, looks:dark, looks:tall.

    \b
    Examples:
      gen-studio enrich --store stores/met
      AZURE_VISION_KEY=… gen-studio enrich --store stores/met --annotator azure --endpoint https://….azure.com

    With an annotator come tags, too. Each fact carries the name and version of what made it. A run that was stopped
    goes on where it was; a later one looks only at what is new.

    Next: gen-studio index, gen-studio release build.
    """
    import os

    from services.collection.annotating import AzureVision
    from services.collection.store import ENRICHMENT, StoreError
    from services.common.polite import AwayError, Manners, PoliteClient
    from services.enriching import enrich_store

    asked = None
    if annotator == "azure":
        key = os.environ.get("AZURE_VISION_KEY")
        if not endpoint or not key:
            raise click.UsageError("azure needs --endpoint, and the resource's key in AZURE_VISION_KEY")
        asked = AzureVision(endpoint, key, PoliteClient(usual=Manners(per_second=per_second)))
    with plain_errors(StoreError, AwayError, OSError), tqdm(desc="looking", unit="work") as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = enrich_store(store, asked, progress)
    click.echo(f"{report.works:,} works are enriched, {report.new:,} of them now, in {store / ENRICHMENT}.")
    for work, reason in list(report.left_out.items())[:_SHOWN]:
        click.echo(f"  left out {work}: {reason}")
    if report.duplicates:
        works = sum(len(group) for group in report.duplicates)
        click.echo(f"{works:,} works look nearly the same as another, in {len(report.duplicates):,} groups. The first:")
        for group in report.duplicates[:_SHOWN]:
            click.echo(f"  {', '.join(group)}")
