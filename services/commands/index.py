"""`gen-studio index`: a store's works in, their features out."""

from pathlib import Path

import click
from tqdm import tqdm

from services.commands.failures import plain_errors

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Compute the features that searching by likeness compares.")
@click.option("--store", type=_FOLDER, required=True, help="A store made by gen-studio ingest.")
@click.option("--encoder", type=_FILE, required=True, help="ResNet50 weights (safetensors), own or torchvision's.")
@click.option("--threads", type=click.IntRange(0, 256), default=0, help="CPU threads (default: all).")
def index(store: Path, encoder: Path, threads: int) -> None:
    """Let the encoder look at every work of a store, and keep 2048 numbers of each in features.safetensors.

    \b
    Example:
      gen-studio index --store stores/prints --encoder encoders/prints.safetensors

    The file records which encoder made it; a search with another one is refused. A run that was stopped goes on where
    it was.

    Next: gen-studio invert.
    """
    with plain_errors(ValueError, OSError):
        import torch

        from services.collection.features import index_store
        from services.vision.encoder import load_encoder

        if threads:
            torch.set_num_threads(threads)
        with tqdm(desc="looking", unit="work") as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            report = index_store(store, load_encoder(encoder), progress)
    for work, reason in report.left_out.items():
        click.echo(f"left out {work}: {reason}")
    click.echo(f"{report.works:,} works have features in {report.path}.")
