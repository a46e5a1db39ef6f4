"""`gen-studio index`: a store's works in, their features out."""

from pathlib import Path

import click
from tqdm import tqdm

from services.commands.failures import plain_errors
from services.commands.options import FILE, FOLDER, threads_option, use_machine


@click.command(short_help="Compute the features that searching by likeness compares.")
@click.option("--store", type=FOLDER, required=True, help="A store made by gen-studio ingest.")
@click.option("--encoder", type=FILE, required=True, help="ResNet50 weights (safetensors), own or torchvision's.")
@threads_option
def index(store: Path, encoder: Path, threads: int) -> None:
    """Let the encoder look at every work of a store, and keep its numbers of each in features.safetensors.

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

        use_machine(threads)
        with tqdm(desc="looking", unit="work") as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            report = index_store(store, load_encoder(encoder, torch.get_num_threads()), progress)
    for work, reason in report.left_out.items():
        click.echo(f"left out {work}: {reason}")
    click.echo(f"{report.works:,} works have features in {report.path}.")
