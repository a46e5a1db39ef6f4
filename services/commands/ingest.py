"""`gen-studio ingest`: a collection's pictures and facts in, a store out."""

from pathlib import Path

import click
from tqdm import tqdm

from services.commands.failures import plain_errors
from services.commands.options import FOLDER, NEW_FOLDER

_SHOWN = 5


@click.group(short_help="Bring a collection's pictures and facts into a store.")
def ingest() -> None:
    """Bring a collection into a store: a folder that training, indexing and inversion read from."""


@ingest.command(short_help="From a folder of pictures with a metadata.jsonl.")
@click.argument("source", metavar="FOLDER", type=FOLDER)
@click.option("--store", type=NEW_FOLDER, required=True, help="Folder to write to.")
def folder(source: Path, store: Path) -> None:
    """Import FOLDER, which holds images/ and metadata.jsonl: one work per line, as JSON.

    \b
    A line needs "id" and "file", and may give title, artist, culture, date, medium, classification,
    department, museum, object_url, image_url and licence:
      {"id": "met-436535", "file": "images/met-436535.jpg", "title": "Wheat Field with Cypresses"}

    \b
    Example:
      gen-studio ingest folder ~/prints --store stores/prints

    A line or picture that can't be used is reported with its reason in report.jsonl; the rest is imported. Run it
    again after mending: what is there already stays.

    Next: gen-studio train generator --images stores/prints/images …
    """
    from services.collection.ingest import IngestError, ingest_folder

    with plain_errors(IngestError, OSError), tqdm(desc="reading", unit="work") as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = ingest_folder(source, store, progress)
    click.echo(f"{report.works:,} works and {report.details:,} details of {report.rows:,} rows are in {store}.")
    if left_out := report.left_out:
        click.echo(f"{len(left_out):,} were left out; all reasons stand in {store / 'report.jsonl'}. The first:")
        for remark in left_out[:_SHOWN]:
            place = f"line {remark.line}" if remark.line is not None else remark.file
            click.echo(f"  {place}: {remark.reason}")
    if not report.imported:
        raise click.ClickException("nothing was imported")
